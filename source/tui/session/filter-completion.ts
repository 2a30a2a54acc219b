import {compareKey} from '../../normalize/collation.ts';
import {countStatuses} from '../../sync/statuses.ts';
import {differenceKinds, syncStatuses, syncStatusNames} from '../../sync/difference.ts';
import {parseFilterSyntax, type FilterOperator} from '../../sync/filter-syntax.ts';
import {findFilterColumn} from '../../sync/filter-term.ts';
import {countValues, mostFrequent} from '../../sync/column-statistics.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Column, Row} from '../../sync/row.ts';
import {searchIndexOf} from '../../sync/search-index.ts';
import {createSlicedWork, finishWork, partOfWork, type SlicedWork} from '../../sync/sliced-work.ts';
import type {List} from './list.ts';

/** A text that can be put in place of what is typed at the end of the filter. */
export type Completion = {
	readonly text: string;
	/** The whole filter after it has been taken. */
	readonly filter: string;
	/** Number of rows with this value; `null` for names of columns, operators and dates. */
	readonly count: number | null;
};

const maxCompletions = 40;

/**
Completions of the end of the filter: names of columns, then the operators or the values of that column, most frequent first. `null` while
these are still being counted.
*/
export const filterCompletions = (list: List): readonly Completion[] | null =>
	filterWork(list)[0]?.result() === null ? null : completionsOf(list);

/** Cached: a key asks for those that are drawn. */
const completionsOf = memoizeWeak(({filter, comparison, resource}: List): readonly Completion[] => {
	const {typed, start, condition} = lastValue(filter);
	const rows = comparison?.rows ?? noRows;
	const column = condition && findFilterColumn(condition.column, resource.columns);
	const candidates =
		condition === null
			? nameCandidates(typed, resource.columns)
			: column === undefined || column === null
				? []
				: valueCandidates(column, condition.operator, typed, rows);
	return candidates
		.filter(({inserted}) => filter.slice(start) !== inserted)
		.slice(0, maxCompletions)
		.map(({text, inserted, count = null}) => ({text, filter: filter.slice(0, start) + inserted, count}));
});

const noRows: readonly Row[] = [];

/**
What the console makes between keys for the end of the filter: the values of the column that it names, then the texts in which the next
letter is searched.
*/
export const filterWork = memoizeWeak((list: List): ReadonlyArray<SlicedWork<unknown>> => {
	const {comparison, resource} = list;
	const column = comparison && valueColumn(list);
	if (!column) return [];
	const {rows} = comparison;
	if (column === kindColumn) return [countValues(rows, column)];
	const values = completableValues(rows)(column);
	return column.flag === undefined
		? [values, searchIndexOf(rows, resource.columns).columnTextWork(column)]
		: [values];
});

/** The column whose values complete the end of the filter; `null` where none do. */
function valueColumn({filter, resource}: List): Column | null {
	const {condition} = lastValue(filter);
	const column = condition && findFilterColumn(condition.column, resource.columns);
	if (column === 'drift') return kindColumn;
	return column && column !== 'sync' && hasValues(column, condition.operator) ? column : null;
}

/** Whether values of the column complete a condition with this operator. */
const hasValues = (column: Column, operator: FilterOperator): boolean =>
	column.date !== true && ['contains', 'equals', 'differs'].includes(operator);

type Candidate = {readonly text: string; readonly inserted: string; readonly count?: number};

type LastValue = {
	/** The value that is being typed, without its quotes. */
	readonly typed: string;
	/** Where it begins in the filter. */
	readonly start: number;
	/** The column that it is compared with, if one has been typed before it. */
	readonly condition: {readonly column: string; readonly operator: FilterOperator} | null;
};

/** The value at the end of the filter; empty behind a space, an operator or `|`. */
function lastValue(filter: string): LastValue {
	const condition = parseFilterSyntax(filter).at(-1)?.conditions.at(-1);
	const value = condition?.values.at(-1);
	const nothing: LastValue = {typed: '', start: filter.length, condition: null};
	if (!condition || !value) return nothing;
	const {column, operator, operatorText, columnSpan, values} = condition;
	const named = column === null ? null : {column, operator};
	if (value.span.end < filter.length) return filter.endsWith('|') ? {...nothing, condition: named} : nothing;
	const isFirst = values.length === 1 && column !== null;
	const start = isFirst ? columnSpan.end + operatorText.length : value.span.start;
	// A sign of negation alone is not text yet.
	if (column === null && /^[!-]$/.test(value.text)) return nothing;
	return {typed: value.text, start, condition: named};
}

