import {setImmediate} from 'node:timers/promises';
import {prepare} from '../../sync/prepared.ts';
import type {List} from '../state.ts';
import type {Store} from '../store.ts';
import type {Works} from '../works.ts';

/** Milliseconds that a key may have to wait for this: less than a frame. */
const slice = 8;

/**
Make a list ready for its filter while nobody types: a hundred thousand rows take a third of a second, which the first letter would have to wait for.
Given up when the rows are replaced meanwhile.
*/
export function prepareBetweenKeys(name: string, store: Store, works: Works): void {
	const {sheet, tab}: List = store.now().lists[name]!;
	if (!sheet) return;
	const prepared = prepare(sheet.rows, tab.columns);
	const isCurrent = () => store.now().lists[name]!.sheet?.rows === sheet.rows;
	const make = async () => {
		for (let isReady = false; !isReady && isCurrent();) {
			await setImmediate();
			const until = performance.now() + slice;
			isReady = prepared.advance(() => performance.now() > until);
		}
	};

	works.add(make());
}
