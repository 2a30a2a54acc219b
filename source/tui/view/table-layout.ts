import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Column, Row} from '../../sync/row.ts';
import {textWidth} from '../../terminal/fit-width.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {List} from '../session/list.ts';
import {displayCell, type DisplayCell} from './display-cell.ts';
import {fitText} from './line.ts';
import {toPrintable} from './printable.ts';
import {signs} from './style.ts';

/** Columns that fit in the table, and a function that renders a row. */
export type TableLayout = {
	readonly columns: ReadonlyArray<{readonly column: Column; readonly width: number}>;
	/** Number of columns at the left that do not scroll. */
	readonly fixedCount: number;
	/** Spaces between two columns. */
	readonly gap: number;
	/** Whether columns are scrolled out at the left, and whether more columns follow at the right. */
	readonly hasColumnsLeft: boolean;
	readonly hasColumnsRight: boolean;
	/** The row's cells, each as wide as its column. */
	renderCells(row: Row): readonly DisplayCell[];
};

/** Maximum number of columns that do not scroll. */
const maxFixedColumns = 2;

/** Minimum width of a cut column at the right edge, in cells. */
const minCutCells = 6;

/**
Maximum number of rows that are measured for a column's width. They are taken from the whole list, so the width does not change while
scrolling.
*/
const maxSampledRows = 400;

/**
Lays out a list in `width` cells; cached, so the same input returns the same object. Wide columns fit the rows on the screen (`visible`),
which are measured each time.
*/
export function layoutTable(
	list: List,
	visible: readonly Row[],
	width: number,
	translator: Translator,
): TableLayout {
	if (list.isWide) return buildLayout(list, visible, width, translator);
	const rows = list.comparison?.rows ?? noRows;
	const made = layoutCache(rows)(translator);
	const {sort, columnWidths} = list;
	const name = [
		...[width, list.resource.name, list.columnOffset, sort?.column, sort?.second?.column],
		...list.columns.map(id => `${id}=${columnWidths[id] ?? ''}`),
	].join(' ');
	const known = made.get(name) ?? buildLayout(list, rows, width, translator);
	made.set(name, known);
	return known;
}

const noRows: readonly Row[] = [];

const layoutCache = memoizeWeak((_rows: readonly Row[]) =>
	memoizeWeak((_translator: Translator) => new Map<string, TableLayout>()),
);

function buildLayout(list: List, rows: readonly Row[], width: number, translator: Translator): TableLayout {
	const tight = width < 100;
	const gap = tight ? 1 : 2;
	const measure: WidthOptions = {
		isFullWidth: list.isWide,
		isNarrow: tight,
		label: ({id}) => textWidth(toPrintable(translator.columnLabel(list.resource.name, id))),
		translator,
		arrowCells: id => sortArrow(list.sort, id).length,
		fitted: list.columnWidths,
	};
	const chosenColumns = list.columns.flatMap(
		id => list.resource.columns.find(column => column.id === id) ?? [],
	);
	const fixedColumns = chosenColumns.slice(0, maxFixedColumns);
	const offset = Math.max(0, Math.min(list.columnOffset, chosenColumns.length - maxFixedColumns - 1));
	const candidates = [...fixedColumns, ...chosenColumns.slice(maxFixedColumns + offset)];
	const columns: Array<{column: Column; width: number}> = [];
	let left = width;
	for (const [index, column] of candidates.entries()) {
		const full = columnWidth(column, rows, measure);
		const isFitted = list.columnWidths[column.id] !== undefined;
		const maxCells =
			index < fixedColumns.length && !list.isWide && !isFitted ? Math.floor((width * 2) / 5) : left;
		const own = Math.min(full, maxCells, left);
		if (own < Math.min(full, minCutCells)) break;
		columns.push({column, width: own});
		left -= own + gap;
		if (left <= 0) break;
	}

	const last = columns.at(-1);
	const isCut = last !== undefined && last.width < columnWidth(last.column, rows, measure);
	return {
		columns,
		fixedCount: fixedColumns.length,
		gap,
		hasColumnsLeft: offset > 0,
		hasColumnsRight: columns.length < candidates.length || (isCut && columns.length > fixedColumns.length),
		renderCells: memoizeWeak((row: Row) =>
			columns.map(({column, width}) => {
				const {text, tone, short = text} = displayCell(row, column, translator);
				const fitting = textWidth(text) > width ? short : text;
				return {text: fitText(fitting, width, column.numeric ? 'right' : 'left'), tone};
			}),
		),
	};
}

