import {message} from '../../i18n/translator.ts';
import type {Command} from './key-bindings.ts';
import {openConfirm} from '../session/confirm.ts';
import {openFixes} from './fix-actions.ts';
import type {SessionContext, CommandHandler} from '../session/session-context.ts';
import type {Key} from '../input/key.ts';
import {cursorRowOf} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {createPicker} from './picker-state.ts';
import {openFilterField} from '../session/filter-input.ts';
import {goToRelated, leaveScreen, openHelp, openRecord, cycleScreen} from './navigation.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {firstSliceMs, sliceEnd} from '../../sync/sliced-work.ts';
import {refilter} from '../session/list-state.ts';
import {
	columnOptions,
	commandOptions,
	copyOptions,
	exportOptions,
	portalOptions,
	valueOptions,
} from './picker-options.ts';
import {columnCommands} from './column-commands.ts';
import {showView} from '../session/views.ts';
import {openJournal} from '../journal/journal-commands.ts';
import {openResults, retryResults} from '../results/results-commands.ts';
import {openMenuEntry} from '../menu/menu-commands.ts';
import {cursorCommands, selectionCommands} from './cursor-commands.ts';

/**
The handlers of all commands on the menu and on a list. `explorerHandlers` replaces some of them in the API explorer, `listHandlers` in the
journal and the results.
*/
export const commandHandlers: Readonly<Record<Command, CommandHandler>> = {
	...cursorCommands,
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
	wide: (_, {store}) => store.updateActiveList(list => ({...list, isWide: !list.isWide})),
	'show-view'({name}, {store}) {
		const {views} = activeListOf(store.getState())!;
		const view = views[Number(name.slice('alt-'.length)) - 1];
		if (!view) return store.notify('plain', message('no-view', {n: views.length}));
		store.updateActiveList((list, height) => showView(list, view, height));
	},
	frequencies(_, {store, translator}) {
		const {resource, columnCursor, columns} = activeListOf(store.getState())!;
		const id = columnCursor ?? resource.countedColumns?.[0] ?? columns[0]!;
		store.updateActiveList(before => ({...before, columnCursor: id}));
		const work = valueOptions(activeListOf(store.getState())!, translator);
		const isCounting = !work.build(sliceEnd(firstSliceMs));
		const {options, otherValues} = work.result() ?? {options: [], otherValues: 0};
		const subject = translator.columnLabel(resource.name, id);
		store.setState({mode: createPicker('frequencies', options, {subject, isCounting, otherValues})});
	},
	portal(_, {store}) {
		const {portals, running, queue} = store.getState();
		if (portals.length < 2) return store.notify('plain', message('one-portal'));
		// Its outcome is reported in this portal's session, and quitting while it writes is confirmed there.
		if (running || queue.length > 0) return store.notify('bad', message('portal-busy'));
		store.setState({mode: createPicker('portal', portalOptions(store.getState()))});
	},
	palette: (_, context) => context.store.setState({mode: createPicker('command', commandOptions(context))}),
	...selectionCommands,
	fix: (_, context) => openFixes(context),
	'dry-run'(_, {store}) {
		const dryRun = !store.getState().dryRun;
		store.setState({dryRun});
		if (dryRun) store.notify('plain', message('dry-run-next'));
	},
	undo: (_, {undoController}) => undoController.start(),
	retry: (_, context) => retryResults(context),
	stop: (_, {actionController}) => actionController.taskRunner.stop(),
	open(_, context) {
		const {activeScreen} = context.store.getState();
		if (activeScreen === null) openMenuEntry(context);
		else openRecord(context);
	},
	'go-related': (_, context) => goToRelated(context),
	results: (_, context) => openResults(context),
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
	help: (_, context) => openHelp(context),
	copy: (_, {store, translator}) => {
		const row = cursorRowOf(activeListOf(store.getState())!);
		if (!row) return store.notify('bad', message('no-row'));
		store.setState({
			mode: createPicker('copy', copyOptions(activeListOf(store.getState())!, row, translator), {
				rowKey: row.key,
			}),
		});
	},
	export: (_, {store, translator}) =>
		store.setState({
			mode: createPicker('export', exportOptions(activeListOf(store.getState())!, translator)),
		}),
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

/**
`esc`: one step at a time. It cancels a running check, then dry run, range, side panel, “only selected” and filter, then returns to the
previous screen or the menu. It never quits the console.
*/
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
