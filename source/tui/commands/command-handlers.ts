import {message} from '../../i18n/translator.ts';
import type {Row} from '../../sync/row.ts';
import type {Command} from './key-bindings.ts';
import {openConfirm} from '../actions/confirm.ts';
import type {SessionContext, CommandHandler} from '../session/session-context.ts';
import type {Key} from '../input/key.ts';
import {activeListOf, cursorRowOf, type List} from '../session/state.ts';
import {createPicker} from './picker-state.ts';
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
import {columnOptions, commandOptions, copyOptions, exportOptions, sortOptions} from './picker-options.ts';
import {refusalsByAction} from './refusal-reasons.ts';

/** A change of the list in front, and nothing else. */
const listCommand =
	(change: (list: List, height: number) => List): CommandHandler =>
	(_, {store}) =>
		store.updateActiveList(change);

const moveMenuCursor = (by: number, {store}: SessionContext): void => {
	const {menuCursor, screens} = store.getState();
	store.setState({menuCursor: Math.max(0, Math.min(screens.length - 1, menuCursor + by))});
};

const moveCursor =
	(by: number): CommandHandler =>
	(_, hands) => {
		if (hands.store.getState().activeScreen === null) moveMenuCursor(by, hands);
		else hands.store.updateActiveList((list, height) => moveCursorBy(list, by, height));
	};

const goToProblem =
	(direction: 1 | -1): CommandHandler =>
	(_, {store}) => {
		const place = findProblem(activeListOf(store.getState())!, direction);
		if (place === null) store.notify('plain', message('no-problem'));
		else store.updateActiveList((list, height) => moveCursorTo(list, place, height));
	};

const selectAndMove =
	(by: number): CommandHandler =>
	(_, {store}) =>
		store.updateActiveList((list, height) => {
			const row = cursorRowOf(list);
			return row ? stretchSelection(list, row, by, height) : list;
		});

/** Marks grow with the cursor, and shrink again when it comes back over what was marked. */
function stretchSelection(list: List, row: Row, by: number, height: number): List {
	const next = list.rows[list.cursor + by];
	const shrinks = !list.selected.has(row.key) && next !== undefined && list.selected.has(next.key);
	return shrinks
		? toggleSelected(moveCursorBy(list, by, height))
		: moveCursorBy(addSelected(list, [row]), by, height);
}

const openPage =
	(is: 'results' | 'messages'): CommandHandler =>
	(_, {store}) =>
		store.setState({mode: {is, top: 0}});