/** Names of columns that begin with the text, then those that contain it; behind a whole name of numbers or dates, the operators. */
function nameCandidates(typed: string, columns: readonly Column[]): readonly Candidate[] {
	const name = typed.toLowerCase();
	const exact = columns.find(({id, numeric, date}) => id === name && (numeric === true || date === true));
	if (exact) return ['<', '<=', '=', '>=', '>'].map(sign => ({text: sign, inserted: exact.id + sign}));
	const names: readonly Candidate[] = [
		{text: 'sync', inserted: 'sync:'},
		...columns.map(({id, flag, numeric, date}) => ({
			text: id,
			inserted: id + (flag ? '=' : numeric === true || date === true ? '' : ':'),
		})),
		{text: 'drift', inserted: 'drift:'},
	];
	return [
		...names.filter(({text}) => text.startsWith(name)),
		...names.filter(({text}) => !text.startsWith(name) && text.includes(name)),
	];
}

function valueCandidates(
	column: Column | 'sync' | 'drift',
	operator: FilterOperator,
	typed: string,
	rows: readonly Row[],
): readonly Candidate[] {
	if (column === 'sync') return startingWith(typed, statusCandidates(rows));
	if (column === 'drift') return startingWith(typed, kindCandidates(rows));
	if (column.date === true) return startingWith(typed, dateValues.map(plainCandidate));
	if (!hasValues(column, operator)) return [];
	const values = finishWork(completableValues(rows)(column));
	if (column.flag !== undefined)
		return startingWith(
			typed,
			mostFrequent(values, maxCompletions).map(({value, count}) => ({
				...plainCandidate(value === '1' ? 'on' : 'off'),
				count,
			})),
		);
	const key = compareKey(typed);
	// One more, since the value that is typed already is left out.
	return mostFrequent(values, maxCompletions + 1, value => value.key.includes(key)).map(({value, count}) => ({
		text: value,
		inserted: quoteIfNeeded(value),
		count,
	}));
}

/** The values that a filter can name, each with its key for comparing. Cached: they are asked for at each key press and with each frame. */
const completableValues = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((column: Column) =>
		createSlicedWork(function* () {
			const found: Array<{readonly value: string; readonly count: number; readonly key: string}> = [];
			for (const [index, {value, count}] of (yield* partOfWork(countValues(rows, column))).entries()) {
				if (index % valuesPerStep === 0) yield;
				if (value !== '' && !value.includes('"')) found.push({value, count, key: compareKey(value)});
			}

			return found;
		}),
	),
);

/** Values between two points at which the work may be interrupted. */
const valuesPerStep = 100;

const dateValues = ['today', '7d', '30d', '90d', '1y', '+7d', '+30d', 'never'];

const plainCandidate = (text: string): Candidate => ({text, inserted: text});

const startingWith = (typed: string, candidates: readonly Candidate[]): readonly Candidate[] =>
	candidates.filter(({text}) => text.toLowerCase().startsWith(typed.toLowerCase()));

function statusCandidates(rows: readonly Row[]): readonly Candidate[] {
	const counts = countStatuses(rows);
	return [
		...syncStatuses
			.filter(mark => counts[mark] > 0)
			.map(mark => ({text: syncStatusNames[mark], inserted: syncStatusNames[mark], count: counts[mark]})),
		{...plainCandidate('unsynced'), count: rows.length - counts['=']},
	];
}

const kindColumn: Column = {id: 'drift', value: ({differences}) => differences.map(({code}) => code)};

const kindCandidates = (rows: readonly Row[]): readonly Candidate[] =>
	mostFrequent(
		finishWork(countValues(rows, kindColumn)).filter(({value}) => value in differenceKinds),
		maxCompletions,
	).map(({value, count}) => ({...plainCandidate(value), count}));

/** A value as it is written in a filter. It must contain no quotes. */
export const quoteIfNeeded = (value: string): string => (/[\s|]/.test(value) ? `"${value}"` : value);
