import {cellToTime} from './filter-date.ts';
import {createSearchTexts, type SearchTexts} from './search-text.ts';
import {memoizeWeak} from './memoize-weak.ts';
import {type Column, type Row, cellToNumber, previousRowsOf} from './row.ts';
import {createSlicedWork, finishWork, type SlicedWork} from './sliced-work.ts';

/** A list with the texts and numbers that searching it at every keystroke needs, computed once. */
export type SearchIndex = Pick<SearchTexts, 'searchTerm' | 'macSearchTerm' | 'findWord'> & {
	readonly rows: readonly Row[];
	readonly columns: readonly Column[];
	/**
	The texts of the rows; the console makes them between keys, so that the first search need not wait: a hundred thousand accounts take
	about 0.2 s.
	*/
	readonly rowTextWork: SlicedWork<readonly string[]>;
	/** The row texts built so far. */
	builtTexts(): readonly string[];
	/** The text of every row over all columns, in the order of the rows. */
	rowTexts(): readonly string[];
	/** The texts of one column; the console makes them between keys once the filter names it. */
	columnTextWork(column: Column): SlicedWork<readonly string[]>;
	/** The text of every row in one column. */
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

const indexesByRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((columns: readonly Column[]) => createSearchIndex(rows, columns)),
);

/** Rows built between two points at which the work may be interrupted. */
const rowsPerStep = 50;

function createSearchIndex(rows: readonly Row[], columns: readonly Column[]): SearchIndex {
	const {rowText, searchTerm, macSearchTerm, findWord} = createSearchTexts();
	const texts: string[] = [];
	const before = previousRowsOf(rows);
	let reusable = before && {rows: before, texts: indexesByRows(before)(columns).builtTexts()};
	const rowTextWork = createSlicedWork(function* () {
		for (let index = 0; index < rows.length; index++) {
			if (index % rowsPerStep === 0) yield;
			const row = rows[index]!;
			const reused = reusable?.rows[index] === row ? reusable.texts[index] : undefined;
			texts.push(reused ?? rowText(row, columns));
		}

		reusable = undefined;
		return texts;
	});
	const columnTextWork = memoizeWeak((column: Column) =>
		createSlicedWork(function* () {
			const columnTexts: string[] = [];
			for (let index = 0; index < rows.length; index++) {
				if (index % rowsPerStep === 0) yield;
				columnTexts.push(rowText(rows[index]!, [column]));
			}

			return columnTexts;
		}),
	);
	return {
		rows,
		columns,
		searchTerm,
		macSearchTerm,
		findWord,
		rowTextWork,
		builtTexts: () => texts,
		rowTexts: () => finishWork(rowTextWork),
		columnTextWork,
		columnTexts: column => finishWork(columnTextWork(column)),
		columnNumbers: memoizeWeak((column: Column) =>
			Float64Array.from(rows, row => cellToNumber(column.value(row))),
		),
		columnTimes: memoizeWeak((column: Column) =>
			Float64Array.from(rows, row => cellToTime(column.value(row))),
		),
	};
}
