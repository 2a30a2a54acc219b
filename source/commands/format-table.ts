import type {Column, Row} from '../sync/row.ts';
import {formatCell} from '../output/format-cell.ts';
import {fitWidth, padToWidth, textWidth} from '../terminal/fit-width.ts';
import {sanitize} from '../terminal/sanitize.ts';
import type {Translator} from '../i18n/translator.ts';

/**
A table for people: mark, columns no wider than they need, and what differs.

On a terminal of `room` cells no line is longer, and the last columns give way to what differs. Elsewhere a cell that is wider than its column stands out of it: nothing is cut, since what is copied from there is an ID.
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

/** Terminal cells that the columns leave to what differs. */
const minDifferenceCells = 28;

/** Widths are taken from the rows, unless there are so many that spreading them would overflow the stack. */
const sampleLines = <Line>(lines: readonly Line[]): readonly Line[] =>
	lines.length > 10_000 ? lines.filter((_, index) => index % Math.ceil(lines.length / 10_000) === 0) : lines;
