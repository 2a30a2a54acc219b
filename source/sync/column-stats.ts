import {memoizeWeak} from './memoize-weak.ts';
import {type Column, type Row, cellToNumber} from './row.ts';

/** Of the cells of a column that are numbers. */
export type ColumnStats = {
	/** How many cells are numbers. */
	readonly count: number;
	readonly sum: number;
	readonly mean: number;
	readonly min: number;
	readonly max: number;
};

/** Sum, mean and range of a numeric column of these rows; `null` where no cell is a number. Cached for the same rows and column. */
export const columnStats = (rows: readonly Row[], column: Column): ColumnStats | null =>
	statsCache(rows)(column);

const statsCache = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((column: Column): ColumnStats | null => {
		let [count, sum, min, max] = [0, 0, Infinity, -Infinity];
		for (const row of rows) {
			const number = cellToNumber(column.value(row));
			if (!Number.isFinite(number)) continue;
			count += 1;
			sum += number;
			if (number < min) min = number;
			if (number > max) max = number;
		}

		return count === 0 ? null : {count, sum, mean: sum / count, min, max};
	}),
);
