import {collate} from '../naming/collation.ts';
import {textOf} from './cell.ts';
import {kinds, marks, markWords, type Mark} from './drift.ts';
import type {Prepared} from './prepared.ts';
import type {Column, Row} from './row.ts';

/** What a word of a filter asks of the row at each place of a list. */
export type Test = (list: Prepared) => (place: number) => boolean;

/** The test that a word asks for; as text, the column that does not exist. */
export function testOf(word: string, columns: readonly Column[]): Test | string {
	const [, name = '', operator = '', value = ''] = /^([a-z_]+)(:=|:|<|>)(.*)$/is.exec(word) ?? [];
	if (operator === '' || isMacLike(word)) return contains(word);
	// Here `=` is a mark, too.
	if (name === 'sync' || name === 'mark')
		return markTest(word.slice(name.length + 1)) ?? markTest(value) ?? word;
	if (name === 'drift' && !(value.toUpperCase() in kinds)) return word;
	if (name === 'drift') return byRow(({drifts}) => drifts.some(({code}) => code === value.toUpperCase()));
	const column =
		columns.find(({id}) => id === name) ?? columns.find(({id}) => id.startsWith(name) || id.endsWith(name));
	if (!column) return name;
	if (operator === '<' || operator === '>') return numberTest(column, operator, value) ?? word;
	if (column.flag !== undefined) return flagTest(column, value.replace(/^=/, '')) ?? word;
	return operator === ':=' ? equals(value, column) : contains(value, column);
}

/** A test that needs nothing but the row. */
const byRow =
	(keeps: (row: Row) => boolean): Test =>
	({rows}) =>
	place =>
		keeps(rows[place]!);

/** In one column, or anywhere. */
function contains(word: string, column?: Column): Test {
	return list => {
		const haystacks = column ? list.haystacksOf(column) : list.haystacks();
		const needle = list.needle(word);
		if (!isMacLike(word)) return place => haystacks[place]!.includes(needle);
		const digits = list.macNeedle(word);
		return place => haystacks[place]!.includes(needle) || haystacks[place]!.includes(digits);
	};
}

/** Looks twice only where the quick look finds something. */
function equals(value: string, column: Column): Test {
	const wanted = collate(value);
	return list => {
		const mayEqual = contains(value, column)(list);
		return place => mayEqual(place) && collate(textOf(column.value(list.rows[place]!))) === wanted;
	};
}

/** At least four hexadecimal digits, with or without separators: perhaps a part of a MAC. */
const isMacLike = (word: string): boolean =>
	/^[\da-f]{2}[:.-]?[\da-f]{2}(?:[:.-]?[\da-f]{1,2})*[:.-]?$/i.test(word);

/** `status:on`, `online:no`, or as the API has it. */
function flagTest(column: Column, value: string): Test | null {
	const wanted = {'1': true, on: true, yes: true, '0': false, off: false, no: false}[value.toLowerCase()];
	if (wanted === undefined) return null;
	return byRow(row => {
		const cell = column.value(row);
		return cell !== null && cell !== '' && (Number(cell) === 1) === wanted;
	});
}

function markTest(value: string): Test | null {
	const wanted = value === 'unsynced' ? marks.filter(mark => mark !== '=') : parseMarks(value);
	return wanted && byRow(({mark}) => wanted.includes(mark));
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

function numberTest(column: Column, operator: '<' | '>', value: string): Test | null {
	const limit = Number(value);
	if (value.trim() === '' || Number.isNaN(limit)) return null;
	return list => {
		const numbers = list.numbersOf(column);
		return operator === '<' ? place => numbers[place]! < limit : place => numbers[place]! > limit;
	};
}
