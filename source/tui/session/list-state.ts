import {searchIndexOf} from '../../sync/search-index.ts';
import {filterRows} from '../../sync/filter.ts';
import type {AnyResource} from '../../sync/resource.ts';
import {reuseFrom, type Row, type Comparison} from '../../sync/row.ts';
import type {Order} from '../../sync/sort.ts';
import type {SortSetting} from '../../storage/screen-settings.ts';
import {cursorRowOf, type List, type Side} from './list.ts';

/** The list of a resource before anything has been read. */
export const createEmptyList = (resource: AnyResource): List => ({
	resource,
	stalker: {value: null, loadedAt: null, state: 'waiting', progress: null},
	billing: {value: null, loadedAt: null, state: 'waiting', progress: null},
	comparison: null,
	lastSummary: null,
	countHistory: [],
	firstRowsAt: null,
	rowsMovedAt: null,
	rows: [],
	cursor: 0,
	cursorKey: null,
	top: 0,
	filter: '',
	filterHistory: [],
	views: [],
	columnCursor: null,
	filterError: null,
	sort: null,
	columns: resource.columns.map(({id}) => id),
	columnOffset: 0,
	selected: new Set(),
	onlySelected: false,
	rangeAnchor: null,
	columnWidths: {},
	isWide: false,
	detailKey: null,
	detailTop: 0,
});

/** The systems that a list is read from. */
export const sidesOf = ({resource}: List): readonly Side[] => resource.readFrom ?? bothSides;

const bothSides: readonly Side[] = ['stalker', 'billing'];

/**
Replaces the rows of the list. The cursor stays on its row, and this row at its line of the screen, wherever it is now in the order. When
its row has disappeared, no row is highlighted. Rows that have disappeared are no longer selected.
*/
export function setComparison(list: List, comparison: Comparison, height: number): List {
	const {rows} = comparison;
	const keys = list.selected.size === 0 ? null : new Set(rows.map(({key}) => key));
	const selected = keys ? new Set([...list.selected].filter(key => keys.has(key))) : list.selected;
	if (list.comparison && list.comparison.rows !== rows) reuseFrom(rows, list.comparison.rows);
	return refilter({...list, comparison, selected}, height);
}

/** Filters and sorts the rows again. The cursor keeps its row; it moves to the first row only if it had none. */
export function refilter(list: List, height: number): List {
	const {comparison, resource, filter, onlySelected, selected, sort} = list;
	if (!comparison) return list;
	const order = sort && orderOf(sort, resource);
	const found =
		filter.trim() === '' && !order
			? comparison.rows
			: filterRows(searchIndexOf(comparison.rows, resource.columns), filter, order);
	if ('error' in found) return placeCursor({...list, filterError: found.error}, height);
	const rows = onlySelected ? found.filter(({key}) => selected.has(key)) : found;
	return placeCursor({...list, rows, filterError: null}, height);
}

/** Sorts by a column alone; by the same one again, in the other direction. */
export const sortBy = (list: List, column: string, height: number): List =>
	refilter(
		{...list, sort: {column, descending: list.sort?.column === column ? !list.sort.descending : false}},
		height,
	);

/** Orders the rows that are equal by the sorted column by another one; by the same one again, in the other direction. */
export function sortBySecond(list: List, column: string, height: number): List {
	const {sort} = list;
	if (!sort || sort.column === column) return sortBy(list, column, height);
	const descending = sort.second?.column === column ? !sort.second.descending : false;
	return refilter({...list, sort: {...sort, second: {column, descending}}}, height);
}

/** Turns the direction of the last column that the list is sorted by; without one, sorts by the column cursor. */
export function reverseSort(list: List, height: number): List {
	const {sort, columnCursor, columns} = list;
	if (!sort) {
		const column = columnCursor ?? columns[0]!;
		return refilter({...list, sort: {column, descending: true}}, height);
	}

	return sort.second ? sortBySecond(list, sort.second.column, height) : sortBy(list, sort.column, height);
}

function orderOf(sort: SortSetting, {columns}: AnyResource): Order | null {
	const columnOf = (id: string) =>
		id === 'mark' ? syncStatusColumn : columns.find(column => column.id === id);
	const column = columnOf(sort.column);
	const second = sort.second && columnOf(sort.second.column);
	if (!column) return null;
	return {
		column,
		descending: sort.descending,
		...(second && {second: {column: second, descending: sort.second.descending}}),
	};
}

const syncStatusColumn = {id: 'mark', value: ({mark}: Row) => mark};

