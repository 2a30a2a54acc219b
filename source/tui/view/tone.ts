import type {SyncStatus} from '../../sync/difference.ts';

/** Semantic colour role of a text. Colour never carries information alone: there is always also a sign, a position or a word. */
export type Tone =
	| SyncStatus
	| 'title'
	/** The highlighted row. */
	| 'cursor'
	/** The place of the next typed character, or the chosen option of a panel. */
	| 'here'
	/** Must not be overlooked: read-only, dry run, the demo, a row that the filter hides. */
	| 'alert'
	/** Of little importance. */
	| 'quiet'
	| 'good'
	| 'bad'
	/** The number of selected rows. */
	| 'selected'
	/** The part of a typed text that is not understood. */
	| 'wrong'
	/** The part of a cell that the filter matches. */
	| 'match'
	/** A row that is selected. */
	| 'selected-row'
	/** A flag that is off. */
	| 'off'
	/** Somebody is watching. */
	| 'online'
	/** A balance below zero. */
	| 'negative';
