import type {SetResult, Reserved} from './changes/ports.ts';
import type {ChangeResult, ChangeSet, CurrentRecord} from './changes/change.ts';
import type {SyncStatus} from './difference.ts';
import type {Comparison, Row, RowOf} from './row.ts';
import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';

/**
Outcome of an action on one row. `done` with `changed: false` is a success that found nothing to do. `current`: the records as they were
read back, shown in place of the old ones.
*/
export type Outcome = {readonly current?: readonly CurrentRecord[]} & OutcomeKind;

type OutcomeKind =
	| {
			readonly is: 'done';
			readonly key: string;
			readonly changed: boolean;
			readonly message: Message;
			readonly journal?: string;
	  }
	| {readonly is: 'refused'; readonly key: string; readonly message: Message; readonly related?: RowLink}
	| {
			readonly is: 'failed';
			readonly key: string;
			readonly message: Message;
			readonly cause?: unknown;
			/** The action's own entry, where something was or may have been written. */
			readonly journal?: string;
	  };

/** What the operator chose beside the rows: the value of one of the action's choices. */
export type ActionInput = {readonly choice?: string};

/** What an action would write. */
export type ChangeDraft = Pick<ChangeSet, 'changes'> & {
	/** Where the changes are those of another action on another row: the journal and the undo use these names. */
	readonly as?: Pick<ChangeSet, 'resource' | 'rowKey' | 'action'>;
} & Partial<Pick<ChangeSet, 'questions' | 'values'>>;

/** The sentences of an action, from its change set and its results. */
export type ActionMessages = {
	/** What the operator confirms. */
	summary(set: ChangeSet): Message;
	done(set: ChangeSet, results: readonly ChangeResult[]): Message;
	/** It was so already. By default as `done`. */
	unchanged?(set: ChangeSet, results: readonly ChangeResult[]): Message;
	/** It was refused, failed, or is half done; `null`: the reason itself. */
	notDone?(set: ChangeSet, result: SetResult): Message | null;
	/** The row at which a refusal can be resolved. */
	related?(set: ChangeSet): RowLink;
	/** What an undo would do, from the set of the undo. */
	undoSummary?(set: ChangeSet): Message;
	undone?(set: ChangeSet, results: readonly ChangeResult[]): Message;
	/** As `notDone`, for an undo. */
	notUndone?(set: ChangeSet, result: SetResult): Message | null;
	/** How an interrupted one had ended; `null`: the general sentence. */
	recovered?(
		set: ChangeSet,
		state: Recovery['state'],
		entry: string,
		results: ReadonlyArray<ChangeResult | null>,
	): Message | null;
	/** What it sends cannot be undone. */
	readonly isFinal?: true;
};

/**
The common part of actions on rows and on lists. Everything else about an action is the same for all: see `plan-runner.ts`. Its texts are in
the dictionary, under the resource's name.
*/
type BaseAction<List extends Comparison> = ActionMessages & {
	/** The list's name. */
	readonly resource: string;
	/** The sub-command. */
	readonly name: string;
	readonly key: string;
	/** A warning that applies to every row alike: shown once. */
	readonly warning?: Message;
	/** Why a set must not be applied, where the lists have changed since it was planned; `null`: it may be. */
	conflict?(set: ChangeSet, comparison: List): Message | null;
	/** Numbers that the portal's records have: none of them is allotted. */
	reserved?(comparison: List): Reserved;
};

/** Result of recovering an interrupted action. `open`: unresolved; the message says how to resolve it. */
export type Recovery = {readonly state: 'done' | 'failed' | 'open'; readonly message: Message};

/** An action on rows, declared by a pure function from a row to changes, and its sentences. */
export type RowAction<List extends Comparison = Comparison> = BaseAction<List> & {
	readonly scope: 'rows';
	/**
	`when-several`: one row without questions is written at once. `always`: asks for a yes. `typed-count`: asks for the number of rows to be
	typed.
	*/
	readonly confirmation: 'when-several' | 'always' | 'typed-count';
	/** What it may write depends on all records of the portal: a row that was read alone does not suffice. */
	readonly isDecidedAmongAll?: true;
	/** What it would write differs from row to row: a question about several rows says it for each. */
	readonly isListedInFull?: true;
	/** Rows that the bulk form includes: `--all-unsynced` or `--all`; on the console by a key of its own, where it has one. */
	readonly bulk: {
		readonly flag: string;
		readonly key?: string;
		includes(row: RowOf<List>): boolean;
	} | null;
	/**
	A value that it needs beside the row: on the console one of the choices, the likeliest first; in a shell a word after
	the ID, or a flag.
	*/
	readonly argument?: {
		/** Its name in the help: `SERVICE`, or `--beyond`. */
		readonly name: string;
		readonly form: 'positional' | 'flag';
		/** All possible values, where they are few. */
		readonly answers?: readonly string[];
		/** Whether a text can be a value. */
		accepts(text: string): boolean;
		/** The value is a text that the operator types, the same one for all rows; there are no choices. */
		readonly isFreeText?: true;
		choices(row: RowOf<List>, comparison: List): readonly Choice[];
		/**
		Whether the row has one possible value: then `changes` needs none, and several rows can be planned at once. Absent: a
		value is always needed.
		*/
		settled?(row: RowOf<List>, comparison: List): boolean;
	};
	/** Pure: what would be written for a row, or why nothing can be. */
	changes(row: RowOf<List>, comparison: List, input: ActionInput): ChangeDraft | Refusal;
};

/** An action on the whole list, shown as a table before it is confirmed: all that is planned is done, or nothing. */
export type ListAction<List extends Comparison = Comparison> = BaseAction<List> & {
	readonly scope: 'list';
	/** Pure: what would be written for the whole list, or why nothing can be. */
	changes(comparison: List): ChangeDraft | Refusal;
	/** Records that it cannot write, by their keys, each with the reason; the rest is written. */
	leftOut?(comparison: List): ReadonlyArray<Refusal & {readonly key: string}>;
	/** The number that must be typed to confirm, where so much is removed that a yes is not enough. */
	count(set: ChangeSet): number | null;
	preview(set: ChangeSet): Preview;
};

export type Action<List extends Comparison = Comparison> = RowAction<List> | ListAction<List>;

/**
The changes of an action as a table: the columns by the API's names, and the current sync status of each line. A
cell is text, or a message.
*/
export type Preview = {
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<{readonly mark: SyncStatus; readonly cells: ReadonlyArray<string | Message>}>;
};

/** An option: `text` is shown and found by typing, `effect` is shown beside it: what choosing it would do. */
export type Choice = {readonly value: string; readonly text: string; readonly effect?: Message};

/** What is to be written for one row. */
export type Planned = {readonly key: string; readonly intent: ChangeSet};

/** A row of another list: the resource's name, and an ID that the resource's `find` understands. */
export type RowLink = {readonly resource: string; readonly id: string};

/** An expected “no” with the way out. Returned, never thrown: nothing went wrong. `related`: the row where the way out begins. */
export type Refusal = {readonly refused: Message; readonly related?: RowLink};

export const refuse = (refused: Message, related?: RowLink): Refusal => ({
	refused,
	...(related && {related}),
});

/** Why nothing can be done on a row without a record of the portal; `absent` where only billing has it. */
export const withoutRecord = ({mark, differences}: Row, absent: Message): Message =>
	mark === '?'
		? message('not-known')
		: mark === '!'
			? message('not-read', {reason: differences[0]?.theirs ?? ''})
			: absent;
