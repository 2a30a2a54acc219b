import type {AnyResource} from '../../sync/resource.ts';
import {createComparison} from '../../sync/comparison.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';
import type {ListChanges} from './list-changes.ts';
import type {SnapshotLoader} from './snapshot-loader.ts';

/** Shows the portal lists of the last run until the portal has responded. */
export type LastRunLists = {
	show(): Promise<void>;
	/** Whether the snapshot of this list is being read; billing alone is not shown during that. */
	isLoading(name: string): boolean;
};

export function createLastRunLists({
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
