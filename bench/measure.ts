/** One budget: the measured value, its floor, and their ratio. */
export type Result = {
	readonly name: string;
	readonly value: number;
	readonly unit: 'ms' | 'bytes' | 'bytes/s' | 'MB' | 'files' | 'requests';
	readonly floor: number;
	readonly ratio: number;
	readonly budget: number;
	readonly ok: boolean;
	/** Of several runs; the value is their median unless its name says otherwise. */
	readonly min?: number;
	readonly max?: number;
};

/** `short`: small numbers, only to see that the benchmark itself works. */
export type Benchmark = (options: {readonly short: boolean}) => Promise<readonly Result[]>;

/** The benchmark with as many rows as a small, a usual and the largest portal have, so that growth is seen; or with `sizes`. */
export const forEachSize =
	(
		ofSize: (n: number, options: {readonly short: boolean}) => Promise<readonly Result[]>,
		sizes: readonly number[] = [1000, 20_000, 100_000],
	): Benchmark =>
	async options => {
		const results: Result[] = [];
		for (const n of options.short ? [1000] : sizes) results.push(...(await ofSize(n, options)));
		return results;
	};

/** Measures both alternately, so that a machine that becomes slower slows both. */
export async function compare(
	name: string,
	budget: number,
	{
		measured,
		floor,
		runs,
	}: {
		readonly measured: () => Promise<unknown>;
		readonly floor: () => Promise<unknown>;
		readonly runs: number;
	},
): Promise<Result> {
	const times: {measured: number[]; floor: number[]} = {measured: [], floor: []};
	for (let run = 0; run <= runs; run++) {
		for (const [side, work] of [
			['floor', floor],
			['measured', measured],
		] as const) {
			globalThis.gc?.();
			const start = performance.now();
			await work();
			// The first run of each is a warm-up.
			if (run > 0) times[side].push(performance.now() - start);
		}
	}

	return toResult({
		name,
		value: median(times.measured),
		unit: 'ms',
		floor: median(times.floor),
		budget,
		min: Math.min(...times.measured),
		max: Math.max(...times.measured),
	});
}

/** The result of a measured value. Where the budget is an absolute number, that number is the floor and the budget is 1. */
export function toResult({value, floor, budget, ...rest}: Omit<Result, 'ratio' | 'ok'>): Result {
	const ratio = value / floor;
	return {...rest, value, floor, ratio, budget, ok: ratio <= budget};
}

/** Longest waits of a key, in milliseconds, one of each run, against a frame of a screen that is drawn 60 times a second. */
export const toKeyWait = (what: string, waits: readonly number[]): Result =>
	toResult({
		name: `longest wait of a key ${what}, p95`,
		value: percentile(waits, 95),
		unit: 'ms',
		floor: 16,
		budget: 1,
		min: Math.min(...waits),
		max: Math.max(...waits),
	});

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that so many percent of the values do not exceed. */
export const percentile = (values: readonly number[], percent: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))]!;
