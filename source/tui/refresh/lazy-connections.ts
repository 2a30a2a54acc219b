import type {Connections} from '../../app/connect.ts';
import type {SnapshotStore} from '../../storage/list-snapshots.ts';
import type {SummaryStore} from '../../storage/menu-summaries.ts';
import type {AppContext} from '../../app/context.ts';

/** The two systems as the console reaches them: opened after the first frame, one by one, and again after a failure. */
export type LazyConnections = {
	stalker(): Promise<AppContext['stalker']>;
	/** What the last run saw. */
	summaries(): Promise<SummaryStore>;
	/** What the portal listed last. */
	snapshots(): Promise<SnapshotStore>;
	/** Both, once billing is open. */
	context(): Promise<AppContext>;
	/** What is open already. */
	currentContext(): AppContext | null;
	/** Milliseconds of the portal's last answer. */
	latencyMs(): number | null;
	/** Milliseconds that the portal has worked for this run. */
	portalTimeMs(): number;
	close(): Promise<void>;
};

export function createLazyConnections(open: () => Promise<Connections>): LazyConnections {
	const connections = retryableOnce(open);
	let client: AppContext['stalker'] | null = null;
	let context: AppContext | null = null;
	const lazyContext = retryableOnce(async () => (context = await (await connections.get()).connect()));
	return {
		stalker: async () => (client = (await connections.get()).stalker),
		summaries: async () => (await connections.get()).summaries,
		snapshots: async () => (await connections.get()).snapshots,
		latencyMs: () => client?.lastLatency() ?? null,
		portalTimeMs: () => client?.totalMilliseconds() ?? 0,
		context: lazyContext.get,
		currentContext: () => context,
		async close() {
			// What is still being opened is let go as soon as it is open.
			await lazyContext.last?.catch(() => undefined);
			if (context) return context.close();
			const opened = await connections.last?.catch(() => undefined);
			await opened?.close();
		},
	};
}

/** One promise for everybody; after a failure the next who asks tries again. */
function retryableOnce<Value>(make: () => Promise<Value>) {
	let last: Promise<Value> | null = null;
	return {
		async get(): Promise<Value> {
			last ??= make().catch((error: unknown) => {
				last = null;
				throw error;
			});
			return last;
		},
		get last() {
			return last;
		},
	};
}
