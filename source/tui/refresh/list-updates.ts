import type {Comparison} from '../../sync/row.ts';
import {checkShortList, createComparison} from '../../sync/comparison.ts';
import {summarize} from '../../sync/summary.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {createSnapshotLoader} from './snapshot-loader.ts';
import {createLastRunLists} from './last-run-lists.ts';
import type {ListChanges} from './list-changes.ts';
import type {LazyConnections} from './lazy-connections.ts';
import type {Notifier} from './notifier.ts';
import {createMemoryReleaser} from './background-work.ts';

/** Compares what was read, shows it, and stores it for the next run. */
export type ListUpdater = {
	/** Compares the two sides in the state. `acceptedCount`: accept a short list of this many rows. `isFresh`: the Stalker side was read just now. */
	updateComparison(name: string, acceptedCount: number | null, isFresh: boolean): void;
	/** Shows a comparison with records in place of older ones. */
	showComparison(name: string, comparison: Comparison): void;
	/** Shows the portal lists of the last run until the portal has responded. */
	showSnapshots(): Promise<void>;
	/** Called on each key press: postpones the garbage collection. */
	noteActivity(): void;
	close(): void;
};

export function createListUpdater({
	store,
	connections,
	pendingTasks,
	changes,
	notifier,
	onList,
	signal,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly changes: ListChanges;
	readonly notifier: Notifier;
	/** Called after a list was loaded or reloaded. */
	readonly onList: () => void;
	/** Aborted when the console closes. */
	readonly signal: AbortSignal;
}): ListUpdater {
	const snapshots = createSnapshotLoader(connections.snapshots);
	const lastRun = createLastRunLists({
		store,
		connections,
		snapshots,
		changes,
		onLoaded: name => updateComparison(name, null, false),
		signal,
	});
	const memory = createMemoryReleaser(pendingTasks);

	return {
		updateComparison,
		showComparison,
		showSnapshots: lastRun.show,
		noteActivity: memory.postpone,
		close: memory.cancel,
	};

	function showComparison(name: string, comparison: Comparison): void {
		// Without changes it is the same object; then the rows need not be filtered again.
		if (store.getState().lists[name]!.comparison === comparison) return;
		changes.setComparison(name, comparison, list => ({
			...list,
			stalker: {...list.stalker, value: comparison.stalker},
			billing: {...list.billing, value: comparison.billing},
		}));
	}

	function updateComparison(name: string, acceptedCount: number | null, isFresh: boolean): void {
		const {resource, stalker, billing} = store.getState().lists[name]!;
		const sides = {stalker: stalker.value, billing: billing.value};
		if (sides.stalker === null && (sides.billing === null || lastRun.isLoading(name))) return;
		const context = connections.currentContext();
		const short = context
			? checkShortList(resource, sides, context.expectedRows, {acceptedCount, isStale: !isFresh})
			: null;
		const next = createComparison(resource, {...sides, short});
		changes.setComparison(name, next);
		onList();
		if (!isFresh || !sides.stalker || sides.billing === null) return;
		notifier.reportList(name, next, sides.stalker);
		if (!next.short) pendingTasks.add(saveForNextRun(name, next));
	}

	/** Stores the row counts and the portal list for the next run. */
	async function saveForNextRun(name: string, {rows}: Comparison): Promise<void> {
		const {resource, stalker, billing} = store.getState().lists[name]!;
		const at = new Date(Math.min(stalker.loadedAt!.getTime(), billing.loadedAt!.getTime()));
		const summary = summarize(resource, rows);
		(await connections.summaries()).set(name, summary, at);
		const history = await connections.countHistory();
		history.add(name, summary.rows - summary.marks['='], at);
		store.updateList(name, list => ({...list, countHistory: history.get(name)}));
		await snapshots.save(resource, await connections.stalker(), stalker.loadedAt!, signal);
		memory.scheduleAfterRead(rows.length);
	}
}
