import fuzzysort from 'fuzzysort';
import {compareKey} from '../../normalize/collation.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Key} from '../input/key.ts';
import type {Picker, PickerOption} from '../session/mode.ts';

/** A list to choose from. A choice that leads to a write is deaf at first, like a question. */
export const createPicker = (
	what: Picker['purpose'],
	options: readonly PickerOption[],
	{key = null, armed = true}: {readonly key?: string | null; readonly armed?: boolean} = {},
): Picker => ({
	is: 'picker',
	purpose: what,
	options,
	matches: options,
	cursor: 0,
	typed: '',
	rowKey: key,
	acceptsInput: armed,
});

/** What a key makes of it: another state, the option that was taken, or nothing chosen. */
export type PickerResult = Picker | {readonly is: 'taken'; readonly option: PickerOption} | 'left';

export function reducePicker(mode: Picker, {name, text}: Key): PickerResult {
	if (name === 'escape' || name === 'ctrl-c') return 'left';
	if (!mode.acceptsInput) return mode;
	const {cursor, matches, typed} = mode;
	const option = matches[cursor];
	switch (name) {
		case 'up':
			return {...mode, cursor: Math.max(0, cursor - 1)};
		case 'down':
			return {...mode, cursor: Math.min(matches.length - 1, cursor + 1)};
		case 'page-up':
			return {...mode, cursor: Math.max(0, cursor - 10)};
		case 'page-down':
			return {...mode, cursor: Math.max(0, Math.min(matches.length - 1, cursor + 10))};
		case 'enter':
			return option ? {is: 'taken', option} : mode;
		case 'backspace':
			return filterOptions(mode, [...typed].slice(0, -1).join(''));
		case 'ctrl-u':
			return filterOptions(mode, '');
		default:
			if (mode.purpose === 'columns' && ['space', 'shift-up', 'shift-down'].includes(name))
				return updateTicks(mode, name);
			return text === '' ? mode : filterOptions(mode, typed + text);
	}
}

/** Only what was typed is looked for; the best fit first. Among commands `#` leads to a row, by any of its names. */
function filterOptions(mode: Picker, typed: string): Picker {
	const isRow = mode.purpose === 'command' && typed.startsWith('#');
	const shown = isRow
		? [{value: `row:${typed.slice(1).trim()}`, text: typed}]
		: typed.trim() === ''
			? mode.options
			: typeof mode.purpose === 'object'
				? matchWords(typed, mode.options)
				: fuzzysort.go(typed, mode.options, {key: 'text', limit: maxMatches}).map(({obj}) => obj);
	return {...mode, typed, matches: shown, cursor: 0};
}

const maxMatches = 200;

/**
For a choice that leads to a write: only what has every typed word in it, letter by letter. A guess that is nearly right would be another customer. First who
is called exactly so, then whose name begins so.
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

/** The beginning, the middle or all of a MAC in any notation. */
const macFragment = /^(?=.{3})[\dA-F]+([:.-][\dA-F]*)*$/;

const stripMacSeparators = (text: string): string => text.replaceAll(/[:.-]/g, '');

/** As the portal's database compares, each word between spaces. Made once for each of two hundred thousand. */
const spacedTextOf = memoizeWeak(
	({text}: PickerOption): string => ` ${compareKey(text).replaceAll(/\s+/g, ' ')} `,
);
const bareTextOf = memoizeWeak((option: PickerOption): string => stripMacSeparators(spacedTextOf(option)));

/**
Columns are ticked by `space` and moved by shift with an arrow; the first two of those ticked stay put. What is `fixed` cannot be unticked: a table
without names would not tell whom a key is for.
*/
function updateTicks(mode: Picker, name: string): Picker {
	const {options, matches, cursor, typed} = mode;
	const option = matches[cursor];
	if (!option) return mode;
	const change = (changed: readonly PickerOption[], at: number): Picker => ({
		...filterOptions({...mode, options: changed}, typed),
		cursor: at,
	});
	if (name === 'space')
		return option.isFixed
			? mode
			: change(
					options.map(one => (one.value === option.value ? {...one, isTicked: !one.isTicked} : one)),
					cursor,
				);
	const from = options.findIndex(({value}) => value === option.value);
	const to = from + (name === 'shift-up' ? -1 : 1);
	if (typed !== '' || to < 0 || to >= options.length) return mode;
	const moved = [...options];
	[moved[from], moved[to]] = [moved[to]!, moved[from]!];
	return change(moved, to);
}
