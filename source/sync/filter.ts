import {parseTerm, type TermFilter} from './filter-term.ts';
import type {SearchIndex} from './search-index.ts';
import type {Column, Row} from './row.ts';
import {sortIndices, type Order} from './sort.ts';

export {cellToText as textOf} from './cell.ts';
export {reuseFrom as inherit, searchIndexOf as prepare} from './search-index.ts';

/** A filter ready to be asked about the places of a prepared list, or the word in it that means nothing. */
export type Filter = {readonly matches: TermFilter} | {readonly unknown: string};

/** The rows that an expression finds, in the list's order or another; or the word in it that means nothing. */
export function filterRows(
	list: SearchIndex,
	expression: string,
	order: Order | null = null,
): readonly Row[] | {readonly unknown: string} {
	const filter = parseFilter(expression, list.columns);
	return 'unknown' in filter ? filter : matchingRows(list, filter.matches, order);
}

/** The rows that a parsed filter keeps. */
export function matchingRows(list: SearchIndex, on: TermFilter, order: Order | null = null): readonly Row[] {
	const {rows} = list;
	const keeps = on(list);
	if (order === null) return rows.filter((_, place) => keeps(place));
	// Asked in the list's own order: its haystacks lie one after another in memory.
	const isKept = Uint8Array.from(rows, (_, place) => Number(keeps(place)));
	const found: Row[] = [];
	for (const place of sortIndices(rows, order)) if (isKept[place] === 1) found.push(rows[place]!);
	return found;
}

/**
A filter expression: words that must all be found.

`иван` anywhere in a row · `tariff_plan:vip` in that column (`tariff_plan:=vip` exactly, `account_balance<0`, `>`) · `sync:+` or `sync:differs`
the mark · `drift:B1` the kind · `!word` the contrary · `"two words"`. Case and accents do not matter, nor whether a letter is the Latin or
the Cyrillic one that looks the same (except exactly), and a MAC may be written in any notation, also in part.
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
			return place => keepers.every(keeps => keeps(place));
		},
	};
}

const negate =
	(test: TermFilter): TermFilter =>
	list => {
		const keeps = test(list);
		return place => !keeps(place);
	};
