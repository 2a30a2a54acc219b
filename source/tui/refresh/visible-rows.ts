import type {Comparison, Row} from '../../sync/row.ts';
import {type PendingTasks, createDebounce} from '../session/tasks.ts';
import type {Store} from '../session/store.ts';
import type {ActionContext} from '../actions/action-context.ts';
import {message} from '../../i18n/translator.ts';
import type {TerminalHost} from '../session/terminal-host.ts';
import type {List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {errorMessage} from '../../i18n/message.ts';
import {withLazyColumns} from '../../sync/comparison.ts';

/** Reads a part of the active list when it is needed. */
export type ReadOnDemand = {
	/** Called after each key and each loaded list. */
	schedule(): void;
	close(): void;
};

export type ReadOnDemandOptions = Pick<ActionContext, 'store' | 'connections' | 'pendingTasks'> & {
	/** Shows a new comparison of a list. */
	readonly show: (name: string, comparison: Comparison) => void;
};

/**
Age after which a visible row is read again, in milliseconds. Reading one screen of rows costs the portal about 1/1000 of reading a large
list.
*/
const staleAfterMs = 30_000;

/**
Reads the visible rows again when they are old and no key has been pressed for a moment, because the whole list is read seldom or is still
loading.
*/
export function createVisibleRowsRefresher({
	store,
	connections,
	pendingTasks,
	clock,
	runAfter,
	isOperatorActive,
	show,
}: ReadOnDemandOptions & {
	readonly clock: () => Date;
	readonly runAfter: TerminalHost['runAfter'];
	/** Whether a key was pressed recently. */
	readonly isOperatorActive: () => boolean;
}): ReadOnDemand {
	const debounce = createDebounce(pendingTasks);
	const closing = new AbortController();
	/** When each record was last requested individually, in milliseconds. */
	const requestedAtMs = new WeakMap<object, number>();
	let isRefreshing = false;
	let cancel = () => {};

	const refresher: ReadOnDemand = {
		schedule() {
			debounce.cancel();
			cancel();
			const list = activeListOf(store.getState());
			if (!list?.resource.refreshRows || closing.signal.aborted) return;
			if (staleRows(list).length > 0 && !isRefreshing)
				debounce.schedule(() => pendingTasks.add(refreshStaleRows()));
			cancel = runAfter(staleAfterMs, () => {
				if (isOperatorActive()) refresher.schedule();
			});
		},
		close() {
			closing.abort();
			debounce.cancel();
			cancel();
		},
	};
	return refresher;

	/** Visible rows that were not requested within `staleAfterMs`. */
	function staleRows({comparison, stalker: stalkerSide, rows, top}: List): readonly Row[] {
		const {size, isPaused, stalker, mode} = store.getState();
		if (
			!comparison ||
			!stalkerSide.loadedAt ||
			isPaused ||
			stalker.state === 'unreachable' ||
			mode.is === 'confirm'
		)
			return [];
		const since = clock().getTime() - staleAfterMs;
		if (stalkerSide.loadedAt.getTime() > since) return [];
		return rows
			.slice(top, top + size.rows)
			.filter(row => row.stalker !== null && (requestedAtMs.get(row.stalker as object) ?? 0) <= since);
	}

	async function refreshStaleRows(): Promise<void> {
		const list = activeListOf(store.getState());
		const rows = list ? staleRows(list) : [];
		if (!list || rows.length === 0) return;
		const {resource, comparison} = list;
		isRefreshing = true;
		const now = clock().getTime();
		for (const {stalker} of rows) requestedAtMs.set(stalker as object, now);
		try {
			const updated = await resource.refreshRows!(
				rows,
				comparison!,
				{stalker: await connections.stalker()},
				closing.signal,
			);
			if (store.getState().lists[resource.name]!.comparison !== comparison) {
				// The list was replaced during the request, and the new one may be as old: allow the next request.
				for (const {stalker} of rows) requestedAtMs.delete(stalker as object);
				return;
			}

			const keys = new Set(rows.map(({key}) => key));
			for (const {key, stalker} of updated.rows)
				if (stalker && keys.has(key)) requestedAtMs.set(stalker, now);
			show(resource.name, updated);
		} catch (error) {
			if (!closing.signal.aborted) store.logNotification(message('failed', {message: errorMessage(error)}));
		} finally {
			isRefreshing = false;
			refresher.schedule();
		}
	}
}

/**
Loads lazy columns, values that are too expensive to read for all rows: those that visible rows lack, when no key has been pressed for a
moment.
*/
export function createLazyColumnLoader({
	store,
	connections,
	pendingTasks,
	show,
}: ReadOnDemandOptions): ReadOnDemand {
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

/** Lets the record beside the table follow the cursor. */
type DetailUpdater = {
	/** Shows the record of the row at the cursor, after a pause: drawn at each step of the cursor, it would fill a slow connection. */
	showAfterPause(): void;
	close(): void;
};

/** `loadHistory`: reads the journal entries of the row that is shown. */
export function createDetailUpdater(
	store: Store,
	pendingTasks: PendingTasks,
	loadHistory: (rowKey: string) => void,
): DetailUpdater {
	const debounce = createDebounce(pendingTasks);
	return {
		showAfterPause() {
			const {detailKey, cursorKey} = activeListOf(store.getState()) ?? {detailKey: null, cursorKey: null};
			debounce.cancel();
			if (detailKey === null || cursorKey === null || detailKey === cursorKey) return;
			debounce.schedule(() => {
				store.updateActiveList(list =>
					list.detailKey === null ? list : {...list, detailKey: list.cursorKey, detailTop: 0},
				);
				loadHistory(cursorKey);
			});
		},
		close: debounce.cancel,
	};
}
