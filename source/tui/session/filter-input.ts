import type {Key} from '../input/key.ts';

/** Effect of a key on the filter that is being typed: its new text, and whether typing has ended. */
export type FilterInput = {readonly filter: string; readonly isDone: boolean};

/** Applies one key to the filter. `previous`: the filter that `esc` restores. */
export function reduceFilterInput(filter: string, previous: string, {name, text}: Key): FilterInput {
	switch (name) {
		case 'enter':
		case 'up':
		case 'down':
			return {filter, isDone: true};
		case 'escape':
		case 'ctrl-c':
			return {filter: previous, isDone: true};
		case 'backspace':
			return {filter: [...filter].slice(0, -1).join(''), isDone: false};
		case 'ctrl-u':
			return {filter: '', isDone: false};
		case 'ctrl-w':
			return {filter: filter.replace(/\S*\s*$/, ''), isDone: false};
		default:
			return {filter: filter + text, isDone: false};
	}
}
