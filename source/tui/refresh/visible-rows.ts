import type {Row, Comparison} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {TerminalHost} from '../session/terminal-host.ts';
import {createDebounce} from '../session/debounce.ts';
import {activeListOf, type List} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import type {LazyConnections} from './lazy-connections.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Keeps the rows on the screen of today, while the whole list is read seldom or still on its way. */
export type VisibleRowsRefresher = {
	/** A key was pressed, or a list has come: when nothing more happens for a moment, rows in view that are old are read again. */
	schedule(): void;
	close(): void;
};

/** Milliseconds for which what the portal said of a row is good enough: a screenful costs it as much as a thousandth of a large list. */
const staleAfterMs = 30_000;

export function createVisibleRowsRefresher({
	store,
	systems,
	works,
	clock,
	after,
	isWatched: isOperatorActive,
	show,
}: {
	readonly store: Store;
	readonly systems: LazyConnections;
	readonly works: PendingTasks;
	readonly clock: () => Date;
	readonly after: TerminalHost['runAfter'];
	/** Whether somebody was there a short while ago. */
	readonly isWatched: () => boolean;
	/** Put fresh sides in. */
	readonly show: (name: string, comparison: Comparison) => void;
}): VisibleRowsRefresher {
	const debounce = createDebounce(works);
	const closing = new AbortController();
	/** When the portal was asked for a record by itself. */
	const requestedAtMs = new WeakMap<object, number>();
	let isRefreshing = false;
	let cancel = () => {};

	const refresher: VisibleRowsRefresher = {
		schedule() {
			debounce.cancel();
			cancel();
			const list = activeListOf(store.getState());
			if (!list?.resource.refreshRows || closing.signal.aborted) return;
			if (staleRows(list).length > 0 && !isRefreshing) debounce.schedule(() => works.add(refreshStaleRows()));
			cancel = after(staleAfterMs, () => {
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

	/** Rows in view of which the portal has not been asked for a while. */
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
				{stalker: await systems.stalker()},
				closing.signal,
			);
			if (store.getState().lists[resource.name]!.comparison !== comparison) {
				// Another sheet has come meanwhile, which may be as old.
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
