/** How many requests a portal of two processors answers in the time of one. */
const maxConcurrent = 2;

/** Side by side a task may take so many times as long as alone, a row of it: with more, nothing is won, and the portal has no breath left for its viewers. */
const maxSlowdown = 1.8;

/** Tasks that are then worked off one by one, before it is tried again. */
const sequentialTasks = 3;

/**
Work off tasks two at a time, and one at a time while the portal is slow. `work` gives what its task cost in milliseconds and how many rows that was for.
Settles when all is done; the first failure ends what is under way and is thrown.
*/
export async function runAdaptively<Task>(
	tasks: readonly Task[],
	work: (task: Task, signal: AbortSignal) => Promise<{readonly milliseconds: number; readonly rows: number}>,
	signal?: AbortSignal,
): Promise<void> {
	const failing = new AbortController();
	const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal;
	const waiting = [...tasks];
	const running = new Set<Promise<void>>();
	/** Milliseconds a row, of the last task that had the portal for itself. */
	let alone: number | null = null;
	let calmFor = 1;
	let started = 0;
	let ended = 0;

	const run = async (task: Task): Promise<void> => {
		const others = started - ended;
		const before = started;
		started += 1;
		try {
			const {milliseconds, rows} = await work(task, either);
			const each = milliseconds / Math.max(1, rows);
			if (others === 0 && started === before + 1) {
				alone = each;
				calmFor = Math.max(0, calmFor - 1);
			} else if (alone !== null && each > maxSlowdown * alone) calmFor = sequentialTasks;
		} catch (error) {
			failing.abort(error);
		}

		ended += 1;
	};

	while (waiting.length > 0 && !either.aborted) {
		const task = run(waiting.shift()!);
		const watched = task.finally(() => running.delete(watched));
		running.add(watched);
		while (running.size >= (calmFor > 0 ? 1 : maxConcurrent)) await Promise.race(running);
	}

	await Promise.all(running);
	either.throwIfAborted();
}
