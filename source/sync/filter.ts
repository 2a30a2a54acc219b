import {parseFilterSyntax} from './filter-syntax.ts';
import {parseTerm, type FilterError, type RowFilter} from './filter-term.ts';
import type {SearchIndex} from './search-index.ts';
import type {Column, Row} from './row.ts';
import {sortIndices, type Order} from './sort.ts';
import type {Dictionary} from '../i18n/en/index.ts';

/** A parsed filter: a predicate on the rows of an indexed list, or the term that has no meaning. */
type Filter = {readonly matches: RowFilter} | {readonly error: FilterError};

/** The rows that match an expression, in the list's order or in another; or the term that has no meaning. */
export function filterRows(
	list: SearchIndex,
	expression: string,
	order: Order | null = null,
): readonly Row[] | {readonly error: FilterError} {
	const filter = parseFilter(expression, list.columns);
	return 'error' in filter ? filter : matchingRows(list, filter.matches, order);
}

/** The rows that match a parsed filter. */
export function matchingRows(list: SearchIndex, on: RowFilter, order: Order | null = null): readonly Row[] {
	const {rows} = list;
	const keeps = on(list);
	if (order === null) {
		const kept = rows.filter((_, index) => keeps(index));
		// What is computed of the rows, such as counts, is kept under the list.
		return kept.length === rows.length ? rows : kept;
	}

	// Tested in the list's own order: its search texts lie one after another in memory.
	const isKept = Uint8Array.from(rows, (_, index) => Number(keeps(index)));
	const found: Row[] = [];
	for (const index of sortIndices(rows, order)) if (isKept[index] === 1) found.push(rows[index]!);
	return found;
}

/**
Parses a filter expression: terms that must all match, as `filterForms` lists them. `now`: for ages and `today`.

Case and accents do not matter, nor whether a letter is the Latin or the Cyrillic one that looks the same (except
where a cell has to equal the value), and a MAC may be written in any notation, also in part.
*/
export function parseFilter(expression: string, columns: readonly Column[], now = new Date()): Filter {
	const filters: RowFilter[] = [];
	for (const term of parseFilterSyntax(expression)) {
		const filter = parseTerm(term, columns, now);
		if (typeof filter !== 'function') return {error: filter};
		filters.push(filter);
	}

	const [only, ...others] = filters;
	if (only && others.length === 0) return {matches: only};
	return {
		matches(list) {
			const keepers = filters.map(filter => filter(list));
			return index => keepers.every(keeps => keeps(index));
		},
	};
}

/**
A way to write a term of a filter: `--help`, the console and docs/filters.md show the examples with the dictionaries' description of the
same name.
*/
type FilterForm = {
	readonly name: keyof Dictionary['filterForms'];
	/** Each is a filter for accounts. */
	readonly examples: readonly string[];
};

/** All ways to write a term, in the order of the help. */
export const filterForms: readonly FilterForm[] = [
	{name: 'word', examples: ['ivan', '"two words"']},
	{name: 'column', examples: ['tariff_plan:10', 'mac:1a79']},
	{name: 'equal', examples: ['status=on', 'tariff_plan!=101']},
	{name: 'blank', examples: ['full_name=', 'full_name!=']},
	{name: 'number', examples: ['account_balance<0', 'account_balance>=100']},
	{name: 'date', examples: ['end_date<2026-12-01', 'end_date=2026-12']},
	{name: 'age', examples: ['last_active<30d', 'last_active>2w']},
	{name: 'moment', examples: ['end_date<=+7d', 'end_date<today']},
	{name: 'alternatives', examples: ['tariff_plan:101|102', 'sync:+|online:no']},
	{name: 'not', examples: ['-ivan', '!sync:=']},
	{name: 'status', examples: ['sync:+', 'sync:+~', 'sync:differs', 'sync:unsynced']},
	{name: 'kind', examples: ['drift:B1', 'drift:B1|B3']},
];
