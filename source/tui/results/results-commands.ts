import {message} from '../../i18n/translator.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {RowLink} from '../../sync/action.ts';
import {goToRow} from '../commands/navigation.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {addToFilter, valueTerm} from '../commands/value-filter.ts';
import type {SessionContext} from '../session/session-context.ts';
import {cursorRowOf} from '../session/list.ts';
import {activeListOf, type Results, type State} from '../session/state.ts';
import {type ResultItem, resultsName} from './results-list.ts';
import {showResults, shownResults} from '../actions/outcomes.ts';

/** Shows the results of the last action; `esc` returns to where the key was pressed. */
export function openResults({store, listLoader, translator}: SessionContext): void {
	const {activeScreen, backStack} = store.getState();
	showResults(0, store, translator);
	if (activeScreen === resultsName) return;
	const way = activeScreen === null ? [] : [...backStack, activeScreen];
	// Where the way here led over the results already, it is not made longer.
	const known = way.indexOf(resultsName);
	goToScreen(resultsName, {store, listLoader}, known === -1 ? way : way.slice(0, known));
}

/** Shows the results of an action before, or after. */
export function showOtherResults(by: 1 | -1, {store, translator}: SessionContext): void {
	const {resultsBack, earlierResults} = store.getState();
	const back = Math.max(0, Math.min(resultsBack + by, earlierResults.length));
	if (back !== resultsBack) showResults(back, store, translator);
}

/** Opens a line: of a reason, shows its rows alone; of a row, goes to it. */
export function openResult(context: SessionContext): void {
	const {store} = context;
	const item = itemAtCursor(context);
	if (!item) return store.notify('bad', message('no-row'));
	if (item.rowKey !== null) return goToLink(rowLink(item, context), context);
	const column = activeListOf(store.getState())!.resource.columns.find(({id}) => id === 'reason')!;
	addToFilter(valueTerm(column, item.text), context);
}

/** Goes where the way out of a reason begins, or else to the row. */
export function goToWayOut(context: SessionContext): void {
	const item = itemAtCursor(context);
	goToLink(item && (item.related ?? rowLink(item, context)), context);
}

function itemAtCursor({store}: SessionContext): ResultItem | null {
	const list = activeListOf(store.getState());
	const row = list && cursorRowOf(list);
	return row ? (row.billing as ResultItem) : null;
}

function rowLink({rowKey}: ResultItem, {store}: SessionContext): RowLink | null {
	const {lists} = store.getState();
	const resource = shownResults(store.getState())?.listName ?? '';
	return rowKey === null || !lists[resource] ? null : {resource, id: rowKey};
}

function goToLink(link: RowLink | null, context: SessionContext): void {
	const {store} = context;
	if (!link) return store.notify('plain', message('no-linked-record'));
	goToScreen(link.resource, context, [...store.getState().backStack, resultsName]);
	goToRow(link.id, context);
}

/** Rows that were refused or failed. Cached: the key hints ask for it with each frame. */
const unsuccessfulKeys = memoizeWeak(
	({lines}: Results): ReadonlySet<string> =>
		new Set(lines.flatMap(({is, key}) => (is === 'failed' || is === 'refused' ? [key] : []))),
);

/** An action, and the rows of it that were refused or failed. */
type Retry = {readonly results: Results; readonly keys: ReadonlySet<string>};

/**
What is planned anew: on the list of results, the failed rows that it shows; elsewhere those of the last action that has any which the same
action has not done since.
*/
function findRetry(state: State): Retry | null {
	const {activeScreen, results, earlierResults} = state;
	const shown = activeScreen === resultsName ? [shownResults(state)] : [results, ...earlierResults];
	const later: Results[] = [];
	for (const one of shown) {
		if (!one) continue;
		const done = new Set(
			later
				.filter(({listName, retry}) => listName === one.listName && retry?.action === one.retry?.action)
				.flatMap(({lines}) => lines.flatMap(({is, key}) => (is === 'done' ? [key] : []))),
		);
		const keys = new Set([...unsuccessfulKeys(one)].filter(key => !done.has(key)));
		if (one.retry && keys.size > 0) return {results: one, keys};
		later.push(one);
	}

	return null;
}

/** Whether an action has rows that were refused or failed and can be planned anew. */
export const isRetryable = (results: Results): boolean =>
	results.retry !== null && unsuccessfulKeys(results).size > 0;

/**
Plans the action anew for the rows that were refused or failed, and asks. A list that is being read, because something was written
elsewhere, is waited for.
*/
export function retryResults(context: SessionContext): void {
	const {store, listLoader, pendingTasks, actionController} = context;
	const retry = findRetry(store.getState());
	if (!retry) return store.notify('plain', message('nothing-to-retry'));
	if (actionController.reportIfBlocked()) return;
	const {listName} = retry.results;
	goToScreen(listName, context);
	if (store.getState().lists[listName]?.billing.state !== 'loading') return startAgain(retry, context);
	store.notify('plain', message('retry-waits'));
	pendingTasks.add(
		listLoader.load(listName).then(() => {
			const {activeScreen, mode: now} = store.getState();
			if (activeScreen !== listName || now.is !== 'browse') return;
			store.setState({notification: null});
			startAgain(retry, context);
			if (store.getState().mode.is === 'confirm') context.startInputGuard(true);
		}),
	);
}

function startAgain({results, keys}: Retry, {store, actionController}: SessionContext): void {
	const {action, input} = results.retry!;
	if (action.scope === 'list') return actionController.startListAction(action);
	const {comparison} = store.getState().lists[results.listName]!;
	const rows = comparison?.rows.filter(({key}) => keys.has(key)) ?? [];
	if (rows.length === 0) return store.notify('bad', message('row-gone', {key: [...keys][0]!}));
	actionController.startRowAction(action, {alwaysConfirm: true, rows, ...(input && {answers: input})});
}
