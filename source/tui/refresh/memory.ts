import {createDebounce} from '../session/debounce.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';

/** Gives back what large readings have left. */
export type MemoryReleaser = {
	/** A reading of so many rows has ended: tidy up when nothing more happens for a moment. */
	scheduleAfterRead(rows: number): void;
	/** A key was pressed: not now. */
	postpone(): void;
	cancel(): void;
};

/** Rows from which on a reading leaves enough behind to be worth half a second. */
const minRows = 10_000;

/** Milliseconds without a key after which hardly one comes in the half second that it takes. */
const idleMs = 2000;

/** The engine would keep half a gigabyte until it needs it for itself, on a machine where others work, too. */
export function createMemoryReleaser(works: PendingTasks): MemoryReleaser {
	const debounce = createDebounce(works, idleMs);
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

/** Of the last resort, as the engine calls it: any other leaves the emptied pages with the process, and nothing is given back. */
function collectGarbage(): void {
	// Loaded when they are needed: the first frame does not wait for them.
	const {setFlagsFromString} = process.getBuiltinModule('node:v8');
	const {runInNewContext} = process.getBuiltinModule('node:vm');
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as NodeJS.GCFunction)({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
