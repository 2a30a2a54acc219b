/**
Pseudo-random numbers that depend on seed, row and purpose alone, so that a row is the same in a portal of ten and of a hundred
thousand accounts.
*/
export type Random = {
	/** A whole number from 0 to `limit - 1`. */
	integerBelow(limit: number): number;
	/** One of a list that is not empty. */
	pick<Item>(list: readonly Item[]): Item;
	/** True with this probability. */
	chance(percent: number): boolean;
};

/** Mulberry32 on a seed mixed from the given numbers. */
export function createRandom(...parts: readonly number[]): Random {
	let state = parts.reduce(
		(mixed, part) => Math.imul(mixed ^ part, 0x9e_37_79_b1) ^ (mixed >>> 15),
		0x2f_6e_2b_1,
	);
	const next = (): number => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	return {
		integerBelow: below,
		pick: list => list[below(list.length)]!,
		chance: percent => below(100) < percent,
	};
}
