import {normalizeMac} from '../normalize/mac.ts';
import {cellToNumber, cellToText} from './cell.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {Column, Row} from './row.ts';
import {createSortKey, isBlankKey, isSameText, indexOfKey} from './sort-key.ts';

/** The column that a list is sorted by, and the direction. */
export type Order = {readonly column: Column; readonly descending: boolean};

/** Sorts rows by a column: numbers by value, texts as in `createSortKey`, blanks last; stable. */
export const sortRows = (rows: readonly Row[], column: Column, descending: boolean): readonly Row[] =>
	Array.from(sortIndices(rows, {column, descending}), index => rows[index]!);

/** The same as indices into `rows`. Cached for the last column, in both directions, as long as the rows exist. */
export const sortIndices = (rows: readonly Row[], {column, descending}: Order): Uint32Array =>
	lastOrderOf(rows)(column)[descending ? 'descending' : 'ascending']();

/** Only the last column's order is kept: those of all columns would need more memory than the rows. */
const lastOrderOf = memoizeWeak((rows: readonly Row[]) => {
	let last: {readonly column: Column; readonly ends: BothDirections} | null = null;
	return (column: Column): BothDirections => {
		if (last?.column !== column)
			last = {column, ends: inBothDirections(sortByColumn(rows, column), rows.length)};
		return last.ends;
	};
});

type BothDirections = {ascending(): Uint32Array; descending(): Uint32Array};

/** Indices of the rows that are not blank, and whether a new value begins at a position. */
type SortedIndices = {readonly indices: Uint32Array; startsGroup(at: number): boolean};

function sortByColumn(rows: readonly Row[], column: Column): SortedIndices {
	if (column.numeric === true)
		return sortNumbers(Float64Array.from(rows, row => cellToNumber(column.value(row))));
	return sortTexts(sortKeys(rows, column));
}

/** Sort keys of a column, blank cells left out. */
export function sortKeys(rows: readonly Row[], column: Column): readonly string[] {
	const keyOf = createSortKey({numbers: column.mac !== true});
	const keys: string[] = [];
	for (const [index, row] of rows.entries()) {
		const text = cellToText(column.value(row)).trim();
		const key = keyOf(column.mac === true ? (normalizeMac(text) ?? text) : text, index);
		if (!isBlankKey(key)) keys.push(key);
	}

	return keys;
}

/** Sorts prepared keys. */
export function sortTexts(keys: readonly string[]): SortedIndices {
	const sorted = keys.toSorted();
	return {
		indices: Uint32Array.from(sorted, indexOfKey),
		startsGroup: at => at === 0 || !isSameText(sorted[at - 1]!, sorted[at]!),
	};
}

/** Leaves `NaN` out. */
function sortNumbers(numbers: Float64Array): SortedIndices {
	const indices = Uint32Array.from(numbers.keys())
		.filter(index => !Number.isNaN(numbers[index]))
		.toSorted((a, b) => numbers[a]! - numbers[b]!);
	return {
		indices,
		startsGroup: at => at === 0 || numbers[indices[at - 1]!] !== numbers[indices[at]!],
	};
}

/** Blanks are last and equal rows keep their order in both directions, so the one is not simply the other reversed. */
function inBothDirections({indices, startsGroup}: SortedIndices, length: number): BothDirections {
	const filled = new Uint8Array(length);
	for (const index of indices) filled[index] = 1;
	const ascending = new Uint32Array(length);
	ascending.set(indices);
	let blanks = indices.length;
	for (const [index, isFilled] of filled.entries()) if (isFilled === 0) ascending[blanks++] = index;
	let descending: Uint32Array | null = null;
	return {
		ascending: () => ascending,
		descending: () => (descending ??= reverseGroups(ascending, indices.length, startsGroup)),
	};
}

function reverseGroups(
	ascending: Uint32Array,
	length: number,
	begins: SortedIndices['startsGroup'],
): Uint32Array {
	const indices = ascending.slice();
	let at = 0;
	for (let start = length - 1, after = length; start >= 0; start--) {
		if (!begins(start)) continue;
		indices.set(ascending.subarray(start, after), at);
		at += after - start;
		after = start;
	}

	return indices;
}
