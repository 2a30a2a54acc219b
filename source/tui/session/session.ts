import {errorMessage, type Message} from '../../i18n/message.ts';
import {message, type Translator} from '../../i18n/translator.ts';
import {createActionController} from '../actions/action-controller.ts';
import {createUndoController} from '../actions/undo-controller.ts';
import {createApiRequester} from '../api-explorer/api-requester.ts';
import {createCustomCommandRunner} from '../custom-commands/custom-command-runner.ts';
import {loadRowHistory} from '../commands/navigation.ts';
import type {InputEvent} from '../input/key.ts';
import {workBetweenKeys} from './between-keys.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import {createListLoader} from '../refresh/list-loader.ts';
import {onlyPortalTurn, type PortalTurn} from '../refresh/portal-turns.ts';
import {
	createVisibleRowsRefresher,
	createLazyColumnLoader,
	createDetailUpdater,
} from '../refresh/visible-rows.ts';
import {createOlderEntries} from '../journal/journal-list.ts';
import {createInputGuard} from './confirm.ts';
import {createInputHandler} from './input-handler.ts';
import {refilter} from './list-state.ts';
import {loadAllLists, loadAtStart, startOpeningClock} from './load-at-start.ts';
import {createPendingTasks, type PendingTasks} from './tasks.ts';
import {createSessionEnd} from './session-end.ts';
import type {SessionContext} from './session-context.ts';
import type {PortalLine, Size, State} from './state.ts';
import {createStore} from './store.ts';
import type {TerminalHost} from './terminal-host.ts';

/**
The console without its view: input events in, states out.

Each event is handled completely before the next one, and sees the state that the one before left. Only events start writes; drawing never
does.
*/
export type Session = {
	getState(): State;
	subscribe(listener: () => void): () => void;
	/** Resolves as soon as the state passes the test. */
	waitUntil(test: (state: State) => boolean): Promise<void>;
	/** Start reading both systems. */
	start(): void;
	handleInput(event: InputEvent): void;
	resize(size: Size): void;
	notify(message: Message): void;
	/** Logs what a library or Node has written beside the console. */
	logOutput(text: string): void;
	/** Shows this portal, of several: `portals` are for the menu. What was not read before it was hidden is read. */
	show(portals: readonly PortalLine[]): void;
	/** Another portal is shown: nothing more is read of this one. */
	hide(): void;
	/** Shows what billing is, once it is open, and why nothing may be written there. */
	showBilling(billing: {readonly source: 'own' | 'abills' | 'copy'; readonly readOnly: Message | null}): void;
	readonly pendingTasks: PendingTasks;
	/** Resolves after the operator has quit, or `stop` was called, and the running action has ended or reached its next safe point. */
	readonly ended: Promise<void>;
	/** Quit without asking; a running action ends at its next safe point. */
	stop(): void;
	close(): Promise<void>;
};

type SessionOptions = {
	readonly initialState: State;
	readonly connections: LazyConnections;
	readonly host: TerminalHost;
	readonly translator: Translator;
	/** Shows another portal. Absent where there is one. */
	readonly showPortal?: (name: string) => void;
	/** Absent where there is one portal. */
	readonly portalTurn?: PortalTurn;
};

export function createSession({
	initialState,
	connections,
	host,
	translator,
	showPortal = () => undefined,
	portalTurn = onlyPortalTurn,
}: SessionOptions): Session {
	const store = createStore(initialState, host.clock);
	const pendingTasks = createPendingTasks(error =>
		store.notify('bad', message('failed', {message: errorMessage(error)})),
	);
	const {listLoader, ...refresh} = createRefresh(
		{store, connections, pendingTasks},
		{portalTurn, host, translator},
	);
	const closing = new AbortController();
	let stopOpeningClock = () => {};
	const guard = createInputGuard(store, pendingTasks, host.discardTypeAhead);
	const shared = {
		store,
		connections,
		pendingTasks,
		listLoader,
		clock: host.clock,
		translator,
		startInputGuard: guard.start,
	};
	const actionController = createActionController(shared);
	const sessionEnd = createSessionEnd(store, guard, actionController.taskRunner);
	const handleInput = createInputHandler(store, guard, sessionEnd.stopAndQuit);
	const customCommandRunner = createCustomCommandRunner({...shared, host});
	const context: SessionContext = {
		...shared,
		host,
		actionController,
		undoController: createUndoController(shared, actionController),
		apiRequester: createApiRequester(shared),
		customCommandRunner,
		requestQuit: sessionEnd.requestQuit,
		showPortal,
	};
	const detail = createDetailUpdater(store, pendingTasks, key => loadRowHistory(key, context));
	let isStarted = false;

	return {
		getState: store.getState,
		subscribe: store.subscribe,
		waitUntil: store.waitUntil,
		pendingTasks,
		ended: sessionEnd.ended,
		start() {
			isStarted = true;
			stopOpeningClock = startOpeningClock(store, host);
			loadAtStart(shared, closing.signal);
		},
		handleInput(event) {
			listLoader.noteActivity();
			handleInput(event, context);
			detail.showAfterPause();
			refresh.refreshVisibleRows();
		},
		resize(size) {
			store.setState({size});
			for (const name of Object.keys(store.getState().lists)) store.updateList(name, refilter);
		},
		notify: notice => store.notice(notice),
		logOutput: text => store.logNotification(message('output', {text}), 'plain'),
		showBilling({source, readOnly}) {
			const {billing, readOnly: configured} = store.getState();
			store.setState({
				billing: source === 'own' ? billing : {...billing, warning: source},
				readOnly: configured ?? readOnly,
			});
		},
		show(portals) {
			store.setState({portals, isHidden: false});
			if (!isStarted) return;
			const {activeScreen} = store.getState();
			if (activeScreen !== null) listLoader.noteListOpened(activeScreen);
			pendingTasks.add(loadAllLists(shared));
		},
		hide: () => store.setState({isHidden: true}),
		stop: sessionEnd.stopAndQuit,
		async close() {
			closing.abort();
			stopOpeningClock();
			customCommandRunner.close();
			refresh.close();
			guard.stop();
			detail.close();
			await connections.close();
		},
	};
}

/** Everything that reads: whole lists, and what the visible rows need beside them. */
function createRefresh(
	shared: Pick<SessionContext, 'store' | 'connections' | 'pendingTasks'>,
	{
		portalTurn,
		host: {clock, runAfter},
		translator,
	}: Pick<SessionContext, 'host' | 'translator'> & {readonly portalTurn: PortalTurn},
) {
	const refreshVisibleRows = () => {
		lazyColumns.schedule();
		visibleRows.schedule();
		olderEntries.schedule();
	};

	const timed = {...shared, clock, runAfter};
	const listLoader = createListLoader({...timed, portalTurn, onList: refreshVisibleRows});
	const {showComparison: show, isOperatorActive} = listLoader;
	const lazyColumns = createLazyColumnLoader({...shared, show});
	const visibleRows = createVisibleRowsRefresher({...timed, isOperatorActive, show});
	const olderEntries = createOlderEntries({...shared, show});
	const stopWork = workBetweenKeys(shared.store, shared.pendingTasks, translator);
	return {
		listLoader,
		refreshVisibleRows,
		close() {
			listLoader.close();
			lazyColumns.close();
			visibleRows.close();
			olderEntries.close();
			stopWork();
		},
	};
}
