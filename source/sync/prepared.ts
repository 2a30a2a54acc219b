import {numberOf} from './cell.ts';
import {createHaystacks, type Haystacks} from './haystack.ts';
import {oncePer} from './once.ts';
import type {Column, Row} from './row.ts';

/** A list with what searching it at every keystroke needs, made once. */
export type Prepared = Pick<Haystacks, 'needle' | 'macNeedle'> & {
	readonly rows: readonly Row[];
	readonly columns: readonly Column[];
	/**
	Make more haystacks until it `isEnough`, which is asked every few rows (about 0.1 ms); `true` once there is one for every row.

	A hundred thousand accounts take about 0.2 s: a face does this between keys, so that the first word need not wait.
	*/
	advance(isEnough: () => boolean): boolean;
	/** As many haystacks as there are already. */
	made(): readonly string[];
	/** Every row's haystack over all columns, in the order of the rows. */
	haystacks(): readonly string[];
	/** The same over one column. */
	haystacksOf(column: Column): readonly string[];
	/** One column as numbers, `NaN` where it is none. */
	numbersOf(column: Column): Float64Array;
};

/** The list made ready for searching; the same for the same rows and columns. Nothing is made before it is asked for. */
export const prepare = (rows: readonly Row[], columns: readonly Column[]): Prepared => known(rows)(columns);

/** Say that most of these rows stood in the same places of a list before: what was made of them there serves again. */
export const inherit = (rows: readonly Row[], before: readonly Row[]): void =>
	void predecessors.set(rows, new WeakRef(before));

const predecessors = new WeakMap<readonly Row[], WeakRef<readonly Row[]>>();

const known = oncePer((rows: readonly Row[]) =>
	oncePer((columns: readonly Column[]) => begin(rows, columns)),
);

/** Rows between two questions whether it is enough. */
const slice = 50;

function begin(rows: readonly Row[], columns: readonly Column[]): Prepared {
	const {haystack, needle, macNeedle} = createHaystacks();
	const haystacks: string[] = [];
	const before = predecessors.get(rows)?.deref();
	let inherited = before && {rows: before, haystacks: known(before)(columns).made()};
	const advance = (isEnough: () => boolean): boolean => {
		while (haystacks.length < rows.length) {
			if (haystacks.length % slice === 0 && isEnough()) return false;
			const place = haystacks.length;
			const row = rows[place]!;
			const own = inherited?.rows[place] === row ? inherited.haystacks[place] : undefined;
			haystacks.push(own ?? haystack(row, columns));
		}

		inherited = undefined;
		return true;
	};
	return {
		rows,
		columns,
		needle,
		macNeedle,
		advance,
		made: () => haystacks,
		haystacks() {
			advance(() => false);
			return haystacks;
		},
		haystacksOf: oncePer((column: Column) => rows.map(row => haystack(row, [column]))),
		numbersOf: oncePer((column: Column) => Float64Array.from(rows, row => numberOf(column.value(row)))),
	};
}
