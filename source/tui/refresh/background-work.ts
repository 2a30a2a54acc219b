import {type PendingTasks, createDebounce} from '../session/tasks.ts';
import {setImmediate} from 'node:timers/promises';
import {searchIndexOf} from '../../sync/search-index.ts';
import type {Column, Row} from '../../sync/row.ts';
import {activeListOf} from '../session/state.ts';
import type {Store} from '../session/store.ts';

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

/** Maximum duration of one slice of work, in milliseconds: a key press waits less than a frame. */
const sliceMs = 8;

/**
Builds the search index of the active list in the background: for 100 000 rows it takes about 0.3 s, which would delay the first letter of the filter.
Other lists get no index, because an index is as large as the rows. Stops when the active rows change. Returns a function that unsubscribes.
*/
export function warmUpActiveIndex(store: Store, pendingTasks: PendingTasks): () => void {
	let startedRows: readonly Row[] | null = null;
	return store.subscribe(() => {
		const {comparison, resource} = activeListOf(store.getState()) ?? {};
		if (!comparison || !resource || comparison.rows === startedRows) return;
		const {rows} = comparison;
		startedRows = rows;
		pendingTasks.add(buildIndex(rows, resource.columns));
	});

	async function buildIndex(rows: readonly Row[], columns: readonly Column[]): Promise<void> {
		const prepared = searchIndexOf(rows, columns);
		let isReady = false;
		while (!isReady && activeListOf(store.getState())?.comparison?.rows === rows) {
			await setImmediate();
			const deadline = performance.now() + sliceMs;
			isReady = prepared.build(() => performance.now() > deadline);
		}

		// If these rows become active again, the index is completed then.
		if (!isReady && startedRows === rows) startedRows = null;
	}
}
