import {message} from '../../i18n/translator.ts';
import type {Command} from './key-bindings.ts';
import type {CommandHandler} from '../session/session-context.ts';
import type {List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {moveCursorBy, moveCursorTo, findProblem, movePage} from '../session/list-state.ts';
import {moveMenuCursor} from '../menu/menu-commands.ts';

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
