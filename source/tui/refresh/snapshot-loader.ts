import type {SnapshotStore} from '../../storage/list-snapshots.ts';
import type {PortalList} from '../../sync/row.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {AppContext} from '../../app/context.ts';

/** Reads and writes snapshots: portal lists of the last run. */
export type SnapshotLoader = {
	/**
	Yields the Stalker side of a resource: for a long list first its first chunk, then the complete list. Ends early if a snapshot is
	missing or incomplete.
	*/
	load(screenResource: AnyResource, stalker: AppContext['stalker']): AsyncGenerator<SnapshotPart>;
	/** Frees the unpacked lists; called when all resources have been loaded. */
	release(): void;
	/**
	Stores the main list of a resource as it was last read. Other lists it uses belong to other resources, which may have rejected them as
	short.
	*/
	save(
		screenResource: AnyResource,
		stalker: AppContext['stalker'],
		at: Date,
		signal: AbortSignal,
	): Promise<void>;
};

type SnapshotPart = {
	readonly list: PortalList<unknown>;
	/** When the portal sent the list. */
	readonly at: Date;
	/** Number of records in the complete list. */
	readonly total: number;
	readonly isComplete: boolean;
};

export function createSnapshotLoader(snapshots: () => Promise<SnapshotStore>): SnapshotLoader {
	/** Unpacked lists by name: lists that several resources use are unpacked once, until `release`. */
	const unpacked = new Map<string, Promise<readonly unknown[]>>();

	const allRecords = async (resource: string): Promise<readonly unknown[]> => {
		const known = unpacked.get(resource) ?? unpackRecords(await snapshots(), resource);
		unpacked.set(resource, known);
		return known;
	};

	/** One portal for all resources, because values derived from a list are cached per portal object; `release` frees both. */
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
						list: await screenResource.readStalker({stalker: snapshotPortal}),
						at: readAt,
						total: recordCount,
						isComplete,
					};
				} finally {
					// Other resources must not use an incomplete list.
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
				// Without a snapshot, the list is read from the portal as usual.
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

/** A portal client that returns the stored lists; all other reads throw `SnapshotMissing`. */
function createSnapshotPortal(
	stalker: AppContext['stalker'],
	listOf: (resource: string) => Promise<readonly unknown[]>,
): AppContext['stalker'] {
	return {
		...stalker,
		list: async resource => ({results: await listOf(resource), warnings: [], bytes: 0, milliseconds: 0}),
		latestList: listOf,
		// The lists are complete, so none is read in parts, and none was read in this run.
		lastListSize: () => 0,
		takeNewList: () => null,
		provideList: () => undefined,
		replaceAccount: () => undefined,
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

/** No complete snapshot of this resource is stored. */
class SnapshotMissing extends Error {
	override readonly name = 'SnapshotMissing';
	readonly code = 'snapshot-missing';
}
