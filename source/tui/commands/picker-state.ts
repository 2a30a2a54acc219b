import fuzzysort from 'fuzzysort';
import {compareKey} from '../../normalize/collation.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Key} from '../input/key.ts';
import {findBinding} from './key-bindings.ts';
import type {ValueOptions} from './picker-options.ts';
import type {Picker, PickerOption} from '../session/mode.ts';

/** A picker of these options. One that leads to a write starts with `acceptsInput: false`, like a confirmation. */
export const createPicker = (
	purpose: Picker['purpose'],
	options: readonly PickerOption[],
	{
		rowKey = null,
		acceptsInput = true,
		subject = '',
		isCounting = false,
		otherValues = 0,
	}: Partial<Pick<Picker, 'rowKey' | 'acceptsInput' | 'subject' | 'isCounting' | 'otherValues'>> = {},
): Picker => ({
	is: 'picker',
	purpose,
	options,
	isCounting,
	otherValues,
	matches: options,
	cursor: 0,
	typed: '',
	rowKey,
	subject,
	acceptsInput,
	isTooEarly: false,
});

/** The picker after a key press, or the option that was chosen. */
type PickerResult = Picker | {readonly is: 'chosen'; readonly option: PickerOption} | 'cancelled';

/** Applies one key to a picker. */
export function reducePicker(picker: Picker, {name, text}: Key): PickerResult {
	if (name === 'escape' || name === 'ctrl-c') return 'cancelled';
	if (!picker.acceptsInput) return {...picker, isTooEarly: true};
	return reduceChoice({...picker, isTooEarly: false}, {name, text});
}

function reduceChoice(picker: Picker, {name, text}: Pick<Key, 'name' | 'text'>): PickerResult {
	const {cursor, matches, typed} = picker;
	const option = matches[cursor];
	switch (name) {
		case 'up':
			return {...picker, cursor: Math.max(0, cursor - 1)};
		case 'down':
			return {...picker, cursor: Math.min(matches.length - 1, cursor + 1)};
		case 'page-up':
			return {...picker, cursor: Math.max(0, cursor - 10)};
		case 'page-down':
			return {...picker, cursor: Math.max(0, Math.min(matches.length - 1, cursor + 10))};
		case 'enter':
			return option ? {is: 'chosen', option} : picker;
		case 'backspace':
			return filterOptions(picker, [...typed].slice(0, -1).join(''));
		case 'ctrl-u':
			return filterOptions(picker, '');
		default:
			if (picker.purpose === 'columns' && ['space', 'shift-up', 'shift-down'].includes(name))
				return updateTicks(picker, name);
			if (picker.purpose === 'fix' && /^[1-9]$/.test(text)) return chooseNumbered(picker, text);
			return text === '' || (typed === '' && isOpeningKey(picker, name)) ? picker : typeInto(picker, text);
	}
}

/**
Whether the picker was opened by this key, so that it was pressed twice: in these pickers a search does not need it as its first letter.
*/
const isOpeningKey = ({purpose}: Picker, name: string): boolean =>
	typeof purpose === 'string' &&
	purpose in openedBy &&
	findBinding(name, 'list')?.command === openedBy[purpose as keyof typeof openedBy];

const openedBy = {
	frequencies: 'frequencies',
	portal: 'portal',
	command: 'palette',
	columns: 'columns',
	export: 'export',
} as const;

/** Whether what is typed is the value itself. */
export const isFreeText = ({purpose}: Picker): boolean =>
	typeof purpose === 'object' && purpose.isFreeText === true;

/** The picker after a text was typed or pasted into it. */
export const typeInto = (picker: Picker, text: string): Picker => filterOptions(picker, picker.typed + text);

/**
The picker with options that have been counted, of which what was typed meanwhile leaves those that match. The cursor stays on its option.
*/
export function withCountedOptions(picker: Picker, counted: ValueOptions): Picker {
	const next = filterOptions({...picker, ...counted, isCounting: false}, picker.typed);
	const value = picker.matches[picker.cursor]?.value;
	return {
		...next,
		cursor: Math.max(
			0,
			next.matches.findIndex(option => option.value === value),
		),
	};
}

/** The option whose text begins with the digit. */
function chooseNumbered(picker: Picker, digit: string): PickerResult {
	const option = picker.options.find(({text}) => text.startsWith(`${digit} `));
	return option ? {is: 'chosen', option} : picker;
}

