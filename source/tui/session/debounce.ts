import type {PendingTasks} from './pending-tasks.ts';

/** Runs a callback after a pause. The pause counts as a pending task, so that tests wait for it. */
export type Debounce = {
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
