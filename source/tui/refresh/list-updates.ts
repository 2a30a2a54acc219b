import type {Comparison} from '../../sync/row.ts';
import type {Store} from '../session/store.ts';
import type {AnyResource} from '../../sync/resource.ts';
import {checkShortList, comparisonWork, createComparison} from '../../sync/comparison.ts';
import {finishInSlices} from '../../sync/sliced-work.ts';
import type {LazyConnections} from './lazy-connections.ts';
import {type SnapshotLoader, createSnapshotLoader} from './snapshot-loader.ts';
import {summarize} from '../../sync/summary.ts';
import type {PendingTasks} from '../session/tasks.ts';
import {withSides, type ListChanges, type ReadSides} from './list-changes.ts';
import type {Notifier} from './notifier.ts';
import {createMemoryReleaser} from './refresh-schedule.ts';

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
	/** Called when the snapshot of a list was read, or there is none (`{}`), and the portal has not responded meanwhile. */
	readonly onLoaded: (name: string, read: ReadSides) => Promise<void>;
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
		let read: ReadSides = {};
		loading.add(name);
		try {
			for await (const {list: portalList, at, total, isComplete} of snapshots.load(
				resource,
				await connections.stalker(),
			)) {
				const {stalker, billing} = store.getState().lists[name]!;
				if (signal.aborted || stalker.value !== null) break;
				if (isComplete) {
					read = {stalker: {value: portalList, loadedAt: at, progress: null}};
					break;
				}

				changes.setSide(name, 'stalker', {progress: {done: portalList.items.length, total}});
				if (billing.value !== null) continue;
				const firstPart = createComparison(resource, {stalker: portalList, billing: null, short: null});
				changes.setComparison(name, firstPart);
			}
		} finally {
			loading.delete(name);
		}

		if (store.getState().lists[name]!.stalker.state !== 'fresh') await onLoaded(name, read);
	}
}

/** Compares what was read, shows it, and stores it for the next run. */
export type ListUpdater = {
	/**
	Compares both sides in slices between keys, and shows the rows; until then those before are shown. A later call for the same list ends
	this one.
	*/
	updateComparison(name: string, options: ComparisonOptions): Promise<void>;
	/** Shows a comparison with records in place of older ones. */
	showComparison(name: string, comparison: Comparison): void;
	/** Shows the portal lists of the last run until the portal has responded. */
	showSnapshots(): Promise<void>;
	/** Called on each key press: postpones the garbage collection. */
	noteActivity(): void;
	close(): void;
};

type ComparisonOptions = {
	/** Accept a short list of this many rows. */
	readonly acceptedCount: number | null;
	/** The Stalker side was read just now. */
	readonly isFresh: boolean;
	/** Shown together with the rows. */
	readonly read: ReadSides;
	/** Whether the rows are no longer wanted. */
	readonly isStopped?: () => boolean;
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
		onLoaded: async (name, read) => updateComparison(name, {acceptedCount: null, isFresh: false, read}),
		signal,
	});
	const memory = createMemoryReleaser(pendingTasks);
	/** By list: the comparison under way, with what was read for it and is shown together with its rows. */
	const comparing = new Map<string, {readonly isFresh: boolean; readonly read: ReadSides}>();

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

	async function updateComparison(
		name: string,
		{acceptedCount, isFresh, read: newSides, isStopped = () => false}: ComparisonOptions,
	): Promise<void> {
		const ended = comparing.get(name);
		// A snapshot is older than what is being compared.
		if (!isFresh && ended?.isFresh === true) return;
		const own = {isFresh, read: {...ended?.read, ...newSides}};
		const {resource, stalker, billing} = withSides(store.getState().lists[name]!, own.read);
		const sides = {stalker: stalker.value, billing: billing.value};
		if (sides.stalker === null && (sides.billing === null || lastRun.isLoading(name))) {
			store.updateList(name, list => withSides(list, own.read));
			return;
		}

		const context = connections.currentContext();
		const short = context
			? checkShortList(resource, sides, context.expectedRows, {acceptedCount, isStale: !isFresh})
			: null;
		comparing.set(name, own);
		const next = await finishInSlices(
			comparisonWork(resource, {...sides, short}),
			() => signal.aborted || comparing.get(name) !== own || isStopped(),
		).finally(() => {
			if (comparing.get(name) === own) comparing.delete(name);
		});
		if (!next) return;
		changes.setComparison(name, next, list =>
			withSides(list, {
				stalker: {...own.read.stalker, value: sides.stalker},
				billing: {...own.read.billing, value: sides.billing},
			}),
		);
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
