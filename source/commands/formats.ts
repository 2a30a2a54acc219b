import {stringify} from 'csv-stringify/sync';
import {markWords, type Mark} from '../sync/drift.ts';
import {textOf} from '../sync/filter.ts';
import type {Cell, Column, Row} from '../sync/row.ts';
import {fit, widthOf} from '../terminal/fit.ts';
import {harmless, harmlessJson} from '../terminal/harmless.ts';
import type {Words} from '../words/words.ts';

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

/**
A table for people: mark, columns no wider than they need, and what differs.

On a terminal of `room` cells no line is longer, and the last columns give way to what differs.
*/
export function tableText(
	rows: readonly Row[],
	columns: readonly Column[],
	words: Words,
	room = Infinity,
): string {
	const cells = rows.map(row => columns.map(column => harmless(cellText(column.value(row), column, words))));
	const widths = columns.map((column, place) =>
		Math.min(
			column.width ?? 24,
			Math.max(widthOf(column.id), ...sample(cells).map(line => widthOf(line[place]!))),
		),
	);
	const fitting = columns.filter(
		(_, place) =>
			place === 0 ||
			widths.slice(0, place + 1).reduce((sum, width) => sum + width + 2, 2) <= room - roomForDrifts,
	);
	const line = (mark: string, texts: readonly string[], more: string) => {
		const shown = fitting.map((column, place) =>
			fit(texts[place]!, widths[place]!, column.numeric ? 'right' : 'left'),
		);
		const full = `${mark} ${shown.join('  ')}  ${more}`.trimEnd();
		return widthOf(full) > room ? fit(full, room) : full;
	};
	const heading = line(
		' ',
		columns.map(({id}) => id),
		'',
	);
	return [
		heading,
		...rows.map((row, place) =>
			line(row.mark, cells[place]!, harmless(row.drifts.map(words.tellDrift).join('; '))),
		),
	].join('\n');
}

/** Terminal cells that the columns leave to what differs. */
const roomForDrifts = 28;

/** Widths are taken from the rows, unless there are so many that spreading them would overflow the stack. */
const sample = <Line>(lines: readonly Line[]): readonly Line[] =>
	lines.length > 10_000 ? lines.filter((_, place) => place % Math.ceil(lines.length / 10_000) === 0) : lines;

function cellText(cell: Cell, {flag}: Column, {on, off, yes, no}: Words): string {
	if (cell === null) return '';
	if (flag !== undefined)
		return cell === '' ? '' : {'on-off': [off, on], 'yes-no': [no, yes]}[flag][Number(cell) === 1 ? 1 : 0]!;
	return textOf(cell);
}

/** A CSV table; cells that a spreadsheet would take for a formula are led by `'`, numbers and phones are left. */
export const csvText = (header: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
	stringify([header, ...rows].map(row => row.map(cell => unformula(harmless(cell))))).trimEnd();

const unformula = (cell: string): string =>
	/^[=+\-@]/.test(cell) && !/^[+-]?[\d\s().-]+$/.test(cell) ? `'${cell}` : cell;

export const csvRow = (row: Row, columns: readonly Column[]): readonly string[] => [
	row.key,
	markWords[row.mark satisfies Mark],
	...columns.map(column => textOf(column.value(row))),
	row.drifts.map(({code}) => code).join(' '),
];

export const json = harmlessJson;
