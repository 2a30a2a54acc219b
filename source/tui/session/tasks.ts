import {message} from '../../i18n/translator.ts';
import type {RunningAction} from './state.ts';
import type {Store} from './store.ts';
import {errorMessage} from '../../i18n/message.ts';

/**
Counts running async tasks, so that tests and benchmarks can wait for all their effects on the state. Timers that have not fired are not
counted.
*/
export type PendingTasks = {
	/** Count this promise until it settles. A rejection is passed to `onFailure`. */
	add(task: Promise<unknown>): void;
	readonly count: number;
	/** Resolves when the count is 0. */
	whenIdle(): Promise<void>;
	/** Calls the listener each time the count becomes 0. */
	onIdle(listener: () => void): void;
};

export function createPendingTasks(onFailure: (error: unknown) => void): PendingTasks {
	let count = 0;
	let waiting: Array<() => void> = [];
	const listeners: Array<() => void> = [];
	const end = () => {
		count -= 1;
		if (count > 0) return;
		const resolvers = waiting;
		waiting = [];
		for (const resolve of resolvers) resolve();
		for (const listener of listeners) listener();
	};

	return {
		add(task) {
			count += 1;
			task.catch(onFailure).finally(end);
		},
		get count() {
			return count;
		},
		async whenIdle() {
			if (count > 0) await new Promise<void>(resolve => waiting.push(resolve));
		},
		onIdle: listener => void listeners.push(listener),
	};
}

/** Runs a callback after a pause. The pause counts as a pending task, so that tests wait for it. */
type Debounce = {
	/** Run the callback after the delay, unless `schedule` or `cancel` is called before. */
	schedule(callback: () => void): void;
	cancel(): void;
};

/** Pause between key presses after which the operator is no longer scrolling. */
const defaultDelayMs = 150;

export function createDebounce(pendingTasks: PendingTasks, delayMs = defaultDelayMs): Debounce {
	let cancelTimer = () => {};
	return {
		schedule(callback) {
			cancelTimer();
			const {promise, resolve} = Promise.withResolvers<void>();
			const timer = setTimeout(() => {
				callback();
				resolve();
			}, delayMs);
			cancelTimer = () => {
				clearTimeout(timer);
				resolve();
			};
			pendingTasks.add(promise);
		},
		cancel: () => cancelTimer(),
	};
}

/** Runs one action at a time, and keeps `State.running` up to date. */
export type TaskRunner = {
	/**
	Start an action in the phase `checking`. Its failure is reported to the operator. `signal` is aborted by `cancel` and `stop`. Throws if
	another action is running.
	*/
	start(
		action: Pick<RunningAction, 'listName' | 'action' | 'subject' | 'total'>,
		run: (signal: AbortSignal) => Promise<void>,
	): void;
	/** The running action has entered this phase. `total`: the number of rows, if it has changed. */
	setPhase(phase: RunningAction['phase'], total?: number): void;
	/** This many rows are done. */
	setProgress(done: number): void;
	/** Abort the running action if it only checks; what is being written is not aborted. Returns false if there is nothing to cancel. */
	cancel(): boolean;
	/** End the running action after the current batch, and drop the queue. */
	stop(): void;
	/** Resolves when no action is running. */
	whenIdle(): Promise<void>;
};

/** `onIdle`: called after each action has ended. */
export function createTaskRunner(store: Store, pendingTasks: PendingTasks, onIdle: () => void): TaskRunner {
	let controller = new AbortController();
	return {
		start(action, run) {
			const {running} = store.getState();
			if (running) throw new Error(`An action is running: ${running.subject}.`);
			controller = new AbortController();
			const {signal} = controller;
			store.setState({running: {...action, phase: 'checking', done: 0, isStopping: false}});
			pendingTasks.add(
				run(signal)
					.catch((error: unknown) => reportFailure(error, signal, action.subject))
					.finally(finish),
			);
		},
		setPhase(phase, total) {
			const {running} = store.getState();
			if (running) store.setState({running: {...running, phase, total: total ?? running.total}});
		},
		setProgress(done) {
			const {running} = store.getState();
			if (running) store.setState({running: {...running, done}});
		},
		cancel() {
			if (store.getState().running?.phase !== 'checking') return false;
			controller.abort();
			return true;
		},
		stop() {
			const {running} = store.getState();
			if (!running) return store.notify('plain', message('nothing-stopped'));
			controller.abort();
			store.setState({running: {...running, isStopping: true}, queue: []});
			store.notify('plain', message('stopping'));
		},
		whenIdle: async () => store.waitUntil(({running}) => running === null),
	};

	function finish(): void {
		const {mode} = store.getState();
		// The open question is whether to quit while an action writes; it has ended.
		const isMoot = mode.is === 'confirm' && mode.pendingAction.is === 'quit';
		store.setState({running: null, ...(isMoot ? {mode: {is: 'browse'}} : {})});
		if (isMoot) store.notify('plain', message('work-over'));
		onIdle();
	}

	function reportFailure(error: unknown, signal: AbortSignal, subject: string): void {
		if (signal.aborted && store.getState().running?.phase === 'checking')
			return store.notify('plain', message('check-cancelled', {subject}));
		store.notify('bad', message('failed', {message: errorMessage(error)}));
	}
}
