import type {Outcome} from '../../sync/action.ts';
import {runPlan, type Plan} from '../../sync/plan-runner.ts';
import type {Comparison} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {AppContext} from '../../app/context.ts';
import {recheckRows} from '../refresh/recheck.ts';
import type {ListLoader} from '../refresh/list-loader.ts';
import type {UndoableAction} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {TaskRunner} from './task-runner.ts';
import {undoableIds, reportOutcomes} from './outcome-report.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Carries out a plan that was agreed to, tells what came of each row, and shows the rows as they are then. */
export type ApplyPlan = (
	plan: Plan,
	sheet: Comparison,
	tab: string,
	context: AppContext,
	signal: AbortSignal,
) => Promise<void>;

export function createPlanApplier({
	store,
	listLoader,
	clock,
	taskRunner,
}: {
	readonly store: Store;
	readonly listLoader: ListLoader;
	readonly clock: () => Date;
	readonly taskRunner: TaskRunner;
}): ApplyPlan {
	return async (plan, sheet, tab, context, signal) => {
		const {activeScreen, mode} = store.getState();
		taskRunner.setPhase('applying', plan.planned.length);
		// Not over what the operator is doing meanwhile.
		if (plan.planned.length > 1 && mode.is === 'browse' && activeScreen === tab)
			store.setState({mode: {is: 'results', top: 0}, results: null});
		let shownAt = 0;
		const outcomes = await runPlan(plan, sheet, context, {
			signal,
			onProgress(done) {
				const now = clock().getTime();
				// Four times a second is often enough for an eye, and cheap enough for a slow line.
				if (now - shownAt < 250) return;
				shownAt = now;
				taskRunner.setProgress(done);
			},
		});
		const tried = plan.planned.map(({key}) => key);
		listLoader.noteWrite(tab, tried);
		// What cannot be taken back must not stand in the way of the deed before it.
		const journal = plan.action.undo ? undoableIds(outcomes) : [];
		pushUndo({listName: tab, action: plan.action.name, journalIds: journal});
		deselectFinished(tab, outcomes);
		reportOutcomes(
			outcomes,
			{listName: tab, action: plan.action.name, finishedAt: clock()},
			store,
			journal.length > 0,
		);
		taskRunner.setPhase('rechecking');
		// The list was read a moment ago, and is still so where nothing came of it.
		const isAsRead = outcomes.every(outcome => outcome.is === 'done' && !outcome.changed);
		if (plan.action.on === 'list') return isAsRead ? undefined : listLoader.load(tab, {isNewRequired: true});
		await refreshRows(tab, tried, sheet, context);
	};

	/** The rows as they are now, in place. What was done stays told; where looking fails, the list is read again, which tells which side is lost. */
	async function refreshRows(
		tab: string,
		keys: readonly string[],
		sheet: Comparison,
		context: AppContext,
	): Promise<void> {
		const wanted = new Set(keys);
		const rows = sheet.rows.filter(({key}) => wanted.has(key));
		if (rows.length === 0) return;
		await recheckRows(tab, rows, {store, show: listLoader.showComparison, world: context}).catch(
			(error: unknown) => {
				store.logNotification(message('failed', {message: errorMessage(error)}));
				void listLoader.load(tab);
			},
		);
	}

	/** `u` takes it back first. What was begun before and finished now is one deed, the later one. */
	function pushUndo(done: UndoableAction): void {
		if (done.journalIds.length === 0) return;
		const before = store
			.getState()
			.undoStack.map(deed => ({
				...deed,
				journalIds: deed.journalIds.filter(id => !done.journalIds.includes(id)),
			}))
			.filter(({journalIds}) => journalIds.length > 0);
		store.setState({undoStack: [...before, done]});
	}

	/** What failed keeps its mark, to be tried again. */
	function deselectFinished(tab: string, outcomes: readonly Outcome[]): void {
		const over = new Set(outcomes.flatMap(({is, key}) => (is === 'failed' ? [] : [key])));
		store.updateList(tab, list =>
			list.selected.size === 0
				? list
				: {...list, selected: new Set([...list.selected].filter(key => !over.has(key)))},
		);
	}
}
