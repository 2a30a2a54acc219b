import {parseTerm, type TermFilter} from './filter-term.ts';
import type {SearchIndex} from './search-index.ts';
import type {Column, Row} from './row.ts';
import {sortIndices, type Order} from './sort.ts';

export {cellToText} from './cell.ts';
export {reuseFrom, searchIndexOf} from './search-index.ts';

/** A parsed filter: a predicate on the rows of an indexed list, or the term that has no meaning. */
export type Filter = {readonly matches: TermFilter} | {readonly unknown: string};

/** The rows that match an expression, in the list's order or in another; or the term that has no meaning. */
export function filterRows(
	list: SearchIndex,
	expression: string,
	order: Order | null = null,
): readonly Row[] | {readonly unknown: string} {
	const filter = parseFilter(expression, list.columns);
	return 'unknown' in filter ? filter : matchingRows(list, filter.matches, order);
}

/** The rows that match a parsed filter. */
export function matchingRows(list: SearchIndex, on: TermFilter, order: Order | null = null): readonly Row[] {
	const {rows} = list;
	const keeps = on(list);
	if (order === null) return rows.filter((_, index) => keeps(index));
	// Tested in the list's own order: its search texts lie one after another in memory.
	const isKept = Uint8Array.from(rows, (_, index) => Number(keeps(index)));
	const found: Row[] = [];
	for (const index of sortIndices(rows, order)) if (isKept[index] === 1) found.push(rows[index]!);
	return found;
}

/**
Parses a filter expression: terms that must all match.

`иван` anywhere in a row · `tariff_plan:vip` in that column (`tariff_plan:=vip` exactly, `account_balance<0`, `>`) ·
`sync:+` or `sync:differs` the sync status · `drift:B1` the kind of difference · `!word` the contrary · `"two words"`.
Case and accents do not matter, nor whether a letter is the Latin or the Cyrillic one that looks the same (except
exactly), and a MAC may be written in any notation, also in part.
*/
export function parseFilter(expression: string, columns: readonly Column[]): Filter {
	const tests: TermFilter[] = [];
	for (const [word] of expression.matchAll(/(?:[^\s"]|"[^"]*")+/g)) {
		const negated = word.startsWith('!') && word.length > 1;
		const test = parseTerm((negated ? word.slice(1) : word).replaceAll('"', ''), columns);
		if (typeof test === 'string') return {unknown: test};
		tests.push(negated ? negate(test) : test);
	}

	const [only, ...others] = tests;
	if (only && others.length === 0) return {matches: only};
	return {
		matches(list) {
			const keepers = tests.map(test => test(list));
			return index => keepers.every(keeps => keeps(index));
		},
	};
}

const negate =
	(test: TermFilter): TermFilter =>
	list => {
		const keeps = test(list);
		return index => !keeps(index);
	};
