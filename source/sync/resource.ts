import type {World} from '../world.ts';
import type {Action} from './action.ts';
import type {Column, Reading, Row, Sheet} from './row.ts';
import type {Saying} from './saying.ts';

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
	/** What an ID may be, for the help. */
	readonly ids: string;
	readonly columns: ReadonlyArray<Column<Theirs, Ours>>;
	theirs(world: World, signal?: AbortSignal): Promise<Portal>;
	ours(world: World): Promise<Known>;
	/** How many rows billing itself has here: half of the baseline against a short answer. */
	owned(known: Known): number;
	compare(theirs: Portal, ours: Known, short: boolean): ReadonlyArray<Row<Theirs, Ours>>;
	/** The rows a person may mean by this ID; more than one is for the person to settle. */
	find(id: string, rows: ReadonlyArray<Row<Theirs, Ours>>): ReadonlyArray<Row<Theirs, Ours>>;
	/** A few words that a person knows the row by. */
	describe(row: Row<Theirs, Ours>): string;
	/** What the list says beside its rows. */
	notes?(sheet: Sheet<Theirs, Ours, Portal, Known>): readonly Saying[];
	readonly actions: ReadonlyArray<Action<Theirs, Ours, Portal, Known>>;
};

/** A tab whose types are its own business, so that tabs of different shapes stand in one list. */
export type Tab = Resource;
