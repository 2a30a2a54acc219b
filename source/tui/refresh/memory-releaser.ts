import {type PendingTasks, createDebounce} from '../session/tasks.ts';

/** Returns memory to the operating system after large reads. */
type MemoryReleaser = {
	/** Called after a read of `rows` rows: schedules a garbage collection if the list is large. */
	scheduleAfterRead(rows: number): void;
	/** Called on each key press: restarts the delay of a scheduled garbage collection. */
	postpone(): void;
	cancel(): void;
};

/** Minimum number of rows for which a garbage collection, about half a second, is worth it. */
const minRows = 10_000;

/** Delay after the last key press, in milliseconds: a key during the garbage collection is then unlikely. */
const idleMs = 2000;

/** Without this, V8 would keep about half a gigabyte, on a machine that other programs use too. */
export function createMemoryReleaser(pendingTasks: PendingTasks): MemoryReleaser {
	const debounce = createDebounce(pendingTasks, idleMs);
	let isDue = false;
	const release = () => {
		isDue = false;
		collectGarbage();
	};

	return {
		scheduleAfterRead(rows) {
			if (rows < minRows) return;
			isDue = true;
			debounce.schedule(release);
		},
		postpone() {
			if (isDue) debounce.schedule(release);
		},
		cancel: debounce.cancel,
	};
}

/** Runs a garbage collection of V8's kind `last-resort`: any other kind keeps the free pages in the process. */
function collectGarbage(): void {
	// Loaded here, so that the first frame does not wait for these modules.
	const {setFlagsFromString} = process.getBuiltinModule('node:v8');
	const {runInNewContext} = process.getBuiltinModule('node:vm');
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as NodeJS.GCFunction)({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
