import {collate} from '../naming/collation.ts';
import {kinds, marks, markWords, type Mark} from './drift.ts';
import type {Cell, Column, Row} from './row.ts';

/** A filter ready to be asked about each row, or the word in it that means nothing. */
export type Filter = {readonly keeps: (row: Row) => boolean} | {readonly unknown: string};

type Test = (row: Row) => boolean;

/**
A filter expression: words that must all be found.

`иван` anywhere in a row · `tariff_plan:vip` in that column (`tariff_plan:=vip` exactly, `account_balance<0`, `>`) · `sync:+` or `sync:differs`
the mark · `drift:B1` the kind · `!word` the contrary · `"two words"`. Case and accents do not matter, and a MAC may be written
in any notation, also in part.
*/
export function parseFilter(expression: string, columns: readonly Column[]): Filter {
	const tests: Test[] = [];
	for (const [word] of expression.matchAll(/(?:[^\s"]|"[^"]*")+/g)) {
		const negated = word.startsWith('!') && word.length > 1;
		const test = testOf((negated ? word.slice(1) : word).replaceAll('"', ''), columns);
		if (typeof test === 'string') return {unknown: test};
		tests.push(negated ? row => !test(row) : test);
	}

	return {keeps: row => tests.every(test => test(row))};
}

/** The test that a word asks for; as text, the column that does not exist. */
function testOf(word: string, columns: readonly Column[]): Test | string {
	const [, name = '', operator = '', value = ''] = /^([a-z_]+)(:=|:|<|>)(.*)$/is.exec(word) ?? [];
	if (operator === '' || isMacLike(word)) return anywhere(word, columns);
	if (name === 'sync' || name === 'mark') return markTest(value) ?? word;
	if (name === 'drift' && !(value.toUpperCase() in kinds)) return word;
	if (name === 'drift') return row => row.drifts.some(({code}) => code === value.toUpperCase());
	const column =
		columns.find(({id}) => id === name) ?? columns.find(({id}) => id.startsWith(name) || id.endsWith(name));
	if (!column) return name;
	if (column.flag !== undefined && operator !== '<' && operator !== '>')
		return flagTest(column, value.replace(/^=/, '')) ?? word;
	if (operator === '<' || operator === '>') return numberTest(column, operator, Number(value));
	if (operator === ':=') return row => collate(textOf(column.value(row))) === collate(value);
	return contains(value, [column]);
}

const anywhere = (word: string, columns: readonly Column[]): Test => contains(word, columns);

function contains(word: string, columns: readonly Column[]): Test {
	const wanted = collate(word);
	const digits = isMacLike(word) ? word.replaceAll(/[^\da-f]/gi, '').toUpperCase() : null;
	return row =>
		columns.some(column => {
			const text = textOf(column.value(row));
			return (
				collate(text).includes(wanted) ||
				(digits !== null &&
					column.mac === true &&
					text
						.replaceAll(/[^\da-f]/gi, '')
						.toUpperCase()
						.includes(digits))
			);
		});
}

/** At least four hexadecimal digits, with or without separators: perhaps a part of a MAC. */
const isMacLike = (word: string): boolean =>
	/^[\da-f]{2}[:.-]?[\da-f]{2}(?:[:.-]?[\da-f]{1,2})*[:.-]?$/i.test(word);

/** `status:on`, `online:no`, or as the API has it. */
function flagTest(column: Column, value: string): Test | null {
	const wanted = {'1': true, on: true, yes: true, '0': false, off: false, no: false}[value.toLowerCase()];
	if (wanted === undefined) return null;
	return row => {
		const cell = column.value(row);
		return cell !== null && cell !== '' && (Number(cell) === 1) === wanted;
	};
}

function markTest(value: string): Test | null {
	const wanted = value === 'unsynced' ? marks.filter(mark => mark !== '=') : parseMarks(value);
	return wanted && (row => wanted.includes(row.mark));
}

/** `+`, `+~`, `only-in-stalker,differs`: the marks that are meant, or `null`. */
export function parseMarks(value: string): readonly Mark[] | null {
	const parts = value.includes(',')
		? value.split(',')
		: marks.some(mark => markWords[mark] === value)
			? [value]
			: [...value];
	const found = parts.map(part => marks.find(mark => mark === part || markWords[mark] === part));
	return found.length > 0 && found.every(mark => mark !== undefined) ? found : null;
}

function numberTest(column: Column, operator: '<' | '>', limit: number): Test {
	return row => {
		const text = textOf(column.value(row));
		const number = Number(text);
		return text !== '' && !Number.isNaN(number) && (operator === '<' ? number < limit : number > limit);
	};
}

/** A cell as text for searching and sorting. */
export const textOf = (cell: Cell): string =>
	cell === null ? '' : Array.isArray(cell) ? cell.join(', ') : String(cell);

/** Rows ordered by a column: numbers as numbers, texts as people order them, blanks last; stable. */
export function sortRows(rows: readonly Row[], column: Column, descending: boolean): readonly Row[] {
	const {compare} = new Intl.Collator('uk', {numeric: true, sensitivity: 'base'});
	const prepared = rows.map(row => ({row, text: textOf(column.value(row))}));
	const sign = descending ? -1 : 1;
	return prepared
		.toSorted((a, b) =>
			a.text === '' || b.text === ''
				? Number(a.text === '') - Number(b.text === '')
				: sign * (column.numeric ? Number(a.text) - Number(b.text) : compare(a.text, b.text)),
		)
		.map(({row}) => row);
}
