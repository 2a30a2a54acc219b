/** The last list of each resource. */
export type ListCache = {
	/** The list as it is being read now, or as it was read last. While it is read again the one before it is the latest, and stays so when the reading fails. */
	latest(resource: SharedListName): Promise<readonly unknown[]> | undefined;
	/** How many records the last had that came whole; `null` where none has. */
	size(resource: string): number | null;
	/** The last that came whole, and that nobody has taken; `null` where there is none. */
	takeNew(resource: string): readonly unknown[] | null;
	/** A list is being read. */
	track(resource: string, reading: Promise<readonly unknown[]>): void;
};

/** The dear lists that seldom change, and that others look something up in. */
export type SharedListName = 'accounts';

const sharedLists: ReadonlySet<string> = new Set<SharedListName>(['accounts']);

/** Lists for whoever keeps them; once taken they are let go of, but for those that are looked up: they are tens of megabytes. */
export function createListCache(): ListCache {
	const latest = new Map<string, Promise<readonly unknown[]>>();
	const untaken = new Map<string, readonly unknown[]>();
	const sizes = new Map<string, number>();
	return {
		latest: resource => latest.get(resource),
		size: resource => sizes.get(resource) ?? null,
		takeNew(resource) {
			const records = untaken.get(resource) ?? null;
			untaken.delete(resource);
			return records;
		},
		track(resource, reading) {
			if (sharedLists.has(resource) && !latest.has(resource)) latest.set(resource, reading);
			reading.then(
				records => {
					untaken.set(resource, records);
					sizes.set(resource, records.length);
					if (sharedLists.has(resource)) latest.set(resource, reading);
				},
				() => latest.get(resource) === reading && latest.delete(resource),
			);
		},
	};
}
