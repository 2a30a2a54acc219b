import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Column, Row} from '../../sync/row.ts';
import type {MouseTarget} from '../session/terminal-host.ts';
import {sidesOf} from '../session/list-state.ts';
import {cursorRowOf, type List, type Side} from '../session/list.ts';
import type {ConnectionState, State} from '../session/state.ts';
import {filterHighlights, type CellHighlights} from './filter-highlights.ts';
import {resultsName} from '../results/results-list.ts';
import {runningLabel} from './row-label.ts';
import {signs, type Style} from './style.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import {layoutTable, sortArrow, type TableLayout} from './table-layout.ts';
import {fitText, renderLine} from './line.ts';
import {toPrintable} from './printable.ts';
import type {RenderContext} from './render-context.ts';
import {signOfRow} from '../../sync/statuses.ts';

/** Cells before the first column: cursor, selection sign, sync status, spaces. */
const edgeCells = 5;

/** The rows that are visible in a table of this size, and the layout of its columns. */
function placeRows(list: List, {width, height}: TableSize, {translator}: RenderContext) {
	const {rows, cursor} = list;
	const rowLines = height - 1;
	const top = Math.max(
		0,
		Math.min(list.top, rows.length - 1),
		cursor - list.top >= rowLines ? cursor - rowLines + 1 : 0,
	);
	const visible = rows.slice(top, top + rowLines);
	return {top, visible, layout: layoutTable(list, visible, width - edgeCells - 2, translator)};
}

type TableSize = {readonly width: number; readonly height: number};

/** What is drawn at this cell of a table of this size. */
export function tableTargetAt(
	column: number,
	line: number,
	list: List,
	size: TableSize,
	context: RenderContext,
): MouseTarget | null {
	const {top, visible, layout} = placeRows(list, size, context);
	if (line > 0) return line <= visible.length ? {is: 'row', index: top + line - 1} : null;
	if (column < edgeCells) return {is: 'heading', column: 'mark'};
	let end = edgeCells;
	const hit = layout.columns.find(({width}) => {
		end += width + layout.gap;
		return column < end;
	});
	return hit ? {is: 'heading', column: hit.column.id} : null;
}

/** Headings and rows, in exactly `height` lines. The cursor's row stays visible if a panel takes lines from the list. */
export function renderTable(
	list: List,
	{stalker, billing, running, waitsForPortal}: State,
	{width, height}: TableSize,
	context: RenderContext,
): readonly string[] {
	const {top, visible, layout} = placeRows(list, {width, height}, context);
	const rowLines = height - 1;
	const isOutOfReach = (side: Side, {state}: ConnectionState): boolean =>
		sidesOf(list).includes(side) &&
		(list[side].state === 'unreachable' || state === 'unreachable' || list[side].loadedAt === null);
	const unreachable = {
		stalker: isOutOfReach('stalker', stalker),
		billing: isOutOfReach('billing', billing),
	};
	const highlighted = cursorRowOf(list);
	const highlights = filterHighlights(list);
	const isOutdated = unreachable.stalker || list.filterError !== null;
	const [first, last] = selectionRange(list);
	const lines = visible.map((row, index) => {
		const {style} = context;
		const isHere = row === highlighted;
		const isSelected = list.selected.has(row.key);
		const isInRange = top + index >= first && top + index <= last;
		const selectionSign = isSelected ? signs.selected : isInRange ? signs.dot : ' ';
		const cells = layout
			.renderCells(row)
			.map(({text, tone}, place) => {
				const cell = paintMatches(text, layout.columns[place]!.column, highlights, style);
				// In the bar of the cursor colours would be backgrounds.
				return tone === null || isHere || isOutdated ? cell : style.paint(tone, cell);
			})
			.join(' '.repeat(layout.gap));
		const tone = unreachable.billing ? 'quiet' : list.resource.isUrgent?.(row) ? 'alert' : row.mark;
		const sign = style.paint(tone, list.resource.signOf?.(row) ?? signOfRow(row));
		const texts = isOutdated ? style.paint('quiet', cells) : cells;
		const line =
			(isHere ? signs.cursor : ' ') +
			(selectionSign === ' ' ? selectionSign : style.paint('selected', selectionSign)) +
			` ${sign} ${texts}` +
			' '.repeat(width - edgeCells - cellsWidth(layout));
		return isHere ? style.paint('cursor', line) : isSelected ? style.paint('selected-row', line) : line;
	});
	if (lines.length === 0)
		lines.push(
			renderLine(['  ', emptyListText(list, {running, waitsForPortal}, context)], width, context.style),
		);
	const blank = ' '.repeat(width);
	return [
		renderHeadings(list, layout, width, context),
		...lines,
		...Array.from({length: rowLines - lines.length}, () => blank),
	];
}