/** What each command does on the menu and on a list. */
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
	screen: ({name}, hands) =>
		goToScreen(hands.store.getState().screens.find(({key}) => key === name)!.name, hands),
	'next-screen': (_, hands) => cycleScreen(1, hands),
	'previous-screen': (_, hands) => cycleScreen(-1, hands),
	menu: (_, {store}) => store.setState({activeScreen: null, backStack: []}),
	back: goBack,
	filter(_, hands) {
		const {activeScreen, menuCursor, screens} = hands.store.getState();
		if (activeScreen === null) goToScreen(screens[menuCursor]!.name, hands);
		const list = activeListOf(hands.store.getState());
		if (list) hands.store.setState({mode: {is: 'filter', previousFilter: list.filter}});
	},
	sort: (_, {store, translator}) =>
		store.setState({mode: createPicker('sort', sortOptions(activeListOf(store.getState())!, translator))}),
	flip: listCommand((list, height) =>
		refilter(
			{
				...list,
				sort: list.sort
					? {...list.sort, descending: !list.sort.descending}
					: {column: list.columns[0]!, descending: true},
			},
			height,
		),
	),
	columns: (_, {store, translator}) =>
		store.setState({
			mode: createPicker('columns', columnOptions(activeListOf(store.getState())!, translator)),
		}),
	wide: listCommand(list => ({...list, isWide: !list.isWide})),
	palette: (_, hands) => hands.store.setState({mode: createPicker('command', commandOptions(hands))}),
	mark: (_, {store}) =>
		store.updateActiveList((list, height) => moveCursorBy(toggleSelected(list), 1, height)),
	'mark-up': selectAndMove(-1),
	'mark-down': selectAndMove(1),
	range(_, {store}) {
		const before = activeListOf(store.getState())!;
		store.updateActiveList(selectRange);
		const {rangeAnchor, selected} = activeListOf(store.getState())!;
		if (before.rangeAnchor === null && rangeAnchor !== null) store.notify('plain', message('range-begun'));
		else store.notify('plain', message('marked-all', {n: selected.size - before.selected.size}));
	},
	'mark-all'(_, {store}) {
		const {rows} = activeListOf(store.getState())!;
		store.updateActiveList(list => addSelected(list, rows));
		store.notify('plain', message('marked-all', {n: rows.length}));
	},
	'only-marked'(_, {store}) {
		const list = activeListOf(store.getState())!;
		if (list.selected.size === 0 && !list.onlySelected)
			return store.notify('plain', message('nothing-marked'));
		store.updateActiveList((before, height) =>
			refilter({...before, onlySelected: !before.onlySelected}, height),
		);
	},
	'clear-marks'(_, {store}) {
		const n = activeListOf(store.getState())!.selected.size;
		store.updateActiveList((list, height) =>
			refilter({...list, selected: new Set(), rangeAnchor: null, onlySelected: false}, height),
		);
		store.notify('plain', message('marks-cleared', {n}));
	},
	simulate(_, {store}) {
		const simulates = !store.getState().dryRun;
		store.setState({dryRun: simulates});
		if (simulates) store.notify('plain', message('simulates-next'));
	},
	undo: (_, {undoController}) => undoController.start(),
	stop: (_, {actionController}) => actionController.taskRunner.stop(),
	open(_, hands) {
		const {activeScreen, menuCursor, screens} = hands.store.getState();
		if (activeScreen === null) goToScreen(screens[menuCursor]!.name, hands);
		else openRecord(hands);
	},
	lead: (_, hands) => goToRelated(hands),
	results: openPage('results'),
	messages: openPage('messages'),
	journal(_, {store, connections, pendingTasks}) {
		store.setState({mode: {is: 'journal', top: 0, entries: null}});
		pendingTasks.add(
			connections
				.context()
				.then(async ({billing}) => billing.journal.list({limit: 200}))
				.then(entries => {
					const {mode} = store.getState();
					if (mode.is === 'journal') store.setState({mode: {...mode, entries}});
				}),
		);
	},
	path: () => undefined,
	view: () => undefined,
	refresh(_, {store, listLoader}) {
		const {activeScreen, screens} = store.getState();
		for (const {name, resource} of screens)
			if (resource && (activeScreen === null || activeScreen === name)) void listLoader.load(name);
	},
	believe(_, hands) {
		const {activeScreen, lists} = hands.store.getState();
		const short = lists[activeScreen!]!.comparison?.short;
		if (!short) return hands.store.notify('plain', message('not-short'));
		openConfirm(hands.store, {is: 'accept-short-list', listName: activeScreen!, ...short}, short.got);
		hands.startInputGuard();
	},
	pause(_, {store}) {
		const paused = !store.getState().isPaused;
		store.setState({isPaused: paused});
		store.notify('plain', paused ? message('paused') : message('resumed'));
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
	dump(_, {store, host, pendingTasks}) {
		const lines = host.screenLines();
		pendingTasks.add(
			host
				.saveFile('screen.txt', `${lines.join('\n')}\n`)
				.then(file => store.notify('good', message('dumped', {file}))),
		);
	},
	redraw: (_, {host}) => host.redraw(),
	suspend(_, {store, host}) {
		// A stopped process would hold billing's lock, and every other operator with it.
		if (store.getState().running?.phase === 'applying')
			return store.notify('bad', message('under-way', {subject: store.getState().running!.subject}));
		host.suspend();
	},
	quit: (_, {requestQuit}) => requestQuit(),
};

/** `esc`, one step each time: what is being looked at, a range, the record, marks alone on show, the filter, the way one came, the menu. It never leaves the console. */
function goBack(_: Key, hands: SessionContext): void {
	const {store, actionController} = hands;
	if (actionController.taskRunner.cancel()) return;
	const {dryRun} = store.getState();
	const list = activeListOf(store.getState());
	if (dryRun) return store.setState({dryRun: false});
	if (!list) return leaveScreen(hands);
	if (list.rangeAnchor !== null) return store.updateActiveList(before => ({...before, rangeAnchor: null}));
	if (list.detailKey !== null) return store.updateActiveList(before => ({...before, detailKey: null}));
	if (list.onlySelected)
		return store.updateActiveList((before, height) => refilter({...before, onlySelected: false}, height));
	if (list.filter !== '')
		return store.updateActiveList((before, height) => refilter({...before, filter: ''}, height));
	leaveScreen(hands);
}
