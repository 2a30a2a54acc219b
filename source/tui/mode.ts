import type {Entry, Outcome, Preview} from '../sync/action.ts';
import type {Plan} from '../sync/job.ts';
import type {Row} from '../sync/row.ts';
import type {Saying} from '../sync/saying.ts';

/** What the keyboard is for right now. */
export type Mode =
	| {readonly is: 'browse'}
	/** Typing the filter; `before` is what `esc` brings back. */
	| {readonly is: 'filter'; readonly before: string}
	/** Typing the path that the explorer asks; `back` is how far one has gone back in what was asked before. */
	| {readonly is: 'path'; readonly typed: string; readonly back: number}
	/** The record over the whole page. */
	| {readonly is: 'record'; readonly key: string; readonly top: number}
	| Ask
	| Choose
	/** What the work does, or did. */
	| {readonly is: 'results'; readonly top: number}
	| {
			readonly is: 'help';
			readonly top: number;
			readonly typed: string;
			readonly reasons: Readonly<Record<string, Saying>>;
	  }
	| {readonly is: 'messages'; readonly top: number}
	| {readonly is: 'journal'; readonly top: number; readonly entries: readonly Entry[] | null};

/** A question with No as its default. Deaf until it has stood for a moment without a key: what was typed ahead is not an answer. */
export type Ask = {
	readonly is: 'ask';
	readonly task: Task;
	/** Answered with Latin `y`, or → and enter; or by typing this number. */
	readonly count: number | null;
	readonly typed: string;
	/** A number that was given and is not the one, or `letter` for a letter that is no answer. */
	readonly wrong: string | null;
	readonly choice: 'no' | 'yes';
	readonly armed: boolean;
	readonly top: number;
};

/** What a yes would do. */
export type Task =
	| {
			readonly is: 'act';
			readonly tab: string;
			readonly plan: Plan;
			/** The planned rows as they were drawn, by key. */
			readonly rows: readonly Row[];
			/** Keys among them that the filter hides. */
			readonly hidden: ReadonlySet<string>;
			/** Of a deed on the whole list: what would have been changed when it was asked before, and something else came to light. */
			readonly before: Preview | null;
	  }
	| {
			readonly is: 'undo';
			readonly tab: string;
			readonly parts: readonly UndoPart[];
			readonly refused: readonly Outcome[];
	  }
	| {readonly is: 'short'; readonly tab: string; readonly got: number; readonly baseline: number}
	| {readonly is: 'quit'};

/** One entry that would be taken back, and what of it cannot come back. */
export type UndoPart = {
	readonly entry: Entry;
	readonly intent: unknown;
	readonly says: Saying;
	readonly asks: readonly Saying[];
};

/** Something to be chosen from a list, found by typing. */
export type Choose = {
	readonly is: 'choose';
	readonly what: 'sort' | 'columns' | 'copy' | 'command' | 'export' | ActionChoice;
	readonly options: readonly Option[];
	/** Those that `typed` leaves. */
	readonly shown: readonly Option[];
	readonly cursor: number;
	readonly typed: string;
	/** The row it is for, where it is for one. */
	readonly key: string | null;
	readonly armed: boolean;
};

/** An answer that an action of a tab needs. */
type ActionChoice = {readonly tab: string; readonly action: string};

export type Option = {
	readonly value: string;
	readonly text: string;
	/** What taking it would do. */
	readonly says?: Saying;
	/** Ticked, in a list of ticks. */
	readonly on?: boolean;
	/** It cannot be unticked. */
	readonly fixed?: boolean;
};
