import type {AnyResource} from '../../sync/resource.ts';
import type {Comparison} from '../../sync/row.ts';
import {checkShortList, createComparison} from '../../sync/comparison.ts';
import {summarize} from '../../sync/summary.ts';
import {setComparison} from '../session/list-state.ts';
import type {SideState, List, Side} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {createSnapshotLoader} from './snapshot-loader.ts';
import type {LazyConnections} from './lazy-connections.ts';
import type {Notifier} from './notifier.ts';
import {createMemoryReleaser} from './memory.ts';

/** Puts what was read on the screen, compared as far as both sides are there, and keeps it for the next run. */
export type ListUpdater = {
	/** How one side of a list stands. */
	setSide(name: string, side: Side, state: Partial<SideState>): void;
	/** Compare the two sides as they are held. `accept`: a short list of so many rows is the truth. `isFresh`: the portal has just answered. */
	updateComparison(name: string, acceptedCount: number | null, isFresh: boolean): void;
	/** Put fresh sides in, as a second look found them. */
	showComparison(name: string, comparison: Comparison): void;
	/** Show what the portal listed in the last run, until it has answered in this one. */
	showSnapshots(): Promise<void>;
	/** A key was pressed: tidying up waits. */
	noteActivity(): void;
	close(): void;
};

export function createListUpdater({
	store,
	systems,
	works,
	clock,
	notifier,
	onList,
	signal,
}: {
	readonly store: Store;
	readonly systems: LazyConnections;
	readonly works: PendingTasks;
	readonly clock: () => Date;
	readonly notifier: Notifier;
	/** A list has come, or come anew. */
	readonly onList: () => void;
	/** Aborted when the console closes. */
	readonly signal: AbortSignal;
}): ListUpdater {
	const snapshots = createSnapshotLoader(systems.snapshots);
	/** Lists whose past is being unpacked; billing's half alone is not shown meanwhile. */
	const loadingSnapshots = new Set<string>();
	const memory = createMemoryReleaser(works);

	return {
		setSide,
		updateComparison,
		showComparison,
		showSnapshots,
		noteActivity: memory.postpone,
		close: memory.cancel,
	};

	function showComparison(name: string, comparison: Comparison): void {
		// A look that found nothing new gives the very comparison: a hundred thousand rows need not be filtered again.
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

	/** Whoever pressed a key just before a first row was highlighted has not seen it. */
	function changeList(name: string, change: (list: List, height: number) => List): void {
		store.updateList(name, (list, height) => {
			const changed = change(list, height);
			const isFirst =
				list.cursorKey === null && changed.cursorKey !== null && store.getState().activeScreen === name;
			return isFirst ? {...changed, firstRowsAt: clock()} : changed;
		});
	}

	function updateComparison(name: string, acceptedCount: number | null, isFresh: boolean): void {
		const {resource, stalker, billing} = store.getState().lists[name]!;
		const sides = {stalker: stalker.value, billing: billing.value};
		if (sides.stalker === null && (sides.billing === null || loadingSnapshots.has(name))) return;
		const context = systems.currentContext();
		const short = context
			? checkShortList(resource, sides, context.expectedRows, {accept: acceptedCount, isStale: !isFresh})
			: null;
		const next = createComparison(resource, {...sides, short});
		changeList(name, (list, height) => setComparison(list, next, height));
		onList();
		if (!isFresh || !sides.stalker || sides.billing === null) return;
		notifier.reportList(name, next, sides.stalker);
		if (!next.short) works.add(saveForNextRun(name, next));
	}

	/** For the next run: what its menu tells, and its first rows. */
	async function saveForNextRun(name: string, {rows}: Comparison): Promise<void> {
		const {resource, stalker, billing} = store.getState().lists[name]!;
		const at = new Date(Math.min(stalker.loadedAt!.getTime(), billing.loadedAt!.getTime()));
		(await systems.summaries()).set(name, summarize(resource, rows), at);
		await snapshots.save(resource, await systems.stalker(), stalker.loadedAt!, signal);
		memory.scheduleAfterRead(rows.length);
	}

	async function showSnapshot(resource: AnyResource): Promise<void> {
		const {name} = resource;
		loadingSnapshots.add(name);
		try {
			for await (const {reading, at, total, isComplete} of snapshots.load(
				resource,
				await systems.stalker(),
			)) {
				const {stalker, billing} = store.getState().lists[name]!;
				if (signal.aborted || stalker.value !== null) break;
				setSide(
					name,
					'stalker',
					isComplete
						? {value: reading, loadedAt: at, progress: null}
						: {progress: {done: reading.items.length, total}},
				);
				if (isComplete || billing.value !== null) continue;
				const firstPart = createComparison(resource, {stalker: reading, billing: null, short: null});
				changeList(name, (list, height) => setComparison(list, firstPart, height));
			}
		} finally {
			loadingSnapshots.delete(name);
		}

		if (store.getState().lists[name]!.stalker.state !== 'fresh') updateComparison(name, null, false);
	}
}
