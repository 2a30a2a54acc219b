import {setImmediate} from 'node:timers/promises';
import {searchIndexOf} from '../../sync/search-index.ts';
import type {Column, Row} from '../../sync/row.ts';
import {activeListOf} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';

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
