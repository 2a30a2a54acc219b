import {message} from '../../i18n/translator.ts';
import type {RunningAction} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Runs one action at a time, and keeps `State.running` up to date. */
export type TaskRunner = {
	/**
	Start an action in the phase `checking`. Its failure is reported to the operator. `signal` is aborted by `cancel` and `stop`. Throws if another action is
	running.
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
