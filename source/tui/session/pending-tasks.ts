/** Counts running async tasks, so that tests and benchmarks can wait for all their effects on the state. Timers that have not fired are not counted. */
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
