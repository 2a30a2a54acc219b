import type {PendingTasks} from './pending-tasks.ts';

/** Waits until the keys have come to rest. Whoever tests waits along with it. */
export type Debounce = {
	/** Do this when nothing has been said for a moment; what was to be done before is forgotten. */
	schedule(what: () => void): void;
	/** Do nothing. */
	cancel(): void;
};

/** Milliseconds after which whoever scrolls has come to rest. */
const defaultDelayMs = 150;

export function createDebounce(pendingTasks: PendingTasks, delayMs = defaultDelayMs): Debounce {
	let cancelTimer = () => {};
	return {
		schedule(what) {
			cancelTimer();
			const {promise, resolve} = Promise.withResolvers<void>();
			const timer = setTimeout(() => {
				what();
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
