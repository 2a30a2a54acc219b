import {message} from '../../i18n/translator.ts';
import type {Command} from './key-bindings.ts';
import type {CommandHandler} from '../session/session-context.ts';
import {type List, cursorRowOf} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {
	moveCursorBy,
	moveCursorTo,
	findProblem,
	movePage,
	refilter,
	selectRange,
	toggleSelected,
	addSelected,
} from '../session/list-state.ts';
import {moveMenuCursor} from '../menu/menu-commands.ts';
import type {Row} from '../../sync/row.ts';

/** A command that only changes the visible list. */
const listCommand =
	(change: (list: List, height: number) => List): CommandHandler =>
	(_, {store}) =>
		store.updateActiveList(change);

const moveCursor =
	(by: number): CommandHandler =>
	(_, context) => {
		if (context.store.getState().activeScreen === null) moveMenuCursor(by, context);
		else context.store.updateActiveList((list, height) => moveCursorBy(list, by, height));
	};

const goToProblem =
	(direction: 1 | -1): CommandHandler =>
	(_, {store}) => {
		const index = findProblem(activeListOf(store.getState())!, direction);
		if (index === null) store.notify('plain', message('no-problem'));
		else store.updateActiveList((list, height) => moveCursorTo(list, index, height));
	};

/** Columns that are visible beside the two that do not scroll, at least: the cursor's column is kept among them. */
const minVisibleColumns = 3;

/** Moves the column cursor; the first key press shows it. */
const moveColumnCursor = (by: 1 | -1): CommandHandler =>
	listCommand(list => {
		const {columns, columnCursor, columnOffset} = list;
		const from = columnCursor === null ? -1 : columns.indexOf(columnCursor);
		const index = from === -1 ? 0 : Math.max(0, Math.min(columns.length - 1, from + by));
		const last = Math.max(0, index - 2);
		const offset = Math.max(Math.min(columnOffset, last), last - minVisibleColumns + 1);
		return {...list, columnCursor: columns[index]!, columnOffset: index < 2 ? columnOffset : offset};
	});

/** Scrolls the record beside the list by half of its height. */
const scrollDetail =
	(direction: 1 | -1): CommandHandler =>
	(_, {store, host}) =>
		store.updateActiveList((list, height) => {
			const top = list.detailTop + direction * Math.floor(height / 2);
			return list.detailKey === null
				? list
				: {...list, detailTop: Math.max(0, Math.min(top, host.maxScrollTop()))};
		});

/** Handlers of what moves the cursors of a list, and of what scrolls. */
export const cursorCommands = {
	up: moveCursor(-1),
	down: moveCursor(1),
	'page-up': listCommand((list, height) => movePage(list, -1, height)),
	'page-down': listCommand((list, height) => movePage(list, 1, height)),
	first: listCommand((list, height) => moveCursorTo(list, 0, height)),
	last: listCommand((list, height) => moveCursorTo(list, list.rows.length - 1, height)),
	'columns-left': listCommand(list => ({...list, columnOffset: Math.max(0, list.columnOffset - 1)})),
	'columns-right': listCommand(list => ({
		...list,
		columnOffset: Math.min(Math.max(0, list.columns.length - 3), list.columnOffset + 1),
	})),
	'next-problem': goToProblem(1),
	'previous-problem': goToProblem(-1),
	'column-left': moveColumnCursor(-1),
	'column-right': moveColumnCursor(1),
	'detail-up': scrollDetail(-1),
	'detail-down': scrollDetail(1),
} satisfies Partial<Record<Command, CommandHandler>>;

const selectAndMove =
	(by: number): CommandHandler =>
	(_, {store}) =>
		store.updateActiveList((list, height) => {
			const row = cursorRowOf(list);
			return row ? stretchSelection(list, row, by, height) : list;
		});

/** Selects the row at the cursor and moves on. Moving back over selected rows deselects them again. */
function stretchSelection(list: List, row: Row, by: number, height: number): List {
	const next = list.rows[list.cursor + by];
	const isMovingBack = !list.selected.has(row.key) && next !== undefined && list.selected.has(next.key);
	return isMovingBack
		? toggleSelected(moveCursorBy(list, by, height))
		: moveCursorBy(addSelected(list, [row]), by, height);
}

/** Handlers of what selects rows. */
export const selectionCommands = {
	select: (_, {store}) =>
		store.updateActiveList((list, height) => moveCursorBy(toggleSelected(list), 1, height)),
	'select-up': selectAndMove(-1),
	'select-down': selectAndMove(1),
	'select-range'(_, {store}) {
		const before = activeListOf(store.getState())!;
		store.updateActiveList(selectRange);
		const {rangeAnchor, selected} = activeListOf(store.getState())!;
		if (before.rangeAnchor === null && rangeAnchor !== null) store.notify('plain', message('range-begun'));
		else store.notify('plain', message('marked-all', {n: selected.size - before.selected.size}));
	},
	'select-all'(_, {store}) {
		const {rows} = activeListOf(store.getState())!;
		store.updateActiveList(list => addSelected(list, rows));
		store.notify('plain', message('marked-all', {n: rows.length}));
	},
	'only-selected'(_, {store}) {
		const list = activeListOf(store.getState())!;
		if (list.selected.size === 0 && !list.onlySelected)
			return store.notify('plain', message('nothing-marked'));
		store.updateActiveList((before, height) =>
			refilter({...before, onlySelected: !before.onlySelected}, height),
		);
	},
	'clear-selection'(_, {store}) {
		const n = activeListOf(store.getState())!.selected.size;
		store.updateActiveList((list, height) =>
			refilter({...list, selected: new Set(), rangeAnchor: null, onlySelected: false}, height),
		);
		store.notify('plain', message('marks-cleared', {n}));
	},
} satisfies Partial<Record<Command, CommandHandler>>;
