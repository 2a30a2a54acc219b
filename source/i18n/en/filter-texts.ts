import {suggestion} from './usage-errors.ts';

/** English: the ways to write a term of a filter, for `--help`, the console and the documentation; and why a term has no meaning. */
export const filterForms = {
	word: 'the text in any column; in quotes with spaces and signs',
	column: 'the text in this column; its name may be cut at either end',
	equal: 'exactly this value (:= is the same), or another one',
	blank: 'a blank cell; a cell that is not blank',
	number: 'a smaller or a larger number; also <= and >',
	date: 'before or within a day, a month, a year; also > <= >= and 01.12.2026',
	age: 'less or more than so long ago; min h d w mo y',
	moment: 'until so many days from now; before today',
	alternatives: 'one of several',
	not: 'rows that do not match',
	status: 'rows with one of these sync statuses',
	kind: 'rows with this kind of difference; kind: is the same',
};

/** How a sentence names the value of a term; one that is typed begins as an empty value. */
const valueName = (text: string): string => (text === '' ? 'An empty value' : `“${text}”`);

/** Why a term of a filter has no meaning, and the way out. `text`: the part that has none. */
export const filterErrorMessages = {
	'filter-column': ({text, nearest}: {text: string; nearest: string}) =>
		`No column “${text}”.${suggestion(nearest)} In quotes it is text.`,
	'filter-number': ({text}: {text: string}) => `${valueName(text)} is not a number.`,
	'filter-date': ({text}: {text: string}) => `${valueName(text)} is no date. Write 2026-12-01, 30d or +7d.`,
	'filter-flag': ({text}: {text: string}) => `${valueName(text)} is neither on nor off. Write =on or =off.`,
	'filter-status': ({text}: {text: string}) =>
		`${valueName(text)} is no sync status. Write one of = ~ + - ! ?, a name such as differs, or unsynced.`,
	'filter-kind': ({text}: {text: string}) => `${valueName(text)} is no kind of difference, such as B1.`,
	/** Enter was pressed on such a filter. */
	'filter-refused': ({reason}: {reason: string}) =>
		`The rows shown are those of the last valid filter. ${reason}`,
};
