import {message} from '../../i18n/translator.ts';
import type {Row} from '../../sync/row.ts';
import type {Command} from './key-bindings.ts';
import {openConfirm} from '../actions/confirm.ts';
import {openFixes} from './fix-actions.ts';
import type {SessionContext, CommandHandler} from '../session/session-context.ts';
import type {Key} from '../input/key.ts';
import {activeListOf, cursorRowOf, type List} from '../session/state.ts';
import {createPicker} from './picker-state.ts';
import {openFilterField} from '../session/filter-input.ts';
import {goToScreen, goToRelated, leaveScreen, openRecord, cycleScreen} from './navigation.ts';
import {
	refilter,
	moveCursorBy,
	moveCursorTo,
	findProblem,
	movePage,
	selectRange,
	toggleSelected,
	addSelected,
} from '../session/list-state.ts';
import {
	columnOptions,
	commandOptions,
	copyOptions,
	exportOptions,
	frequencyOptions,
} from './picker-options.ts';
import {columnCommands} from './column-commands.ts';
import {showView} from '../session/views.ts';
import {openEntry, openJournal, undoEntry} from '../journal/journal-commands.ts';
import {journalName} from '../journal/journal-list.ts';
import {moveMenuCursor, openMenuEntry} from '../menu/menu-commands.ts';
import {refusalsByAction} from './refusal-reasons.ts';

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

/** The handlers of all commands on the menu and on a list. `explorerHandlers` replaces some of them in the API explorer. */
export const commandHandlers: Readonly<Record<Command, CommandHandler>> = {
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
	screen: ({name}, context) =>
		goToScreen(context.store.getState().screens.find(({key}) => key === name)!.name, context),
	'next-screen': (_, context) => cycleScreen(1, context),
	'previous-screen': (_, context) => cycleScreen(-1, context),
	menu: (_, {store}) => store.setState({activeScreen: null, backStack: []}),
	back: goBack,
	filter(_, context) {
		if (context.store.getState().activeScreen === null) openMenuEntry(context);
		const list = activeListOf(context.store.getState());
		if (list) context.store.setState({mode: openFilterField(list)});
	},
	...columnCommands,
	columns: (_, {store, translator}) =>
		store.setState({
			mode: createPicker('columns', columnOptions(activeListOf(store.getState())!, translator)),
		}),
	'detail-up': scrollDetail(-1),
	'detail-down': scrollDetail(1),
	wide: listCommand(list => ({...list, isWide: !list.isWide})),
	'show-view'({name}, {store}) {
		const {views} = activeListOf(store.getState())!;
		const view = views[Number(name.slice('alt-'.length)) - 1];
		if (!view) return store.notify('plain', message('no-view', {n: views.length}));
		store.updateActiveList((list, height) => showView(list, view, height));
	},
	'column-left': moveColumnCursor(-1),
	'column-right': moveColumnCursor(1),
	frequencies(_, {store, translator}) {
		const {resource, columnCursor, columns} = activeListOf(store.getState())!;
		const id = columnCursor ?? resource.countedColumns?.[0] ?? columns[0]!;
		store.updateActiveList(before => ({...before, columnCursor: id}));
		const options = frequencyOptions(activeListOf(store.getState())!, id, translator);
		store.setState({mode: createPicker('frequencies', options)});
	},
	palette: (_, context) => context.store.setState({mode: createPicker('command', commandOptions(context))}),
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
	fix: (_, context) => openFixes(context),
	'dry-run'(_, {store}) {
		const dryRun = !store.getState().dryRun;
		store.setState({dryRun});
		if (dryRun) store.notify('plain', message('simulates-next'));
	},
	undo(_, context) {
		if (context.store.getState().activeScreen === journalName) undoEntry(context);
		else context.undoController.start();
	},
	stop: (_, {actionController}) => actionController.taskRunner.stop(),
	open(_, context) {
		const {activeScreen} = context.store.getState();
		if (activeScreen === null) openMenuEntry(context);
		else if (activeScreen === journalName) openEntry(context);
		else openRecord(context);
	},
	'go-related': (_, context) => goToRelated(context),
	results: (_, {store}) => store.setState({mode: {is: 'results', cursor: 0, back: 0}}),
	messages: (_, {store}) => store.setState({mode: {is: 'messages', top: 0}, unreadMessages: 0}),

	journal: (_, context) => openJournal(context),
	path: () => undefined,
	view: () => undefined,
	refresh(_, {store, listLoader}) {
		const {activeScreen, screens, lists} = store.getState();
		const names = activeScreen === null ? screens.map(({name}) => name) : [activeScreen];
		for (const name of names) if (lists[name]) void listLoader.load(name);
	},
	'accept-short-list'(_, context) {
		const {activeScreen, lists} = context.store.getState();
		const short = lists[activeScreen!]!.comparison?.short;
		if (!short) return context.store.notify('plain', message('not-short'));
		openConfirm(context.store, {is: 'accept-short-list', listName: activeScreen!, ...short}, short.got);
		context.startInputGuard();
	},
	pause(_, {store}) {
		const isPaused = !store.getState().isPaused;
		store.setState({isPaused});
		store.notify('plain', isPaused ? message('paused') : message('resumed'));
	},
	help: (_, {store}) =>
		store.setState({
			mode: {
				is: 'help',
				top: 0,
				typed: '',
				refusals: refusalsByAction(activeListOf(store.getState()), store.getState().readOnly),
			},
		}),
	copy: (_, {store, translator}) => {
		const row = cursorRowOf(activeListOf(store.getState())!);
		if (!row) return store.notify('bad', message('no-row'));
		store.setState({
			mode: createPicker('copy', copyOptions(activeListOf(store.getState())!, row, translator), {
				rowKey: row.key,
			}),
		});
	},
	export: (_, {store}) =>
		store.setState({mode: createPicker('export', exportOptions(activeListOf(store.getState())!))}),
	'save-screen'(_, {store, host, pendingTasks}) {
		const lines = host.screenLines();
		pendingTasks.add(
			host
				.saveFile('screen.txt', `${lines.join('\n')}\n`)
				.then(file => store.notify('good', message('dumped', {file}))),
		);
	},
	redraw: (_, {host}) => host.redraw(),
	suspend(_, {store, host}) {
		// A stopped process would keep billing's lock, and block all other operators.
		if (store.getState().running?.phase === 'applying')
			return store.notify('bad', message('under-way', {subject: store.getState().running!.subject}));
		host.suspend();
	},
	quit: (_, {requestQuit}) => requestQuit(),
};

/** `esc`: one step at a time. It cancels a running check, then dry run, range, side panel, “only selected” and filter, then returns to the previous screen or the menu. It never quits the console. */
function goBack(_: Key, context: SessionContext): void {
	const {store, actionController} = context;
	if (actionController.taskRunner.cancel()) return;
	const {dryRun} = store.getState();
	const list = activeListOf(store.getState());
	if (dryRun) return store.setState({dryRun: false});
	if (!list) return leaveScreen(context);
	if (list.rangeAnchor !== null) return store.updateActiveList(before => ({...before, rangeAnchor: null}));
	if (list.detailKey !== null) return store.updateActiveList(before => ({...before, detailKey: null}));
	if (list.onlySelected)
		return store.updateActiveList((before, height) => refilter({...before, onlySelected: false}, height));
	if (list.filter !== '')
		return store.updateActiveList((before, height) => refilter({...before, filter: ''}, height));
	leaveScreen(context);
}
