import type {Action} from './action.ts';
import type {Column, PortalList, Row, Comparison} from './row.ts';
import type {RowLink} from './refusal.ts';
import type {Message} from '../i18n/message.ts';
import type {SyncContext} from './context.ts';

/**
What a tab is, said once.

`theirs` and `ours` read one system each and may fail apart; `compare` is pure and total. When the portal's list is `short`,
what it lacks is `?`, not `-`.
*/
export type Resource<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
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
	readStalker(
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
		onProgress?: (done: number, of: number) => void,
	): Promise<Portal>;
	/** `baselines`: of another tab's list, where its half is made with that, too. */
	readBilling(context: Pick<SyncContext, 'billing' | 'portalId' | 'now' | 'expectedRows'>): Promise<Known>;
	/** What stands for a side that has not answered yet. */
	readonly empty: {readonly stalker: Portal; readonly billing: Known};
	/**
	Read again only what concerns these rows, on both sides: before a deed, whether they are still what was drawn, and after it, what became of them.

	Gives both sides with the fresh records put in, and the keys of the rows that are not what they were, apart from what changes by watching.
	Absent where reading the whole list costs little.
	*/
	recheck?(
		rows: ReadonlyArray<Row<Theirs, Ours>>,
		sheet: Comparison<Theirs, Ours, Portal, Known>,
		context: SyncContext,
		signal?: AbortSignal,
	): Promise<Recheck<Theirs, Ours, Portal, Known>>;
	/** Fields of the portal's record that change by watching, or by themselves: a row in which only they differ is what it was. */
	readonly volatileFields?: readonly string[];
	/**
	These rows as the portal has them at this moment, put into the sheet: for what is on the screen while the whole list is older. What the portal does not tell in one
	request stays as it was. Absent where the whole list costs little.
	*/
	refreshRows?(
		rows: ReadonlyArray<Row<Theirs, Ours>>,
		sheet: Comparison<Theirs, Ours, Portal, Known>,
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
	): Promise<Comparison<Theirs, Ours, Portal, Known>>;
	/** What the portal says of these rows beyond the list, which is too dear to be asked of all: for columns that are `dear`. Absent where there are none. */
	readonly lazyColumns?: LazyColumns<Theirs, Ours>;
	/** How many rows billing itself has here: half of the baseline against a short answer. */
	expectedCount(known: Known): number;
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
	related?(row: Row<Theirs, Ours>): RowLink | null;
	/** Columns whose values the console's menu counts. */
	readonly countedColumns?: readonly string[];
	/** What the list says beside its rows. */
	notes?(sheet: Comparison<Theirs, Ours, Portal, Known>): readonly Message[];
	readonly actions: ReadonlyArray<Action<Theirs, Ours, Portal, Known>>;
};

/** How rows are completed, a few at a time. */
export type LazyColumns<Theirs = unknown, Ours = unknown> = {
	/** Whether there is anything left to be asked of it. */
	isMissing(row: Row<Theirs, Ours>): boolean;
	/** The records of those that could be completed, by the rows' keys. */
	load(
		rows: ReadonlyArray<Row<Theirs, Ours>>,
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
	): Promise<ReadonlyMap<string, Theirs>>;
};

/** What a second look found. */
export type Recheck<
	Theirs = unknown,
	Ours = unknown,
	Portal extends PortalList<Theirs> = PortalList<Theirs>,
	Known = unknown,
> = {
	readonly comparison: Comparison<Theirs, Ours, Portal, Known>;
	/** Keys of the rows, as they were, that are not the same now: other fields, another mark, or gone. */
	readonly changedKeys: ReadonlySet<string>;
};

/** A tab whose types are its own business, so that tabs of different shapes stand in one list. */
export type AnyResource = Resource;
