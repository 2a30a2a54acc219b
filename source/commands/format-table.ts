import type {Column, Row} from '../sync/row.ts';
import {formatCell} from '../output/format-cell.ts';
import {fitWidth, padToWidth, textWidth} from '../terminal/fit-width.ts';
import {sanitize} from '../terminal/sanitize.ts';
import {sgrSequences, statusAttributes} from '../terminal/sgr.ts';
import type {Translator} from '../i18n/translator.ts';
import {signOfRow} from '../sync/statuses.ts';

/** Options of a text table. */
export type TableLayout = {
	/**
	Width of the terminal in cells. Without it nothing is cut, since IDs are copied from the output: a cell that is wider than its column
	moves the rest of its line.
	*/
	readonly maxWidth?: number | undefined;
	/** The signs are coloured. */
	readonly isColored?: boolean | undefined;
	/** No line of headings. */
	readonly hasNoHeader?: boolean | undefined;
};

/**
Formats rows as a text table: sync status, columns no wider than needed, and the differences.

On a terminal no line is longer than it: as many columns as fit, and the differences at the end, cut. Where too little is left for them
there, a row that has some has them on a line of their own below it.
*/
export function formatTable(
	rows: readonly Row[],
	columns: readonly Column[],
	translator: Translator,
	{maxWidth = Infinity, isColored = false, hasNoHeader = false}: TableLayout = {},
): string {
	const cells = rows.map(row =>
		columns.map(column => sanitize(formatCell(column.value(row), column, translator))),
	);
	const widths = columns.map((column, index) =>
		Math.min(
			column.maxWidth ?? 24,
			Math.max(textWidth(column.id), ...sampleLines(cells).map(line => textWidth(line[index]!))),
		),
	);
	const shownColumns = columns.filter(
		(_, index) => index === 0 || widthOf(widths.slice(0, index + 1)) <= maxWidth,
	);
	const rest = maxWidth - widthOf(widths.slice(0, shownColumns.length)) - 2;
	const pad = maxWidth === Infinity ? padToWidth : fitWidth;
	const formatCells = (texts: readonly string[]): string =>
		shownColumns
			.map((column, index) => pad(texts[index]!, widths[index]!, column.numeric ? 'right' : 'left'))
			.join('  ');
	const formatRow = (row: Row, texts: readonly string[]): string => {
		const line = `${paintSign(row, isColored)} ${fitLine(formatCells(texts), maxWidth - 2)}`;
		const differences = sanitize(row.differences.map(translator.formatDifference).join('; '));
		if (differences === '') return line.trimEnd();
		return rest < minDifferenceCells
			? `${line.trimEnd()}\n${fitLine(`    ${differences}`, maxWidth)}`
			: `${line}  ${fitLine(differences, rest)}`;
	};
	const heading = fitLine(`  ${formatCells(columns.map(({id}) => id))}`, maxWidth);
	return [...(hasNoHeader ? [] : [heading]), ...rows.map((row, index) => formatRow(row, cells[index]!))].join(
		'\n',
	);
}

/** Cells of the sign and of columns of these widths, with two between them. */
const widthOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + 2, 0);

/** The text without spaces at its end, cut where it is wider. */
const fitLine = (text: string, width: number): string =>
	(textWidth(text.trimEnd()) > width ? fitWidth(text, width) : text).trimEnd();

function paintSign(row: Row, isColored: boolean): string {
	const {open, close} = sgrSequences(isColored ? statusAttributes[row.mark] : []);
	return open + signOfRow(row) + close;
}

/** Terminal cells below which the differences have a line of their own. */
const minDifferenceCells = 28;

/** At most 10 000 lines, evenly spread, to measure widths on: `Math.max(...widths)` overflows the stack with many more. */
const sampleLines = <Line>(lines: readonly Line[]): readonly Line[] =>
	lines.length > 10_000 ? lines.filter((_, index) => index % Math.ceil(lines.length / 10_000) === 0) : lines;
