import type {Snapshots} from '../../snapshots.ts';
import type {Reading} from '../../sync/row.ts';
import type {Tab} from '../../sync/resource.ts';
import type {World} from '../../world.ts';

/** The portal's half of lists as the last run kept them. */
export type Past = {
	/**
	A tab's half: of a long list first its beginning, then all of it. Ends without all of it when that cannot be read: then nothing was kept.
	*/
	readings(tab: Tab, stalker: World['stalker']): AsyncGenerator<PastReading>;
	/** Nothing more of it is wanted. */
	end(): void;
	/** Keep the tab's own list as it came last; what else it is made of is another tab's own, which may not have believed it. */
	keep(tab: Tab, stalker: World['stalker'], at: Date, signal: AbortSignal): Promise<void>;
};

type PastReading = {
	readonly reading: Reading<unknown>;
	/** When the portal answered. */
	readonly at: Date;
	/** How many records the whole list has. */
	readonly of: number;
	readonly isWhole: boolean;
};

export function createPast(snapshots: () => Promise<Snapshots>): Past {
	/** Lists that several tabs are made of are unpacked once; let go of when all have been. */
	const unpacked = new Map<string, Promise<readonly unknown[]>>();

	const whole = async (resource: string): Promise<readonly unknown[]> => {
		const known = unpacked.get(resource) ?? unpack(await snapshots(), resource);
		unpacked.set(resource, known);
		return known;
	};

	/** One for all tabs, so that what they make of a list is made once; with it goes what they made. */
	let kept: World['stalker'] | null = null;

	return {
		async *readings(tab, stalker) {
			const [main] = tab.lists;
			const snapshot = await (await snapshots()).read(main);
			if (!snapshot) return;
			const {at, size, parts} = snapshot;
			const records: unknown[] = [];
			const readingOf = async (own: readonly unknown[], isWhole: boolean): Promise<PastReading> => {
				unpacked.set(main, Promise.resolve(own));
				try {
					kept ??= asKept(stalker, whole);
					return {reading: await tab.theirs({stalker: kept}), at, of: size, isWhole};
				} finally {
					// Of a list that is not all there others make nothing.
					if (!isWhole) unpacked.delete(main);
				}
			};

			try {
				for await (const part of parts) {
					const isFirst = records.length === 0;
					records.push(...part);
					if (isFirst && part.length < size) yield await readingOf(part, false);
				}

				if (records.length < size) return;
				yield await readingOf(records, true);
			} catch (error) {
				// It is read from the portal anyway.
				if (!(error instanceof NothingKept)) throw error;
			}
		},
		end() {
			unpacked.clear();
			kept = null;
		},
		async keep(tab, stalker, at, signal) {
			const [main] = tab.lists;
			const records = stalker.take(main);
			if (records) await (await snapshots()).write(main, records, at, signal);
		},
	};
}

/** A portal that gives what it gave before, and cannot be asked anything else. */
function asKept(
	stalker: World['stalker'],
	listOf: (resource: string) => Promise<readonly unknown[]>,
): World['stalker'] {
	return {
		...stalker,
		list: async resource => ({results: await listOf(resource), bytes: 0, milliseconds: 0}),
		latest: listOf,
		// Whole lists are there: nothing is put together from parts, and nothing of it is this run's.
		size: () => 0,
		take: () => null,
		keep: () => undefined,
		read: async resource => {
			throw new NothingKept(resource);
		},
	};
}

async function unpack(snapshots: Snapshots, resource: string): Promise<readonly unknown[]> {
	const snapshot = await snapshots.read(resource);
	if (!snapshot) throw new NothingKept(resource);
	const records: unknown[] = [];
	for await (const part of snapshot.parts) records.push(...part);
	if (records.length < snapshot.size) throw new NothingKept(resource);
	return records;
}

/** Of this resource nothing was kept. */
class NothingKept extends Error {
	override readonly name = 'NothingKept';
	readonly code = 'nothing-kept';
}
