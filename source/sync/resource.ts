import type {World} from '../world.ts';
import type {Action} from './action.ts';
import type {Column, Reading, Row, Sheet} from './row.ts';
import type {Lead, Saying} from './saying.ts';

/**
What a tab is, said once.

`theirs` and `ours` read one system each and may fail apart; `compare` is pure and total. When the portal's list is `short`,
what it lacks is `?`, not `-`.
*/
export type Resource<
	Theirs = unknown,
	Ours = unknown,
	Portal extends Reading<Theirs> = Reading<Theirs>,
	Known = unknown,
> = {
	/** The sub-command and the API's own word. */
	readonly name: string;
	/** The API section it shows. */
	readonly docs: string;
	/** The portal's lists that its half is made from, the one whose records are the rows first: what is kept of it for the next run. */
	readonly lists: readonly [string, ...string[]];
	readonly columns: ReadonlyArray<Column<Theirs, Ours>>;
	/** `onProgress` hears how many records have come, of how many, where the list is read in parts. */
	theirs(
		world: Pick<World, 'stalker'>,
		signal?: AbortSignal,
		onProgress?: (done: number, of: number) => void,
	): Promise<Portal>;
	/** `baselines`: of another tab's list, where its half is made with that, too. */
	ours(world: Pick<World, 'billing' | 'portal' | 'now' | 'baselines'>): Promise<Known>;
	/** What stands for a side that has not answered yet. */
	readonly nothing: {readonly theirs: Portal; readonly ours: Known};
	/**
	Read again only what concerns these rows, on both sides: before a deed, whether they are still what was drawn, and after it, what became of them.

	Gives both sides with the fresh records put in, and the keys of the rows that are not what they were, apart from what changes by watching.
	Absent where reading the whole list costs little.
	*/
	again?(
		rows: ReadonlyArray<Row<Theirs, Ours>>,
		sheet: Sheet<Theirs, Ours, Portal, Known>,
		world: World,
		signal?: AbortSignal,
	): Promise<Again<Theirs, Ours, Portal, Known>>;
	/** Fields of the portal's record that change by watching, or by themselves: a row in which only they differ is what it was. */
	readonly fleeting?: readonly string[];
	/**
	These rows as the portal has them at this moment, put into the sheet: for what is on the screen while the whole list is older. What the portal does not tell in one
	request stays as it was. Absent where the whole list costs little.
	*/
	live?(
		rows: ReadonlyArray<Row<Theirs, Ours>>,
		sheet: Sheet<Theirs, Ours, Portal, Known>,
		world: Pick<World, 'stalker'>,
		signal?: AbortSignal,
	): Promise<Sheet<Theirs, Ours, Portal, Known>>;
	/** What the portal says of these rows beyond the list, which is too dear to be asked of all: for columns that are `dear`. Absent where there are none. */
	readonly completing?: Completing<Theirs, Ours>;
	/** How many rows billing itself has here: half of the baseline against a short answer. */
	owned(known: Known): number;
	compare(theirs: Portal, ours: Known, short: boolean): ReadonlyArray<Row<Theirs, Ours>>;
	/** The rows a person may mean by this ID; more than one is for the person to settle. */
	find(id: string, rows: ReadonlyArray<Row<Theirs, Ours>>): ReadonlyArray<Row<Theirs, Ours>>;
	/** Whether somebody is watching: asked before the picture is taken from him. */
	isOnline?(row: Row<Theirs, Ours>): boolean;
	/** Whether the row's mark is to catch the eye before the others of its kind. */
	isUrgent?(row: Row<Theirs, Ours>): boolean;
	/** A few words that a person knows the row by. */
	describe(row: Row<Theirs, Ours>): string;
	/** Where `o` leads from a row: the row of another tab that is the same thing, seen from there. */
	leads?(row: Row<Theirs, Ours>): Lead | null;
	/** Columns whose values the console's menu counts. */
	readonly tally?: readonly string[];
	/** What the list says beside its rows. */
	notes?(sheet: Sheet<Theirs, Ours, Portal, Known>): readonly Saying[];
	readonly actions: ReadonlyArray<Action<Theirs, Ours, Portal, Known>>;
};

/** How rows are completed, a few at a time. */
export type Completing<Theirs = unknown, Ours = unknown> = {
	/** Whether there is anything left to be asked of it. */
	lacks(row: Row<Theirs, Ours>): boolean;
	/** The records of those that could be completed, by the rows' keys. */
	complete(
		rows: ReadonlyArray<Row<Theirs, Ours>>,
		world: Pick<World, 'stalker'>,
		signal?: AbortSignal,
	): Promise<ReadonlyMap<string, Theirs>>;
};

/** What a second look found. */
export type Again<
	Theirs = unknown,
	Ours = unknown,
	Portal extends Reading<Theirs> = Reading<Theirs>,
	Known = unknown,
> = {
	readonly sheet: Sheet<Theirs, Ours, Portal, Known>;
	/** Keys of the rows, as they were, that are not the same now: other fields, another mark, or gone. */
	readonly changed: ReadonlySet<string>;
};

/** A tab whose types are its own business, so that tabs of different shapes stand in one list. */
export type Tab = Resource;
