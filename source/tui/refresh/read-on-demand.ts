import type {Comparison} from '../../sync/row.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from './lazy-connections.ts';

/** Reads a part of the active list when it is needed. */
export type ReadOnDemand = {
	/** Called after each key and each loaded list. */
	schedule(): void;
	close(): void;
};

export type ReadOnDemandOptions = {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	/** Shows a new comparison of a list. */
	readonly show: (name: string, comparison: Comparison) => void;
};
