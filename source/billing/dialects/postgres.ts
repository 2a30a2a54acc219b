import {toJsonOfRows, toStorableJson} from '../stored-json.ts';
import {type Dialect, type RowValues, type TextSearch} from './dialect.ts';
import type {Statement} from '../statements.ts';
import {compareKey, isAscii} from '../../normalize/collation.ts';
import {readPostgresCatalog} from './postgres-catalog.ts';

/** PostgreSQL, and PGlite, which is PostgreSQL. */
export const postgres: Dialect = {
	hasMigrations: true,
	date: column => `${column}::text`,
	noDate: null,
	toExactText: column => `(${column})::text`,
	isSameText: (column, other) => `${column} = ${other} collate "C"`,
	toInteger: expression => `(${expression})::int`,
	placeholder: number => `$${number}`,
	findLogins,
	findTexts,
	toIsoTime: column => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
	secondsSince: column => `extract(epoch from now() - ${column})::int`,
	now: 'now()',
	today: 'current_date::text',
	limitLockWait: `select set_config('lock_timeout', '15s', true)`,
	// Only PostgreSQL 17 and later limit a whole transaction.
	stayIdle: `select set_config(name, '0', true) from pg_settings
		where name in ('idle_in_transaction_session_timeout', 'transaction_timeout')`,
	tryLock: 'select case when pg_try_advisory_xact_lock(hashtextextended(?, 0)) then 1 else 0 end as locked',
	unlock: null,
	drawKeys: (table, key, count) => ({
		sql: `select nextval(s.name)::int as key
			from (select pg_get_serial_sequence('${table}', '${key}')::regclass as name offset 0) s, generate_series(1, ?)`,
		values: [count],
	}),
	insertedNumbers: null,
	nextKeyPast: (table, key) => `select setval(s.name, s.most)
		from (select pg_get_serial_sequence('${table}', '${key}')::regclass as name, (select max(${key}) from ${table}) as most) s
		where s.most > coalesce(pg_sequence_last_value(s.name), 0)`,
	lockTables: tables => [`lock table ${tables.join(', ')} in share row exclusive mode`],
	// The rows as one JSON text, which takes a fifth of the time of a list of values; the table gives the types. Values that all rows have
	// alike come once. The journal's JSON comes beside it, because parsing it would take as long as all the rest.
	insertRows(table, columns, rows, fixed) {
		if (rows.length === 0) return [];
		const {json = [], shared = [], own = []} = Object.groupBy(columns, name => kindOf(name, rows));
		const names = [...json, ...shared, ...own, ...Object.keys(fixed)];
		const values = [
			...json.map(name => `j.${name}`),
			...shared.map(name => `s.${name}`),
			...own.map(name => `n.${name}`),
			...Object.values(fixed),
		];
		const lists = json.map(() => 'string_to_array(?, chr(10))').join(', ');
		const beside =
			json.length === 0
				? ''
				: `join unnest(${lists}) with ordinality as j(${json.join(', ')}, place) on j.place = n.ordinality`;
		return [
			{
				sql: `insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
					from json_populate_recordset(null::${table}, ?) as s
					cross join json_populate_recordset(null::${table}, ?) with ordinality as n ${beside}`,
				values: [
					toJsonOfRows([pick(rows[0]!, shared)]),
					toJsonOfRows(rows.map(row => pick(row, own))),
					// JSON has no line break in it.
					...json.map(name => rows.map(row => toStorableJson(row[name])).join('\n')),
				],
			},
		];
	},
	updateRows(table, keys, columns, rows) {
		if (rows.length === 0) return [];
		return [
			{
				sql: `update ${table} as t set ${columns.map(name => `${name} = n.${name}`).join(', ')}
				from ${rowsOf(table)} where ${keys.map(name => `t.${name} = n.${name}`).join(' and ')}`,
				values: [toJsonOfRows(rows)],
			},
		];
	},
	columnValues: () => ({}),
	async appliedMigrations(query) {
		const [there] = await query<{migrations: string | null}>(
			`select to_regclass('stalker_migrations')::text as migrations`,
		);
		if (!there?.migrations) return [];
		const rows = await query<{name: string}>('select name from stalker_migrations order by id');
		return rows.map(({name}) => name);
	},
	async tableNames(query) {
		const rows = await query<{name: string}>(
			`select c.relname::text as name from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f') and pg_table_is_visible(c.oid)`,
		);
		return rows.map(({name}) => name);
	},
	readCatalog: readPostgresCatalog,
};

const isJson = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Whether a column has JSON in all rows, one value that they share, or each row its own. */
function kindOf(column: string, rows: readonly RowValues[]): 'json' | 'shared' | 'own' {
	const first = rows[0]![column];
	if (isJson(first)) return rows.every(row => isJson(row[column])) ? 'json' : 'own';
	return rows.every(row => row[column] === first) ? 'shared' : 'own';
}

/** These columns of a row. A loop is several times as fast as `Object.fromEntries`: a hundred thousand rows are written. */
function pick(row: RowValues, columns: readonly string[]): RowValues {
	const picked: Record<string, unknown> = {};
	for (const name of columns) picked[name] = row[name];
	return picked;
}

const rowsOf = (table: string): string => `json_populate_recordset(null::${table}, ?) as n`;

/**
PostgreSQL has no collation equal to the portal's. Logins in ASCII are found by the index on `lower`; those that are stored with other
letters, or with a space behind, are candidates where their length fits, since `jose` is `José`: this program's own tables have an index of
their lengths, a copy of an ABillS is scanned. A table whose logins are all Cyrillic has as many candidates as rows.
*/
function findLogins(search: TextSearch): readonly Statement[] {
	const {columns, table, where, text, texts} = search;
	const forms = [...new Set(texts.map(compareKey))].filter(form => form !== '');
	const plain = forms.filter(isAscii).map(form => form.toLowerCase());
	const lengths = [...new Set(forms.flatMap(possibleLengths))];
	return [
		...(plain.length > 0 ? [findTexts({...search, text: `lower(${text})`, texts: plain})] : []),
		{
			sql: `select ${columns} from ${table} where ${where} and (octet_length(${text}) > length(${text}) or ${text} like '% ')
				and length(rtrim(${text}, ' ')) in ?`,
			values: [lengths],
		},
	];
}

/**
With an index each text is looked up by itself, which `offset 0` enforces: for a thousand of them the planner would read the whole table.
*/
function findTexts({columns, table, where, text, texts, isIndexed}: TextSearch): Statement {
	if (!isIndexed)
		return {
			sql: `select ${columns} from ${table} where ${where} and ${text} in ?`,
			values: [texts],
		};
	return {
		sql: `select found.* from json_to_recordset(?) as n(wanted text)
			cross join lateral (select ${columns} from ${table} where ${where} and ${text} = n.wanted offset 0) found`,
		values: [toJsonOfRows(texts.map(wanted => ({wanted})))],
	};
}

/** The numbers of characters that a login of this form may have. Each character is one, but one beyond the first plane is `????`. */
function possibleLengths(form: string): readonly number[] {
	const marks = form.split('?').length - 1;
	return Array.from({length: Math.floor(marks / 4) + 1}, (_, wide) => form.length - 3 * wide);
}
