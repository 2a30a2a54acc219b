import {retryableOnce} from '../../sync/retryable-once.ts';
import type {Connections} from '../../app/portals-of-run.ts';
import type {SnapshotStore} from '../../storage/list-snapshots.ts';
import type {CountHistory} from '../../storage/count-history.ts';
import type {ScreenSettingsStore} from '../../storage/screen-settings.ts';
import type {SummaryStore} from '../../storage/menu-summaries.ts';
import type {AppContext} from '../../app/context.ts';

/** Connections to both systems, opened on first use after the first frame. A failed connection is tried again at the next call. */
export type LazyConnections = {
	stalker(): Promise<AppContext['stalker']>;
	/** Row counts that the last run stored for the menu. */
	summaries(): Promise<SummaryStore>;
	/** How many rows were out of sync in earlier runs. */
	countHistory(): Promise<CountHistory>;
	/** What the operator has set on the screens. */
	screenSettings(): Promise<ScreenSettingsStore>;
	/** Portal lists that the last run stored. */
	snapshots(): Promise<SnapshotStore>;
	/** Both connections; resolves when billing is open, rejects if one cannot be opened. */
	context(): Promise<AppContext>;
	/** Both connections if they are open already; otherwise `null`. */
	currentContext(): AppContext | null;
	/** Duration of the portal's last response, in milliseconds; `null` before the first response. */
	latencyMs(): number | null;
	/** Total duration of all portal requests since the start, in milliseconds. */
	portalTimeMs(): number;
	close(): Promise<void>;
};

/** `onContext` is called with both systems once they are open. */
export function createLazyConnections(
	open: () => Promise<Connections>,
	onContext: (context: AppContext) => void = () => {},
): LazyConnections {
	const connections = retryableOnce(open);
	let client: AppContext['stalker'] | null = null;
	let context: AppContext | null = null;
	const lazyContext = retryableOnce(async () => {
		context = await (await connections.get()).connect();
		onContext(context);
		return context;
	});
	return {
		stalker: async () => (client = (await connections.get()).stalker),
		summaries: async () => (await connections.get()).summaries,
		countHistory: async () => (await connections.get()).countHistory,
		screenSettings: async () => (await connections.get()).screenSettings,
		snapshots: async () => (await connections.get()).snapshots,
		latencyMs: () => client?.lastLatency() ?? null,
		portalTimeMs: () => client?.totalMilliseconds() ?? 0,
		context: lazyContext.get,
		currentContext: () => context,
		async close() {
			// A connection that is still being opened is closed as soon as it is open.
			await lazyContext.last?.catch(() => undefined);
			if (context) return context.close();
			const opened = await connections.last?.catch(() => undefined);
			await opened?.close();
		},
	};
}
