import type {Key} from '../input/key.ts';
import type {Completion} from './filter-completion.ts';
import type {FilterField} from './mode.ts';
import type {List} from './list.ts';

/** The field as it opens over a list. */
export const openFilterField = ({filter, cursorKey}: Pick<List, 'filter' | 'cursorKey'>): FilterField => ({
	is: 'filter',
	previousFilter: filter,
	returnKey: cursorKey,
	isSelected: filter !== '',
	historyOffset: 0,
	draft: '',
	completionIndex: 0,
});

/** The field and its text after a key; `kept` and `dropped`: typing has ended. */
type FilterInput = {readonly field: FilterField; readonly filter: string} | 'kept' | 'dropped';

/** Applies one key to the field. `history`: filters that were kept before, newest first. */
export function reduceFilterInput(
	field: FilterField,
	filter: string,
	{name, text}: Key,
	{history, completions}: {readonly history: readonly string[]; readonly completions: readonly Completion[]},
): FilterInput {
	const {isSelected, completionIndex} = field;
	const typed = (changed: string): FilterInput => ({
		field: {...field, isSelected: false, completionIndex: 0, historyOffset: 0},
		filter: changed,
	});
	switch (name) {
		case 'enter':
			return 'kept';
		case 'escape':
		case 'ctrl-c':
			return 'dropped';
		case 'backspace':
			return typed(isSelected ? '' : [...filter].slice(0, -1).join(''));
		case 'ctrl-u':
			return typed('');
		case 'ctrl-w':
			return typed(isSelected ? '' : filter.replace(/\S*\s*$/, ''));
		case 'tab':
			return typed(completions[completionIndex]?.filter ?? filter);
		case 'left':
		case 'right':
			return {field: {...field, ...chooseCompletion(field, name, completions.length)}, filter};
		case 'ctrl-p':
			return fromHistory(field, filter, 1, history);
		case 'ctrl-n':
			return fromHistory(field, filter, -1, history);
		default:
			return text === '' ? {field, filter} : typed(isSelected ? text : filter + text);
	}
}

/** The first arrow only ends the selection of the old text. */
const chooseCompletion = (
	{isSelected, completionIndex}: FilterField,
	name: 'left' | 'right',
	count: number,
): Partial<FilterField> =>
	isSelected
		? {isSelected: false}
		: {completionIndex: Math.max(0, Math.min(count - 1, completionIndex + (name === 'left' ? -1 : 1)))};

/** Steps through the history; `draft` keeps what was typed before the first step. */
function fromHistory(
	field: FilterField,
	filter: string,
	by: 1 | -1,
	history: readonly string[],
): {readonly field: FilterField; readonly filter: string} {
	const {historyOffset, draft} = field;
	const offset = Math.max(0, Math.min(history.length, historyOffset + by));
	const text = historyOffset === 0 ? filter : draft;
	return {
		field: {...field, historyOffset: offset, draft: text, isSelected: false, completionIndex: 0},
		filter: offset === 0 ? text : history[offset - 1]!,
	};
}

const maxHistory = 50;

/** The history with a filter that has been kept, newest first, each filter once. */
export const addToHistory = (history: readonly string[], filter: string): readonly string[] =>
	filter.trim() === '' || history[0] === filter
		? history
		: [filter, ...history.filter(one => one !== filter)].slice(0, maxHistory);
