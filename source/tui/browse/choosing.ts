import fuzzysort from 'fuzzysort';
import {collate} from '../../naming/collation.ts';
import {oncePer} from '../../sync/once.ts';
import type {Key} from '../keyboard/key.ts';
import type {Choose, Option} from '../mode.ts';

/** A list to choose from. A choice that leads to a write is deaf at first, like a question. */
export const choose = (
	what: Choose['what'],
	options: readonly Option[],
	{key = null, armed = true}: {readonly key?: string | null; readonly armed?: boolean} = {},
): Choose => ({is: 'choose', what, options, shown: options, cursor: 0, typed: '', key, armed});

/** What a key makes of it: another state, the option that was taken, or nothing chosen. */
export type Chosen = Choose | {readonly is: 'taken'; readonly option: Option} | 'left';

export function chosen(mode: Choose, {name, text}: Key): Chosen {
	if (name === 'escape' || name === 'ctrl-c') return 'left';
	if (!mode.armed) return mode;
	const {cursor, shown, typed} = mode;
	const option = shown[cursor];
	switch (name) {
		case 'up':
			return {...mode, cursor: Math.max(0, cursor - 1)};
		case 'down':
			return {...mode, cursor: Math.min(shown.length - 1, cursor + 1)};
		case 'page-up':
			return {...mode, cursor: Math.max(0, cursor - 10)};
		case 'page-down':
			return {...mode, cursor: Math.max(0, Math.min(shown.length - 1, cursor + 10))};
		case 'enter':
			return option ? {is: 'taken', option} : mode;
		case 'backspace':
			return narrowed(mode, [...typed].slice(0, -1).join(''));
		case 'ctrl-u':
			return narrowed(mode, '');
		default:
			if (mode.what === 'columns' && ['space', 'shift-up', 'shift-down'].includes(name))
				return ticked(mode, name);
			return text === '' ? mode : narrowed(mode, typed + text);
	}
}

/** Only what was typed is looked for; the best fit first. Among commands `#` leads to a row, by any of its names. */
function narrowed(mode: Choose, typed: string): Choose {
	const isRow = mode.what === 'command' && typed.startsWith('#');
	const shown = isRow
		? [{value: `row:${typed.slice(1).trim()}`, text: typed}]
		: typed.trim() === ''
			? mode.options
			: typeof mode.what === 'object'
				? literal(typed, mode.options)
				: fuzzysort.go(typed, mode.options, {key: 'text', limit: mostShown}).map(({obj}) => obj);
	return {...mode, typed, shown, cursor: 0};
}

const mostShown = 200;

/**
For a choice that leads to a write: only what has every typed word in it, letter by letter. A guess that is nearly right would be another customer. First who
is called exactly so, then whose name begins so.
*/
function literal(typed: string, options: readonly Option[]): readonly Option[] {
	const words = collate(typed)
		.split(/\s+/)
		.filter(text => text !== '')
		.map(text => ({text, mac: isMacPart.test(text) ? bare(text) : null}));
	const ranks: readonly Option[][] = [[], [], []];
	for (const option of options) {
		const text = spacedOf(option);
		const has = (before: string, after: string) =>
			words.every(
				word =>
					text.includes(before + word.text + after) ||
					(word.mac !== null && bareOf(option).includes(before + word.mac + after)),
			);
		if (has('', '')) ranks[has(' ', ' ') ? 0 : text.startsWith(` ${words[0]!.text}`) ? 1 : 2]!.push(option);
	}

	return ranks.flat().slice(0, mostShown);
}

/** The beginning, the middle or all of a MAC in any notation. */
const isMacPart = /^(?=.{3})[\dA-F]+([:.-][\dA-F]*)*$/;

const bare = (text: string): string => text.replaceAll(/[:.-]/g, '');

/** As the portal's database compares, each word between spaces. Made once for each of two hundred thousand. */
const spacedOf = oncePer(({text}: Option): string => ` ${collate(text).replaceAll(/\s+/g, ' ')} `);
const bareOf = oncePer((option: Option): string => bare(spacedOf(option)));

/**
Columns are ticked by `space` and moved by shift with an arrow; the first two of those ticked stay put. What is `fixed` cannot be unticked: a table
without names would not tell whom a key is for.
*/
function ticked(mode: Choose, name: string): Choose {
	const {options, shown, cursor, typed} = mode;
	const option = shown[cursor];
	if (!option) return mode;
	const change = (changed: readonly Option[], at: number): Choose => ({
		...narrowed({...mode, options: changed}, typed),
		cursor: at,
	});
	if (name === 'space')
		return option.fixed
			? mode
			: change(
					options.map(one => (one.value === option.value ? {...one, on: !one.on} : one)),
					cursor,
				);
	const from = options.findIndex(({value}) => value === option.value);
	const to = from + (name === 'shift-up' ? -1 : 1);
	if (typed !== '' || to < 0 || to >= options.length) return mode;
	const moved = [...options];
	[moved[from], moved[to]] = [moved[to]!, moved[from]!];
	return change(moved, to);
}
