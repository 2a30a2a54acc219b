import {countStatuses} from './statuses.ts';
import type {SyncStatus} from './difference.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {AnyResource} from './resource.ts';
import {type Cell, type Column, type Row, cellToText} from './row.ts';

/** Counts of a list: shown in the menu, and stored for the next run. */
export type Summary = {
	readonly rows: number;
	readonly marks: Readonly<Record<SyncStatus, number>>;
	/** For each column of `countedColumns`, its most frequent values and the number of rows with another. */
	readonly tallies: readonly ValueCounts[];
};

type ValueCounts = {
	/** The column's id. */
	readonly column: string;
	/** Most frequent first. */
	readonly values: ReadonlyArray<readonly [value: Cell, rows: number]>;
	/** Rows with any other value. */
	readonly others: number;
};

/** Upper bound on the values that are listed; the rows with others are counted together. */
const maxListedValues = 5;

/** Counts the rows; cached for the same rows and resource. */
export const summarize = (resource: AnyResource, rows: readonly Row[]): Summary =>
	summariesByRows(rows)(resource);

const summariesByRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak(({columns, countedColumns = []}: AnyResource): Summary => ({
		rows: rows.length,
		marks: countStatuses(rows),
		tallies: countedColumns
			.flatMap(id => columns.filter(column => column.id === id))
			.map(column => countValues(column, rows)),
	})),
);

function countValues(column: Column, rows: readonly Row[]): ValueCounts {
	const counts = new Map<string, {readonly value: Cell; rows: number}>();
	for (const row of rows) {
		const value = column.value(row);
		const text = cellToText(value);
		const counted = counts.get(text);
		if (counted) counted.rows++;
		else counts.set(text, {value, rows: 1});
	}

	const sorted = [...counts.values()].toSorted((a, b) => b.rows - a.rows);
	return {
		column: column.id,
		values: sorted.slice(0, maxListedValues).map(({value, rows}) => [value, rows]),
		others: sorted.slice(maxListedValues).reduce((sum, {rows}) => sum + rows, 0),
	};
}
