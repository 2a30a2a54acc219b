import type {Column, Row} from '../sync/row.ts';
import {cellText} from '../terminal/cell-text.ts';
import {fit, padded, widthOf} from '../terminal/fit.ts';
import {harmless} from '../terminal/harmless.ts';
import type {Words} from '../words/words.ts';

/**
A table for people: mark, columns no wider than they need, and what differs.

On a terminal of `room` cells no line is longer, and the last columns give way to what differs. Elsewhere a cell that is wider than its column stands out of it: nothing is cut, since what is copied from there is an ID.
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
	const laid = room === Infinity ? padded : fit;
	const line = (mark: string, texts: readonly string[], more: string) => {
		const shown = fitting.map((column, place) =>
			laid(texts[place]!, widths[place]!, column.numeric ? 'right' : 'left'),
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