/**
Width of a column: fits 97 % of its cells, so that one long name does not widen the column, and at most the declared maximum. `isFullWidth`
fits every cell of the rows on the screen. On a narrow terminal headings are cut too, but never the sort arrow.
*/
function columnWidth(
	column: Column,
	rows: readonly Row[],
	{isFullWidth, isNarrow, label, translator, arrowCells, fitted}: WidthOptions,
): number {
	const cells = isFullWidth
		? maxContentWidth(column, rows, translator)
		: usualContentWidth(column, rows, translator);
	const heading = isNarrow && !isFullWidth ? Math.min(label(column), minHeadingCells) : label(column);
	const least = heading + arrowCells(column.id);
	const fittedCells = isFullWidth ? undefined : fitted[column.id];
	if (fittedCells !== undefined) return Math.max(least, fittedCells);
	return Math.max(least, isFullWidth ? cells : Math.min(cells, column.maxWidth ?? 24));
}

type WidthOptions = {
	readonly isFullWidth: boolean;
	readonly isNarrow: boolean;
	/** Width of a column's heading, in cells. */
	label(column: Column): number;
	readonly translator: Translator;
	/** Width of the sort arrow of a column, in cells. */
	arrowCells(id: string): number;
	/** Fitted widths by the column's id, in cells. */
	readonly fitted: Readonly<Record<string, number>>;
};

/** The sort arrow of a column: `↑`, and `↑2` where it orders the rows that are equal by the first. */
export function sortArrow(sort: List['sort'], id: string): string {
	const arrow = (descending: boolean) => (descending ? signs.descending : signs.ascending);
	if (sort?.column === id) return arrow(sort.descending);
	return sort?.second?.column === id ? `${arrow(sort.second.descending)}2` : '';
}

/** Upper bound on the rows that are measured when a column is fitted. */
const maxFittedRows = 5000;

/** Width of the widest cell of a column among the shown rows, in cells. */
export function measureColumn({rows, resource}: List, id: string, translator: Translator): number {
	const column = resource.columns.find(one => one.id === id)!;
	return maxContentWidth(column, rows.slice(0, maxFittedRows), translator);
}

const cellWidth = (column: Column, row: Row, translator: Translator): number =>
	textWidth(displayCell(row, column, translator).text);

const maxContentWidth = (column: Column, rows: readonly Row[], translator: Translator): number =>
	rows.reduce((most, row) => Math.max(most, cellWidth(column, row, translator)), 0);

const contentWidthCache = memoizeWeak((_rows: readonly Row[]) => new WeakMap<Column, number>());

function usualContentWidth(column: Column, rows: readonly Row[], translator: Translator): number {
	const cache = contentWidthCache(rows);
	const known = cache.get(column);
	if (known !== undefined) return known;
	const knownWidths = sampledWidths(translator)(column);
	const widths = sampleRows(rows)
		.map(row => {
			const width = knownWidths.get(row) ?? cellWidth(column, row, translator);
			knownWidths.set(row, width);
			return width;
		})
		.toSorted((a, b) => a - b);
	const width = widths[Math.floor(widths.length * fittedShare)] ?? 0;
	cache.set(column, width);
	return width;
}

/** Widths of the measured rows: after a patch nearly all of them are still in the list. */
const sampledWidths = memoizeWeak((_translator: Translator) =>
	memoizeWeak((_column: Column) => new WeakMap<Row, number>()),
);

const fittedShare = 0.97;

/** Minimum width of a heading on a narrow terminal, in cells. */
const minHeadingCells = 11;

const sampleRows = memoizeWeak((rows: readonly Row[]): readonly Row[] => {
	const step = Math.ceil(rows.length / maxSampledRows);
	return step <= 1 ? rows : rows.filter((_, index) => index % step === 0);
});
