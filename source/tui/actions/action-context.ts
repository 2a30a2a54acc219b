import type {AppContext} from '../../app/context.ts';
import type {Row} from '../../sync/row.ts';
import type {Recheck} from '../../sync/resource.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import type {ListLoader} from '../refresh/list-loader.ts';
import {recheckRows} from '../refresh/recheck.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import type {Store} from '../session/store.ts';

/** Dependencies of everything that runs actions. */
export type ActionContext = {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly listLoader: ListLoader;
	readonly clock: () => Date;
	/** See `SessionContext.startInputGuard`. */
	readonly startInputGuard: (isUnsolicited?: boolean) => void;
};

/** Reads these rows again from both systems, shows them, and returns which of them have changed since they were shown before. */
export const recheckShownRows = async (
	{store, listLoader}: Pick<ActionContext, 'store' | 'listLoader'>,
	app: AppContext,
	listName: string,
	rows: readonly Row[],
	signal?: AbortSignal,
): Promise<Recheck> =>
	recheckRows(listName, rows, {store, show: listLoader.showComparison, context: app}, signal);

/** The row as the operator knows it. */
export const describeRow = (store: Store, listName: string, row: Row): string =>
	store.getState().lists[listName]!.resource.describe(row);
