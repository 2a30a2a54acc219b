import type {CatalogColumn} from './catalog.ts';
import {usedTables, type UsedTable} from './tables.ts';

/** The value of a column that the console does not know and an INSERT must supply. `now`: the moment of the INSERT. */
export type Supplied = '' | 0 | 'zero-date' | 'now' | 'midnight';

/** What an INSERT must supply, by table and column. */
export type Supply = Readonly<Record<string, Readonly<Record<string, Supplied>>>>;

/** What an INSERT must supply beyond the columns that the console names. */
export function supplyOf(
	columns: readonly CatalogColumn[],
	tables: ReadonlyMap<string, unknown>,
): {
	readonly values: Supply;
	readonly unknown: readonly CatalogColumn[];
} {
	const values: Record<string, Record<string, Supplied>> = {};
	const unknown: CatalogColumn[] = [];
	for (const column of columns) {
		const used: UsedTable | undefined = usedTables[column.table];
		if (!used?.rights.insert || !tables.has(column.table)) continue;
		if (column.nullable || column.filled) continue;
		const value = valueFor(column.type);
		if (value === null) unknown.push(column);
		else (values[column.table] ??= {})[column.column] = value;
	}

	return {
		values,
		unknown: unknown.filter(({table, column}) => usedTables[table]!.columns[column] === undefined),
	};
}

function valueFor(type: string): Supplied | null {
	if (/char|text|blob|binary|bytea/.test(type)) return '';
	if (/^((tiny|small|medium|big)?int|integer|decimal|numeric|double|float|real)/.test(type)) return 0;
	if (type === 'date') return 'zero-date';
	if (/^(datetime|timestamp)/.test(type)) return 'now';
	return type.startsWith('time') ? 'midnight' : null;
}

/** Largest values by type, signed; unsigned ones hold twice as much and one more. */
const largest: Readonly<Record<string, number>> = {
	tinyint: 127,
	smallint: 32_767,
	mediumint: 8_388_607,
	int: 2_147_483_647,
	integer: 2_147_483_647,
};

export function limitOf({type, fullType, length}: CatalogColumn): number | null {
	const signed = largest[type];
	if (signed !== undefined) return fullType.includes('unsigned') ? signed * 2 + 1 : signed;
	return /char/.test(type) ? length : null;
}
