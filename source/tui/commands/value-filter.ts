import type {Column} from '../../sync/row.ts';
import {quoteIfNeeded} from '../session/filter-completion.ts';
import {addToHistory} from '../session/filter-input.ts';
import {moveToFirst, refilter} from '../session/list-state.ts';
import type {Store} from '../session/store.ts';

/** The term that finds the rows with this value. */
export function valueTerm({id, flag}: Column, value: string): string {
	if (flag !== undefined && value !== '') return `${id}=${value === '1' ? 'on' : 'off'}`;
	return `${id}=${quoteIfNeeded(value.replaceAll('"', ''))}`;
}

/** Filters the visible list by one more term. */
export function addToFilter(term: string, {store}: {readonly store: Store}): void {
	store.updateActiveList((list, height) => {
		const filter = `${list.filter} ${term}`.trim();
		const filterHistory = addToHistory(list.filterHistory, filter);
		return moveToFirst(refilter({...list, filter, filterHistory}, height));
	});
}
