import {message} from '../../i18n/translator.ts';
import type {RunningAction} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Where work on rows is done: one deed at a time, whatever it is. */
export type TaskRunner = {
	/** Do this now. It is told when it fails; `signal` is aborted by `leaveOff` and `stop`. Throws when a deed is under way. */
	start(
		deed: Pick<RunningAction, 'listName' | 'action' | 'subject' | 'total'>,
		work: (signal: AbortSignal) => Promise<void>,
	): void;
	/** It goes on to this. */
	setPhase(stage: RunningAction['phase'], of?: number): void;
	setProgress(done: number): void;
	/** Leave off looking; what is being written is never left. False when there is nothing to leave. */
	cancel(): boolean;
	/** End after the current step. */
	stop(): void;
	/** Settles when nothing is under way. */
	whenIdle(): Promise<void>;
};

/** `onFree`: what waits for its turn. */
export function createTaskRunner(store: Store, pendingTasks: PendingTasks, onIdle: () => void): TaskRunner {
	let controller = new AbortController();
	return {
		start(task, work) {
			if (store.getState().running)
				throw new Error(`A deed is under way: ${store.getState().running!.subject}.`);
			controller = new AbortController();
			const {signal} = controller;
			store.setState({running: {...task, phase: 'checking', done: 0, isStopping: false}});
			pendingTasks.add(
				work(signal)
					.catch((error: unknown) => reportFailure(error, signal, task.subject))
					.finally(finish),
			);
		},
		setPhase(stage, of) {
			const {running} = store.getState();
			if (running) store.setState({running: {...running, phase: stage, total: of ?? running.total}});
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
		// Nobody need be asked any more whether to wait for it.
		const isMoot = mode.is === 'confirm' && mode.pendingAction.is === 'quit';
		store.setState({running: null, ...(isMoot ? {mode: {is: 'browse'}} : {})});
		if (isMoot) store.notify('plain', message('work-over'));
		onIdle();
	}

	function reportFailure(error: unknown, signal: AbortSignal, subject: string): void {
		if (signal.aborted && store.getState().running?.phase === 'checking')
			return store.notify('plain', message('look-left', {subject}));
		store.notify('bad', message('failed', {message: errorMessage(error)}));
	}
}
