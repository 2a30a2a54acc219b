import {message, type Translator} from '../../i18n/translator.ts';
import {openConfirm} from '../actions/confirm.ts';
import {createActionController} from '../actions/action-controller.ts';
import {loadRowHistory} from '../commands/navigation.ts';
import type {SessionContext} from './session-context.ts';
import {createInputHandler} from './input-handler.ts';
import type {TerminalHost} from './terminal-host.ts';
import type {InputEvent} from '../input/key.ts';
import {refilter} from './list-state.ts';
import {recoverInterrupted} from '../../resources/recover-interrupted.ts';
import {createApiRequester} from '../api-explorer/api-requester.ts';
import {createLazyColumnLoader} from '../refresh/lazy-columns.ts';
import {createVisibleRowsRefresher} from '../refresh/visible-rows.ts';
import {warmUpActiveIndex} from '../refresh/index-warmup.ts';
import {createListLoader} from '../refresh/list-loader.ts';
import {createDebounce} from './debounce.ts';
import {activeListOf, type Size, type State} from './state.ts';
import {createStore} from './store.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import {createUndoController} from '../actions/undo-controller.ts';
import {createPendingTasks, type PendingTasks} from './pending-tasks.ts';
import {errorMessage, type Message} from '../../i18n/message.ts';

/**
The console without the screen: keys in, states out.

Every key is worked off before the next one is looked at, and the state is current in between. Writes begin here, never in drawing.
*/
export type Session = {
	getState(): State;
	subscribe(listener: () => void): () => void;
	/** Settles when the state is so. */
	waitUntil(test: (state: State) => boolean): Promise<void>;
	/** Begin reading. */
	start(): void;
	handleInput(heard: InputEvent): void;
	resize(size: Size): void;
	notify(said: Message): void;
	readonly pendingTasks: PendingTasks;
	/** Settles when the operator has left, or `stop` was called, and the work under way has come to its next stop. */
	readonly ended: Promise<void>;
	/** What a signal asks for: no question, but what is being written comes to its next stop first. */
	stop(): void;
	close(): Promise<void>;
};

export function createSession({
	initialState,
	connections,
	host,
	translator,
}: {
	readonly initialState: State;
	readonly connections: LazyConnections;
	readonly host: TerminalHost;
	readonly translator: Translator;
}): Session {
	const store = createStore(initialState, host.clock);
	const pendingTasks = createPendingTasks(error =>
		store.notify('bad', message('failed', {message: errorMessage(error)})),
	);
	const listLoader = createListLoader({
		store,
		systems: connections,
		works: pendingTasks,
		clock: host.clock,
		after: host.runAfter,
		onList: refreshVisibleRows,
	});
	const completer = createLazyColumnLoader({
		store,
		systems: connections,
		works: pendingTasks,
		show: listLoader.showComparison,
	});
	const live = createVisibleRowsRefresher({
		store,
		systems: connections,
		works: pendingTasks,
		clock: host.clock,
		after: host.runAfter,
		isWatched: listLoader.isOperatorActive,
		show: listLoader.showComparison,
	});
	const stopIndexWarmup = warmUpActiveIndex(store, pendingTasks);
	const left = Promise.withResolvers<void>();
	const closing = new AbortController();
	const debounce = createDebounce(pendingTasks);
	const inputHandler = createInputHandler({
		store,
		pendingTasks,
		discardTypeAhead: host.discardTypeAhead,
		stopAndQuit,
	});
	const context = {
		store,
		connections,
		pendingTasks,
		listLoader,
		clock: host.clock,
		startInputGuard: inputHandler.startInputGuard,
	};
	const actionController = createActionController(context);
	const sessionContext: SessionContext = {
		...context,
		host,
		translator,
		actionController,
		undoController: createUndoController(context, actionController),
		apiRequester: createApiRequester(context),
		requestQuit,
	};

	return {
		getState: store.getState,
		subscribe: store.subscribe,
		waitUntil: store.waitUntil,
		pendingTasks: pendingTasks,
		ended: left.promise,
		start() {
			pendingTasks.add(loadMenuSummaries());
			// That there is nothing to be opened is told by who reads.
			pendingTasks.add(connections.stalker().then(listLoader.showSnapshots, () => undefined));
			pendingTasks.add(loadAllLists());
			pendingTasks.add(reportInterrupted());
		},
		handleInput(heard) {
			listLoader.noteActivity();
			inputHandler.handleInput(heard, sessionContext);
			updateDetailAfterPause();
			refreshVisibleRows();
		},
		resize(size) {
			store.setState({size});
			for (const name of Object.keys(store.getState().lists)) store.updateList(name, refilter);
		},
		notify: said => store.notify('plain', said),
		stop: stopAndQuit,
		async close() {
			closing.abort();
			listLoader.close();
			completer.close();
			live.close();
			stopIndexWarmup();
			inputHandler.close();
			debounce.cancel();
			await connections.close();
		},
	};

	/** Rows have come into view. */
	function refreshVisibleRows(): void {
		completer.schedule();
		live.schedule();
	}

	/** What the last run saw is told until it is known better. That there is nothing to be opened is told by who reads. */
	async function loadMenuSummaries(): Promise<void> {
		const summaries = await connections.summaries().catch(() => null);
		for (const name of Object.keys(store.getState().lists))
			store.updateList(name, list => ({...list, lastSummary: summaries?.get(name) ?? null}));
	}

	/** What broke off in an earlier run is looked at once, and told. */
	async function reportInterrupted(): Promise<void> {
		const world = await connections.context().catch(() => null);
		if (!world) return;
		const {signal} = closing;
		const looked = await recoverInterrupted(world, signal).catch((error: unknown) => {
			if (signal.aborted) return null;
			throw error;
		});
		if (!looked) return;
		const {found, rest, count} = looked;
		const told = [...found.map(({said}) => said), ...rest];
		for (const said of told) store.logNotification(said);
		if (told[0]) store.notify('bad', count === 1 ? told[0] : message('broken-several', {n: count}));
	}

	/** Screen after screen, so that the portal is not asked for everything at once. Billing, which may be slow to open, is not waited for. */
	async function loadAllLists(): Promise<void> {
		for (const {resource} of store.getState().screens) {
			if (!resource) continue;
			void listLoader.load(resource.name);
			await store.waitUntil(({lists}) =>
				['fresh', 'unreachable'].includes(lists[resource.name]!.stalker.state),
			);
		}
	}

	/** The record beside the table follows the cursor when it has come to rest: drawn at every step it would fill a slow line. */
	function updateDetailAfterPause(): void {
		const {detailKey, cursorKey} = activeListOf(store.getState()) ?? {detailKey: null, cursorKey: null};
		debounce.cancel();
		if (detailKey === null || cursorKey === null || detailKey === cursorKey) return;
		debounce.schedule(() => {
			store.updateActiveList(list => (list.detailKey === null ? list : {...list, detailKey: list.cursorKey}));
			loadRowHistory(cursorKey, sessionContext);
		});
	}

	function requestQuit(): void {
		const {running, mode} = store.getState();
		if (running?.phase !== 'applying') return stopAndQuit();
		if (mode.is === 'confirm' && mode.pendingAction.is === 'quit') return stopAndQuit();
		openConfirm(store, {is: 'quit'}, null);
		inputHandler.startInputGuard();
	}

	/** What is being written comes to its next stop first, and what is only being looked at is left. */
	function stopAndQuit(): void {
		if (store.getState().running) actionController.taskRunner.stop();
		void actionController.taskRunner.whenIdle().then(left.resolve);
	}
}
