import {ownMigration, isOwnTable} from './own-tables.ts';
import {type Dialect, type RowValues, type DeclaredTable} from './dialect.ts';
import {readMariadbCatalog} from './mariadb-catalog.ts';
import {toStorableJson} from '../stored-json.ts';
import type {Supplied, Supply} from '../abills/supply.ts';

/** MariaDB, and MySQL from 5.6 on. Times of the console's own tables are UTC. */
export const mariadb: Dialect = {
	hasMigrations: false,
	date: column => `nullif(${column}, '0000-00-00')`,
	noDate: '0000-00-00',
	toExactText: column => `cast(${column} as char)`,
	// To its collations, texts that differ only in case, accents or trailing spaces are equal.
	isSameText: (column, other) =>
		`cast(convert(${column} using utf8mb4) as binary) = cast(convert(${other} using utf8mb4) as binary)`,
	toInteger: expression => expression,
	placeholder: () => '?',
	// The collation of the column compares as the portal does, and three bytes of UTF-8 hold no more than the first plane.
	findLogins(search) {
		const texts = search.texts.map(login => login.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '????'));
		return [mariadb.findTexts({...search, texts})];
	},
	findTexts: ({columns, table, where, text, texts}) => ({
		sql: `select ${columns} from ${table} where ${where} and ${text} in ?`,
		values: [texts],
	}),
	toIsoTime: column => `concat(left(date_format(${column}, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')`,
	secondsSince: column => `timestampdiff(second, ${column}, utc_timestamp(6))`,
	now: 'utc_timestamp(6)',
	today: 'cast(curdate() as char)',
	// The session has it.
	limitLockWait: null,
	// The session has no limit of transactions.
	stayIdle: 'set session wait_timeout = 86400',
	tryLock: 'select get_lock(?, 0) as locked',
	unlock: 'select release_lock(?)',
	drawKeys: () => null,
	// One INSERT of a list of rows gets successive numbers. A cluster may count in steps.
	insertedNumbers:
		'select last_insert_id() as first, row_count() as count, @@auto_increment_increment as step',
	nextKeyPast: () => null,
	// `lock tables` would end the transaction.
	lockTables: tables => tables.map(table => `select count(*) from ${table} for update`),
	insertRows(table, columns, rows, fixed) {
		const names = [...columns, ...Object.keys(fixed)];
		const values = [...columns.map(() => '?'), ...Object.values(fixed)].join(', ');
		return splitRows(rows.map(toTexts)).map(part => ({
			sql: `insert into ${table} (${names.join(', ')}) values ${part.map(() => `(${values})`).join(', ')}`,
			values: valuesOf(part, columns),
		}));
	},
	updateRows(table, keys, columns, rows) {
		const names = [...keys, ...columns];
		return splitRows(rows.map(toTexts)).map(part => {
			const [, ...rest] = part;
			const selects = [
				`select ${names.map(name => `? as ${name}`).join(', ')}`,
				...rest.map(() => `select ${names.map(() => '?').join(', ')}`),
			];
			return {
				sql: `update ${table} as t join (${selects.join(' union all ')}) as n on ${keys.map(name => `t.${name} = n.${name}`).join(' and ')}
				set ${columns.map(name => `t.${name} = n.${name}`).join(', ')}`,
				values: valuesOf(part, names),
			};
		});
	},
	columnValues: mariadbColumnValues,
	appliedMigrations: ownMigration,
	async tableNames(query) {
		const rows = await query<{name: string}>(
			'select table_name as name from information_schema.tables where table_schema = database()',
		);
		return rows.map(({name}) => name);
	},
	readCatalog: readMariadbCatalog,
};

/** The values of these columns, row by row. */
const valuesOf = (rows: readonly RowValues[], columns: readonly string[]): readonly unknown[] =>
	rows.flatMap(row => columns.map(column => row[column] ?? null));

/** With JSON as text. */
const toTexts = (row: RowValues): RowValues =>
	Object.values(row).some(isJson)
		? Object.fromEntries(
				Object.entries(row).map(([name, value]) => [name, isJson(value) ? toStorableJson(value) : value]),
			)
		: row;

const isJson = (value: unknown): boolean => typeof value === 'object' && value !== null;

type Row = Readonly<Record<string, unknown>>;

/**
Characters of values in one statement: at four bytes each, and with every one escaped, less than the megabyte that ABillS' sample of
`my.cnf` lets through (`max_allowed_packet`).
*/
const maxCharacters = 120_000;

/** The same rows, in parts of which each fits into one statement; a row that is larger by itself is a part of its own. */
export function splitRows<Item extends Row>(rows: readonly Item[]): ReadonlyArray<readonly Item[]> {
	const parts: Item[][] = [];
	let size = Infinity;
	for (const row of rows) {
		const length = lengthOf(row);
		if (size + length > maxCharacters) {
			parts.push([]);
			size = 0;
		}

		parts.at(-1)!.push(row);
		size += length;
	}

	return parts;
}

/** A number or a date is at most so long. */
const lengthOf = (row: Row): number =>
	Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 20), 0);

/**
The values of columns for which an INSERT has none, as SQL: the default that the entity declares, unless it is 0 or `''`. The console's own
tables have no defaults in the database for times, which are UTC there, nor for long texts. In ABillS' tables dates and times are those of
the server: its own code writes `CURDATE()` and `NOW()`, and a default there is the zero date.
*/
function mariadbColumnValues(
	{tableName, properties}: DeclaredTable,
	supply: Supply,
): Readonly<Record<string, string>> {
	const isOwn = isOwnTable(tableName);
	const declared = Object.entries(properties).flatMap(([column, {defaultRaw}]) => {
		if (defaultRaw === undefined || defaultRaw === '0' || defaultRaw === `''`) return [];
		if (defaultRaw === 'current_date') return [[column, 'curdate()'] as const];
		return [[column, defaultRaw === 'now()' ? (isOwn ? 'utc_timestamp(6)' : 'now()') : defaultRaw] as const];
	});
	const supplied = Object.entries(supply[tableName] ?? {}).map(
		([column, value]) => [column, expressions[value]] as const,
	);
	return {
		...(tableName === 'stalker_journal_rows' && {error: `''`}),
		...Object.fromEntries(supplied),
		...Object.fromEntries(declared),
	};
}

const expressions: Readonly<Record<Supplied, string>> = {
	'': `''`,
	0: '0',
	'zero-date': `'0000-00-00'`,
	now: 'now()',
	midnight: `'00:00:00'`,
};
