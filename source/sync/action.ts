import type {ActionMessages} from './changes/action-messages.ts';
import type {ApplyOptions} from './changes/apply-context.ts';
import type {CurrentRecord} from './changes/change.ts';
import type {SyncContext} from './context.ts';
import type {SyncStatus} from './difference.ts';
import type {PortalList, Row, Comparison} from './row.ts';
import type {RowLink, Refusal} from './refusal.ts';
import type {Message} from '../i18n/message.ts';

/**
Outcome of an action on one row. `done` with `changed: false` is a success that found nothing to do. `current`: the records as they were read back, shown in place of
the old ones.
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

/**
The common part of actions on rows and on lists.

`plan` is pure and decides: the intent is the data that will be written, or a refusal. `summary` is the sentence that
the operator confirms, `questions` what he must agree to in addition. `apply` writes exactly the given intents, and returns an outcome for each. The action's texts are in
the dictionary, under the resource's name. It is declared by its changes: see `changes/declare.ts`.
*/
type BaseAction<
	StalkerItem = unknown,
	BillingItem = unknown,
	StalkerList extends PortalList<StalkerItem> = PortalList<StalkerItem>,
	BillingData = unknown,
	Intent = unknown,
> = {
	/** The sub-command. */
	readonly name: string;
	readonly key: string;
	summary(intent: Intent): Message;
	questions(intent: Intent): readonly Message[];
	/** Whether it changes anything; if not, `summary` says so, and nothing is confirmed. */
	changes(intent: Intent): boolean;
	/** A warning that applies to every row alike: shown once. */
	readonly warning?: Message;
	/** The rows are not read before it, and are shown from the records that it returns. */
	apply(
		planned: ReadonlyArray<Planned<Intent>>,
		comparison: Comparison<StalkerItem, BillingItem, StalkerList, BillingData>,
		context: Pick<SyncContext, 'changes'>,
		options: Pick<ApplyOptions, 'onProgress' | 'signal'>,
	): Promise<readonly Outcome[]>;
	readonly messages: ActionMessages;
};

/** Result of recovering an interrupted action. `open`: unresolved; the message says how to resolve it. */
export type Recovery = {readonly state: 'done' | 'failed' | 'open'; readonly message: Message};

/** An action on rows: each row is planned by itself. */
export type RowAction<
	StalkerItem = unknown,
	BillingItem = unknown,
	StalkerList extends PortalList<StalkerItem> = PortalList<StalkerItem>,
	BillingData = unknown,
	Intent = unknown,
> = BaseAction<StalkerItem, BillingItem, StalkerList, BillingData, Intent> & {
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
		includes(row: Row<StalkerItem, BillingItem>): boolean;
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
		choices(
			row: Row<StalkerItem, BillingItem>,
			comparison: Comparison<StalkerItem, BillingItem, StalkerList, BillingData>,
		): readonly Choice[];
		/**
		Whether the row has one possible value: then `plan` needs none, and several rows can be planned at once. Absent: a
		value is always needed.
		*/
		settled?(
			row: Row<StalkerItem, BillingItem>,
			comparison: Comparison<StalkerItem, BillingItem, StalkerList, BillingData>,
		): boolean;
	};
	plan(
		row: Row<StalkerItem, BillingItem>,
		comparison: Comparison<StalkerItem, BillingItem, StalkerList, BillingData>,
		input: ActionInput,
	): Intent | Refusal;
};

/** An action on the whole list, shown as a table before it is confirmed: all that is planned is done, or nothing. */
export type ListAction<
	StalkerItem = unknown,
	BillingItem = unknown,
	StalkerList extends PortalList<StalkerItem> = PortalList<StalkerItem>,
	BillingData = unknown,
	Intent = unknown,
> = BaseAction<StalkerItem, BillingItem, StalkerList, BillingData, Intent> & {
	readonly scope: 'list';
	plan(comparison: Comparison<StalkerItem, BillingItem, StalkerList, BillingData>): Intent | Refusal;
	/** Records that it cannot write, by their keys, each with the reason; the rest is written. */
	leftOut?(
		comparison: Comparison<StalkerItem, BillingItem, StalkerList, BillingData>,
	): ReadonlyArray<Refusal & {readonly key: string}>;
	/** The number that must be typed to confirm, where so much is removed that a yes is not enough. */
	count(intent: Intent): number | null;
	preview(intent: Intent): Preview;
};

export type Action<
	StalkerItem = unknown,
	BillingItem = unknown,
	StalkerList extends PortalList<StalkerItem> = PortalList<StalkerItem>,
	BillingData = unknown,
	Intent = unknown,
> =
	| RowAction<StalkerItem, BillingItem, StalkerList, BillingData, Intent>
	| ListAction<StalkerItem, BillingItem, StalkerList, BillingData, Intent>;

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

export type Planned<Intent = unknown> = {readonly key: string; readonly intent: Intent};
