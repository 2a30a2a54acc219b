import {isMacLike, parseFilterSyntax, type TextSpan} from '../../sync/filter-syntax.ts';
import {findFilterColumn} from '../../sync/filter-term.ts';
import {searchIndexOf} from '../../sync/search-index.ts';
import type {Column} from '../../sync/row.ts';
import type {List} from '../session/list.ts';

/** Where the texts that the filter looks for stand in a displayed cell, first to last, without overlap. */
export type CellHighlights = (column: Column, text: string) => readonly TextSpan[];

/** The highlights of a list; `null` where its filter looks for no text. */
export function filterHighlights({filter, filterError, resource, comparison}: List): CellHighlights | null {
	if (filter === '' || filterError || !comparison) return null;
	const {columns} = resource;
	const words = parseFilterSyntax(filter)
		.filter(({isNegated}) => !isNegated)
		.flatMap(({conditions}) => conditions)
		.filter(({operator}) => operator === 'contains' || operator === 'equals')
		.flatMap(({column: name, values}) => {
			const column = name === null ? null : findFilterColumn(name, columns);
			return column === undefined || typeof column === 'string'
				? []
				: values.map(({text}) => ({column, text, isMac: isMacLike(text)}));
		});
	if (words.length === 0) return null;
	const {findWord} = searchIndexOf(comparison.rows, columns);
	return (column, text) =>
		withoutOverlap(
			words
				.filter(word => (word.column ?? column) === column && column.flag === undefined)
				.flatMap(word => findWord(text, word.text, word.isMac && column.mac === true)),
		);
}

function withoutOverlap(spans: readonly TextSpan[]): readonly TextSpan[] {
	const kept: TextSpan[] = [];
	for (const span of spans.toSorted((one, other) => one.start - other.start))
		if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
	return kept;
}
