import {oncePer} from '../../sync/once.ts';
import type {Row} from '../../sync/row.ts';
import {rowAt, type List, type State} from '../state.ts';
import {signs} from '../style.ts';
import {widthOf} from '../../terminal/fit.ts';
import {layoutOf, type Layout} from './columns.ts';
import {cut, lineOf} from './line.ts';
import type {Pen} from './pen.ts';

/** Cells before the first column: cursor, marked, the sign of the mark, blanks. */
const edge = 5;

/** Column heads and rows, in exactly so many lines. Where there is less room than the list counts on, the cursor's row stays on the screen. */
export function tableLines(
	list: List,
	{stalker, billing}: State,
	{width, height}: {readonly width: number; readonly height: number},
	pen: Pen,
): readonly string[] {
	const layout = layoutOf(list, width - edge - 2, pen.words);
	const {rows, cursor} = list;
	const room = height - 1;
	const top = Math.max(
		0,
		Math.min(list.top, rows.length - 1),
		cursor - list.top >= room ? cursor - room + 1 : 0,
	);
	const lost = {
		theirs: list.theirs.state === 'lost' || stalker.state === 'lost' || list.theirs.at === null,
		ours: list.ours.state === 'lost' || billing.state === 'lost' || list.ours.at === null,
	};
	const highlighted = rowAt(list);
	const [first, last] = rangeOf(list);
	const lines = rows.slice(top, top + room).map((row, place) => {
		const {style} = pen;
		const isInRange = top + place >= first && top + place <= last;
		const marking = list.marked.has(row.key) ? signs.marked : isInRange ? signs.dot : ' ';
		const cells = layout.cells(row);
		const tone = lost.ours ? 'quiet' : list.tab.isUrgent?.(row) ? 'alert' : row.mark;
		const sign = style.paint(tone, row.mark);
		const texts = lost.theirs ? style.paint('quiet', cells) : cells;
		const isHere = row === highlighted;
		const line =
			(isHere ? signs.cursor : ' ') +
			(marking === ' ' ? marking : style.paint('marked', marking)) +
			` ${sign} ${texts}` +
			' '.repeat(width - edge - cellsWidth(layout));
		return isHere ? style.paint('cursor', line) : line;
	});
	if (lines.length === 0) lines.push(lineOf(['  ', emptiness(list, pen)], width, pen.style));
	const blank = ' '.repeat(width);
	return [
		heading(list, layout, width, pen),
		...lines,
		...Array.from({length: room - lines.length}, () => blank),
	];
}

/** Places of the rows that `v` would mark now: none before a range has begun. */
function rangeOf({rows, cursor, anchor}: List): readonly [first: number, last: number] {
	if (anchor === null) return nowhere;
	const places = placesPer(rows);
	const from = places.get(anchor) ?? rows.findIndex(({key}) => key === anchor);
	places.set(anchor, from);
	return from === -1 ? nowhere : [Math.min(from, cursor), Math.max(from, cursor)];
}

const nowhere = [0, -1] as const;

/** Looking for the place of a row takes longer than a frame, so it is done once. */
const placesPer = oncePer((_rows: readonly Row[]) => new Map<string, number>());

const cellsWidth = ({columns, gap}: Layout): number =>
	columns.reduce((sum, {width}) => sum + width + gap, columns.length === 0 ? 0 : -gap);

function emptiness({sheet, theirs, ours}: List, {words}: Pen): string {
	const {frame} = words.console;
	if (sheet) return sheet.rows.length === 0 ? frame.noRows : frame.noneLeft;
	return [theirs, ours].some(({state}) => state === 'reading') ? frame.reading : frame.waiting;
}

/** The API's own field names, with the arrow of the order and the hints that there is more to either side. */
function heading({sort}: List, layout: Layout, width: number, {style}: Pen): string {
	const {columns, gap, fixed, before, after} = layout;
	const head = columns.map(({column: {id, numeric}, width}, place) => {
		const arrow = sort?.column === id ? (sort.descending ? signs.descending : signs.ascending) : '';
		// Next to its own heading and within its column: in the gap it would seem to be of the next one.
		const text = cut(id, Math.min(width - arrow.length, id.length)) + arrow;
		const room = ' '.repeat(width - widthOf(text));
		const isLast = place === columns.length - 1;
		const after = place === fixed - 1 && before ? signs.before : '';
		return (numeric ? room + text : text + room) + (isLast ? ' ' : after.padEnd(gap));
	});
	const text = `${' '.repeat(edge)}${head.join('')}`;
	const sortedByMark =
		sort?.column === 'mark' ? `   ${sort.descending ? signs.descending : signs.ascending} ` : null;
	const whole = (sortedByMark ?? ' '.repeat(edge)) + text.slice(edge);
	return style.paint(
		'title',
		`${whole}${' '.repeat(Math.max(0, width - widthOf(whole) - 1))}${after ? signs.after : ' '}`,
	);
}
