import type {SyncContext} from './context.ts';
import type {JournalEntry, OpenJournalEntry} from './journal.ts';
import type {SyncStatus} from './difference.ts';
import type {PortalList, Row, Comparison} from './row.ts';
import type {RowLink, Refusal} from './refusal.ts';
import type {Message} from '../i18n/message.ts';

/** What became of one row. `done` with `changed: false` is a success that found nothing to do. */
export type Outcome =
	| {
			readonly is: 'done';
			readonly key: string;
			readonly changed: boolean;
			readonly said: Message;
			readonly journal?: string;
	  }
	| {readonly is: 'refused'; readonly key: string; readonly said: Message; readonly leads?: RowLink}
	| {
			readonly is: 'failed';
			readonly key: string;
			readonly said: Message;
			readonly cause?: unknown;
			/** This deed's own entry, where something was written all the same, or may have been. */
			readonly journal?: string;
	  };

/** What the person said beside naming the rows: the value of one of the action's choices. */
export type ActionInput = {readonly choice?: string};

/**
One deed in three steps: plan, say, run.

`plan` is pure and decides: the intent is the data that will be written, or a refusal. `says` is the sentence the operator confirms,
`asks` what he must agree to beyond it. `run` writes exactly the intents it is given, in one go where it can, and says what became of each.
What it is called stands in the dictionary, under the tab's name.
*/
type BaseAction<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
	Known = unknown,
	Intent = unknown,
> = {
	/** The sub-command. */
	readonly name: string;
	readonly key: string;
	summary(intent: Intent): Message;
	questions(intent: Intent): readonly Message[];
	/** What it costs on every row alike: said once wherever it is asked. */
	readonly warning?: Message;
	/** Errors that concern all rows alike are thrown; a chunk that throws is redone row by row. */
	run(
		intents: ReadonlyArray<Planned<Intent>>,
		sheet: Comparison<Theirs, Ours, Portal, Known>,
		context: SyncContext,
		/** Aborted: no further write to the portal is begun; what billing already has is told. */
		signal?: AbortSignal,
	): Promise<readonly Outcome[]>;
	readonly undo?: UndoOperation;
	/**
	What became of a deed that broke off, by its open entry: looks at both systems and writes to neither. Absent where the deed writes into billing alone: its
	transaction closes the entry, so that an open one wrote nothing.
	*/
	recover?(entry: OpenJournalEntry, context: SyncContext, signal?: AbortSignal): Promise<Recovery>;
};

/** How a deed that broke off has ended. `open`: it has not, and the sentence says how it can. */
export type Recovery = {readonly state: 'done' | 'failed' | 'open'; readonly said: Message};

/** A deed on rows: each is planned by itself. */
export type RowAction<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
	Known = unknown,
	Intent = unknown,
> = BaseAction<Theirs, Ours, Portal, Known, Intent> & {
	readonly on: 'rows';
	/** `act`: at once on one row when nothing is asked. `ask`: always asks. `count`: asks, and takes the typed number of rows. */
	readonly guard: 'act' | 'ask' | 'count';
	/** Rows that the bulk form takes: `--all-unsynced` or `--all`; on the console by a key of its own, where it has one. */
	readonly bulk: {
		readonly flag: string;
		readonly key?: string;
		takes(row: Row<Theirs, Ours>): boolean;
	} | null;
	/** Rows that one `run` takes: 1 where each is written by itself, so that what was done is known when the next one fails. */
	readonly size?: number;
	/** An answer that it needs beside the row: on the console one of the choices, the likeliest first; at a shell a word behind the ID, or a flag. */
	readonly argument?: {
		/** As the help names it: `SERVICE`, or `--beyond`. */
		readonly name: string;
		readonly given: 'word' | 'flag';
		/** All answers that there are, where they are few. */
		readonly answers?: readonly string[];
		/** Whether a text can be an answer at all. */
		accepts(text: string): boolean;
		choices(row: Row<Theirs, Ours>, sheet: Comparison<Theirs, Ours, Portal, Known>): readonly Choice[];
		/**
		Whether the row leaves no choice: `plan` then does without an answer, nobody is asked for one, and several rows can be taken at once. Absent: it always
		takes an answer.
		*/
		settled?(row: Row<Theirs, Ours>, sheet: Comparison<Theirs, Ours, Portal, Known>): boolean;
	};
	plan(
		row: Row<Theirs, Ours>,
		sheet: Comparison<Theirs, Ours, Portal, Known>,
		answers: ActionInput,
	): Intent | Refusal;
};

/** A deed on the whole list, shown as a table before it is agreed to: either all of it is done, or nothing. */
export type ListAction<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
	Known = unknown,
	Intent = unknown,
> = BaseAction<Theirs, Ours, Portal, Known, Intent> & {
	readonly on: 'list';
	plan(sheet: Comparison<Theirs, Ours, Portal, Known>): Intent | Refusal;
	/** Whether it changes anything at all; where not, `says` says so, `run` writes nothing, and nobody is asked. */
	changes(intent: Intent): boolean;
	/** The number that must be typed, where so much goes that a yes is not enough. */
	count(intent: Intent): number | null;
	preview(intent: Intent): Preview;
};

export type Action<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
	Known = unknown,
	Intent = unknown,
> = RowAction<Theirs, Ours, Portal, Known, Intent> | ListAction<Theirs, Ours, Portal, Known, Intent>;

/** What a deed would change, as a table: the columns by the API's names, and the mark that each line has now. A cell is text, or words. */
export type Preview = {
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<{readonly mark: SyncStatus; readonly cells: ReadonlyArray<string | Message>}>;
};

/**
Taking a deed back, from its journal entry: plan, say, run, as the deed itself.

`plan` looks at both systems first and refuses when anything has changed since. `asks` says what cannot come back.
*/
export type UndoOperation<Intent = unknown> = {
	plan(entry: JournalEntry, context: SyncContext, signal?: AbortSignal): Promise<Intent | Refusal>;
	summary(intent: Intent): Message;
	questions(intent: Intent): readonly Message[];
	/** Writes exactly the intent, in a journal entry of its own, and marks the old one undone. */
	run(intent: Intent, entry: JournalEntry, context: SyncContext, signal?: AbortSignal): Promise<Outcome>;
};

/** Something to choose: `text` is how a person knows it and finds it by typing, `says` what choosing it would do. */
export type Choice = {readonly value: string; readonly text: string; readonly effect?: Message};

export type Planned<Intent = unknown> = {readonly key: string; readonly intent: Intent};
