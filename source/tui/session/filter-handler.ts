import {message} from '../../i18n/translator.ts';
import {commandHandlers} from '../commands/command-handlers.ts';
import type {Command} from '../commands/key-bindings.ts';
import type {Key} from '../input/key.ts';
import type {FilterError} from '../../sync/filter-term.ts';
import {firstSliceMs, sliceEnd} from '../../sync/sliced-work.ts';
import {filterCompletions, filterWork} from './filter-completion.ts';
import {addToHistory, reduceFilterInput} from './filter-input.ts';
import {moveCursorTo, moveToFirst, refilter} from './list-state.ts';
import type {FilterField} from './mode.ts';
import type {SessionContext} from './session-context.ts';
import {activeListOf} from './state.ts';
import type {Store} from './store.ts';

/** Keys that move rows while the filter is typed. */
const moveCommands: Readonly<Record<string, Command>> = {
	up: 'up',
	down: 'down',
	'page-up': 'page-up',
	'page-down': 'page-down',
	home: 'first',
	end: 'last',
};

/** Handles a key while the filter is typed. */
export function handleFilterKey(field: FilterField, key: Key, context: SessionContext): void {
	const {store} = context;
	const list = activeListOf(store.getState())!;
	const {filter, filterError, filterHistory: history} = list;
	const move = moveCommands[key.name];
	if (move) {
		commandHandlers[move](key, context);
		return store.setState({mode: {...field, returnKey: activeListOf(store.getState())!.cursorKey}});
	}

	// Within a term `?` is a sync status or text.
	if (key.text === '?' && (field.isSelected || /(?:^|\s)$/.test(filter)))
		return store.setState({mode: {is: 'filter-help', top: 0, field}});
	const result = reduceFilterInput(field, filter, key, {
		history,
		completions: filterCompletions(list) ?? [],
	});
	if (result === 'kept') return keepFilter(filter, filterError, store);
	const after = result === 'dropped' ? field.previousFilter : result.filter;
	store.setState({mode: result === 'dropped' ? {is: 'browse'} : result.field});
	if (after !== filter || result === 'dropped') setFilter(after, field, store);
}

/** Pasted text goes into the filter at its end, or in place of the selected one. */
export function pasteIntoFilter(field: FilterField, line: string, store: Store): void {
	store.setState({mode: {...field, isSelected: false, completionIndex: 0, historyOffset: 0}});
	setFilter((field.isSelected ? '' : activeListOf(store.getState())!.filter) + line, field, store);
}

function keepFilter(filter: string, filterError: FilterError | null, store: Store): void {
	if (filterError) return store.notify('bad', message('filter-refused', {reason: filterError.reason}));
	store.setState({mode: {is: 'browse'}});
	store.updateActiveList(list => ({...list, filterHistory: addToHistory(list.filterHistory, filter)}));
}

/** Shows the rows that match, from the first one if the row at the cursor is then on the screen. */
function setFilter(filter: string, {returnKey}: FilterField, store: Store): void {
	store.updateActiveList((list, height) => {
		const found = moveToFirst(refilter({...list, cursorKey: returnKey, filter}, height));
		return moveCursorTo({...found, top: 0}, found.cursor, height);
	});
	filterWork(activeListOf(store.getState())!)[0]?.build(sliceEnd(firstSliceMs));
}
