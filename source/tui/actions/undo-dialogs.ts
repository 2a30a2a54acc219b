import {message} from '../../i18n/translator.ts';
import {addResults, showResults} from '../results/results-history.ts';
import {resultsName} from '../results/results-list.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import type {PendingAction} from '../session/mode.ts';
import type {Results} from '../session/state.ts';
import type {ActionContext} from './action-context.ts';
import {openConfirm} from './confirm.ts';
import {reportOutcomes, toResultLine} from './outcomes.ts';

export type ConfirmedUndo = Extract<PendingAction, {is: 'undo'}>;

/** The planned undo of an action: a step for each row, and the rows that cannot be undone. */
type UndoPlan = Pick<ConfirmedUndo, 'listName' | 'steps' | 'refused'>;

type DialogContext = Pick<ActionContext, 'store' | 'clock' | 'translator' | 'listLoader' | 'startInputGuard'>;

/** Shows as results what the undo would write. Nothing is written. */
export function showUndoDryRun({listName, steps, refused}: UndoPlan, context: DialogContext): void {
	const {store, clock, translator} = context;
	const lines: Results['lines'] = [
		...steps.flatMap(({key, summary, questions}) =>
			[summary, ...questions].map(text => ({key, is: 'planned', changed: false, message: text}) as const),
		),
		...refused.map(toResultLine),
	];
	const {mode, activeScreen, backStack} = store.getState();
	const results = {listName, action: 'undo', finishedAt: clock(), isDryRun: true, lines, retry: null};
	addResults(results, store, translator);
	showResults(0, store, translator);
	if (mode.is === 'browse' && activeScreen !== resultsName)
		goToScreen(resultsName, context, activeScreen === null ? [] : [...backStack, activeScreen]);
	store.notify('plain', message('simulated', {n: steps.length, refused: refused.length}));
}

/**
Opens the confirmation of an undo, only if the operator is on its list, on the menu, or on the screen where he began it (`startedOn`); if no row can be undone, reports why.
*/
export function confirmOrRefuseUndo(
	{listName, steps, refused}: UndoPlan,
	startedOn: string | null,
	context: DialogContext,
): void {
	const {store, clock, startInputGuard} = context;
	if (steps.length === 0)
		return reportOutcomes(
			refused,
			{listName, action: 'undo', finishedAt: clock(), retry: null},
			context,
			false,
		);
	const {mode, activeScreen} = store.getState();
	if (mode.is !== 'browse' || ![null, listName, startedOn].includes(activeScreen))
		return store.notify('bad', message('undo-asks-first'));
	openConfirm(store, {is: 'undo', listName, steps, refused}, steps.length > 1 ? steps.length : null);
	startInputGuard(true);
}
