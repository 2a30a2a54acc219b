import type {Outcome} from '../../sync/action.ts';
import type {Plan} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message, type Translator} from '../../i18n/translator.ts';
import type {UndoableAction, Results, State} from '../session/state.ts';
import type {ActionContext} from './action-context.ts';
import type {Store} from '../session/store.ts';
import {changesAnything, questionsOf, type CurrentRecord} from '../../sync/changes/change.ts';
import {createComparison} from '../../sync/comparison.ts';
import {setComparison} from '../session/list-state.ts';
import {groupResults, resultsName, type ResultItems} from '../results/results-list.ts';

/** The row as the operator knows it. */
export const describeRow = (store: Store, listName: string, row: Row): string =>
	store.getState().lists[listName]!.resource.describe(row);

type ResultLine = Results['lines'][number];

/** The line of an outcome in the list of results. */
export const toResultLine = (outcome: Outcome): ResultLine => ({
	key: outcome.key,
	is: outcome.is,
	changed: outcome.is === 'done' && outcome.changed,
	message: outcome.message,
	related: outcome.is === 'refused' ? outcome.related : undefined,
});

/** The result lines of a dry run: what would happen to each row. */
export const plannedLines = ({action, planned, refused}: Plan): readonly ResultLine[] => [
	...planned.flatMap(({key, intent}) =>
		[action.summary(intent), ...questionsOf(intent)].map(
			text =>
				({key, is: changesAnything(intent) ? 'planned' : 'done', changed: false, message: text}) as const,
		),
	),
	...refused.map(toResultLine),
];

/** Reports the outcomes of an action: one by its own message, several by their counts. All of them go to the list of results. */
export function reportOutcomes(
	outcomes: readonly Outcome[],
	results: Pick<Results, 'listName' | 'action' | 'finishedAt' | 'retry'>,
	{store, translator}: Pick<ActionContext, 'store' | 'translator'>,
	isUndoable: boolean,
): void {
	addResults({...results, isDryRun: false, lines: outcomes.map(toResultLine)}, store, translator);
	const [first] = outcomes;
	if (!first) return;
	if (outcomes.length === 1) return reportOutcome(first, store, isUndoable);
	const count = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
	const changed = count(outcome => outcome.is === 'done' && outcome.changed);
	const counts = {
		changed,
		same: count(outcome => outcome.is === 'done') - changed,
		refused: count(outcome => outcome.is === 'refused'),
		failed: count(outcome => outcome.is === 'failed'),
	};
	if (counts.refused === outcomes.length)
		return store.notify('bad', message('all-refused', {n: counts.refused}));
	const tone = counts.refused + counts.failed === 0 ? 'good' : 'bad';
	store.notify(tone, message('summary', counts), {isUndoable});
}

/** Reports the outcome of one row by its own message, with the row that it links to. */
export const reportOutcome = (outcome: Outcome, store: Store, isUndoable: boolean): void =>
	store.notify(outcome.is === 'done' ? 'good' : 'bad', outcome.message, {
		related: outcome.is === 'refused' ? (outcome.related ?? null) : null,
		isUndoable,
	});

/** Journal ids that `u` can undo: of the rows that were changed, completely or in part. */
export const undoableIds = (outcomes: readonly Outcome[]): UndoableAction['journalIds'] => [
	...new Set(
		outcomes.flatMap(outcome =>
			outcome.is === 'refused' || (outcome.is === 'done' && !outcome.changed) ? [] : (outcome.journal ?? []),
		),
	),
];

/**
Shows the records that an action, or its undo, returned in place of the old ones; false where the list has to be read: the records do not
suffice, or reading is cheap and a row was refused without them, or failed after something may have been written.
*/
export function patchRows(
	{store, listLoader}: Pick<ActionContext, 'store' | 'listLoader'>,
	listName: string,
	outcomes: readonly Outcome[],
): boolean {
	const {resource, comparison} = store.getState().lists[listName]!;
	const isUnread = outcomes.some(outcome =>
		outcome.is === 'refused'
			? outcome.current === undefined
			: outcome.is === 'failed' && outcome.journal !== undefined,
	);
	if (!resource.patch || !comparison || (isUnread && !resource.refreshRows)) return false;
	const current = currentRecords(outcomes);
	if (current.length === 0) return true;
	const patched = resource.patch(comparison, current);
	if (patched) listLoader.showComparison(listName, patched);
	return patched !== null;
}

/** The records that an action read back. */
export const currentRecords = (outcomes: readonly Outcome[]): readonly CurrentRecord[] =>
	outcomes.flatMap(({current = []}) => current);

/**
Adds an action that `u` undoes first. Entries that an earlier action on the stack also has (it was interrupted, and is finished now) move to
the new one.
*/
export function pushUndoable(store: Store, action: UndoableAction): void {
	if (action.journalIds.length === 0) return;
	removeUndoable(store, new Set(action.journalIds));
	store.setState({undoStack: [...store.getState().undoStack, action]});
}

/** Removes these journal entries from the stack, and the actions that have none left. */
export function removeUndoable(store: Store, journalIds: ReadonlySet<string>): void {
	const {undoStack} = store.getState();
	store.setState({
		undoStack: undoStack
			.map(action => ({...action, journalIds: action.journalIds.filter(id => !journalIds.has(id))}))
			.filter(action => action.journalIds.length > 0),
	});
}

/** Results of earlier actions that are kept: after what was missing is imported, the rows that it had stopped can be retried. */
const maxEarlier = 20;

/**
Puts the results of another action before those that are kept, and shows them where their list is visible; `null` while it is running.
Elsewhere the list goes on with those that it shows: `esc` returns to them.
*/
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
