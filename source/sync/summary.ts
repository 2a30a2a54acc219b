import {cellToText} from './cell.ts';
import {countStatuses} from './count-statuses.ts';
import type {SyncStatus} from './difference.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {AnyResource} from './resource.ts';
import type {Cell, Column, Row} from './row.ts';

/** A list at a glance: what the menu tells of it, and what is kept of it for the next run. */
export type Summary = {
	readonly rows: number;
	readonly marks: Readonly<Record<SyncStatus, number>>;
	/** For each column that the tab has counted, its most frequent values and how many rows have another. */
	readonly tallies: readonly ValueCounts[];
};

export type ValueCounts = {
	/** The column's id. */
	readonly column: string;
	/** The most frequent first. */
	readonly values: ReadonlyArray<readonly [value: Cell, rows: number]>;
	/** Rows with any other value. */
	readonly others: number;
};

/** Values that are counted apart. */
const maxListedValues = 5;

/** Walks through the rows once, however often it is asked. */
export const summarize = (tab: AnyResource, rows: readonly Row[]): Summary => summariesByRows(rows)(tab);

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
		const known = counts.get(text);
		if (known) known.rows++;
		else counts.set(text, {value, rows: 1});
	}

	const sorted = [...counts.values()].toSorted((a, b) => b.rows - a.rows);
	return {
		column: column.id,
		values: sorted.slice(0, maxListedValues).map(({value, rows: n}) => [value, n]),
		others: sorted.slice(maxListedValues).reduce((sum, {rows: n}) => sum + n, 0),
	};
}
