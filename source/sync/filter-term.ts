import {compareKey} from '../normalize/collation.ts';
import {normalizeMac} from '../normalize/mac.ts';
import {nearestWord} from '../normalize/nearest-word.ts';
import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import {differenceKinds, syncStatuses, syncStatusNames, type SyncStatus} from './difference.ts';
import {parseTimeTest} from './filter-date.ts';
import {
	isMacLike,
	type FilterCondition,
	type FilterOperator,
	type FilterTerm,
	type FilterValue,
	type TextSpan,
} from './filter-syntax.ts';
import type {SearchIndex} from './search-index.ts';
import {type Cell, type Column, type Row, cellToText} from './row.ts';

/** A predicate on the index of a row, for a list. */
export type RowFilter = (list: SearchIndex) => (index: number) => boolean;

/** A term that has no meaning: its place in the expression, and the reason with the way out. */
export type FilterError = {readonly span: TextSpan; readonly reason: Message};

/** What a value had to be: the second part of the code of the reason. */
type ExpectedValue = 'number' | 'date' | 'flag' | 'status' | 'kind';

/** Parses a term: a predicate, or its part that has no meaning. `now`: for ages and `today`. */
export function parseTerm(
	{isNegated, conditions}: FilterTerm,
	columns: readonly Column[],
	now: Date,
): RowFilter | FilterError {
	const filters: RowFilter[] = [];
	for (const condition of conditions) {
		const filter = parseCondition(condition, columns, now);
		if (typeof filter !== 'function') return filter;
		filters.push(filter);
	}

	return isNegated ? not(anyOf(filters)) : anyOf(filters);
}

function parseCondition(
	condition: FilterCondition,
	columns: readonly Column[],
	now: Date,
): RowFilter | FilterError {
	const {column: name, columnSpan, operator, values} = condition;
	const filters: RowFilter[] = [];
	const column = name === null ? null : findFilterColumn(name, columns);
	if (column === undefined)
		return {
			span: columnSpan,
			reason: message('filter-column', {text: name!, nearest: nearestColumn(name!, columns)}),
		};
	for (const value of values) {
		const filter =
			column === null
				? containsFilter(value.text)
				: typeof column === 'string'
					? parseRowTerm(column, condition, value)
					: parseColumnTerm(column, operator, value.text, now);
		if (typeof filter !== 'function')
			return {span: value.span, reason: message(`filter-${filter}`, {text: value.text})};
		filters.push(filter);
	}

	return operator === 'differs' ? not(anyOf(filters)) : anyOf(filters);
}

/**
The column of this name, or the first whose name begins or ends with it; `sync` and `drift` for what a row has besides
its columns (`mark` is the older name of `sync`, and `kind` is `drift`, as in `--kind`). `undefined` where there is none.
*/
export function findFilterColumn(
	name: string,
	columns: readonly Column[],
): Column | 'sync' | 'drift' | undefined {
	if (name === 'sync' || name === 'mark') return 'sync';
	if (name === 'drift' || name === 'kind') return 'drift';
	return (
		columns.find(({id}) => id === name) ?? columns.find(({id}) => id.startsWith(name) || id.endsWith(name))
	);
}

/** Other words for what a row has besides its columns: they are no names, but say which one is meant. */
const meantNames: Readonly<Record<string, string>> = {
	diff: 'drift',
	difference: 'drift',
	differences: 'drift',
	differs: 'drift',
	state: 'sync',
};

/** The name that a word without meaning most likely stands for; `''` where there is none. */
const nearestColumn = (name: string, columns: readonly Column[]): string =>
	meantNames[name] ?? nearestWord(name, [...columns.map(({id}) => id), 'sync', 'drift', 'kind']);

const anyOf = (filters: readonly RowFilter[]): RowFilter => {
	if (filters.length === 1) return filters[0]!;
	return list => {
		const tests = filters.map(filter => filter(list));
		return index => tests.some(test => test(index));
	};
};

const not =
	(filter: RowFilter): RowFilter =>
	list => {
		const keeps = filter(list);
		return index => !keeps(index);
	};

/** A filter that needs nothing but the row. */
const rowFilter =
	(keeps: (row: Row) => boolean): RowFilter =>
	({rows}) =>
	index =>
		keeps(rows[index]!);

/** A condition on the sync status or on the kinds of differences. */
function parseRowTerm(
	name: 'sync' | 'drift',
	{operator, operatorText}: FilterCondition,
	{text}: FilterValue,
): RowFilter | ExpectedValue {
	if (!['contains', 'equals', 'differs'].includes(operator)) return name === 'sync' ? 'status' : 'kind';
	if (name === 'drift') {
		const code = text.toUpperCase();
		if (!(code in differenceKinds)) return 'kind';
		return rowFilter(({differences}) => differences.some(one => one.code === code));
	}

	// In `sync:=+` the `=` is a sync status, too; in `sync:=same` it is not.
	const statuses = (operatorText === ':=' && parseStatuses(`=${text}`)) || parseStatuses(text);
	return statuses ? rowFilter(({mark}) => statuses.includes(mark)) : 'status';
}

