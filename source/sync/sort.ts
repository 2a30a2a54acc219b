import {normalizeMac} from '../normalize/mac.ts';
import {memoizeWeak} from './memoize-weak.ts';
import {type Column, type Row, cellToNumber, cellToText} from './row.ts';
import {createSortKey, isBlankKey, isSameText, indexOfKey} from './sort-key.ts';

/** A column that a list is sorted by, and the direction. */
type SortKey = {readonly column: Column; readonly descending: boolean};

/** How a list is sorted. `second` orders the rows that are equal by the first column. */
export type Order = SortKey & {readonly second?: SortKey | undefined};

/** Sorts rows by a column: numbers by value, texts as in `createSortKey`, blanks last; stable. */
export const sortRows = (rows: readonly Row[], column: Column, descending: boolean): readonly Row[] =>
	Array.from(sortIndices(rows, {column, descending}), index => rows[index]!);

/** The same as indices into `rows`, by one column or two. Cached for these columns, in both directions, as long as the rows exist. */
export function sortIndices(rows: readonly Row[], {second, ...first}: Order): Uint32Array {
	const columns = keptOrdersOf(rows)([first.column, ...(second ? [second.column] : [])]);
	const order = columns.get(first.column)!;
	return second
		? sortWithinGroups(order.groups(), first.descending, inDirection(columns.get(second.column)!, second))
		: inDirection(order, first);
}

const inDirection = (order: ColumnOrder, {descending}: SortKey): Uint32Array =>
	order[descending ? 'descending' : 'ascending']();

/** Only the columns of the last order are kept: all of them would need more memory than the rows. */
const keptOrdersOf = memoizeWeak((rows: readonly Row[]) => {
	let kept: ReadonlyMap<Column, ColumnOrder> = new Map();
	return (columns: readonly Column[]): ReadonlyMap<Column, ColumnOrder> => {
		const before = kept;
		kept = new Map(
			columns.map(column => [
				column,
				before.get(column) ?? createColumnOrder(sortByColumn(rows, column), rows.length),
			]),
		);
		return kept;
	};
});

type ColumnOrder = {ascending(): Uint32Array; descending(): Uint32Array; groups(): Groups};

/** For each row the number of its value in ascending order: equal rows have the same number, blank ones `count`. */
type Groups = {readonly numbers: Uint32Array; readonly count: number};

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
function createColumnOrder({indices, startsGroup}: SortedIndices, length: number): ColumnOrder {
	const filled = new Uint8Array(length);
	for (const index of indices) filled[index] = 1;
	const ascending = new Uint32Array(length);
	ascending.set(indices);
	let blanks = indices.length;
	for (const [index, isFilled] of filled.entries()) if (isFilled === 0) ascending[blanks++] = index;
	let descending: Uint32Array | null = null;
	let groups: Groups | null = null;
	return {
		ascending: () => ascending,
		descending: () => (descending ??= reverseGroups(ascending, indices.length, startsGroup)),
		groups: () => (groups ??= numberGroups({indices, startsGroup}, length)),
	};
}

function numberGroups({indices, startsGroup}: SortedIndices, length: number): Groups {
	let count = 0;
	for (const at of indices.keys()) if (startsGroup(at)) count += 1;
	const numbers = new Uint32Array(length).fill(count);
	let number = -1;
	for (const [at, index] of indices.entries()) {
		if (startsGroup(at)) number += 1;
		numbers[index] = number;
	}

	return {numbers, count};
}

/** Sorts by the groups of one column; within a group the rows keep the order that is given. */
function sortWithinGroups({numbers, count}: Groups, descending: boolean, order: Uint32Array): Uint32Array {
	const placeOf = (index: number): number => {
		const number = numbers[index]!;
		return descending && number < count ? count - 1 - number : number;
	};
	const next = new Uint32Array(count + 2);
	for (const index of order) next[placeOf(index) + 1]! += 1;
	for (let place = 1; place < next.length; place++) next[place]! += next[place - 1]!;
	const sorted = new Uint32Array(order.length);
	for (const index of order) sorted[next[placeOf(index)]!++] = index;
	return sorted;
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
