import type {Halves} from '../../open.ts';
import type {Snapshots} from '../../snapshots.ts';
import type {Summaries} from '../../summaries.ts';
import type {World} from '../../world.ts';

/** The two systems as the console reaches them: opened after the first frame, one by one, and again after a failure. */
export type Systems = {
	stalker(): Promise<World['stalker']>;
	/** What the last run saw. */
	summaries(): Promise<Summaries>;
	/** What the portal listed last. */
	snapshots(): Promise<Snapshots>;
	/** Both, once billing is open. */
	world(): Promise<World>;
	/** What is open already. */
	opened(): World | null;
	/** Milliseconds of the portal's last answer. */
	latency(): number | null;
	/** Milliseconds that the portal has worked for this run. */
	spent(): number;
	close(): Promise<void>;
};

export function createSystems(open: () => Promise<Halves>): Systems {
	const halves = untilItWorks(open);
	let client: World['stalker'] | null = null;
	let world: World | null = null;
	const whole = untilItWorks(async () => (world = await (await halves.get()).open()));
	return {
		stalker: async () => (client = (await halves.get()).stalker),
		summaries: async () => (await halves.get()).summaries,
		snapshots: async () => (await halves.get()).snapshots,
		latency: () => client?.latency() ?? null,
		spent: () => client?.spent() ?? 0,
		world: whole.get,
		opened: () => world,
		async close() {
			// What is still being opened is let go as soon as it is open.
			await whole.last?.catch(() => undefined);
			if (world) return world.close();
			const opened = await halves.last?.catch(() => undefined);
			await opened?.close();
		},
	};
}

/** One promise for everybody; after a failure the next who asks tries again. */
function untilItWorks<Value>(make: () => Promise<Value>) {
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
