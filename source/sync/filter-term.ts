import {compareKey} from '../normalize/collation.ts';
import {cellToText} from './cell.ts';
import {differenceKinds, syncStatuses, syncStatusNames, type SyncStatus} from './difference.ts';
import type {SearchIndex} from './search-index.ts';
import type {Column, Row} from './row.ts';

/** A term of a filter: for a list, a predicate on the index of a row. */
export type TermFilter = (list: SearchIndex) => (index: number) => boolean;

/** Parses one term. Returns the unknown column or the invalid term as text when it has no meaning. */
export function parseTerm(word: string, columns: readonly Column[]): TermFilter | string {
	const [, name = '', operator = '', value = ''] = /^([a-z_]+)(:=|:|<|>)(.*)$/is.exec(word) ?? [];
	if (operator === '' || isMacLike(word)) return containsFilter(word);
	// Here `=` is a sync status, too.
	if (name === 'sync' || name === 'mark')
		return parseStatusTerm(word.slice(name.length + 1)) ?? parseStatusTerm(value) ?? word;
	if (name === 'drift' && !(value.toUpperCase() in differenceKinds)) return word;
	if (name === 'drift')
		return rowFilter(({differences}) => differences.some(({code}) => code === value.toUpperCase()));
	const column =
		columns.find(({id}) => id === name) ?? columns.find(({id}) => id.startsWith(name) || id.endsWith(name));
	if (!column) return name;
	if (operator === '<' || operator === '>') return parseNumberTerm(column, operator, value) ?? word;
	if (column.flag !== undefined) return parseFlagTerm(column, value.replace(/^=/, '')) ?? word;
	return operator === ':=' ? equalsFilter(value, column) : containsFilter(value, column);
}

/** A filter that needs nothing but the row. */
const rowFilter =
	(keeps: (row: Row) => boolean): TermFilter =>
	({rows}) =>
	index =>
		keeps(rows[index]!);

/** Rows that contain the word in this column, or in any. */
function containsFilter(word: string, column?: Column): TermFilter {
	return list => {
		const texts = column ? list.columnTexts(column) : list.rowTexts();
		const term = list.searchTerm(word);
		if (!isMacLike(word)) return index => texts[index]!.includes(term);
		const macTerm = list.macSearchTerm(word);
		return index => texts[index]!.includes(term) || texts[index]!.includes(macTerm);
	};
}

/** Rows whose cell equals the value. The exact comparison runs only where the quick search matches. */
function equalsFilter(value: string, column: Column): TermFilter {
	const wanted = compareKey(value);
	return list => {
		const mayEqual = containsFilter(value, column)(list);
		return index => mayEqual(index) && compareKey(cellToText(column.value(list.rows[index]!))) === wanted;
	};
}

/** At least four hexadecimal digits, with or without separators: perhaps a part of a MAC. */
const isMacLike = (word: string): boolean =>
	/^[\da-f]{2}[:.-]?[\da-f]{2}(?:[:.-]?[\da-f]{1,2})*[:.-]?$/i.test(word);

/** `status:on`, `online:no`, or `1` and `0` as in the API. `null` where the value is neither. */
function parseFlagTerm(column: Column, value: string): TermFilter | null {
	const wanted = {'1': true, on: true, yes: true, '0': false, off: false, no: false}[value.toLowerCase()];
	if (wanted === undefined) return null;
	return rowFilter(row => {
		const cell = column.value(row);
		return cell !== null && cell !== '' && (Number(cell) === 1) === wanted;
	});
}

function parseStatusTerm(value: string): TermFilter | null {
	const wanted = value === 'unsynced' ? syncStatuses.filter(mark => mark !== '=') : parseSyncStatuses(value);
	return wanted && rowFilter(({mark}) => wanted.includes(mark));
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

function parseNumberTerm(column: Column, operator: '<' | '>', value: string): TermFilter | null {
	const limit = Number(value);
	if (value.trim() === '' || Number.isNaN(limit)) return null;
	return list => {
		const numbers = list.columnNumbers(column);
		return operator === '<' ? index => numbers[index]! < limit : index => numbers[index]! > limit;
	};
}