/** The options that match the typed text, best match first. In the command palette, the text can also be a command with its argument. */
function filterOptions(picker: Picker, typed: string): Picker {
	const {purpose, options} = picker;
	const text = typed.trim();
	const typedOption = purpose === 'command' ? commandWithArgument(typed, options) : null;
	const only = typedOption ?? (isFreeText(picker) && text !== '' ? {value: text, text} : null);
	const matches = only
		? [only]
		: text === ''
			? options
			: typeof purpose === 'object' || purpose === 'fix'
				? matchWords(typed, options)
				: fuzzysort
						.go(typed, options, {key: 'text', limit: maxMatches, threshold: minScore})
						.map(({obj}) => obj);
	return {...picker, typed, matches, cursor: 0};
}

const maxMatches = 200;

/** Scattered letters of a long text score less than this, abbreviations of a word (`jrnl`) do not. */
const minScore = 0.3;

/**
A command with its argument: `#150` row 150 of the list, `#ID` and `key ID` the row with this ID, `save NAME` a view, and the beginning of a
screen's name with a row's ID or a filter: `stb user5`, `acc sync:+`.
*/
function commandWithArgument(typed: string, options: readonly PickerOption[]): PickerOption | null {
	if (/^#\d+$/.test(typed)) return {value: `index:${typed.slice(1)}`, text: typed};
	if (typed.startsWith('#')) return {value: `row:${typed.slice(1).trim()}`, text: typed};
	const [, word, rest] = /^(\S+)\s+(\S.*)$/.exec(typed) ?? [];
	if (word === undefined || rest === undefined) return null;
	if (word === 'key') return {value: `row:${rest.trim()}`, text: typed};
	if (word === 'save') return {value: `save:${rest.trim()}`, text: typed};
	const screen = options.find(
		({value, text}) =>
			value.startsWith(`screen:${word.toLowerCase()}`) ||
			(value.startsWith('screen:') && text.split(/\s+/)[1]?.toLowerCase().startsWith(word.toLowerCase())),
	);
	return screen ? {value: `go:${screen.value.slice('screen:'.length)} ${rest.trim()}`, text: typed} : null;
}

/**
The options that contain every typed word literally, for a choice that leads to a write: a fuzzy match could be another customer. Options in
which all of them are whole words come first, then those that begin with the first word.
*/
function matchWords(typed: string, options: readonly PickerOption[]): readonly PickerOption[] {
	const words = compareKey(typed)
		.split(/\s+/)
		.filter(text => text !== '')
		.map(text => ({text, mac: macFragment.test(text) ? stripMacSeparators(text) : null}));
	const ranks: readonly PickerOption[][] = [[], [], []];
	for (const option of options) {
		const text = spacedTextOf(option);
		const has = (before: string, after: string) =>
			words.every(
				word =>
					text.includes(before + word.text + after) ||
					(word.mac !== null && bareTextOf(option).includes(before + word.mac + after)),
			);
		if (has('', '')) ranks[has(' ', ' ') ? 0 : text.startsWith(` ${words[0]!.text}`) ? 1 : 2]!.push(option);
	}

	return ranks.flat().slice(0, maxMatches);
}

/** Part of a MAC of at least three characters, or a whole one, in any notation. */
const macFragment = /^(?=.{3})[\dA-F]+([:.-][\dA-F]*)*$/;

const stripMacSeparators = (text: string): string => text.replaceAll(/[:.-]/g, '');

/** The text as the portal's database compares it, each word between spaces. Memoized: there may be 200,000 options. */
const spacedTextOf = memoizeWeak(
	({text}: PickerOption): string => ` ${compareKey(text).replaceAll(/\s+/g, ' ')} `,
);
const bareTextOf = memoizeWeak((option: PickerOption): string => stripMacSeparators(spacedTextOf(option)));

/**
Ticks or unticks the option at the cursor (`space`), or moves it up or down (shift with an arrow). A fixed option cannot be unticked: in a
table without names nobody could tell which customer an action is for.
*/
function updateTicks(picker: Picker, name: string): Picker {
	const {options, matches, cursor, typed} = picker;
	const option = matches[cursor];
	if (!option) return picker;
	const withOptions = (changed: readonly PickerOption[], index: number): Picker => ({
		...filterOptions({...picker, options: changed}, typed),
		cursor: index,
	});
	if (name === 'space')
		return option.isFixed
			? picker
			: withOptions(
					options.map(one => (one.value === option.value ? {...one, isTicked: !one.isTicked} : one)),
					cursor,
				);
	const from = options.findIndex(({value}) => value === option.value);
	const to = from + (name === 'shift-up' ? -1 : 1);
	if (typed !== '' || to < 0 || to >= options.length) return picker;
	const moved = [...options];
	[moved[from], moved[to]] = [moved[to]!, moved[from]!];
	return withOptions(moved, to);
}
