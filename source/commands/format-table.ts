import type {Column, Row} from '../sync/row.ts';
import {formatCell} from '../output/format-cell.ts';
import {fitWidth, padToWidth, textWidth} from '../terminal/fit-width.ts';
import {sanitize} from '../terminal/sanitize.ts';
import type {Translator} from '../i18n/translator.ts';

/**
Formats rows as a text table: sync status, columns no wider than needed, and the differences.

`maxWidth` in cells, for a terminal: no line is longer, and the last columns are left out so that the differences have room. Without it nothing is cut, since IDs are
copied from the output: a cell that is wider than its column moves the rest of its line.
*/
export function formatTable(
	rows: readonly Row[],
	columns: readonly Column[],
	translator: Translator,
	maxWidth = Infinity,
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
		(_, index) =>
			index === 0 ||
			widths.slice(0, index + 1).reduce((sum, width) => sum + width + 2, 2) <= maxWidth - minDifferenceCells,
	);
	const pad = maxWidth === Infinity ? padToWidth : fitWidth;
	const line = (mark: string, texts: readonly string[], more: string) => {
		const shown = shownColumns.map((column, index) =>
			pad(texts[index]!, widths[index]!, column.numeric ? 'right' : 'left'),
		);
		const full = `${mark} ${shown.join('  ')}  ${more}`.trimEnd();
		return textWidth(full) > maxWidth ? fitWidth(full, maxWidth) : full;
	};
	const heading = line(
		' ',
		columns.map(({id}) => id),
		'',
	);
	return [
		heading,
		...rows.map((row, index) =>
			line(row.mark, cells[index]!, sanitize(row.differences.map(translator.formatDifference).join('; '))),
		),
	].join('\n');
}

/** Terminal cells that the columns leave for the differences. */
const minDifferenceCells = 28;

/** At most 10 000 lines, evenly spread, to measure widths on: `Math.max(...widths)` overflows the stack with many more. */
const sampleLines = <Line>(lines: readonly Line[]): readonly Line[] =>
	lines.length > 10_000 ? lines.filter((_, index) => index % Math.ceil(lines.length / 10_000) === 0) : lines;
