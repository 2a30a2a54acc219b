import type {Translator} from '../../i18n/translator.ts';
import {createComparison} from '../../sync/comparison.ts';
import {setComparison} from '../session/list-state.ts';
import type {Results, State} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import {groupResults, resultsName, type ResultItems} from './results-list.ts';

/** Results of earlier actions that are kept: after what was missing is imported, the rows that it had stopped can be retried. */
const maxEarlier = 20;

/** Puts the results of another action before those that are kept, and shows them where their list is visible; `null` while it is running. Elsewhere the list goes on with those that it shows: `esc` returns to them. */
export function addResults(next: Results | null, store: Store, translator: Translator): void {
	const {results, earlierResults, resultsBack, activeScreen} = store.getState();
	const back = results ? resultsBack + 1 : resultsBack;
	store.setState({
		results: next,
		earlierResults: (results ? [results, ...earlierResults] : earlierResults).slice(0, maxEarlier),
		resultsBack: back,
	});
	if (activeScreen === resultsName || back > maxEarlier) showResults(0, store, translator);
}

/** Puts the results of the action that was `back` actions ago into their list, from its first line on and without a filter. */
export function showResults(back: number, store: Store, translator: Translator): void {
	store.setState({resultsBack: back});
	const {lists} = store.getState();
	const results = shownResults(store.getState());
	const value: ResultItems = {
		listName: results?.listName ?? '',
		items: results ? groupResults(results, lists[results.listName], translator) : [],
	};
	store.updateList(resultsName, (list, height) => {
		const {resource, stalker, billing} = list;
		const comparison = createComparison(resource, {
			stalker: stalker.value,
			billing: value,
			short: null,
		});
		const first = {filter: '', cursorKey: null, selected: new Set<string>(), onlySelected: false};
		return setComparison({...list, ...first, billing: {...billing, value}}, comparison, height);
	});
}

/** The results that the list shows. */
export const shownResults = ({
	results,
	earlierResults,
	resultsBack,
}: Pick<State, 'results' | 'earlierResults' | 'resultsBack'>): Results | null =>
	resultsBack === 0 ? results : (earlierResults[resultsBack - 1] ?? null);
