import type {Comparison} from '../../sync/row.ts';
import type {List, Side, SideState} from '../session/list.ts';
import {setComparison, showsSameRows} from '../session/list-state.ts';
import type {Store} from '../session/store.ts';
import type {AnyResource} from '../../sync/resource.ts';
import {createComparison, checkShortList} from '../../sync/comparison.ts';
import type {LazyConnections} from './lazy-connections.ts';
import {type SnapshotLoader, createSnapshotLoader} from './snapshot-loader.ts';
import {summarize} from '../../sync/summary.ts';
import type {PendingTasks} from '../session/tasks.ts';
import type {Notifier} from './notifier.ts';
import {createMemoryReleaser} from './refresh-schedule.ts';

/** Puts what was read, or compared, into the lists of the state. */
export type ListChanges = {
	/** Changes the given properties of one side of a list. */
	setSide(name: string, side: Side, state: Partial<SideState>): void;
	/**
	Shows a comparison. If the first rows of the list appear, or other rows, the time is stored: a key pressed just before was not meant for the highlighted row, and a click not for the row that is there now.
	`change`: what else changes in the list.
	*/
	setComparison(name: string, comparison: Comparison, change?: (list: List) => List): void;
};

export const createListChanges = (store: Store, clock: () => Date): ListChanges => ({
	setSide(name, side, state) {
		store.updateList(name, list => ({...list, [side]: {...list[side], ...state}}));
	},
	setComparison(name, comparison, change = list => list) {
		store.updateList(name, (list, height) => {
			const changed = setComparison(change(list), comparison, height);
			const isFirst =
				list.cursorKey === null && changed.cursorKey !== null && store.getState().activeScreen === name;
			return {
				...changed,
				firstRowsAt: isFirst ? clock() : changed.firstRowsAt,
				rowsMovedAt: showsSameRows(list, changed, height) ? changed.rowsMovedAt : clock(),
			};
		});
	},
});

/** Shows the portal lists of the last run until the portal has responded. */
type LastRunLists = {
	show(): Promise<void>;
	/** Whether the snapshot of this list is being read; billing alone is not shown during that. */
	isLoading(name: string): boolean;
};

function createLastRunLists({
	store,
	connections,
	snapshots,
	changes,
	onLoaded,
	signal,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly snapshots: SnapshotLoader;
	readonly changes: ListChanges;
	/** Called when the snapshot of a list was read, or there is none, and the portal has not responded meanwhile. */
	readonly onLoaded: (name: string) => void;
	/** Aborted when the console closes. */
	readonly signal: AbortSignal;
}): LastRunLists {
	const loading = new Set<string>();
	return {
		async show() {
			try {
				for (const {resource} of store.getState().screens) if (resource) await showSnapshot(resource);
			} finally {
				snapshots.release();
			}
		},
		isLoading: name => loading.has(name),
	};

	async function showSnapshot(resource: AnyResource): Promise<void> {
		const {name} = resource;
		loading.add(name);
		try {
			for await (const {list: portalList, at, total, isComplete} of snapshots.load(
				resource,
				await connections.stalker(),
			)) {
				const {stalker, billing} = store.getState().lists[name]!;
				if (signal.aborted || stalker.value !== null) break;
				changes.setSide(
					name,
					'stalker',
					isComplete
						? {value: portalList, loadedAt: at, progress: null}
						: {progress: {done: portalList.items.length, total}},
				);
				if (isComplete || billing.value !== null) continue;
				const firstPart = createComparison(resource, {stalker: portalList, billing: null, short: null});
				changes.setComparison(name, firstPart);
			}
		} finally {
			loading.delete(name);
		}

		if (store.getState().lists[name]!.stalker.state !== 'fresh') onLoaded(name);
	}
}

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
