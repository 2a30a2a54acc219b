/** The last list of each resource, for what is looked up in a dear list and seldom changes. */
export type Lists = {
	/** The list as it is being read now, or as it was read last. While it is read again the one before it is the latest, and stays so when the reading fails. */
	latest(resource: string): Promise<readonly unknown[]> | undefined;
	/** The last that came whole; `null` where none has. */
	last(resource: string): readonly unknown[] | null;
	/** A list is being read. */
	reading(resource: string, reading: Promise<readonly unknown[]>): void;
	/** This is the list now. */
	keep(resource: string, records: readonly unknown[]): void;
};

export function createLists(): Lists {
	const latest = new Map<string, Promise<readonly unknown[]>>();
	const whole = new Map<string, readonly unknown[]>();
	const lists: Lists = {
		latest: resource => latest.get(resource),
		last: resource => whole.get(resource) ?? null,
		reading(resource, reading) {
			if (!latest.has(resource)) latest.set(resource, reading);
			reading.then(
				records => lists.keep(resource, records),
				() => latest.get(resource) === reading && latest.delete(resource),
			);
		},
		keep(resource, records) {
			whole.set(resource, records);
			latest.set(resource, Promise.resolve(records));
		},
	};
	return lists;
}
