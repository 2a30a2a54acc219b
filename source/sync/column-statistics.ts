import {memoizeWeak} from './memoize-weak.ts';
import {type Column, type Row, cellToNumber, cellToText} from './row.ts';
import {createSlicedWork, finishWork, partOfWork, type SlicedWork} from './sliced-work.ts';

/** Of the cells of a column that are numbers. */
type ColumnStats = {
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

/** How often a column has one value. */
type Frequency = {
	/** The cell as text, an item of it where the cell is a list; empty for blank cells. */
	readonly value: string;
	readonly count: number;
	/** How many of these rows are out of sync. */
	readonly unsynced: number;
};

/** The values of a column in the order in which they first occur. The same work for the same rows and column. */
export const countValues = (rows: readonly Row[], column: Column): SlicedWork<readonly Frequency[]> =>
	countsByRows(rows)(column);

const countsByRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((column: Column) => createSlicedWork(() => countSteps(rows, column))),
);

/** The `max` most frequent values of a column, the most frequent first, equally frequent ones by text. */
export const rankValues = (
	rows: readonly Row[],
	column: Column,
	max: number,
): SlicedWork<readonly Frequency[]> =>
	createSlicedWork(function* () {
		return yield* rankSteps(yield* partOfWork(countValues(rows, column)), max);
	});

/** Rows, or values, between two points at which the work may be interrupted. */
const perStep = 100;

/** The portal sends one amount in several spellings, `0` and `0.00`; the screen and the filter take them for one. */
const amountIdentity = (text: string): string =>
	text === '' || Number.isNaN(Number(text)) ? text : String(Number(text));

function* countSteps(rows: readonly Row[], column: Column): Generator<void, readonly Frequency[]> {
	const values: Array<{value: string; count: number; unsynced: number}> = [];
	const parts = Array.from({length: partCount}, () => new Map<string, (typeof values)[number]>());
	for (let index = 0; index < rows.length; index++) {
		if (index % perStep === 0) yield;
		const row = rows[index]!;
		const cell = column.value(row);
		for (const item of Array.isArray(cell) && cell.length > 0 ? cell : [cell]) {
			const value = cellToText(item).trim();
			const identity = column.money ? amountIdentity(value) : value;
			const byIdentity = parts[partOf(identity)]!;
			let known = byIdentity.get(identity);
			if (!known) {
				known = {value, count: 0, unsynced: 0};
				byIdentity.set(identity, known);
				values.push(known);
			}

			known.count += 1;
			if (row.mark !== '=') known.unsynced += 1;
		}
	}

	return values;
}

/** The values are counted in so many maps: a single one is copied as a whole each time it grows, which takes longer than a key may wait. */
const partCount = 64;

const partOf = (text: string): number =>
	(31 * text.length + 7 * text.charCodeAt(text.length - 1) + text.charCodeAt(text.length >> 1)) % partCount ||
	0;

/**
The same of values that are counted already, and that `matches` accepts. The others are not sorted: a column may have as many values as
rows.
*/
export const mostFrequent = <Value extends Ranked>(
	values: readonly Value[],
	max: number,
	matches?: (value: Value) => boolean,
): readonly Value[] => finishWork(createSlicedWork(() => rankSteps(values, max, matches)));

function* rankSteps<Value extends Ranked>(
	values: readonly Value[],
	max: number,
	matches: (value: Value) => boolean = () => true,
): Generator<void, readonly Value[]> {
	const found: Value[] = [];
	for (let index = 0; index < values.length; index++) {
		if (index % perStep === 0) yield;
		const value = values[index]!;
		if ((found.length === max && !isBefore(value, found[max - 1]!)) || !matches(value)) continue;
		let [from, to] = [0, found.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if (isBefore(value, found[middle]!)) to = middle;
			else from = middle + 1;
		}

		found.splice(from, 0, value);
		if (found.length > max) found.pop();
	}

	return found;
}

type Ranked = Pick<Frequency, 'value' | 'count'>;

const isBefore = (one: Ranked, other: Ranked): boolean =>
	one.count === other.count ? one.value < other.value : one.count > other.count;
