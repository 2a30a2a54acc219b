import type {SyncStatus} from '../../sync/difference.ts';

/** Semantic colour role of a text. Colour never carries information alone: there is always also a sign, a position or a word. */
export type Tone =
	| SyncStatus
	| 'title'
	| 'cursor'
	| 'here'
	| 'alert'
	| 'quiet'
	| 'good'
	| 'bad'
	| 'selected'
	| 'wrong'
	| 'match'
	/** A row that is selected. */
	| 'selected-row'
	/** A flag that is off, somebody who is watching, a balance below zero. */
	| 'off'
	| 'online'
	| 'negative';
