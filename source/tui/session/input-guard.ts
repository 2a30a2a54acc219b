import type {PendingTasks} from './pending-tasks.ts';
import type {Store} from './store.ts';

/** How long a confirmation must have been visible without a key press before it accepts one; and a list, before an action key acts on its rows. */
export const inputGuardMs = 300;

/** The same for a confirmation that was not opened by the last key press: the operator may still be typing something else. */
const unsolicitedGuardMs = 1000;

/** Keeps confirmations and pickers from accepting keys that were typed before they could be read. */
export type InputGuard = {
	/** Drop typed-ahead input, and accept keys after the delay. `isUnsolicited`: the longer delay. */
	start(isUnsolicited?: boolean): void;
	/** A key was pressed too early: begin the same delay again. */
	restart(): void;
	stop(): void;
};

export function createInputGuard(
	store: Store,
	pendingTasks: PendingTasks,
	discardTypeAhead: () => void,
): InputGuard {
	let delayMs = inputGuardMs;
	let running: {readonly timer: NodeJS.Timeout; end(): void} | null = null;

	const stop = () => {
		if (!running) return;
		clearTimeout(running.timer);
		running.end();
		running = null;
	};

	const restart = () => {
		stop();
		const {promise, resolve} = Promise.withResolvers<void>();
		const timer = setTimeout(() => {
			const {mode} = store.getState();
			if (mode.is === 'confirm' || mode.is === 'picker')
				store.setState({mode: {...mode, acceptsInput: true}});
			resolve();
		}, delayMs);
		running = {timer, end: resolve};
		pendingTasks.add(promise);
	};

	return {
		start(isUnsolicited = false) {
			delayMs = isUnsolicited ? unsolicitedGuardMs : inputGuardMs;
			discardTypeAhead();
			restart();
		},
		restart,
		stop,
	};
}
