import {knownResources} from '../../stalker/look.ts';
import type {Key} from '../keyboard/key.ts';
import type {Mode} from '../mode.ts';
import type {State} from '../state.ts';

type Path = Extract<Mode, {is: 'path'}>;

/** What a key makes of the path that is being typed: another state, a path to be asked, or nothing. */
export type Typed = Path | {readonly is: 'send'; readonly path: string} | 'left';

/** Text goes into the field, and nothing but `enter` sends it. */
export function typed(mode: Path, {name, text}: Key, {past}: State['explorer']): Typed {
	const {typed: before} = mode;
	const written = (now: string): Path => ({...mode, typed: now, back: 0});
	switch (name) {
		case 'escape':
		case 'ctrl-c':
			return 'left';
		case 'enter':
			return before.trim() === '' ? 'left' : {is: 'send', path: before.trim()};
		case 'tab':
			return written(completed(before));
		case 'backspace':
			return written([...before].slice(0, -1).join(''));
		case 'ctrl-u':
			return written('');
		case 'up':
		case 'down': {
			const back = Math.max(0, Math.min(past.length, mode.back + (name === 'up' ? 1 : -1)));
			return {...mode, back, typed: back === 0 ? '' : past[past.length - back]!};
		}

		default:
			return text === '' ? mode : written(before + text);
	}
}

/** Resources that begin like this. */
export const candidates = (text: string): readonly string[] =>
	text.includes('/') ? [] : knownResources.filter(name => name.startsWith(text.trim().toLowerCase()));

/** As far as all candidates agree. */
function completed(text: string): string {
	const [first, ...others] = candidates(text);
	if (first === undefined) return text;
	let length = first.length;
	for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
	return length <= text.trim().length ? text : first.slice(0, length);
}
