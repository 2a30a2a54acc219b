import {message} from '../../i18n/translator.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {goToRow, goToScreen} from '../commands/navigation.ts';
import type {Key} from '../input/key.ts';
import {toLatinKey} from '../input/keyboard-layout.ts';
import {pageHeight} from '../session/screen-layout.ts';
import type {ResultsPage} from '../session/mode.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {Results} from '../session/state.ts';
import {shownResults} from './results-history.ts';
import {groupResults, type ResultItem} from './group-results.ts';

/** Handles a key on the results page; false for a key that it does not have. */
export function handleResultsKey({name}: Key, mode: ResultsPage, context: SessionContext): boolean {
	const {store, actionController} = context;
	const key = toLatinKey(name);
	const by = stepsOf(pageHeight(store.getState().size))[key];
	if (by !== undefined) moveCursor(mode, by, context);
	else if (key === 'x') actionController.taskRunner.stop();
	else if (key === 'o') goToItem(mode, context);
	else if (key === 'R') retry(mode, context);
	else if (key === '[') showOther(mode, 1, context);
	else if (key === ']') showOther(mode, -1, context);
	else return false;
	return true;
}

const stepsOf = (page: number): Readonly<Record<string, number>> => ({
	...{up: -1, k: -1, down: 1, j: 1, 'page-up': -page, 'page-down': page, space: page},
	...{home: -Infinity, g: -Infinity, end: Infinity, G: Infinity},
});

function itemsOf(mode: ResultsPage, {store, translator}: SessionContext): readonly ResultItem[] {
	const {lists} = store.getState();
	const results = shownResults(store.getState(), mode);
	return results ? groupResults(results, lists[results.listName], translator) : [];
}

function moveCursor(mode: ResultsPage, by: number, context: SessionContext): void {
	const last = Math.max(0, itemsOf(mode, context).length - 1);
	context.store.setState({mode: {...mode, cursor: Math.max(0, Math.min(last, mode.cursor + by))}});
}

/** Shows the results of an action before, or after. */
function showOther(mode: ResultsPage, by: 1 | -1, {store}: SessionContext): void {
	const back = Math.max(0, Math.min(mode.back + by, store.getState().earlierResults.length));
	if (back !== mode.back) store.setState({mode: {...mode, back, cursor: 0}});
}

/** Goes where the way out of a reason begins, or to a row. */
function goToItem(mode: ResultsPage, context: SessionContext): void {
	const {store} = context;
	const item = itemsOf(mode, context)[mode.cursor];
	const results = shownResults(store.getState(), mode);
	const {activeScreen, backStack, lists} = store.getState();
	const row = item?.is === 'row' && results && lists[results.listName] ? item.line.key : null;
	const link = item?.related ?? (row === null ? null : {resource: results!.listName, id: row});
	if (!link) return store.notify('plain', message('no-linked-record'));
	const isElsewhere = activeScreen !== null && activeScreen !== link.resource;
	goToScreen(link.resource, context, isElsewhere ? [...backStack, activeScreen] : backStack);
	goToRow(link.id, context);
}

/** Rows that were refused or failed. Cached: the key hints ask for it with each frame. */
export const unsuccessfulKeys = memoizeWeak(
	({lines}: Results): ReadonlySet<string> =>
		new Set(lines.flatMap(({is, key}) => (is === 'failed' || is === 'refused' ? [key] : []))),
);

/** Plans the action anew for the rows that were refused or failed, and asks. A list that is being read, because something was written elsewhere, is waited for. */
function retry(mode: ResultsPage, context: SessionContext): void {
	const {store, listLoader, pendingTasks, actionController} = context;
	const results = shownResults(store.getState(), mode);
	if (!results?.retry || unsuccessfulKeys(results).size === 0)
		return store.notify('plain', message('nothing-to-retry'));
	if (actionController.reportIfBlocked()) return;
	const {listName} = results;
	goToScreen(listName, context);
	if (store.getState().lists[listName]?.billing.state !== 'loading')
		return startAgain(results.retry, results, context);
	store.notify('plain', message('retry-waits'));
	pendingTasks.add(
		listLoader.load(listName).then(() => {
			const {activeScreen, mode: now} = store.getState();
			if (activeScreen !== listName || now.is !== 'browse') return;
			store.setState({notification: null});
			startAgain(results.retry!, results, context);
			if (store.getState().mode.is === 'confirm') context.startInputGuard(true);
		}),
	);
}

function startAgain(
	{action, input}: NonNullable<Results['retry']>,
	results: Results,
	{store, actionController}: SessionContext,
): void {
	if (action.scope === 'list') return actionController.startListAction(action);
	const keys = unsuccessfulKeys(results);
	const {comparison} = store.getState().lists[results.listName]!;
	const rows = comparison?.rows.filter(({key}) => keys.has(key)) ?? [];
	if (rows.length === 0) return store.notify('bad', message('row-gone', {key: [...keys][0]!}));
	actionController.startRowAction(action, {alwaysConfirm: true, rows, ...(input && {answers: input})});
}
