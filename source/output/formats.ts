import {stringify} from 'csv-stringify/sync';
import {syncStatusNames, type SyncStatus} from '../sync/difference.ts';
import {cellToText, type Column, type Row} from '../sync/row.ts';
import {sanitize, sanitizeJson} from '../terminal/sanitize.ts';
import {chunksOf} from './chunks.ts';

/** How a CSV table is written. */
export type CsvLayout = {
	/** For Excel in countries whose decimal sign is the comma: `;` between cells, a byte order mark, Windows line ends. */
	readonly isForExcel?: boolean;
	/** No line of headings. */
	readonly hasNoHeader?: boolean;
};

/** A CSV table as one text, without the last line end. */
export const formatCsv = (
	header: readonly string[],
	rows: Iterable<readonly string[]>,
	layout: CsvLayout = {},
): string => [...csvPieces(header, rows, layout)].join('').trimEnd();

/**
The lines of a CSV table, some at a time. Cells that a spreadsheet would run as a formula get a leading `'`; full-width signs count too,
because some spreadsheets accept them. Numbers and phone numbers are unchanged.
*/
export function* csvPieces(
	header: readonly string[],
	rows: Iterable<readonly string[]>,
	{isForExcel = false, hasNoHeader = false}: CsvLayout,
): Generator<string> {
	const layout = isForExcel ? {delimiter: ';', record_delimiter: 'windows'} : {};
	const write = (lines: ReadonlyArray<readonly string[]>) =>
		stringify(
			lines.map(line => line.map(cell => escapeFormula(sanitize(cell)))),
			layout,
		);
	yield (isForExcel ? '\u{FEFF}' : '') + (hasNoHeader ? '' : write([header]));
	for (const chunk of chunksOf(rows)) yield write(chunk);
}

const escapeFormula = (cell: string): string =>
	/^[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?[\d\s().-]+$/.test(cell) ? `'${cell}` : cell;

export const rowToCsv = (row: Row, columns: readonly Column[]): readonly string[] => [
	row.key,
	syncStatusNames[row.mark satisfies SyncStatus],
	...columns.map(({json: toData, value}) => cellToText((toData ?? value)(row))),
	row.differences.map(({code}) => code).join(' '),
];

export const json = sanitizeJson;