/** The cell with the texts that the filter found in it marked. */
function paintMatches(
	text: string,
	column: Column,
	highlights: CellHighlights | null,
	{paint}: Style,
): string {
	let [line, at] = ['', 0];
	for (const {start, end} of highlights?.(column, text) ?? []) {
		line += text.slice(at, start) + paint('match', text.slice(start, end));
		at = end;
	}

	return line + text.slice(at);
}

/** Indexes of the first and last row of the started range; an empty range if none was started. */
function selectionRange({rows, cursor, rangeAnchor}: List): readonly [first: number, last: number] {
	if (rangeAnchor === null) return noRange;
	const indexes = indexCache(rows);
	const from = indexes.get(rangeAnchor) ?? rows.findIndex(({key}) => key === rangeAnchor);
	indexes.set(rangeAnchor, from);
	return from === -1 ? noRange : [Math.min(from, cursor), Math.max(from, cursor)];
}

const noRange = [0, -1] as const;

/** Index of the range's first row, cached: searching it takes longer than a frame. */
const indexCache = memoizeWeak((_rows: readonly Row[]) => new Map<string, number>());

const cellsWidth = ({columns, gap}: TableLayout): number =>
	columns.reduce((sum, {width}) => sum + width + gap, columns.length === 0 ? 0 : -gap);

function emptyListText(
	{resource, comparison, stalker, billing}: List,
	{running, waitsForPortal}: Pick<State, 'running' | 'waitsForPortal'>,
	context: RenderContext,
): string {
	const {texts} = context.translator.tui;
	if (resource.name === resultsName && (comparison?.rows ?? []).length === 0)
		return running ? runningLabel(running, context) : texts.noResults;
	if (comparison) return comparison.rows.length === 0 ? texts.noRows : texts.noMatchingRows;
	if ([stalker, billing].every(({state}) => state !== 'loading')) return texts.notLoaded;
	return waitsForPortal === null ? texts.loading : texts.listsAfterPortal(waitsForPortal);
}

/** Line of column headings, with the sort arrow and signs for more columns at the left and right. */
function renderHeadings(
	{sort, resource, columnCursor}: List,
	layout: TableLayout,
	width: number,
	{style, translator}: RenderContext,
): string {
	const {columns, gap, fixedCount, hasColumnsLeft, hasColumnsRight} = layout;
	const headings = columns.map(({column: {id, numeric}, width}, index) => {
		const arrow = sortArrow(sort, id);
		// The arrow is directly after its heading and inside the column; in the gap it would seem to belong to the next column.
		const label = toPrintable(translator.columnLabel(resource.name, id));
		const text = fitText(label, Math.min(width - arrow.length, textWidth(label))) + arrow;
		const room = ' '.repeat(width - textWidth(text));
		const isLast = index === columns.length - 1;
		const after = index === fixedCount - 1 && hasColumnsLeft ? signs.moreLeft : '';
		return (numeric ? room + text : text + room) + (isLast ? ' ' : after.padEnd(gap));
	});
	const text = `${' '.repeat(edgeCells)}${headings.join('')}`;
	const markArrow = sortArrow(sort, 'mark');
	const sortedByMark = markArrow === '' ? null : `   ${markArrow}`.padEnd(edgeCells);
	const whole = (sortedByMark ?? ' '.repeat(edgeCells)) + text.slice(edgeCells);
	const line = `${whole}${' '.repeat(Math.max(0, width - textWidth(whole) - 1))}${hasColumnsRight ? signs.moreRight : ' '}`;
	const index = columns.findIndex(({column}) => column.id === columnCursor);
	if (index === -1) return style.paint('title', line);
	const start = edgeCells + headings.slice(0, index).join('').length;
	const end = start + headings[index]!.trimEnd().length;
	return style.paint(
		'title',
		line.slice(0, start) + style.paint('here', line.slice(start, end)) + line.slice(end),
	);
}
