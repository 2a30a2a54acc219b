import {type Catalog, type CatalogColumn, type CatalogTable, readEvidence} from '../abills/catalog.ts';
import {isWritten, usedTables} from '../abills/tables.ts';
import type {Query} from '../query.ts';
import {sqlStateOf} from './mariadb-errors.ts';

type ColumnRow = {
	readonly table: string;
	readonly column: string;
	readonly type: string;
	readonly full_type: string;
	readonly nullable: string;
	readonly initial: string | null;
	readonly extra: string;
	readonly length: number | string | null;
	readonly collation: string | null;
	readonly rights: string;
};

/** Reads the description of the connected database from `information_schema`. */
export async function readMariadbCatalog(query: Query): Promise<Catalog> {
	const names = Object.keys(usedTables);
	const columns = await query<ColumnRow>(
		`select table_name as \`table\`, column_name as \`column\`, data_type as type, column_type as full_type, is_nullable as nullable,
			column_default as initial, extra, character_maximum_length as length, collation_name as collation, privileges as rights
		from information_schema.columns where table_schema = database() and table_name in ?
		order by table_name, ordinal_position`,
		[names],
	);
	const tables = await query<{name: string; type: string; engine: string | null}>(
		`select table_name as name, table_type as type, engine from information_schema.tables
		where table_schema = database() and table_name in ?`,
		[names],
	);
	const uniques = await query<{table: string; columns: string}>(
		`select table_name as \`table\`, group_concat(column_name order by seq_in_index) as columns from information_schema.statistics
		where table_schema = database() and non_unique = 0 and table_name in ? group by table_name, index_name`,
		[names],
	);
	const [server] = await query<{version: string; read_only: number}>(
		'select version() as version, @@global.read_only as read_only',
	);
	const deletes = await tryDeletes(query, tables);
	const described = columns.map(catalogColumn);
	return {
		server: {
			is: /mariadb/i.test(server!.version) ? 'mariadb' : 'mysql',
			version: server!.version,
			// EXPLAIN shows whether this user may still write.
			readOnly: deletes.refused || (server!.read_only === 1 && deletes.allowed.size === 0),
		},
		columns: described,
		tables: tables.map(({name, type, engine}): CatalogTable => ({
			name: name.toLowerCase(),
			is: type === 'VIEW' ? 'view' : 'table',
			engine,
			mayDelete: deletes.allowed.has(name),
		})),
		uniques: uniques.map(({table, columns: list}) => ({table, columns: list.split(',')})),
		hasRows: await readEvidence(query, described),
	};
}

function catalogColumn(row: ColumnRow): CatalogColumn {
	return {
		table: row.table.toLowerCase(),
		column: row.column.toLowerCase(),
		type: row.type.toLowerCase(),
		fullType: row.full_type.toLowerCase(),
		nullable: row.nullable === 'YES',
		filled: row.initial !== null || /auto_increment|generated|virtual|persistent/i.test(row.extra),
		length: row.length === null ? null : Number(row.length),
		collation: row.collation,
		rights: new Set(
			row.rights.split(',').filter(right => right === 'select' || right === 'insert' || right === 'update'),
		),
	};
}

/** SQLSTATE: the user lacks the right. */
const noRight = '42501';

/** SQLSTATE: the server accepts no writes. */
const readOnlyServer = '25006';

/**
Finds the tables that this user may delete from. `refused`: the server accepts no writes. EXPLAIN needs the same right as the statement
itself, roles included, and executes nothing.
*/
async function tryDeletes(
	query: Query,
	tables: ReadonlyArray<{readonly name: string; readonly type: string}>,
): Promise<{readonly allowed: ReadonlySet<string>; readonly refused: boolean}> {
	const allowed = new Set<string>();
	let refused = false;
	for (const {name, type} of tables) {
		const used = usedTables[name.toLowerCase()];
		if (type === 'VIEW' || !used || !isWritten(used) || !used.rights.delete) continue;
		try {
			await query(`explain delete from \`${name}\` where 1 = 0`);
			allowed.add(name);
		} catch (error) {
			const state = sqlStateOf(error);
			if (state === noRight) continue;
			if (state !== readOnlyServer) throw error;
			refused = true;
		}
	}

	return {allowed, refused};
}