function placeCursor(list: List, height: number): List {
	const {rows, cursorKey, cursor, top} = list;
	// Until both systems have responded, rows still come and go, and none is highlighted.
	const isComplete = list.stalker.value !== null && list.billing.value !== null;
	if (cursorKey === null)
		return {...list, cursor: 0, top: 0, cursorKey: isComplete ? (rows[0]?.key ?? null) : null};
	const found = rows[cursor]?.key === cursorKey ? cursor : rows.findIndex(row => row.key === cursorKey);
	const index = found === -1 ? Math.max(0, Math.min(cursor, rows.length - 1)) : found;
	return {...list, cursor: index, top: clampTop(index - (cursor - top), index, rows.length, height)};
}

/** The index of the first visible row nearest to `top` with which the cursor is visible and the screen is full. */
const clampTop = (top: number, cursor: number, length: number, height: number): number =>
	Math.max(0, Math.min(Math.max(top, cursor - height + 1), cursor, length - height));

/** Whether both show the same rows at the same lines of the screen. */
export function showsSameRows(one: List, other: List, height: number): boolean {
	if (one.rows === other.rows && one.top === other.top) return true;
	return Array.from({length: height}).every(
		(_, line) => one.rows[one.top + line]?.key === other.rows[other.top + line]?.key,
	);
}

/** Moves the cursor to the first row, unless the row at the cursor is still there. */
export function moveToFirst(list: List): List {
	const {rows} = list;
	return cursorRowOf(list) || rows.length === 0
		? list
		: {...list, cursor: 0, top: 0, cursorKey: rows[0]!.key};
}

/**
Moves the cursor by this many rows. At an edge the list scrolls by half a screen, not by one line: each time it scrolls, all its lines are
sent again, which takes long over a slow connection.
*/
export function moveCursorBy(list: List, by: number, height: number): List {
	const from = cursorRowOf(list) || by < 0 ? list.cursor : list.cursor - 1;
	return moveCursorTo(list, from + by, height);
}

/** Moves the cursor to this index, or to the nearest row. */
export function moveCursorTo(list: List, index: number, height: number): List {
	const {rows, top} = list;
	const cursor = Math.max(0, Math.min(index, rows.length - 1));
	const row = rows[cursor];
	if (!row) return list;
	const isVisible = cursor >= top && cursor < top + height;
	const half = Math.floor(height / 2);
	return {
		...list,
		cursor,
		cursorKey: row.key,
		top: isVisible ? top : clampTop(cursor - half, cursor, rows.length, height),
	};
}

/** Scrolls by one screen; the cursor stays at its line of the screen. */
export function movePage(list: List, direction: 1 | -1, height: number): List {
	const {rows, cursor, top} = list;
	const index = Math.max(0, Math.min(cursor + direction * height, rows.length - 1));
	const row = rows[index];
	return row
		? {
				...list,
				cursor: index,
				cursorKey: row.key,
				top: clampTop(top + index - cursor, index, rows.length, height),
			}
		: list;
}

/** Index of the next row that is not in sync, in this direction; `null` if there is none. */
export function findProblem(list: List, direction: 1 | -1): number | null {
	for (let index = list.cursor + direction; index >= 0 && index < list.rows.length; index += direction)
		if (list.rows[index]!.mark !== '=') return index;
	return null;
}

/** Selects or deselects the row at the cursor. */
export function toggleSelected(list: List): List {
	const row = cursorRowOf(list);
	if (!row) return list;
	const selected = new Set(list.selected);
	if (!selected.delete(row.key)) selected.add(row.key);
	return {...list, selected};
}

/** Starts a range at the cursor; the second time, selects all rows from there to the cursor. */
export function selectRange(list: List): List {
	const row = cursorRowOf(list);
	if (!row) return list;
	const from = list.rangeAnchor === null ? -1 : list.rows.findIndex(({key}) => key === list.rangeAnchor);
	if (from === -1) return {...list, rangeAnchor: row.key};
	const [first, last] = [Math.min(from, list.cursor), Math.max(from, list.cursor)];
	return addSelected({...list, rangeAnchor: null}, list.rows.slice(first, last + 1));
}

export const addSelected = (list: List, rows: readonly Row[]): List => ({
	...list,
	selected: new Set([...list.selected, ...rows.map(({key}) => key)]),
});

/** The rows that an action applies to: all selected ones, visible or not; without a selection, the row at the cursor. */
export function targetRowsOf(list: List): readonly Row[] {
	const {selected, comparison} = list;
	if (selected.size > 0) return comparison?.rows.filter(({key}) => selected.has(key)) ?? [];
	const row = cursorRowOf(list);
	return row ? [row] : [];
}

/** Keys of selected rows that the filter hides. */
export function hiddenSelectedKeys({selected, rows}: List): ReadonlySet<string> {
	const hidden = new Set(selected);
	for (const {key} of rows) hidden.delete(key);
	return hidden;
}
