import type {Supplied, Supply} from '../abills/supply.ts';
import type {DeclaredTable} from './dialect.ts';
import {isOwnTable} from './own-tables.ts';

/**
The values of columns for which an INSERT has none, as SQL: the default that the entity declares, unless it is 0 or `''`. The console's own tables have no defaults in the database for times, which are UTC there, nor for long texts. In ABillS' tables dates and times
are those of the server: its own code writes `CURDATE()` and `NOW()`, and a default there is the zero date.
*/
export function mariadbColumnValues(
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
