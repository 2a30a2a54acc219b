import {normalizeMac} from '../normalize/mac.ts';
import {cellToNumber, cellToText} from './cell.ts';
import {memoizeWeak} from './memoize-weak.ts';
import type {Column, Row} from './row.ts';
import {createSortKey, isBlankKey, isSameText, indexOfKey} from './sort-key.ts';

/** By which column a list is ordered, and from which end. */
export type Order = {readonly column: Column; readonly descending: boolean};

/** Rows ordered by a column: numbers as numbers, texts as people order them, blanks last; stable. */
export const sortRows = (rows: readonly Row[], column: Column, descending: boolean): readonly Row[] =>
	Array.from(sortIndices(rows, {column, descending}), place => rows[place]!);

/** The same as places in `rows`. Kept for the last column, from both ends, as long as the rows are. */
export const sortIndices = (rows: readonly Row[], {column, descending}: Order): Uint32Array =>
	lastOrderOf(rows)(column)[descending ? 'descending' : 'ascending']();

/** The orders of all columns at once would be more than the rows themselves. */
const lastOrderOf = memoizeWeak((rows: readonly Row[]) => {
	let last: {readonly column: Column; readonly ends: BothDirections} | null = null;
	return (column: Column): BothDirections => {
		if (last?.column !== column)
			last = {column, ends: inBothDirections(sortByColumn(rows, column), rows.length)};
		return last.ends;
	};
});

type BothDirections = {ascending(): Uint32Array; descending(): Uint32Array};

/** Places of what is not blank, and whether another value than the one before begins at one of them. */
type SortedIndices = {readonly indices: Uint32Array; startsGroup(at: number): boolean};

function sortByColumn(rows: readonly Row[], column: Column): SortedIndices {
	if (column.numeric === true)
		return sortNumbers(Float64Array.from(rows, row => cellToNumber(column.value(row))));
	return sortTexts(sortKeys(rows, column));
}

/** The keys of a column, those of blank cells left out. */
export function sortKeys(rows: readonly Row[], column: Column): readonly string[] {
	const keyOf = createSortKey({numbers: column.mac !== true});
	const keys: string[] = [];
	for (const [place, row] of rows.entries()) {
		const text = cellToText(column.value(row)).trim();
		const key = keyOf(column.mac === true ? (normalizeMac(text) ?? text) : text, place);
		if (!isBlankKey(key)) keys.push(key);
	}

	return keys;
}

/** The order of prepared keys. */
export function sortTexts(keys: readonly string[]): SortedIndices {
	const sorted = keys.toSorted();
	return {
		indices: Uint32Array.from(sorted, indexOfKey),
		startsGroup: at => at === 0 || !isSameText(sorted[at - 1]!, sorted[at]!),
	};
}

/** `NaN` is left out. */
function sortNumbers(numbers: Float64Array): SortedIndices {
	const places = Uint32Array.from(numbers.keys())
		.filter(place => !Number.isNaN(numbers[place]))
		.toSorted((a, b) => numbers[a]! - numbers[b]!);
	return {
		indices: places,
		startsGroup: at => at === 0 || numbers[places[at - 1]!] !== numbers[places[at]!],
	};
}

/** Blanks come last and equal rows stay as they were from either end, so the one is not simply the other reversed. */
function inBothDirections({indices, startsGroup}: SortedIndices, length: number): BothDirections {
	const filled = new Uint8Array(length);
	for (const place of indices) filled[place] = 1;
	const ascending = new Uint32Array(length);
	ascending.set(indices);
	let blanks = indices.length;
	for (const [place, isFilled] of filled.entries()) if (isFilled === 0) ascending[blanks++] = place;
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
	const places = ascending.slice();
	let at = 0;
	for (let start = length - 1, after = length; start >= 0; start--) {
		if (!begins(start)) continue;
		places.set(ascending.subarray(start, after), at);
		at += after - start;
		after = start;
	}

	return places;
}
