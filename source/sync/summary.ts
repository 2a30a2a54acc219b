import {textOf} from './cell.ts';
import {countMarks} from './count-marks.ts';
import type {Mark} from './drift.ts';
import {oncePer} from './once.ts';
import type {Tab} from './resource.ts';
import type {Cell, Column, Row} from './row.ts';

/** A list at a glance: what the menu tells of it, and what is kept of it for the next run. */
export type Summary = {
	readonly rows: number;
	readonly marks: Readonly<Record<Mark, number>>;
	/** For each column that the tab has counted, its most frequent values and how many rows have another. */
	readonly tallies: readonly Tally[];
};

export type Tally = {
	/** The column's id. */
	readonly column: string;
	/** The most frequent first. */
	readonly values: ReadonlyArray<readonly [value: Cell, rows: number]>;
	/** Rows with any other value. */
	readonly others: number;
};

/** Values that are counted apart. */
const most = 5;

/** Walks through the rows once, however often it is asked. */
export const summaryOf = (tab: Tab, rows: readonly Row[]): Summary => summariesPer(rows)(tab);

const summariesPer = oncePer((rows: readonly Row[]) =>
	oncePer(({columns, tally = []}: Tab): Summary => ({
		rows: rows.length,
		marks: countMarks(rows),
		tallies: tally
			.flatMap(id => columns.filter(column => column.id === id))
			.map(column => tallyOf(column, rows)),
	})),
);

function tallyOf(column: Column, rows: readonly Row[]): Tally {
	const counts = new Map<string, {readonly value: Cell; rows: number}>();
	for (const row of rows) {
		const value = column.value(row);
		const text = textOf(value);
		const known = counts.get(text);
		if (known) known.rows++;
		else counts.set(text, {value, rows: 1});
	}

	const sorted = [...counts.values()].toSorted((a, b) => b.rows - a.rows);
	return {
		column: column.id,
		values: sorted.slice(0, most).map(({value, rows: n}) => [value, n]),
		others: sorted.slice(most).reduce((sum, {rows: n}) => sum + n, 0),
	};
}
