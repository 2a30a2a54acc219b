import {stringify} from 'csv-stringify/sync';
import {markWords, type Mark} from '../sync/drift.ts';
import {textOf} from '../sync/filter.ts';
import type {Column, Row} from '../sync/row.ts';
import {harmless, harmlessJson} from '../terminal/harmless.ts';

/** A row as `--json` and `--ndjson` show it: key, mark, drifts, and every column under the API's own field name. */
export const rowData = (
	{key, mark, drifts, ...row}: Row,
	columns: readonly Column[],
): Readonly<Record<string, unknown>> => ({
	key,
	mark,
	drifts,
	...Object.fromEntries(columns.map(column => [column.id, column.value({key, mark, drifts, ...row})])),
});

/** A CSV table; cells that a spreadsheet would take for a formula (by full-width signs, too, which some take for the others) are led by `'`, numbers and phones are left. */
export const csvText = (header: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
	stringify([header, ...rows].map(row => row.map(cell => unformula(harmless(cell))))).trimEnd();

const unformula = (cell: string): string =>
	/^[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?[\d\s().-]+$/.test(cell) ? `'${cell}` : cell;

export const csvRow = (row: Row, columns: readonly Column[]): readonly string[] => [
	row.key,
	markWords[row.mark satisfies Mark],
	...columns.map(column => textOf(column.value(row))),
	row.drifts.map(({code}) => code).join(' '),
];

export const json = harmlessJson;
