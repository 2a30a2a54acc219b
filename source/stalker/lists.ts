/** The last list of each resource. */
export type Lists = {
	/** The list as it is being read now, or as it was read last. While it is read again the one before it is the latest, and stays so when the reading fails. */
	latest(resource: LookedUp): Promise<readonly unknown[]> | undefined;
	/** How many records the last had that came whole; `null` where none has. */
	size(resource: string): number | null;
	/** The last that came whole, and that nobody has taken; `null` where there is none. */
	take(resource: string): readonly unknown[] | null;
	/** A list is being read. */
	reading(resource: string, reading: Promise<readonly unknown[]>): void;
};

/** The dear lists that seldom change, and that others look something up in. */
export type LookedUp = 'accounts';

const lookedUp: ReadonlySet<string> = new Set<LookedUp>(['accounts']);

/** Lists for whoever keeps them; once taken they are let go of, but for those that are looked up: they are tens of megabytes. */
export function createLists(): Lists {
	const latest = new Map<string, Promise<readonly unknown[]>>();
	const untaken = new Map<string, readonly unknown[]>();
	const sizes = new Map<string, number>();
	return {
		latest: resource => latest.get(resource),
		size: resource => sizes.get(resource) ?? null,
		take(resource) {
			const records = untaken.get(resource) ?? null;
			untaken.delete(resource);
			return records;
		},
		reading(resource, reading) {
			if (lookedUp.has(resource) && !latest.has(resource)) latest.set(resource, reading);
			reading.then(
				records => {
					untaken.set(resource, records);
					sizes.set(resource, records.length);
					if (lookedUp.has(resource)) latest.set(resource, reading);
				},
				() => latest.get(resource) === reading && latest.delete(resource),
			);
		},
	};
}
