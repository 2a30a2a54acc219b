import type {Query} from '../query.ts';

/** A column as the database describes it. Names and types are lower case. */
export type CatalogColumn = {
	readonly table: string;
	readonly column: string;
	/** `int`, `varchar`, `date`, … without a length. */
	readonly type: string;
	/** With length and sign: `smallint(5) unsigned`. */
	readonly fullType: string;
	readonly nullable: boolean;
	/** Whether an INSERT that does not name the column is given a value: a default, an automatic number, an expression. */
	readonly filled: boolean;
	/** In characters; `null` where the type has none. */
	readonly length: number | null;
	readonly collation: string | null;
	/** What the connected user may do with the column. */
	readonly rights: ReadonlySet<'select' | 'insert' | 'update'>;
};

export type CatalogTable = {
	readonly name: string;
	readonly is: 'table' | 'view';
	/** `InnoDB`, `MyISAM`, …; `null` on PostgreSQL, whose tables all have transactions. */
	readonly engine: string | null;
	readonly mayDelete: boolean;
};

/** A unique index, the primary key among them. */
type UniqueIndex = {readonly table: string; readonly columns: readonly string[]};

/** The description of a database, read before the database is used. It contains no data of customers. */
export type Catalog = {
	readonly server: {
		readonly is: 'mariadb' | 'mysql' | 'postgresql';
		readonly version: string;
		/** The server refuses all writes of this user: it is a replica, or configured so. */
		readonly readOnly: boolean;
	};
	readonly columns: readonly CatalogColumn[];
	readonly tables: readonly CatalogTable[];
	readonly uniques: readonly UniqueIndex[];
	readonly hasRows: RowEvidence;
};

/** What is asked about rows: whether a table has any, or any that refers to a row of another table (`column` is not 0). */
const evidence = {
	users: {table: 'users', column: null},
	billedUsers: {table: 'users', column: 'bill_id'},
	users_pi: {table: 'users_pi', column: null},
	bills: {table: 'bills', column: null},
	iptv_main: {table: 'iptv_main', column: null},
	plannedServices: {table: 'iptv_main', column: 'tp_id'},
	iptv_users_channels: {table: 'iptv_users_channels', column: null},
	tarif_plans: {table: 'tarif_plans', column: null},
} as const;

type Evidence = keyof typeof evidence;

/** The answers; absent where the user may not read it. */
type RowEvidence = Readonly<Partial<Record<Evidence, boolean>>>;

/** Asks it of the columns that may be read, in one statement. */
export async function readEvidence(
	query: Query,
	columns: ReadonlyArray<{
		readonly table: string;
		readonly column: string;
		readonly rights: ReadonlySet<string>;
	}>,
): Promise<RowEvidence> {
	const asked = (Object.keys(evidence) as Evidence[]).filter(name => {
		const {table, column} = evidence[name];
		return columns.some(
			one => one.table === table && one.rights.has('select') && (column === null || one.column === column),
		);
	});
	if (asked.length === 0) return {};
	const conditions = asked.map(name => {
		const {table, column} = evidence[name];
		return `exists (select 1 from ${table}${column === null ? '' : ` where ${column} <> 0`}) as ${name.toLowerCase()}`;
	});
	const [row] = await query<Record<string, boolean | number | string>>(`select ${conditions.join(', ')}`);
	return Object.fromEntries(asked.map(name => [name, Number(row![name.toLowerCase()]) === 1]));
}

/**
Tables that have lost their rows. In any database: those to whose rows others refer. In a copy also those that a copy loses first, and that
are not empty beside these others in any ABillS that is used; a live one may have bills of companies alone, services without a tariff plan,
and choices of services that are gone.
*/
export function lostTables(hasRows: RowEvidence, isCopy: boolean): readonly string[] {
	const lost = (table: Evidence, ...others: readonly Evidence[]) =>
		hasRows[table] === false && others.some(other => hasRows[other] === true) ? [table] : [];
	return [
		...lost('users', 'users_pi', 'iptv_main', ...(isCopy ? (['bills'] as const) : [])),
		...(isCopy ? lost('users_pi', 'users') : []),
		...lost('bills', 'billedUsers'),
		...(isCopy ? lost('iptv_main', 'iptv_users_channels') : []),
		...lost('tarif_plans', 'plannedServices'),
	];
}
