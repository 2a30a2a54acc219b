import {knownResources} from '../../stalker/raw-response.ts';
import type {Key} from '../input/key.ts';
import type {Mode} from '../session/mode.ts';
import type {State} from '../session/state.ts';

type PathMode = Extract<Mode, {is: 'path'}>;

/** What a key makes of the path that is being typed: another state, a path to be asked, or nothing. */
export type PathInputResult = PathMode | {readonly is: 'send'; readonly path: string} | 'left';

/** Text goes into the field, and nothing but `enter` sends it. */
export function reducePathInput(
	mode: PathMode,
	{name, text}: Key,
	{pathHistory}: State['explorer'],
): PathInputResult {
	const {typed} = mode;
	const written = (now: string): PathMode => ({...mode, typed: now, historyOffset: 0});
	switch (name) {
		case 'escape':
		case 'ctrl-c':
			return 'left';
		case 'enter':
			return typed.trim() === '' ? 'left' : {is: 'send', path: typed.trim()};
		case 'tab':
			return written(completePath(typed));
		case 'backspace':
			return written([...typed].slice(0, -1).join(''));
		case 'ctrl-u':
			return written('');
		case 'up':
		case 'down': {
			const back = Math.max(0, Math.min(pathHistory.length, mode.historyOffset + (name === 'up' ? 1 : -1)));
			return {...mode, historyOffset: back, typed: back === 0 ? '' : pathHistory[pathHistory.length - back]!};
		}

		default:
			return text === '' ? mode : written(typed + text);
	}
}

/** Resources that begin like this. */
export const matchingResources = (text: string): readonly string[] =>
	text.includes('/') ? [] : knownResources.filter(name => name.startsWith(text.trim().toLowerCase()));

/** As far as all candidates agree. */
function completePath(text: string): string {
	const [first, ...others] = matchingResources(text);
	if (first === undefined) return text;
	let length = first.length;
	for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
	return length <= text.trim().length ? text : first.slice(0, length);
}
