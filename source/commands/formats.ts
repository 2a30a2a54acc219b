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

/** A table for people: mark, columns no wider than they need, and what differs. */
export function tableText(rows: readonly Row[], columns: readonly Column[], words: Words): string {
	const cells = rows.map(row => columns.map(column => harmless(cellText(column.value(row), column, words))));
	const widths = columns.map((column, place) =>
		Math.min(
			column.width ?? 24,
			Math.max(widthOf(column.id), ...sample(cells).map(line => widthOf(line[place]!))),
		),
	);
	const line = (mark: string, texts: readonly string[], more: string) =>
		`${mark} ${texts.map((text, place) => fit(text, widths[place]!, columns[place]!.numeric ? 'right' : 'left')).join('  ')}  ${more}`.trimEnd();
	return [
		line(
			' ',
			columns.map(({id}) => id),
			'',
		),
		...rows.map((row, place) =>
			line(row.mark, cells[place]!, harmless(row.drifts.map(drift => words.tellDrift(drift)).join('; '))),
		),
	].join('\n');
}

/** Widths are taken from the rows, unless there are so many that spreading them would overflow the stack. */
const sample = <Line>(lines: readonly Line[]): readonly Line[] =>
	lines.length > 10_000 ? lines.filter((_, place) => place % Math.ceil(lines.length / 10_000) === 0) : lines;

function cellText(cell: Cell, {id}: Column, {on, off, yes, no}: Words): string {
	if (cell === null) return '';
	if (id === 'status') return Number(cell) === 1 ? on : off;
	if (id === 'online' || id === 'user_default') return Number(cell) === 1 ? yes : no;
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
