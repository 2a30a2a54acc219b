import type {Outcome, Preview} from '../../sync/action.ts';
import type {Plan} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import type {Message} from '../../i18n/message.ts';
import type {JournalEntry} from '../../sync/journal.ts';

/** What the keyboard is for right now. */
export type Mode =
	| {readonly is: 'browse'}
	/** Typing the filter; `before` is what `esc` brings back. */
	| {readonly is: 'filter'; readonly previousFilter: string}
	/** Typing the path that the explorer asks; `back` is how far one has gone back in what was asked before. */
	| {readonly is: 'path'; readonly typed: string; readonly historyOffset: number}
	/** The record over the whole page. */
	| {readonly is: 'record'; readonly key: string; readonly top: number}
	| Confirm
	| Picker
	/** What the work does, or did. */
	| {readonly is: 'results'; readonly top: number}
	| {
			readonly is: 'help';
			readonly top: number;
			readonly typed: string;
			readonly refusals: Readonly<Record<string, Message>>;
	  }
	| {readonly is: 'messages'; readonly top: number}
	| {readonly is: 'journal'; readonly top: number; readonly entries: readonly JournalEntry[] | null};

/** A question with No as its default. Deaf until it has stood for a moment without a key: what was typed ahead is not an answer. */
export type Confirm = {
	readonly is: 'confirm';
	readonly pendingAction: PendingAction;
	/** Answered with Latin `y`, or → and enter; or by typing this number. */
	readonly requiredCount: number | null;
	readonly typed: string;
	/** A number that was given and is not the one, or `letter` for a letter that is no answer. */
	readonly wrongInput: string | null;
	readonly choice: 'no' | 'yes';
	readonly acceptsInput: boolean;
	readonly top: number;
};

/** What a yes would do. */
export type PendingAction =
	| {
			readonly is: 'act';
			readonly listName: string;
			readonly plan: Plan;
			/** The planned rows as they were drawn, by key. */
			readonly rows: readonly Row[];
			/** Keys among them that the filter hides. */
			readonly hiddenKeys: ReadonlySet<string>;
			/** Of a deed on the whole list: what would have been changed when it was asked before, and something else came to light. */
			readonly previousPreview: Preview | null;
	  }
	| {
			readonly is: 'undo';
			readonly listName: string;
			readonly steps: readonly UndoStep[];
			readonly refused: readonly Outcome[];
	  }
	| {readonly is: 'short'; readonly listName: string; readonly got: number; readonly baseline: number}
	| {readonly is: 'quit'};

/** One entry that would be taken back, and what of it cannot come back. */
export type UndoStep = {
	readonly entry: JournalEntry;
	readonly intent: unknown;
	readonly summary: Message;
	readonly questions: readonly Message[];
};

/** Something to be chosen from a list, found by typing. */
export type Picker = {
	readonly is: 'picker';
	readonly purpose: 'sort' | 'columns' | 'copy' | 'command' | 'export' | ActionArgument;
	readonly options: readonly PickerOption[];
	/** Those that `typed` leaves. */
	readonly matches: readonly PickerOption[];
	readonly cursor: number;
	readonly typed: string;
	/** The row it is for, where it is for one. */
	readonly rowKey: string | null;
	readonly acceptsInput: boolean;
};

/** An answer that an action of a tab needs. */
type ActionArgument = {readonly listName: string; readonly action: string};

export type PickerOption = {
	readonly value: string;
	readonly text: string;
	/** What taking it would do. */
	readonly summary?: Message;
	/** Ticked, in a list of ticks. */
	readonly isTicked?: boolean;
	/** It cannot be unticked. */
	readonly isFixed?: boolean;
};
