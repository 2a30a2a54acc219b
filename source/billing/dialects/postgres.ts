import {JsonRows, type Dialect, inList, type Condition} from './dialect.ts';
import {readPostgresCatalog} from './postgres-catalog.ts';
import {compareKey, isAscii} from '../../normalize/collation.ts';

/** PostgreSQL, and PGlite, which is PostgreSQL. */
export const postgres: Dialect = {
	hasMigrations: true,
	date: column => `${column}::text`,
	noDate: null,
	toExactText: column => `(${column})::text`,
	toInteger: expression => `(${expression})::int`,
	loginMatches: loginConditions,
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
	nextKeyPast: (table, key) => `select setval(s.name, s.most)
		from (select pg_get_serial_sequence('${table}', '${key}')::regclass as name, (select max(${key}) from ${table}) as most) s
		where s.most > coalesce(pg_sequence_last_value(s.name), 0)`,
	lockTables: tables => [`lock table ${tables.join(', ')} in share row exclusive mode`],
	// The rows as one JSON text, which takes a fifth of the time of a list of values; the types come from the table.
	insertRows(table, columns, rows, fixed) {
		if (rows.length === 0) return [];
		const names = [...columns, ...Object.keys(fixed)];
		const values = [...columns.map(name => `n.${name}`), ...Object.values(fixed)];
		return [
			{
				sql: `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${rowsOf(table)}`,
				values: [new JsonRows(rows)],
			},
		];
	},
	updateRows(table, keys, columns, rows) {
		if (rows.length === 0) return [];
		return [
			{
				sql: `update ${table} as t set ${columns.map(name => `${name} = n.${name}`).join(', ')}
				from ${rowsOf(table)} where ${keys.map(name => `t.${name} = n.${name}`).join(' and ')}`,
				values: [new JsonRows(rows)],
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

const rowsOf = (table: string): string => `json_populate_recordset(null::${table}, ?) as n`;

/**
PostgreSQL has no collation equal to the portal's. Logins in ASCII are found by the index on `lower`; those that are stored with other letters, or with a space behind, are candidates
where their length fits, since `jose` is `José`. For these both tables are scanned: 35 ms at 100 000 customers, about 120 ms for a Cyrillic login; a thousand such logins at once take
160 ms.
*/
function loginConditions(column: string, logins: readonly string[]): readonly Condition[] {
	const forms = [...new Set(logins.map(compareKey))].filter(form => form !== '');
	const plain = forms.filter(isAscii).map(form => form.toLowerCase());
	const lengths = [...new Set(forms.flatMap(possibleLengths))];
	return [
		{sql: `lower(${column}) in ${inList(plain)}`, values: plain},
		{
			sql: `(octet_length(${column}) > length(${column}) or ${column} like '% ') and length(rtrim(${column}, ' ')) in ${inList(lengths)}`,
			values: lengths,
		},
	];
}

/** The numbers of characters that a login of this form may have. Each character is one, but one beyond the first plane is `????`. */
function possibleLengths(form: string): readonly number[] {
	const marks = form.split('?').length - 1;
	return Array.from({length: Math.floor(marks / 4) + 1}, (_, wide) => form.length - 3 * wide);
}
