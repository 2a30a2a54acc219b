import {setImmediate} from 'node:timers/promises';
import {prepare} from '../../sync/prepared.ts';
import type {Column, Row} from '../../sync/row.ts';
import {listAt} from '../state.ts';
import type {Store} from '../store.ts';
import type {Works} from '../works.ts';

/** Milliseconds that a key may have to wait for this: less than a frame. */
const slice = 8;

/**
Makes the list in front ready for its filter while nobody types: a hundred thousand rows take a third of a second, which the first letter would have to wait for.
Not the others: what is made of each is as large as its rows. Given up when other rows come in front meanwhile. Returns how to end it.
*/
export function prepareInFront(store: Store, works: Works): () => void {
	let begun: readonly Row[] | null = null;
	return store.subscribe(() => {
		const {sheet, tab} = listAt(store.now()) ?? {};
		if (!sheet || !tab || sheet.rows === begun) return;
		const {rows} = sheet;
		begun = rows;
		works.add(make(rows, tab.columns));
	});

	async function make(rows: readonly Row[], columns: readonly Column[]): Promise<void> {
		const prepared = prepare(rows, columns);
		let isReady = false;
		while (!isReady && listAt(store.now())?.sheet?.rows === rows) {
			await setImmediate();
			const until = performance.now() + slice;
			isReady = prepared.advance(() => performance.now() > until);
		}

		// Whoever comes back to it has the rest made.
		if (!isReady && begun === rows) begun = null;
	}
}
