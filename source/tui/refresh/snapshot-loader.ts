import type {SnapshotStore} from '../../storage/list-snapshots.ts';
import type {PortalList} from '../../sync/row.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {AppContext} from '../../app/context.ts';

/** The portal's half of lists as the last run kept them. */
export type SnapshotLoader = {
	/**
	A tab's half: of a long list first its beginning, then all of it. Ends without all of it when that cannot be read: then nothing was kept.
	*/
	load(screenResource: AnyResource, stalker: AppContext['stalker']): AsyncGenerator<SnapshotPart>;
	/** Nothing more of it is wanted. */
	release(): void;
	/** Keep the tab's own list as it came last; what else it is made of is another tab's own, which may not have believed it. */
	save(
		screenResource: AnyResource,
		stalker: AppContext['stalker'],
		at: Date,
		signal: AbortSignal,
	): Promise<void>;
};

type SnapshotPart = {
	readonly reading: PortalList<unknown>;
	/** When the portal answered. */
	readonly at: Date;
	/** How many records the whole list has. */
	readonly total: number;
	readonly isComplete: boolean;
};

export function createSnapshotLoader(snapshots: () => Promise<SnapshotStore>): SnapshotLoader {
	/** Lists that several tabs are made of are unpacked once; let go of when all have been. */
	const unpacked = new Map<string, Promise<readonly unknown[]>>();

	const allRecords = async (resource: string): Promise<readonly unknown[]> => {
		const known = unpacked.get(resource) ?? unpackRecords(await snapshots(), resource);
		unpacked.set(resource, known);
		return known;
	};

	/** One for all tabs, so that what they make of a list is made once; with it goes what they made. */
	let snapshotPortal: AppContext['stalker'] | null = null;

	return {
		async *load(screenResource, stalker) {
			const [main] = screenResource.lists;
			const snapshot = await (await snapshots()).read(main);
			if (!snapshot) return;
			const {readAt, recordCount, chunks} = snapshot;
			const records: unknown[] = [];
			const buildPart = async (own: readonly unknown[], isComplete: boolean): Promise<SnapshotPart> => {
				unpacked.set(main, Promise.resolve(own));
				try {
					snapshotPortal ??= createSnapshotPortal(stalker, allRecords);
					return {
						reading: await screenResource.readStalker({stalker: snapshotPortal}),
						at: readAt,
						total: recordCount,
						isComplete,
					};
				} finally {
					// Of a list that is not all there others make nothing.
					if (!isComplete) unpacked.delete(main);
				}
			};

			try {
				for await (const part of chunks) {
					const isFirst = records.length === 0;
					records.push(...part);
					if (isFirst && part.length < recordCount) yield await buildPart(part, false);
				}

				if (records.length < recordCount) return;
				yield await buildPart(records, true);
			} catch (error) {
				// It is read from the portal anyway.
				if (!(error instanceof SnapshotMissing)) throw error;
			}
		},
		release() {
			unpacked.clear();
			snapshotPortal = null;
		},
		async save(screenResource, stalker, at, signal) {
			const [main] = screenResource.lists;
			const records = stalker.takeNewList(main);
			if (records) await (await snapshots()).write(main, records, at, signal);
		},
	};
}

/** A portal that gives what it gave before, and cannot be asked anything else. */
function createSnapshotPortal(
	stalker: AppContext['stalker'],
	listOf: (resource: string) => Promise<readonly unknown[]>,
): AppContext['stalker'] {
	return {
		...stalker,
		list: async resource => ({results: await listOf(resource), bytes: 0, milliseconds: 0}),
		latestList: listOf,
		// Whole lists are there: nothing is put together from parts, and nothing of it is this run's.
		lastListSize: () => 0,
		takeNewList: () => null,
		provideList: () => undefined,
		read: async resource => {
			throw new SnapshotMissing(resource);
		},
	};
}

async function unpackRecords(snapshots: SnapshotStore, resource: string): Promise<readonly unknown[]> {
	const snapshot = await snapshots.read(resource);
	if (!snapshot) throw new SnapshotMissing(resource);
	const records: unknown[] = [];
	for await (const part of snapshot.chunks) records.push(...part);
	if (records.length < snapshot.recordCount) throw new SnapshotMissing(resource);
	return records;
}

/** Of this resource nothing was kept. */
class SnapshotMissing extends Error {
	override readonly name = 'SnapshotMissing';
	readonly code = 'snapshot-missing';
}
