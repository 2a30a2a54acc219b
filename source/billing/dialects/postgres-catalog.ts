import {type Catalog, type CatalogColumn, readEvidence} from '../abills/catalog.ts';
import {usedTables} from '../abills/tables.ts';
import type {Query} from '../query.ts';

type ColumnRow = {
	readonly table: string;
	readonly column: string;
	readonly type: string;
	readonly nullable: string;
	readonly filled: boolean;
	readonly length: number | null;
	readonly collation: string | null;
	readonly readable: boolean;
};

/** The schema of a copy is called as ABillS' database was: it is that of the first `users` on the search path. */
const ownSchema = `(select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass('users'))`;

/** What the catalog says of a database that holds a copy of ABillS' tables. Rights to write are not asked for: a copy is never written. */
export async function readPostgresCatalog(query: Query): Promise<Catalog> {
	const names = Object.keys(usedTables);
	const columns = await query<ColumnRow>(
		`select table_name as "table", column_name as "column", data_type as type, is_nullable as nullable,
			(column_default is not null or is_identity = 'YES' or is_generated <> 'NEVER') as filled,
			character_maximum_length as length, collation_name as collation,
			has_column_privilege(format('%I.%I', table_schema, table_name), column_name::text, 'select') as readable
		from information_schema.columns where table_schema = ${ownSchema} and table_name in ?
		order by table_name, ordinal_position`,
		[names],
	);
	const tables = await query<{name: string; type: string}>(
		`select table_name as name, table_type as type from information_schema.tables
		where table_schema = ${ownSchema} and table_name in ?`,
		[names],
	);
	const [server] = await query<{version: string}>(`select current_setting('server_version') as version`);
	const described = columns.map(
		({table, column, type, nullable, filled, length, collation, readable}): CatalogColumn => ({
			...{table, column, type, fullType: type, filled, length, collation},
			nullable: nullable === 'YES',
			rights: new Set(readable ? ['select'] : []),
		}),
	);
	return {
		server: {is: 'postgresql', version: server!.version, readOnly: false},
		columns: described,
		tables: tables.map(({name, type}) => ({
			name,
			is: type === 'VIEW' ? 'view' : 'table',
			engine: null,
			mayDelete: false,
		})),
		uniques: [],
		hasRows: await readEvidence(query, described),
	};
}
