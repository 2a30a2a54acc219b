import type {World} from '../world.ts';
import type {Reading, Row, Sheet} from './row.ts';
import type {Lead, Refusal, Saying} from './saying.ts';

/** An entry of the journal. */
export type Entry = NonNullable<Awaited<ReturnType<World['billing']['journal']['show']>>>;

/** What became of one row. `done` with `changed: false` is a success that found nothing to do. */
export type Outcome =
	| {
			readonly is: 'done';
			readonly key: string;
			readonly changed: boolean;
			readonly said: Saying;
			readonly journal?: string;
	  }
	| {readonly is: 'refused'; readonly key: string; readonly said: Saying; readonly leads?: Lead}
	| {
			readonly is: 'failed';
			readonly key: string;
			readonly said: Saying;
			readonly cause?: unknown;
			/** This deed's own entry, where something was written all the same, or may have been. */
			readonly journal?: string;
	  };

/** What the person said beside naming the rows: `service` for link, `force` where a guard was met. */
export type Answers = {readonly service?: number; readonly force?: boolean};

/**
One deed in three steps: plan, say, run.

`plan` is pure and decides: the intent is the data that will be written, or a refusal. `says` is the sentence the operator confirms,
`asks` what he must agree to beyond it. `run` writes exactly the intents it is given, in one go where it can, and says what became of each.
*/
export type Action<
	Theirs = unknown,
	Ours = unknown,
	Portal extends Reading<Theirs> = Reading<Theirs>,
	Known = unknown,
	Intent = unknown,
> = {
	/** The sub-command. */
	readonly name: string;
	/** What it does, in a few words for the help. */
	readonly about: string;
	readonly key: string;
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
	/** An answer that it needs beside the row, named in the help; on the console one of the choices, the likeliest first. */
	readonly argument?: {
		readonly name: 'service';
		choices(row: Row<Theirs, Ours>, sheet: Sheet<Theirs, Ours, Portal, Known>): readonly Choice[];
	};
	plan(row: Row<Theirs, Ours>, sheet: Sheet<Theirs, Ours, Portal, Known>, answers: Answers): Intent | Refusal;
	says(intent: Intent): Saying;
	asks(intent: Intent): readonly Saying[];
	/** What it costs on every row alike: said once wherever it is asked. */
	readonly warns?: Saying;
	/** Errors that concern all rows alike are thrown; a `Redo` is answered by taking the rows one by one. */
	run(
		intents: ReadonlyArray<Planned<Intent>>,
		sheet: Sheet<Theirs, Ours, Portal, Known>,
		world: World,
		/** Aborted: no further write to the portal is begun; what billing already has is told. */
		signal?: AbortSignal,
	): Promise<readonly Outcome[]>;
	readonly undo?: Undo;
};

/**
Taking a deed back, from its journal entry: plan, say, run, as the deed itself.

`plan` looks at both systems first and refuses when anything has changed since. `asks` says what cannot come back.
*/
export type Undo<Intent = unknown> = {
	plan(entry: Entry, world: World, signal?: AbortSignal): Promise<Intent | Refusal>;
	says(intent: Intent): Saying;
	asks(intent: Intent): readonly Saying[];
	/** Writes exactly the intent, in a journal entry of its own, and marks the old one undone. */
	run(intent: Intent, entry: Entry, world: World, signal?: AbortSignal): Promise<Outcome>;
};

/** Something to choose: `text` is how a person knows it. */
export type Choice = {readonly value: number; readonly text: string};

export type Planned<Intent = unknown> = {readonly key: string; readonly intent: Intent};
