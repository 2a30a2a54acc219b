/** What is under way and will still change the state: whoever tests or measures waits for it to end. Timers that only wait for their hour are no work. */
export type PendingTasks = {
	/** Count this as work until it has settled; it must not fail unheard. */
	add(work: Promise<unknown>): void;
	readonly count: number;
	/** Settles when nothing is under way. */
	whenIdle(): Promise<void>;
	/** Heard each time the last work ends. */
	onIdle(listener: () => void): void;
};

export function createPendingTasks(onFailure: (error: unknown) => void): PendingTasks {
	let count = 0;
	let waiting: Array<() => void> = [];
	const listeners: Array<() => void> = [];
	const end = () => {
		count -= 1;
		if (count > 0) return;
		const now = waiting;
		waiting = [];
		for (const resolve of now) resolve();
		for (const listener of listeners) listener();
	};

	return {
		add(work) {
			count += 1;
			work.catch(onFailure).finally(end);
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
