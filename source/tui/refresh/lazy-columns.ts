import {withLazyColumns} from '../../sync/lazy-columns.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {activeListOf} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';
import {createDebounce} from '../session/debounce.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Asks of the rows on the screen what is too dear to be asked of all. */
export type LazyColumnLoader = {
	/** A key was pressed, or a list has come: when nothing more happens for a moment, its rows in view are completed. */
	schedule(): void;
	close(): void;
};

export function createLazyColumnLoader({
	store,
	systems,
	works,
	show,
}: {
	readonly store: Store;
	readonly systems: LazyConnections;
	readonly works: PendingTasks;
	/** Put fresh sides in. */
	readonly show: (name: string, comparison: Comparison) => void;
}): LazyColumnLoader {
	const debounce = createDebounce(works);
	let loading = new AbortController();
	/** Rows whose asking failed, or came to nothing: not asked again of the same reading. */
	const failedRecords = new WeakSet<object>();

	return {
		schedule() {
			debounce.cancel();
			if (incompleteRows().length > 0) debounce.schedule(() => works.add(loadVisibleRows()));
		},
		close() {
			debounce.cancel();
			loading.abort();
		},
	};

	/** Rows in view that are not complete, where a column shows what they lack. */
	function incompleteRows(): readonly Row[] {
		const {size} = store.getState();
		const list = activeListOf(store.getState());
		const {lazyColumns, columns} = list?.resource ?? {};
		if (!list || !lazyColumns || !columns!.some(({id, lazy}) => lazy && list.columns.includes(id))) return [];
		return list.rows
			.slice(list.top, list.top + size.rows)
			.filter(row => lazyColumns.isMissing(row) && !failedRecords.has(row.stalker as object));
	}

	async function loadVisibleRows(): Promise<void> {
		const name = store.getState().activeScreen;
		const rows = incompleteRows();
		if (name === null || rows.length === 0) return;
		// What has scrolled out of view is asked for no more.
		loading.abort();
		loading = new AbortController();
		const {signal} = loading;
		const {resource} = store.getState().lists[name]!;
		try {
			const found = await resource.lazyColumns!.load(rows, {stalker: await systems.stalker()}, signal);
			for (const {key, stalker} of rows) if (!found.has(key)) failedRecords.add(stalker as object);
			const {comparison} = store.getState().lists[name]!;
			if (comparison && !signal.aborted) show(name, withLazyColumns(comparison, found));
		} catch (error) {
			if (signal.aborted) return;
			for (const {stalker} of rows) failedRecords.add(stalker as object);
			store.logNotification(message('failed', {message: errorMessage(error)}));
		}
	}
}
