import type {Dialect} from './dialect.ts';

/** PostgreSQL, and PGlite, which is PostgreSQL. */
export const postgres: Dialect = {
	date: column => `${column}::text`,
	exact: column => `${column}::text`,
	instant: column => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
	secondsSince: column => `extract(epoch from now() - ${column})::int`,
	now: 'now()',
	limitLockWait: `select set_config('lock_timeout', '15s', true)`,
	updateRows(table, keys, columns, rows) {
		const names = [...keys, ...columns];
		return {
			sql: `update ${table} as t set ${columns.map(name => `${name} = n.${name}`).join(', ')}
				from (values ${rows.map(() => `(${names.map(() => '?').join(', ')})`).join(', ')}) as n (${names.join(', ')})
				where ${keys.map(name => `t.${name} = n.${name}`).join(' and ')}`,
			values: rows.flatMap(row => names.map(name => row[name] ?? null)),
		};
	},
};
