import {cellToNumber} from './cell.ts';
import {createSearchTexts, type SearchTexts} from './search-text.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {Column, Row} from './row.ts';

/** A list with what searching it at every keystroke needs, made once. */
export type SearchIndex = Pick<SearchTexts, 'searchTerm' | 'macSearchTerm'> & {
	readonly rows: readonly Row[];
	readonly columns: readonly Column[];
	/**
	Make more haystacks until it `isEnough`, which is asked every few rows (about 0.1 ms); `true` once there is one for every row.

	A hundred thousand accounts take about 0.2 s: a face does this between keys, so that the first word need not wait.
	*/
	build(isEnough: () => boolean): boolean;
	/** As many haystacks as there are already. */
	builtTexts(): readonly string[];
	/** Every row's haystack over all columns, in the order of the rows. */
	rowTexts(): readonly string[];
	/** The same over one column. */
	columnTexts(column: Column): readonly string[];
	/** One column as numbers, `NaN` where it is none. */
	columnNumbers(column: Column): Float64Array;
};

/** The list made ready for searching; the same for the same rows and columns. Nothing is made before it is asked for. */
export const searchIndexOf = (rows: readonly Row[], columns: readonly Column[]): SearchIndex =>
	indexesByRows(rows)(columns);

/** Say that most of these rows stood in the same places of a list before: what was made of them there serves again. */
export const reuseFrom = (rows: readonly Row[], before: readonly Row[]): void =>
	void previousRows.set(rows, new WeakRef(before));

const previousRows = new WeakMap<readonly Row[], WeakRef<readonly Row[]>>();

const indexesByRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((columns: readonly Column[]) => createSearchIndex(rows, columns)),
);

/** Rows between two questions whether it is enough. */
const rowsPerCheck = 50;

function createSearchIndex(rows: readonly Row[], columns: readonly Column[]): SearchIndex {
	const {rowText, searchTerm, macSearchTerm} = createSearchTexts();
	const haystacks: string[] = [];
	const before = previousRows.get(rows)?.deref();
	let inherited = before && {rows: before, haystacks: indexesByRows(before)(columns).builtTexts()};
	const advance = (isEnough: () => boolean): boolean => {
		while (haystacks.length < rows.length) {
			if (haystacks.length % rowsPerCheck === 0 && isEnough()) return false;
			const place = haystacks.length;
			const row = rows[place]!;
			const own = inherited?.rows[place] === row ? inherited.haystacks[place] : undefined;
			haystacks.push(own ?? rowText(row, columns));
		}

		inherited = undefined;
		return true;
	};
	return {
		rows,
		columns,
		searchTerm,
		macSearchTerm,
		build: advance,
		builtTexts: () => haystacks,
		rowTexts() {
			advance(() => false);
			return haystacks;
		},
		columnTexts: memoizeWeak((column: Column) => rows.map(row => rowText(row, [column]))),
		columnNumbers: memoizeWeak((column: Column) =>
			Float64Array.from(rows, row => cellToNumber(column.value(row))),
		),
	};
}
