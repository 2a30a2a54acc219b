import type {AnyResource} from '../../sync/resource.ts';
import type {Comparison} from '../../sync/row.ts';
import {checkShortList, createComparison} from '../../sync/comparison.ts';
import {summarize} from '../../sync/summary.ts';
import {setComparison, showsSameRows} from '../session/list-state.ts';
import type {SideState, List, Side} from '../session/list.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {createSnapshotLoader} from './snapshot-loader.ts';
import type {LazyConnections} from './lazy-connections.ts';
import type {Notifier} from './notifier.ts';
import {createMemoryReleaser} from './background-work.ts';

/** Compares what was read, shows it, and stores it for the next run. */
export type ListUpdater = {
	/** Changes the given properties of one side of a list. */
	setSide(name: string, side: Side, state: Partial<SideState>): void;
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
	clock,
	notifier,
	onList,
	signal,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly clock: () => Date;
	readonly notifier: Notifier;
	/** Called after a list was loaded or reloaded. */
	readonly onList: () => void;
	/** Aborted when the console closes. */
	readonly signal: AbortSignal;
}): ListUpdater {
	const snapshots = createSnapshotLoader(connections.snapshots);
	/** Lists whose snapshot is being read; billing alone is not shown during that. */
	const loadingSnapshots = new Set<string>();
	const memory = createMemoryReleaser(pendingTasks);

	return {
		setSide,
		updateComparison,
		showComparison,
		showSnapshots,
		noteActivity: memory.postpone,
		close: memory.cancel,
	};

	function showComparison(name: string, comparison: Comparison): void {
		// Without changes it is the same object; then the rows need not be filtered again.
		if (store.getState().lists[name]!.comparison === comparison) return;
		changeList(name, (list, height) =>
			setComparison(
				{
					...list,
					stalker: {...list.stalker, value: comparison.stalker},
					billing: {...list.billing, value: comparison.billing},
				},
				comparison,
				height,
			),
		);
	}

	async function showSnapshots(): Promise<void> {
		try {
			for (const {resource} of store.getState().screens) if (resource) await showSnapshot(resource);
		} finally {
			snapshots.release();
		}
	}

	function setSide(name: string, side: Side, state: Partial<SideState>): void {
		store.updateList(name, list => ({...list, [side]: {...list[side], ...state}}));
	}

	/** Changes a list. If its first rows appear, or other rows, the time is stored: a key pressed just before was not meant for the highlighted row, and a click not for the row that is there now. */
	function changeList(name: string, change: (list: List, height: number) => List): void {
		store.updateList(name, (list, height) => {
			const changed = change(list, height);
			const isFirst =
				list.cursorKey === null && changed.cursorKey !== null && store.getState().activeScreen === name;
			return {
				...changed,
				firstRowsAt: isFirst ? clock() : changed.firstRowsAt,
				rowsMovedAt: showsSameRows(list, changed, height) ? changed.rowsMovedAt : clock(),
			};
		});
	}

	function updateComparison(name: string, acceptedCount: number | null, isFresh: boolean): void {
		const {resource, stalker, billing} = store.getState().lists[name]!;
		const sides = {stalker: stalker.value, billing: billing.value};
		if (sides.stalker === null && (sides.billing === null || loadingSnapshots.has(name))) return;
		const context = connections.currentContext();
		const short = context
			? checkShortList(resource, sides, context.expectedRows, {acceptedCount, isStale: !isFresh})
			: null;
		const next = createComparison(resource, {...sides, short});
		changeList(name, (list, height) => setComparison(list, next, height));
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

	async function showSnapshot(resource: AnyResource): Promise<void> {
		const {name} = resource;
		loadingSnapshots.add(name);
		try {
			for await (const {list: portalList, at, total, isComplete} of snapshots.load(
				resource,
				await connections.stalker(),
			)) {
				const {stalker, billing} = store.getState().lists[name]!;
				if (signal.aborted || stalker.value !== null) break;
				setSide(
					name,
					'stalker',
					isComplete
						? {value: portalList, loadedAt: at, progress: null}
						: {progress: {done: portalList.items.length, total}},
				);
				if (isComplete || billing.value !== null) continue;
				const firstPart = createComparison(resource, {stalker: portalList, billing: null, short: null});
				changeList(name, (list, height) => setComparison(list, firstPart, height));
			}
		} finally {
			loadingSnapshots.delete(name);
		}

		if (store.getState().lists[name]!.stalker.state !== 'fresh') updateComparison(name, null, false);
	}
}
