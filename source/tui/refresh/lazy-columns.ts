import {withLazyColumns} from '../../sync/lazy-columns.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {activeListOf} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';
import {createDebounce} from '../session/debounce.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Loads lazy columns: values that are too expensive to read for all rows, for the visible rows only. */
export type LazyColumnLoader = {
	/** Called after each key and each loaded list: after a short delay without further calls, loads the missing values of the visible rows. */
	schedule(): void;
	close(): void;
};

export function createLazyColumnLoader({
	store,
	connections,
	pendingTasks,
	show,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	/** Shows a new comparison of a list. */
	readonly show: (name: string, comparison: Comparison) => void;
}): LazyColumnLoader {
	const debounce = createDebounce(pendingTasks);
	let loading = new AbortController();
	/** Stalker records whose values could not be loaded; not requested again until the list is read again. */
	const failedRecords = new WeakSet<object>();

	return {
		schedule() {
			debounce.cancel();
			if (incompleteRows().length > 0) debounce.schedule(() => pendingTasks.add(loadVisibleRows()));
		},
		close() {
			debounce.cancel();
			loading.abort();
		},
	};

	/** Visible rows with missing values; empty if no lazy column is shown. */
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
		// Cancels requests for rows that are no longer visible.
		loading.abort();
		loading = new AbortController();
		const {signal} = loading;
		const {resource} = store.getState().lists[name]!;
		try {
			const found = await resource.lazyColumns!.load(rows, {stalker: await connections.stalker()}, signal);
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
