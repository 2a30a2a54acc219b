import {oncePer} from '../../sync/once.ts';
import type {Column, Row} from '../../sync/row.ts';
import {cellText} from '../../terminal/cell-text.ts';
import {widthOf} from '../../terminal/fit.ts';
import type {Words} from '../../words/words.ts';
import type {List} from '../state.ts';
import {cut} from './line.ts';
import {shown} from './shown.ts';

/** The columns that fit, and the finished cells of each row in them. */
export type Layout = {
	readonly columns: ReadonlyArray<{readonly column: Column; readonly width: number}>;
	/** How many of them stay put. */
	readonly fixed: number;
	/** Blanks between two columns. */
	readonly gap: number;
	/** Whether there are columns to the left, scrolled past, and to the right, beyond the edge. */
	readonly before: boolean;
	readonly after: boolean;
	/** A row's cells, without the sign of its mark. */
	cells(row: Row): string;
};

/** Columns that never scroll away. */
const fixed = 2;

/** Cells below which a column at the edge is not worth cutting. */
const leastCut = 6;

/** Rows whose cells a column is measured by: the width is the same wherever the operator scrolls to. */
const samples = 400;

/** The layout of a list in so many cells; the same object as long as nothing that it depends on changes. */
export function layoutOf(list: List, width: number, words: Words): Layout {
	const rows = list.sheet?.rows ?? nothing;
	const made = layoutsPer(rows)(words);
	const name = [width, list.tab.name, list.wide, list.across, list.sort?.column, ...list.columns].join(' ');
	const known = made.get(name) ?? makeLayout(list, rows, width, words);
	made.set(name, known);
	return known;
}

const nothing: readonly Row[] = [];

const layoutsPer = oncePer((_rows: readonly Row[]) => oncePer((_words: Words) => new Map<string, Layout>()));

function makeLayout(list: List, rows: readonly Row[], width: number, words: Words): Layout {
	const tight = width < 100;
	const gap = tight ? 1 : 2;
	const measure: Measure = {wide: list.wide, tight, words, sorted: list.sort?.column ?? null};
	const chosen = list.columns.flatMap(id => list.tab.columns.find(column => column.id === id) ?? []);
	const stay = chosen.slice(0, fixed);
	const across = Math.max(0, Math.min(list.across, chosen.length - fixed - 1));
	const wanted = [...stay, ...chosen.slice(fixed + across)];
	const columns: Array<{column: Column; width: number}> = [];
	let left = width;
	for (const [place, column] of wanted.entries()) {
		const full = widthOfColumn(column, rows, measure);
		const most = place < stay.length ? Math.floor((width * 2) / 5) : left;
		const own = Math.min(full, most, left);
		if (own < Math.min(full, leastCut)) break;
		columns.push({column, width: own});
		left -= own + gap;
		if (left <= 0) break;
	}

	const last = columns.at(-1);
	const isCut = last !== undefined && last.width < widthOfColumn(last.column, rows, measure);
	return {
		columns,
		fixed: stay.length,
		gap,
		before: across > 0,
		after: columns.length < wanted.length || (isCut && columns.length > stay.length),
		cells: oncePer((row: Row) =>
			columns
				.map(({column, width}) =>
					cut(shown(cellText(column.value(row), column, words)), width, column.numeric ? 'right' : 'left'),
				)
				.join(' '.repeat(gap)),
		),
	};
}

/**
As wide as nearly all cells need, so that one long name does not take the room of two columns, and no wider than declared; `wide` shows all of every cell.
Where there is little room, headings give way as well, but not to the arrow of the order.
*/
function widthOfColumn(column: Column, rows: readonly Row[], {wide, tight, words, sorted}: Measure): number {
	const measured = neededPer(rows)(column);
	const cells = measured.get(wide) ?? needed(column, rows, wide, words);
	measured.set(wide, cells);
	const heading = tight && !wide ? Math.min(column.id.length, tightHeading) : column.id.length;
	const arrow = column.id === sorted ? 1 : 0;
	return Math.max(heading + arrow, wide ? cells : Math.min(cells, column.width ?? 24));
}

type Measure = {
	readonly wide: boolean;
	readonly tight: boolean;
	readonly words: Words;
	readonly sorted: string | null;
};

const neededPer = oncePer((_rows: readonly Row[]) =>
	oncePer((_column: Column) => new Map<boolean, number>()),
);

function needed(column: Column, rows: readonly Row[], wide: boolean, words: Words): number {
	const width = (row: Row): number => widthOf(shown(cellText(column.value(row), column, words)));
	if (wide) return rows.reduce((most, row) => Math.max(most, width(row)), 0);
	const widths = sampleOf(rows)
		.map(width)
		.toSorted((a, b) => a - b);
	return widths[Math.floor(widths.length * nearlyAll)] ?? 0;
}

const nearlyAll = 0.97;

/** Cells of a heading that are kept where there is little room. */
const tightHeading = 9;

const sampleOf = oncePer((rows: readonly Row[]): readonly Row[] => {
	const step = Math.ceil(rows.length / samples);
	return step <= 1 ? rows : rows.filter((_, place) => place % step === 0);
});
