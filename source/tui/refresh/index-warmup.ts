import {setImmediate} from 'node:timers/promises';
import {searchIndexOf} from '../../sync/search-index.ts';
import type {Column, Row} from '../../sync/row.ts';
import {activeListOf} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';

/** Milliseconds that a key may have to wait for this: less than a frame. */
const sliceMs = 8;

/**
Makes the list in front ready for its filter while nobody types: a hundred thousand rows take a third of a second, which the first letter would have to wait for.
Not the others: what is made of each is as large as its rows. Given up when other rows come in front meanwhile. Returns how to end it.
*/
export function warmUpActiveIndex(store: Store, works: PendingTasks): () => void {
	let startedRows: readonly Row[] | null = null;
	return store.subscribe(() => {
		const {comparison, resource} = activeListOf(store.getState()) ?? {};
		if (!comparison || !resource || comparison.rows === startedRows) return;
		const {rows} = comparison;
		startedRows = rows;
		works.add(buildIndex(rows, resource.columns));
	});

	async function buildIndex(rows: readonly Row[], columns: readonly Column[]): Promise<void> {
		const prepared = searchIndexOf(rows, columns);
		let isReady = false;
		while (!isReady && activeListOf(store.getState())?.comparison?.rows === rows) {
			await setImmediate();
			const deadline = performance.now() + sliceMs;
			isReady = prepared.build(() => performance.now() > deadline);
		}

		// Whoever comes back to it has the rest made.
		if (!isReady && startedRows === rows) startedRows = null;
	}
}
