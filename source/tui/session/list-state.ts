import {filterRows, reuseFrom, searchIndexOf} from '../../sync/filter.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {cursorRowOf, type List} from './state.ts';

/** A tab's list before anything was read. */
export const createEmptyList = (tab: AnyResource): List => ({
	resource: tab,
	stalker: {value: null, loadedAt: null, state: 'waiting', progress: null},
	billing: {value: null, loadedAt: null, state: 'waiting', progress: null},
	comparison: null,
	lastSummary: null,
	firstRowsAt: null,
	rows: [],
	cursor: 0,
	cursorKey: null,
	top: 0,
	filter: '',
	filterError: null,
	sort: null,
	columns: tab.columns.map(({id}) => id),
	columnOffset: 0,
	selected: new Set(),
	onlySelected: false,
	rangeAnchor: null,
	isWide: false,
	detailKey: null,
});

/**
Show these rows from now on. The cursor stays on its row wherever that has gone to, and at its place on the screen; a row that is no longer there
leaves it on none. Marks of rows that do not exist any more go with them.
*/
export function setComparison(list: List, sheet: Comparison, height: number): List {
	const keys = list.selected.size === 0 ? null : new Set(sheet.rows.map(({key}) => key));
	const marked = keys ? new Set([...list.selected].filter(key => keys.has(key))) : list.selected;
	if (list.comparison && list.comparison.rows !== sheet.rows) reuseFrom(sheet.rows, list.comparison.rows);
	return refilter({...list, comparison: sheet, selected: marked}, height);
}

/** Filter and sort anew. An arrival must not move the cursor to another row, so a first row is taken only where there was none. */
export function refilter(list: List, height: number): List {
	const {comparison, resource, filter, onlySelected, selected, sort} = list;
	if (!comparison) return list;
	const column =
		sort && (sort.column === 'mark' ? syncStatusColumn : resource.columns.find(({id}) => id === sort.column));
	const order = sort && column ? {column, descending: sort.descending} : null;
	const found = filterRows(searchIndexOf(comparison.rows, resource.columns), filter, order);
	const isFaulty = 'unknown' in found;
	const rows = isFaulty ? list.rows : onlySelected ? found.filter(({key}) => selected.has(key)) : found;
	return placeCursor({...list, rows, filterError: isFaulty ? found.unknown : null}, height);
}

const syncStatusColumn = {id: 'mark', value: ({mark}: Row) => mark};

function placeCursor(list: List, height: number): List {
	const {rows, cursorKey, cursor, top} = list;
	// While one side is still awaited, rows come and go: none is chosen for the operator.
	const isWhole = list.stalker.value !== null && list.billing.value !== null;
	if (cursorKey === null)
		return {...list, cursor: 0, top: 0, cursorKey: isWhole ? (rows[0]?.key ?? null) : null};
	const same = rows[cursor]?.key === cursorKey ? cursor : rows.findIndex(row => row.key === cursorKey);
	const at = same === -1 ? Math.max(0, Math.min(cursor, rows.length - 1)) : same;
	return {...list, cursor: at, top: clampTop(at - (cursor - top), at, rows.length, height)};
}

/** A first row such that the cursor is on the screen and the screen is full. */
const clampTop = (top: number, cursor: number, length: number, height: number): number =>
	Math.max(0, Math.min(Math.max(top, cursor - height + 1), cursor, length - height));

/** To the first row that the operator's own filter leaves, unless his row is still among them. */
export function moveToFirst(list: List): List {
	const {rows} = list;
	return cursorRowOf(list) || rows.length === 0
		? list
		: {...list, cursor: 0, top: 0, cursorKey: rows[0]!.key};
}

/**
The cursor by so many rows. At an edge the window jumps by half a screen, not by a line: over a slow line the whole window is sent again each time it moves.
*/
export function moveCursorBy(list: List, by: number, height: number): List {
	const from = cursorRowOf(list) || by < 0 ? list.cursor : list.cursor - 1;
	return moveCursorTo(list, from + by, height);
}

export function moveCursorTo(list: List, place: number, height: number): List {
	const {rows, top} = list;
	const cursor = Math.max(0, Math.min(place, rows.length - 1));
	const row = rows[cursor];
	if (!row) return list;
	const isSeen = cursor >= top && cursor < top + height;
	const half = Math.floor(height / 2);
	return {
		...list,
		cursor,
		cursorKey: row.key,
		top: isSeen ? top : clampTop(cursor - half, cursor, rows.length, height),
	};
}

/** A whole screen on, the cursor at the same place of it. */
export function movePage(list: List, direction: 1 | -1, height: number): List {
	const {rows, cursor, top} = list;
	const to = Math.max(0, Math.min(cursor + direction * height, rows.length - 1));
	const row = rows[to];
	return row
		? {...list, cursor: to, cursorKey: row.key, top: clampTop(top + to - cursor, to, rows.length, height)}
		: list;
}

/** The next row that is out of sync, in either direction; `null` when there is none. */
export function findProblem(list: List, direction: 1 | -1): number | null {
	for (let place = list.cursor + direction; place >= 0 && place < list.rows.length; place += direction)
		if (list.rows[place]!.mark !== '=') return place;
	return null;
}

/** Mark the highlighted row, or take its mark away. */
export function toggleSelected(list: List): List {
	const row = cursorRowOf(list);
	if (!row) return list;
	const marked = new Set(list.selected);
	if (!marked.delete(row.key)) marked.add(row.key);
	return {...list, selected: marked};
}

/** `v` begins a range, and marks it the second time. */
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

/** The rows that an action is for: all marked ones wherever they are, or the highlighted one. */
export function targetRowsOf(list: List): readonly Row[] {
	const {selected, comparison} = list;
	if (selected.size > 0) return comparison?.rows.filter(({key}) => selected.has(key)) ?? [];
	const row = cursorRowOf(list);
	return row ? [row] : [];
}

/** Marked rows that are not on show. */
export function hiddenSelectedKeys({selected, rows}: List): ReadonlySet<string> {
	const hidden = new Set(selected);
	for (const {key} of rows) hidden.delete(key);
	return hidden;
}
