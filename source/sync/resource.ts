import type {CurrentRecord} from './changes/change.ts';
import type {Action, RowLink} from './action.ts';
import type {DifferenceCode} from './difference.ts';
import type {Fix} from './fix.ts';
import type {Column, Comparison, Row, RowOf} from './row.ts';
import type {Message} from '../i18n/message.ts';
import type {SyncContext} from './context.ts';

/**
Declares a resource: how its two sides are read and compared, its columns and its actions.

`readStalker` and `readBilling` read one system each and may fail independently. `compare` is pure and never throws.
When the portal's list is `short`, the records missing from it have the status `?`, not `-`.
*/
export type Resource<List extends Comparison = Comparison> = {
	/** Name of the sub-command, as in the API. */
	readonly name: string;
	/** Section of the REST API's documentation. */
	readonly docs: string;
	/** The portal's lists that it reads. The records of the first are its rows; that list is kept as a snapshot for the next run. */
	readonly lists: readonly [string, ...string[]];
	/** The systems that it is read from, where these are not both: then its rows have no sync status. */
	readonly readFrom?: ReadonlyArray<'stalker' | 'billing'>;
	readonly columns: ReadonlyArray<Column<RowOf<List>>>;
	/** `onProgress` gets the number of records read and the total, where the list is read in batches. */
	readStalker(
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
		onProgress?: (done: number, of: number) => void,
	): Promise<List['stalker']>;
	/**
	`known`: what was read last; what cannot have changed since need not be read again. `expectedRows`: of another resource's list, where
	its records are compared with that list, too.
	*/
	readBilling(
		context: Pick<SyncContext, 'billing' | 'providerId' | 'channelOwner' | 'now' | 'expectedRows'>,
		known?: List['billing'] | null,
	): Promise<List['billing']>;
	/** Whether billing has more rows than were read: they are read when they are wanted. Absent: never. */
	isPart?(billing: List['billing']): boolean;
	/** Stands for a side that has not been read yet. */
	readonly empty: Pick<List, 'stalker' | 'billing'>;
	/**
	Reads the row that this ID means, and no more of both systems than that takes; `null` where the whole list is needed for it. Absent
	where reading the whole list is cheap.
	*/
	readRow?(id: string, context: SyncContext, signal?: AbortSignal): Promise<List | null>;
	/**
	How one row is read with the identifiers of all others, where the row alone does not suffice. Absent where the whole list is cheap to
	read.
	*/
	readonly amongAll?: AmongAll<List>;
	/**
	Reads the portal's records of these rows and inserts them into the comparison: for the rows on the screen while the
	whole list is older. Records that one request does not return stay as they were. Absent where reading the whole list
	is cheap.
	*/
	refreshRows?(
		rows: List['rows'],
		comparison: List,
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
	): Promise<List>;
	/**
	The comparison with these records in place of the old ones; `null` where they tell only that the list is another: then it is read again,
	as where there is no `patch`.
	*/
	patch?(comparison: List, current: readonly CurrentRecord[]): List | null;
	/**
	Loads what the list does not contain and what is too expensive to request for all rows: the values of `lazy` columns.
	Absent where there are none.
	*/
	readonly lazyColumns?: LazyColumns<RowOf<List>>;
	/** Number of rows that billing has here: one of the two numbers that a short list is recognised by. */
	expectedCount(billing: List['billing']): number;
	compare(stalker: List['stalker'], billing: List['billing'], short: boolean): List['rows'];
	/** The steps of `compare`, of a list that may have a hundred thousand rows; absent where it takes no longer than a key may wait. */
	compareInSteps?(
		stalker: List['stalker'],
		billing: List['billing'],
		short: boolean,
	): Generator<void, List['rows']>;
	/** The rows that this ID can mean. With more than one, the operator has to choose. */
	find(id: string, rows: List['rows']): List['rows'];
	/** Whether somebody is watching: checked before an action that interrupts TV. */
	isOnline?(row: RowOf<List>): boolean;
	/** Whether the row's status is highlighted among those of the same status. */
	isUrgent?(row: RowOf<List>): boolean;
	/** The sign before a row where it is not the sync status. */
	signOf?(row: RowOf<List>): string;
	/** What its cells may cut, and has to be read in full: shown below the list for the row at the cursor. */
	sentenceOf?(row: RowOf<List>): string;
	/** A short label of the row. */
	describe(row: RowOf<List>): string;
	/** The row of another resource that describes the same thing: the target of the key `o`. */
	related?(row: RowOf<List>): RowLink | null;
	/** Ids of the columns whose values the menu counts. */
	readonly countedColumns?: readonly string[];
	/** Messages about the list as a whole. */
	notes?(comparison: List): readonly Message[];
	readonly actions: ReadonlyArray<Action<List>>;
	/** The row of another list on which a difference of this kind is fixed; `null` where there is none. Absent where all are fixed here. */
	fixedOn?(row: RowOf<List>, code: DifferenceCode): RowLink | null;
	/** Lists that are fixed before it, since what is planned here may rest on them. */
	readonly dependsOn?: readonly string[];
	/** How its differences are fixed, the likeliest first. */
	readonly fixes?: ReadonlyArray<Fix<List>>;
};

/** Reads one record of the portal, and of all others only the identifiers, which takes a thirtieth of the time of the whole list. */
export type AmongAll<List extends Comparison = Comparison> = {
	/**
	The records with their identifiers alone, all other fields blank; `null` where the portal cannot list them, or one of them cannot be
	recognised.
	*/
	list(context: Pick<SyncContext, 'stalker'>, signal?: AbortSignal): Promise<List['stalker'] | null>;
	/** The comparison with the whole record of this row; `null` where it cannot be read alone. */
	complete(
		row: RowOf<List>,
		comparison: List,
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
	): Promise<List | null>;
};

/** Loads the values of `lazy` columns, a few rows at a time. */
export type LazyColumns<AnyRow extends Row = Row> = {
	/** Whether the row still lacks such a value. */
	isMissing(row: AnyRow): boolean;
	/** The complete records, by the keys of their rows; a row that could not be completed is absent. */
	load(
		rows: readonly AnyRow[],
		context: Pick<SyncContext, 'stalker'>,
		signal?: AbortSignal,
	): Promise<ReadonlyMap<string, NonNullable<AnyRow['stalker']>>>;
};

/** A resource of any record types, so that different resources fit into one list. */
export type AnyResource = Resource;
