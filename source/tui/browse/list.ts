import {filterRows, inherit, prepare} from '../../sync/filter.ts';
import type {Tab} from '../../sync/resource.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import {rowAt, type List} from '../state.ts';

/** A tab's list before anything was read. */
export const emptyList = (tab: Tab): List => ({
	tab,
	theirs: {value: null, at: null, state: 'waiting', progress: null},
	ours: {value: null, at: null, state: 'waiting', progress: null},
	sheet: null,
	past: null,
	arrivedAt: null,
	rows: [],
	cursor: 0,
	key: null,
	top: 0,
	filter: '',
	filterFault: null,
	sort: null,
	columns: tab.columns.map(({id}) => id),
	across: 0,
	marked: new Set(),
	onlyMarked: false,
	anchor: null,
	wide: false,
	beside: null,
});

/**
Show these rows from now on. The cursor stays on its row wherever that has gone to, and at its place on the screen; a row that is no longer there
leaves it on none. Marks of rows that do not exist any more go with them.
*/
export function withSheet(list: List, sheet: Sheet, height: number): List {
	const keys = list.marked.size === 0 ? null : new Set(sheet.rows.map(({key}) => key));
	const marked = keys ? new Set([...list.marked].filter(key => keys.has(key))) : list.marked;
	if (list.sheet && list.sheet.rows !== sheet.rows) inherit(sheet.rows, list.sheet.rows);
	return arranged({...list, sheet, marked}, height);
}

/** Filter and sort anew. An arrival must not move the cursor to another row, so a first row is taken only where there was none. */
export function arranged(list: List, height: number): List {
	const {sheet, tab, filter, onlyMarked, marked, sort} = list;
	if (!sheet) return list;
	const column = sort && (sort.column === 'mark' ? byMark : tab.columns.find(({id}) => id === sort.column));
	const order = sort && column ? {column, descending: sort.descending} : null;
	const found = filterRows(prepare(sheet.rows, tab.columns), filter, order);
	const isFaulty = 'unknown' in found;
	const rows = isFaulty ? list.rows : onlyMarked ? found.filter(({key}) => marked.has(key)) : found;
	return placed({...list, rows, filterFault: isFaulty ? found.unknown : null}, height);
}

const byMark = {id: 'mark', value: ({mark}: Row) => mark};

function placed(list: List, height: number): List {
	const {rows, key, cursor, top} = list;
	// While one side is still awaited, rows come and go: none is chosen for the operator.
	const isWhole = list.theirs.value !== null && list.ours.value !== null;
	if (key === null) return {...list, cursor: 0, top: 0, key: isWhole ? (rows[0]?.key ?? null) : null};
	const same = rows[cursor]?.key === key ? cursor : rows.findIndex(row => row.key === key);
	const at = same === -1 ? Math.max(0, Math.min(cursor, rows.length - 1)) : same;
	return {...list, cursor: at, top: within(at - (cursor - top), at, rows.length, height)};
}

/** A first row such that the cursor is on the screen and the screen is full. */
const within = (top: number, cursor: number, length: number, height: number): number =>
	Math.max(0, Math.min(Math.max(top, cursor - height + 1), cursor, length - height));

/** To the first row that the operator's own filter leaves, unless his row is still among them. */
export function toFirst(list: List): List {
	const {rows} = list;
	return rowAt(list) || rows.length === 0 ? list : {...list, cursor: 0, top: 0, key: rows[0]!.key};
}

/**
The cursor by so many rows. At an edge the window jumps by half a screen, not by a line: over a slow line the whole window is sent again each time it moves.
*/
export function moved(list: List, by: number, height: number): List {
	const from = rowAt(list) || by < 0 ? list.cursor : list.cursor - 1;
	return movedTo(list, from + by, height);
}

export function movedTo(list: List, place: number, height: number): List {
	const {rows, top} = list;
	const cursor = Math.max(0, Math.min(place, rows.length - 1));
	const row = rows[cursor];
	if (!row) return list;
	const isSeen = cursor >= top && cursor < top + height;
	const half = Math.floor(height / 2);
	return {
		...list,
		cursor,
		key: row.key,
		top: isSeen ? top : within(cursor - half, cursor, rows.length, height),
	};
}

/** A whole screen on, the cursor at the same place of it. */
export function paged(list: List, direction: 1 | -1, height: number): List {
	const {rows, cursor, top} = list;
	const to = Math.max(0, Math.min(cursor + direction * height, rows.length - 1));
	const row = rows[to];
	return row
		? {...list, cursor: to, key: row.key, top: within(top + to - cursor, to, rows.length, height)}
		: list;
}

/** The next row that is out of sync, in either direction; `null` when there is none. */
export function nextProblem(list: List, direction: 1 | -1): number | null {
	for (let place = list.cursor + direction; place >= 0 && place < list.rows.length; place += direction)
		if (list.rows[place]!.mark !== '=') return place;
	return null;
}

/** Mark the highlighted row, or take its mark away. */
export function toggled(list: List): List {
	const row = rowAt(list);
	if (!row) return list;
	const marked = new Set(list.marked);
	if (!marked.delete(row.key)) marked.add(row.key);
	return {...list, marked};
}

/** `v` begins a range, and marks it the second time. */
export function ranged(list: List): List {
	const row = rowAt(list);
	if (!row) return list;
	const from = list.anchor === null ? -1 : list.rows.findIndex(({key}) => key === list.anchor);
	if (from === -1) return {...list, anchor: row.key};
	const [first, last] = [Math.min(from, list.cursor), Math.max(from, list.cursor)];
	return withMarks({...list, anchor: null}, list.rows.slice(first, last + 1));
}

export const withMarks = (list: List, rows: readonly Row[]): List => ({
	...list,
	marked: new Set([...list.marked, ...rows.map(({key}) => key)]),
});

/** The rows that an action is for: all marked ones wherever they are, or the highlighted one. */
export function meant(list: List): readonly Row[] {
	const {marked, sheet} = list;
	if (marked.size > 0) return sheet?.rows.filter(({key}) => marked.has(key)) ?? [];
	const row = rowAt(list);
	return row ? [row] : [];
}

/** Marked rows that are not on show. */
export function hiddenMarks({marked, rows}: List): ReadonlySet<string> {
	const hidden = new Set(marked);
	for (const {key} of rows) hidden.delete(key);
	return hidden;
}
