/** The last list of each resource, for what is looked up in a dear list and seldom changes. */
export type Lists = {
	/** The list as it is being read now, or as it was read last. While it is read again the one before it is the latest, and stays so when the reading fails. */
	latest(resource: string): Promise<readonly unknown[]> | undefined;
	/** The last that came whole; `null` where none has. */
	last(resource: string): readonly unknown[] | null;
	/** A list is being read. */
	reading(resource: string, reading: Promise<readonly unknown[]>): void;
};

export function createLists(): Lists {
	const latest = new Map<string, Promise<readonly unknown[]>>();
	const whole = new Map<string, readonly unknown[]>();
	return {
		latest: resource => latest.get(resource),
		last: resource => whole.get(resource) ?? null,
		reading(resource, reading) {
			if (!latest.has(resource)) latest.set(resource, reading);
			reading.then(
				records => {
					whole.set(resource, records);
					latest.set(resource, reading);
				},
				() => latest.get(resource) === reading && latest.delete(resource),
			);
		},
	};
}
