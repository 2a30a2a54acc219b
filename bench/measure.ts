/** One budget, measured: what we do, its floor, and their ratio. */
export type Result = {
	readonly name: string;
	readonly value: number;
	readonly unit: 'ms' | 'bytes' | 'bytes/s' | 'MB';
	readonly floor: number;
	readonly ratio: number;
	readonly budget: number;
	readonly ok: boolean;
	/** Of several runs, whose median the value is where nothing else is said. */
	readonly min?: number;
	readonly max?: number;
};

/** `short`: small numbers, only to see that the bench itself works. */
export type Benchmark = (options: {readonly short: boolean}) => Promise<readonly Result[]>;

/** The same with so many rows as a small, a usual and the largest portal have: so that it is seen what grows with them. */
export const forEachSize =
	(ofSize: (n: number, options: {readonly short: boolean}) => Promise<readonly Result[]>): Benchmark =>
	async options => {
		const results: Result[] = [];
		for (const n of options.short ? [1000] : [1000, 20_000, 100_000])
			results.push(...(await ofSize(n, options)));
		return results;
	};

/** Times both in turn, so that a machine that slows down slows both. */
export async function compare(
	name: string,
	budget: number,
	{
		ours,
		floor,
		runs,
	}: {readonly ours: () => Promise<unknown>; readonly floor: () => Promise<unknown>; readonly runs: number},
): Promise<Result> {
	const times: {ours: number[]; floor: number[]} = {ours: [], floor: []};
	for (let run = 0; run <= runs; run++) {
		for (const [side, work] of [
			['floor', floor],
			['ours', ours],
		] as const) {
			globalThis.gc?.();
			const start = performance.now();
			await work();
			// The first of each warms up.
			if (run > 0) times[side].push(performance.now() - start);
		}
	}

	return toResult({
		name,
		value: median(times.ours),
		unit: 'ms',
		floor: median(times.floor),
		budget,
		min: Math.min(...times.ours),
		max: Math.max(...times.ours),
	});
}

/** A measured value against its floor. Where the budget is a figure of its own and not a ratio, that figure is the floor and the budget is 1. */
export function toResult({value, floor, budget, ...rest}: Omit<Result, 'ratio' | 'ok'>): Result {
	const ratio = value / floor;
	return {...rest, value, floor, ratio, budget, ok: ratio <= budget};
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that so many percent of them do not exceed. */
export const percentile = (values: readonly number[], percent: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))]!;
