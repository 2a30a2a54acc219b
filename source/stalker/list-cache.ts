/** The last list of each resource. */
export type ListCache = {
	/** The list that is being read, or the last one. During a reload the previous list is returned, also when the reload fails. */
	latest(resource: SharedListName): Promise<readonly unknown[]> | undefined;
	/** Number of records of the last complete list; `null` where there is none. */
	size(resource: string): number | null;
	/** The last complete list that was not taken yet; `null` where there is none. */
	takeNew(resource: string): readonly unknown[] | null;
	/** Registers a list that is being read. */
	track(resource: string, read: Promise<readonly unknown[]>): void;
};

/** Expensive lists that seldom change, and in which other resources look something up. */
export type SharedListName = 'accounts';

const sharedLists: ReadonlySet<string> = new Set<SharedListName>(['accounts']);

/** Creates a cache. A list is released when it is taken, except those that are looked up: they are tens of megabytes. */
export function createListCache(): ListCache {
	const latest = new Map<string, Promise<readonly unknown[]>>();
	const newLists = new Map<string, readonly unknown[]>();
	const sizes = new Map<string, number>();
	return {
		latest: resource => latest.get(resource),
		size: resource => sizes.get(resource) ?? null,
		takeNew(resource) {
			const records = newLists.get(resource) ?? null;
			newLists.delete(resource);
			return records;
		},
		track(resource, read) {
			if (sharedLists.has(resource) && !latest.has(resource)) latest.set(resource, read);
			read.then(
				records => {
					newLists.set(resource, records);
					sizes.set(resource, records.length);
					if (sharedLists.has(resource)) latest.set(resource, read);
				},
				() => latest.get(resource) === read && latest.delete(resource),
			);
		},
	};
}
