import {normaliseMac} from '../naming/mac.ts';
import {numberOf, textOf} from './cell.ts';
import {oncePer} from './once.ts';
import type {Column, Row} from './row.ts';
import {createSortKey, isBlankKey, isSameText, placeOf} from './sort-key.ts';

/** By which column a list is ordered, and from which end. */
export type Order = {readonly column: Column; readonly descending: boolean};

/** Rows ordered by a column: numbers as numbers, texts as people order them, blanks last; stable. */
export const sortRows = (rows: readonly Row[], column: Column, descending: boolean): readonly Row[] =>
	Array.from(sortPlaces(rows, {column, descending}), place => rows[place]!);

/** The same as places in `rows`. Kept for the last column, from both ends, as long as the rows are. */
export const sortPlaces = (rows: readonly Row[], {column, descending}: Order): Uint32Array =>
	lastOf(rows)(column)[descending ? 'descending' : 'ascending']();

/** The orders of all columns at once would be more than the rows themselves. */
const lastOf = oncePer((rows: readonly Row[]) => {
	let last: {readonly column: Column; readonly ends: Ends} | null = null;
	return (column: Column): Ends => {
		if (last?.column !== column) last = {column, ends: bothEnds(placesBy(rows, column), rows.length)};
		return last.ends;
	};
});

type Ends = {ascending(): Uint32Array; descending(): Uint32Array};

/** Places of what is not blank, and whether another value than the one before begins at one of them. */
type Sorted = {readonly places: Uint32Array; begins(at: number): boolean};

function placesBy(rows: readonly Row[], column: Column): Sorted {
	if (column.numeric === true)
		return sortNumbers(Float64Array.from(rows, row => numberOf(column.value(row))));
	return sortTexts(sortKeys(rows, column));
}

/** The keys of a column, those of blank cells left out. */
export function sortKeys(rows: readonly Row[], column: Column): readonly string[] {
	const keyOf = createSortKey({numbers: column.mac !== true});
	const keys: string[] = [];
	for (const [place, row] of rows.entries()) {
		const text = textOf(column.value(row)).trim();
		const key = keyOf(column.mac === true ? (normaliseMac(text) ?? text) : text, place);
		if (!isBlankKey(key)) keys.push(key);
	}

	return keys;
}

/** The order of prepared keys. */
export function sortTexts(keys: readonly string[]): Sorted {
	const sorted = keys.toSorted();
	return {
		places: Uint32Array.from(sorted, placeOf),
		begins: at => at === 0 || !isSameText(sorted[at - 1]!, sorted[at]!),
	};
}

/** `NaN` is left out. */
function sortNumbers(numbers: Float64Array): Sorted {
	const places = Uint32Array.from(numbers.keys())
		.filter(place => !Number.isNaN(numbers[place]))
		.toSorted((a, b) => numbers[a]! - numbers[b]!);
	return {
		places,
		begins: at => at === 0 || numbers[places[at - 1]!] !== numbers[places[at]!],
	};
}

/** Blanks come last and equal rows stay as they were from either end, so the one is not simply the other reversed. */
function bothEnds({places, begins}: Sorted, length: number): Ends {
	const filled = new Uint8Array(length);
	for (const place of places) filled[place] = 1;
	const ascending = new Uint32Array(length);
	ascending.set(places);
	let blanks = places.length;
	for (const [place, isFilled] of filled.entries()) if (isFilled === 0) ascending[blanks++] = place;
	let descending: Uint32Array | null = null;
	return {
		ascending: () => ascending,
		descending: () => (descending ??= reversed(ascending, places.length, begins)),
	};
}

function reversed(ascending: Uint32Array, length: number, begins: Sorted['begins']): Uint32Array {
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
