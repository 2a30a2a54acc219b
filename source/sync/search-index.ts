import {cellToTime} from './filter-date.ts';
import {createSearchTexts, type SearchTexts} from './search-text.ts';
import {memoizeWeak} from './memoize-weak.ts';
import {type Column, type Row, cellToNumber} from './row.ts';

/** A list with the texts and numbers that searching it at every keystroke needs, computed once. */
export type SearchIndex = Pick<SearchTexts, 'searchTerm' | 'macSearchTerm' | 'findWord'> & {
	readonly rows: readonly Row[];
	readonly columns: readonly Column[];
	/**
	Builds row texts until `isEnough()`, which is called every few rows (about 0.1 ms), returns true; returns true once
	every row has its text.

	A hundred thousand accounts take about 0.2 s: the console does this between keystrokes, so that the first search need
	not wait.
	*/
	build(isEnough: () => boolean): boolean;
	/** The row texts built so far. */
	builtTexts(): readonly string[];
	/** The text of every row over all columns, in the order of the rows. */
	rowTexts(): readonly string[];
	/** The same for one column. */
	columnTexts(column: Column): readonly string[];
	/** One column as numbers, `NaN` where a cell is no number. */
	columnNumbers(column: Column): Float64Array;
	/** One column as wall-clock milliseconds, `NaN` where a cell is no date. */
	columnTimes(column: Column): Float64Array;
};

/**
The search index of these rows and columns; the same object for the same rows and columns. Everything in it is built
on first use.
*/
export const searchIndexOf = (rows: readonly Row[], columns: readonly Column[]): SearchIndex =>
	indexesByRows(rows)(columns);

/** Declares that most of these rows are at the same index in an earlier list: the texts built there are used again. */
export const reuseFrom = (rows: readonly Row[], before: readonly Row[]): void =>
	void previousRows.set(rows, new WeakRef(before));

const previousRows = new WeakMap<readonly Row[], WeakRef<readonly Row[]>>();

const indexesByRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((columns: readonly Column[]) => createSearchIndex(rows, columns)),
);

/** Rows built between two calls of `isEnough`. */
const rowsPerCheck = 50;

function createSearchIndex(rows: readonly Row[], columns: readonly Column[]): SearchIndex {
	const {rowText, searchTerm, macSearchTerm, findWord} = createSearchTexts();
	const texts: string[] = [];
	const before = previousRows.get(rows)?.deref();
	let reusable = before && {rows: before, texts: indexesByRows(before)(columns).builtTexts()};
	const build = (isEnough: () => boolean): boolean => {
		while (texts.length < rows.length) {
			if (texts.length % rowsPerCheck === 0 && isEnough()) return false;
			const index = texts.length;
			const row = rows[index]!;
			const reused = reusable?.rows[index] === row ? reusable.texts[index] : undefined;
			texts.push(reused ?? rowText(row, columns));
		}

		reusable = undefined;
		return true;
	};
	return {
		rows,
		columns,
		searchTerm,
		macSearchTerm,
		findWord,
		build,
		builtTexts: () => texts,
		rowTexts() {
			build(() => false);
			return texts;
		},
		columnTexts: memoizeWeak((column: Column) => rows.map(row => rowText(row, [column]))),
		columnNumbers: memoizeWeak((column: Column) =>
			Float64Array.from(rows, row => cellToNumber(column.value(row))),
		),
		columnTimes: memoizeWeak((column: Column) =>
			Float64Array.from(rows, row => cellToTime(column.value(row))),
		),
	};
}