/** A condition on a column, by what its cells are: flags, dates, numbers or texts. */
function parseColumnTerm(
	column: Column,
	operator: FilterOperator,
	value: string,
	now: Date,
): RowFilter | ExpectedValue {
	const isEquality = operator === 'equals' || operator === 'differs';
	if (isEquality && value.trim() === '') return rowFilter(row => cellToText(column.value(row)).trim() === '');
	if (column.flag !== undefined) return parseFlagTerm(column, operator, value) ?? 'flag';
	if (operator === 'contains') return containsFilter(value, column);
	if (column.date === true) {
		if (isEquality && value.toLowerCase() === 'never') return rowFilter(row => isZeroDate(column.value(row)));
		const fits = parseTimeTest(value, operator, now);
		return fits ? numbersFilter(list => list.columnTimes(column), fits) : 'date';
	}

	if (isEquality && column.numeric !== true) return equalsFilter(value, column);
	const limit = Number(value.replace(',', '.'));
	if (value.trim() === '' || Number.isNaN(limit)) return 'number';
	return numbersFilter(list => list.columnNumbers(column), numberTests[operator](limit));
}

const numbersFilter =
	(numbersOf: (list: SearchIndex) => Float64Array, fits: (value: number) => boolean): RowFilter =>
	list => {
		const numbers = numbersOf(list);
		return index => fits(numbers[index]!);
	};

const isEqual = (limit: number) => (value: number) => value === limit;

const numberTests: Readonly<Record<FilterOperator, (limit: number) => (value: number) => boolean>> = {
	contains: isEqual,
	equals: isEqual,
	differs: isEqual,
	'<': limit => value => value < limit,
	'<=': limit => value => value <= limit,
	'>': limit => value => value > limit,
	'>=': limit => value => value >= limit,
};

/** MySQL's value for “no date”. */
const isZeroDate = (cell: Cell): boolean => cellToText(cell).startsWith('0000-00-00');

/** Rows that contain the word in this column, or in any. */
function containsFilter(word: string, column?: Column): RowFilter {
	return list => {
		const term = list.searchTerm(word);
		// Every text contains it: the first key behind `login:` need not wait for the texts.
		if (term === '' && !isMacLike(word)) return () => true;
		const texts = column ? list.columnTexts(column) : list.rowTexts();
		if (!isMacLike(word)) return index => texts[index]!.includes(term);
		const macTerm = list.macSearchTerm(word);
		return index => texts[index]!.includes(term) || texts[index]!.includes(macTerm);
	};
}

/** Rows whose cell equals the value; a MAC in any notation. The exact comparison runs only where the quick search matches. */
function equalsFilter(value: string, column: Column): RowFilter {
	const keyOf = (text: string): string =>
		(column.mac === true ? normalizeMac(text) : null) ?? compareKey(text);
	const wanted = keyOf(value);
	/** Most columns have few different values, and a key takes longer than a look-up. */
	const known = new Map<string, boolean>();
	const isEqualText = (text: string): boolean => {
		const isEqual = known.get(text) ?? keyOf(text) === wanted;
		known.set(text, isEqual);
		return isEqual;
	};
	return list => {
		const mayEqual = containsFilter(value, column)(list);
		return index => mayEqual(index) && isEqualText(cellToText(column.value(list.rows[index]!)));
	};
}

/** `status:on`, `online:no`, or `1` and `0` as in the API. `null` where the value is neither, or the operator asks for an order. */
function parseFlagTerm(column: Column, operator: FilterOperator, value: string): RowFilter | null {
	const wanted = {'1': true, on: true, yes: true, '0': false, off: false, no: false}[value.toLowerCase()];
	if (wanted === undefined || !['contains', 'equals', 'differs'].includes(operator)) return null;
	return rowFilter(row => {
		const cell = column.value(row);
		return cell !== null && cell !== '' && (Number(cell) === 1) === wanted;
	});
}

function parseStatuses(value: string): readonly SyncStatus[] | null {
	return value === 'unsynced' ? syncStatuses.filter(mark => mark !== '=') : parseSyncStatuses(value);
}

/** Parses `+`, `+~` or `only-in-stalker,differs` into sync statuses; `null` where a part is none. */
export function parseSyncStatuses(value: string): readonly SyncStatus[] | null {
	const parts = value.includes(',')
		? value.split(',')
		: syncStatuses.some(mark => syncStatusNames[mark] === value)
			? [value]
			: [...value];
	const found = parts.map(part => syncStatuses.find(mark => mark === part || syncStatusNames[mark] === part));
	return found.length > 0 && found.every(mark => mark !== undefined) ? found : null;
}
