/** One budget, measured: the medians of what we do and of its floor, and their ratio. */
export type Result = {
	readonly name: string;
	readonly value: number;
	readonly unit: 'ms';
	readonly floor: number;
	readonly ratio: number;
	readonly budget: number;
	readonly ok: boolean;
};

/** `short`: small numbers, only to see that the bench itself works. */
export type Bench = (options: {readonly short: boolean}) => Promise<readonly Result[]>;

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

	const [value, least] = [median(times.ours), median(times.floor)];
	const ratio = value / least;
	return {name, value, unit: 'ms', floor: least, ratio, budget, ok: ratio <= budget};
}

const median = (times: readonly number[]): number =>
	times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
