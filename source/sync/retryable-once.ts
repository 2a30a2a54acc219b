/** Asynchronous work that is done once, for all who ask; after a failure it is done again for the next one. */
export type RetryableOnce<Value> = {
	get(): Promise<Value>;
	/** The work that is done or being done; `null` before the first, and after a failure. */
	readonly last: Promise<Value> | null;
};

/** Begins nothing before the first `get`. */
export function retryableOnce<Value>(work: () => Promise<Value>): RetryableOnce<Value> {
	let last: Promise<Value> | null = null;
	return {
		async get() {
			last ??= work().catch((error: unknown) => {
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
