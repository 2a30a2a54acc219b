import {openConfirm, type InputGuard} from './confirm.ts';
import type {TaskRunner} from './tasks.ts';
import type {Store} from './store.ts';

/** Ends the session, with a question where that would interrupt a write. */
type SessionEnd = {
	/** Quits; asks first while an action is writing. */
	requestQuit(): void;
	/** Quits without asking. A running action ends at its next safe point when it writes, and at once when it only checks. */
	stopAndQuit(): void;
	/** Resolves when the running action has ended after one of both. */
	readonly ended: Promise<void>;
};

export function createSessionEnd(store: Store, guard: InputGuard, taskRunner: TaskRunner): SessionEnd {
	const ended = Promise.withResolvers<void>();

	const stopAndQuit = () => {
		if (store.getState().running) taskRunner.stop();
		void taskRunner.whenIdle().then(ended.resolve);
	};

	return {
		requestQuit() {
			const {running, mode} = store.getState();
			if (running?.phase !== 'applying') return stopAndQuit();
			if (mode.is === 'confirm' && mode.pendingAction.is === 'quit') return stopAndQuit();
			openConfirm(store, {is: 'quit'}, null);
			guard.start();
		},
		stopAndQuit,
		ended: ended.promise,
	};
}
