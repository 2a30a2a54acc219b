/** Parallel requests that a portal with two processors handles in the time of one. */
const maxConcurrent = 2;

/**
How many times longer a row may take in parallel than alone: above that nothing is gained, and the portal has no capacity left for its
viewers.
*/
const maxSlowdown = 1.8;

/** Tasks that then run one by one before parallel ones are tried again. */
const sequentialTasks = 3;

/**
Runs tasks two at a time, and one at a time while the portal is slow. `work` returns the milliseconds and the number of rows of its task.
The first failure aborts the running tasks and is thrown. Tasks are started in their order; `excludes`: whether a task must wait for the end
of another.
*/
export async function runAdaptively<Task>(
	tasks: readonly Task[],
	work: (task: Task, signal: AbortSignal) => Promise<{readonly milliseconds: number; readonly rows: number}>,
	{
		signal,
		excludes = () => false,
	}: {
		readonly signal?: AbortSignal | undefined;
		readonly excludes?: (task: Task, other: Task) => boolean;
	} = {},
): Promise<void> {
	const failure = new AbortController();
	const taskSignal = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
	const running = new Map<Promise<void>, Task>();
	/** Milliseconds per row of the last task that ran alone. */
	let msPerRowAlone: number | null = null;
	let sequentialLeft = 1;
	let started = 0;
	let ended = 0;

	const run = async (task: Task): Promise<void> => {
		const runningBefore = started - ended;
		const before = started;
		started += 1;
		try {
			const {milliseconds, rows} = await work(task, taskSignal);
			const msPerRow = milliseconds / Math.max(1, rows);
			if (runningBefore === 0 && started === before + 1) {
				msPerRowAlone = msPerRow;
				sequentialLeft = Math.max(0, sequentialLeft - 1);
			} else if (msPerRowAlone !== null && msPerRow > maxSlowdown * msPerRowAlone)
				sequentialLeft = sequentialTasks;
		} catch (error) {
			failure.abort(error);
		}

		ended += 1;
	};

	const mustWait = (task: Task): boolean =>
		running.size >= (sequentialLeft > 0 ? 1 : maxConcurrent) ||
		[...running.values()].some(other => excludes(task, other));
	for (const task of tasks) {
		while (mustWait(task)) await Promise.race(running.keys());
		if (taskSignal.aborted) break;
		const tracked: Promise<void> = run(task).finally(() => running.delete(tracked));
		running.set(tracked, task);
	}

	await Promise.all(running.keys());
	taskSignal.throwIfAborted();
}
