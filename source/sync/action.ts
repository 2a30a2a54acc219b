import type {World} from '../world.ts';
import type {Reading, Row, Sheet} from './row.ts';
import type {Refusal, Saying} from './saying.ts';

/** What became of one row. `done` with `changed: false` is a success that found nothing to do. */
export type Outcome =
	| {
			readonly is: 'done';
			readonly key: string;
			readonly changed: boolean;
			readonly said: Saying;
			readonly journal?: string;
	  }
	| {readonly is: 'refused'; readonly key: string; readonly said: Saying}
	| {readonly is: 'failed'; readonly key: string; readonly said: Saying; readonly cause?: unknown};

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
	/** Rows that the bulk form takes: `--all-unsynced` or `--all`. */
	readonly bulk: {readonly flag: string; takes(row: Row<Theirs, Ours>): boolean} | null;
	/** Rows that one `run` takes: 1 where each is written by itself, so that what was done is known when the next one fails. */
	readonly size?: number;
	/** An argument beside the ID, named in the help. */
	readonly argument?: 'service';
	plan(row: Row<Theirs, Ours>, sheet: Sheet<Theirs, Ours, Portal, Known>, answers: Answers): Intent | Refusal;
	says(intent: Intent): Saying;
	asks(intent: Intent): readonly Saying[];
	/** Errors that concern all rows alike are thrown; a `Redo` is answered by taking the rows one by one. */
	run(
		intents: ReadonlyArray<Planned<Intent>>,
		sheet: Sheet<Theirs, Ours, Portal, Known>,
		world: World,
		/** Aborted: no further write to the portal is begun; what billing already has is told. */
		signal?: AbortSignal,
	): Promise<readonly Outcome[]>;
};

export type Planned<Intent = unknown> = {readonly key: string; readonly intent: Intent};
