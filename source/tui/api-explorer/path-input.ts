import {knownResources} from '../../stalker/portal-url.ts';
import type {Key} from '../input/key.ts';
import type {Mode} from '../session/mode.ts';
import type {State} from '../session/state.ts';

type PathMode = Extract<Mode, {is: 'path'}>;

/** The field after a key press, or the path to request. */
export type PathInputResult = PathMode | {readonly is: 'send'; readonly path: string} | 'cancelled';

/** Applies one key to the path field. Only `enter` sends a request. */
export function reducePathInput(
	mode: PathMode,
	{name, text}: Key,
	{pathHistory}: State['explorer'],
): PathInputResult {
	const {typed} = mode;
	const withText = (changed: string): PathMode => ({...mode, typed: changed, historyOffset: 0});
	switch (name) {
		case 'escape':
		case 'ctrl-c':
			return 'cancelled';
		case 'enter':
			return typed.trim() === '' ? 'cancelled' : {is: 'send', path: typed.trim()};
		case 'tab':
			return withText(completePath(typed));
		case 'backspace':
			return withText([...typed].slice(0, -1).join(''));
		case 'ctrl-u':
			return withText('');
		case 'up':
		case 'down': {
			const historyOffset = Math.max(
				0,
				Math.min(pathHistory.length, mode.historyOffset + (name === 'up' ? 1 : -1)),
			);
			const path = historyOffset === 0 ? '' : pathHistory[pathHistory.length - historyOffset]!;
			return {...mode, historyOffset, typed: path};
		}

		default:
			return text === '' ? mode : withText(typed + text);
	}
}

/** Known resources that begin with this text. */
export const matchingResources = (text: string): readonly string[] =>
	text.includes('/') ? [] : knownResources.filter(name => name.startsWith(text.trim().toLowerCase()));

/** The text, extended by what all matching resources have in common. */
function completePath(text: string): string {
	const [first, ...others] = matchingResources(text);
	if (first === undefined) return text;
	let length = first.length;
	for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
	return length <= text.trim().length ? text : first.slice(0, length);
}
