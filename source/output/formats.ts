import {stringify} from 'csv-stringify/sync';
import {syncStatusNames, type SyncStatus} from '../sync/difference.ts';
import {cellToText} from '../sync/filter.ts';
import type {Column, Row} from '../sync/row.ts';
import {sanitize, sanitizeJson} from '../terminal/sanitize.ts';

/** A row in the shape of `--json` and `--ndjson`: key, mark, drifts, and every column under the API's field name. */
export const rowToObject = (
	{key, mark, differences, ...row}: Row,
	columns: readonly Column[],
): Readonly<Record<string, unknown>> => ({
	key,
	mark,
	drifts: differences,
	...Object.fromEntries(columns.map(column => [column.id, column.value({key, mark, differences, ...row})])),
});

/** A CSV table. Cells that a spreadsheet would run as a formula get a leading `'`; full-width signs count too, because some spreadsheets accept them. Numbers and phone numbers are unchanged. */
export const formatCsv = (header: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
	stringify([header, ...rows].map(row => row.map(cell => escapeFormula(sanitize(cell))))).trimEnd();

const escapeFormula = (cell: string): string =>
	/^[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?[\d\s().-]+$/.test(cell) ? `'${cell}` : cell;

export const rowToCsv = (row: Row, columns: readonly Column[]): readonly string[] => [
	row.key,
	syncStatusNames[row.mark satisfies SyncStatus],
	...columns.map(column => cellToText(column.value(row))),
	row.differences.map(({code}) => code).join(' '),
];

export const json = sanitizeJson;
