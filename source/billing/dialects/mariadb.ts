import {mariadbColumnValues} from './mariadb-column-values.ts';
import {ownMigration} from './own-tables.ts';
import {BoundValues, inList, placeholders, type Dialect, type RowValues} from './dialect.ts';
import {readMariadbCatalog} from './mariadb-catalog.ts';
import {toStorableJson} from '../storable-json.ts';
import {splitRows} from './split-rows.ts';

/** MariaDB, and MySQL from 5.6 on. Times of the console's own tables are UTC. */
export const mariadb: Dialect = {
	hasMigrations: false,
	date: column => `nullif(${column}, '0000-00-00')`,
	noDate: '0000-00-00',
	toExactText: column => `cast(${column} as char)`,
	toInteger: expression => expression,
	// The collation of the column compares as the portal does, and three bytes of UTF-8 hold no more than the first plane.
	placeholder: () => '?',
	findLogins(search) {
		const texts = search.texts.map(login => login.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '????'));
		return [mariadb.findTexts({...search, texts})];
	},
	findTexts: ({columns, table, where, text, texts}) => ({
		sql: `select ${columns} from ${table} where ${where} and ${text} in ${inList(texts)}`,
		values: texts,
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
	nextKeyPast: () => null,
	// `lock tables` would end the transaction.
	lockTables: tables => tables.map(table => `select count(*) from ${table} for update`),
	insertRows(table, columns, rows, fixed) {
		const names = [...columns, ...Object.keys(fixed)];
		const values = [placeholders(columns), ...Object.values(fixed)].join(', ');
		return splitRows(rows.map(toTexts)).map(part => ({
			sql: `insert into ${table} (${names.join(', ')}) values ${part.map(() => `(${values})`).join(', ')}`,
			values: [new BoundValues(part.flatMap(row => columns.map(column => row[column])))],
		}));
	},
	updateRows(table, keys, columns, rows) {
		const names = [...keys, ...columns];
		return splitRows(rows.map(toTexts)).map(part => {
			const [, ...rest] = part;
			const selects = [
				`select ${names.map(name => `? as ${name}`).join(', ')}`,
				...rest.map(() => `select ${placeholders(names)}`),
			];
			return {
				sql: `update ${table} as t join (${selects.join(' union all ')}) as n on ${keys.map(name => `t.${name} = n.${name}`).join(' and ')}
				set ${columns.map(name => `t.${name} = n.${name}`).join(', ')}`,
				values: [new BoundValues(part.flatMap(row => names.map(name => row[name] ?? null)))],
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

/** With JSON as text. */
const toTexts = (row: RowValues): RowValues =>
	Object.values(row).some(isJson)
		? Object.fromEntries(
				Object.entries(row).map(([name, value]) => [name, isJson(value) ? toStorableJson(value) : value]),
			)
		: row;

const isJson = (value: unknown): boolean => typeof value === 'object' && value !== null;
