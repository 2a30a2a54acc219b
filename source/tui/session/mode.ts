import type {UndoStep} from '../../resources/find-undo.ts';
import type {Choice, Outcome} from '../../sync/action.ts';
import type {Plan} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import type {Message} from '../../i18n/message.ts';
import type {JournalRow} from '../../sync/changes/ports.ts';
import type {CustomCommand} from '../custom-commands/custom-command.ts';
import type {ProgramEnd} from '../custom-commands/run-program.ts';
import type {JournalEntry} from '../../sync/journal.ts';

/** What the keys currently do: move in a list, type into a field, confirm, pick, or scroll a page. */
export type Mode =
	| {readonly is: 'browse'}
	| FilterField
	/** The ways to write a filter, over the field `field`. */
	| {readonly is: 'filter-help'; readonly top: number; readonly field: FilterField}
	/** Typing a path in the API explorer. `historyOffset`: steps back in the path history; 0 is the path being typed. */
	| {readonly is: 'path'; readonly typed: string; readonly historyOffset: number}
	/** The record of one row on the full page. */
	| {readonly is: 'record'; readonly key: string; readonly top: number}
	| Confirm
	| Picker
	| {
			readonly is: 'help';
			readonly top: number;
			readonly typed: string;
			readonly refusals: Readonly<Record<string, Message>>;
			/** The page that `esc` returns to; absent: the screen. */
			readonly previousMode?: Mode;
	  }
	| {readonly is: 'messages'; readonly top: number}
	| EntryPage
	| OutputPage;

/** What one of the operator's own commands has printed; `end` is `null` while it runs. */
export type OutputPage = {
	readonly is: 'output';
	readonly name: string;
	/** The program and its arguments. */
	readonly args: readonly string[];
	readonly lines: readonly string[];
	readonly end: ProgramEnd | null;
	readonly top: number;
};

/** An entry of the journal with what it changed, row by row; `rows` is `null` while they are being read. */
export type EntryPage = {
	readonly is: 'entry';
	readonly entry: JournalEntry;
	readonly rows: readonly JournalRow[] | null;
	readonly top: number;
};

/** Typing the filter. */
export type FilterField = {
	readonly is: 'filter';
	/** What `esc` restores. */
	readonly previousFilter: string;
	/**
	Key of the row that was highlighted before typing. The cursor returns to this row, not to those that the first letters of the filter
	left.
	*/
	readonly returnKey: string | null;
	/** The old text is selected: typing replaces it. */
	readonly isSelected: boolean;
	/** Steps back in the history of filters; 0 is the text being typed, which `draft` keeps meanwhile. */
	readonly historyOffset: number;
	readonly draft: string;
	/** Index of the highlighted completion. */
	readonly completionIndex: number;
};

/**
A confirmation whose default is No. It ignores keys (`acceptsInput` is false) until it has been visible for a moment without any key press,
so that typed-ahead keys cannot confirm it.
*/
export type Confirm = {
	readonly is: 'confirm';
	/** Run when the operator confirms. */
	readonly pendingAction: PendingAction;
	/** The number that must be typed to confirm; `null`: Latin `y`, or → and enter, confirms. */
	readonly requiredCount: number | null;
	readonly typed: string;
	/** The wrong number that was entered, or `letter` for a letter that is not a valid answer. */
	readonly wrongInput: string | null;
	readonly choice: 'no' | 'yes';
	readonly acceptsInput: boolean;
	/** The last key was pressed before the confirmation accepted any. */
	readonly isTooEarly: boolean;
	readonly top: number;
};

/** What happens on confirmation. */
export type PendingAction =
	| {
			readonly is: 'apply';
			readonly listName: string;
			readonly plan: Plan;
			/** The planned rows as they are shown in the confirmation. */
			readonly rows: readonly Row[];
			/** Keys of selected rows that the filter hides. */
			readonly hiddenKeys: ReadonlySet<string>;
	  }
	| {
			readonly is: 'undo';
			readonly listName: string;
			readonly steps: readonly UndoStep[];
			readonly refused: readonly Outcome[];
	  }
	| {
			readonly is: 'accept-short-list';
			readonly listName: string;
			readonly got: number;
			readonly baseline: number;
	  }
	| {readonly is: 'run-command'; readonly command: CustomCommand; readonly args: readonly string[]}
	| {readonly is: 'quit'};

/** A list of options that is narrowed by typing. */
export type Picker = {
	readonly is: 'picker';
	/** What the chosen option is used for. */
	readonly purpose:
		| 'sort'
		| 'sort-second'
		| 'columns'
		| 'copy'
		| 'command'
		| 'export'
		| 'frequencies'
		| 'portal'
		| 'fix'
		| ActionArgument;
	readonly options: readonly PickerOption[];
	/** The options are still being counted, and there are none yet. */
	readonly isCounting: boolean;
	/** How many values there are beside the options, which are the most frequent ones. */
	readonly otherValues: number;
	/** The options that match `typed`. */
	readonly matches: readonly PickerOption[];
	readonly cursor: number;
	readonly typed: string;
	/** Key of the row that the option is chosen for, if it is for one row; `null` for an action: the selected rows. */
	readonly rowKey: string | null;
	/** What the options are of, in the title: the column of its values. Blank where the title says it. */
	readonly subject: string;
	readonly acceptsInput: boolean;
	/** The last key was pressed before the picker accepted any. */
	readonly isTooEarly: boolean;
};

/** The argument of an action on a row. */
type ActionArgument = {
	readonly listName: string;
	readonly action: string;
	/** What is typed is the value. */
	readonly isFreeText?: true;
};

export type PickerOption = Choice & {
	/** Whether it is ticked, in a list with check boxes. */
	readonly isTicked?: boolean;
	/** Length of the bar behind the text, from 0 to 1. */
	readonly share?: number;
	/** It cannot be unticked. */
	readonly isFixed?: boolean;
};
