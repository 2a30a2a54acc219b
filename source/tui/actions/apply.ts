import type {Outcome} from '../../sync/action.ts';
import {runPlan, type Plan} from '../../sync/plan-runner.ts';
import type {Comparison} from '../../sync/row.ts';
import type {AppContext} from '../../app/context.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {addResults} from '../results/results-history.ts';
import {resultsName} from '../results/results-list.ts';
import type {Store} from '../session/store.ts';
import type {ActionContext} from './action-context.ts';
import {undoableIds, reportOutcomes} from './outcome-report.ts';
import {currentRecords, patchRows} from './patch-rows.ts';
import type {TaskRunner} from './task-runner.ts';
import {pushUndoable} from './undo-stack.ts';

/** Applies a confirmed plan, reports and returns the outcomes, and shows the records that were read back. */
export type ApplyPlan = (
	target: {readonly plan: Plan; readonly comparison: Comparison; readonly listName: string},
	app: AppContext,
	signal: AbortSignal,
) => Promise<readonly Outcome[]>;

/** Progress is drawn four times a second: often enough to be followed, and not too much for a slow connection. */
const progressIntervalMs = 250;

export function createPlanApplier(
	context: Pick<ActionContext, 'store' | 'listLoader' | 'clock' | 'translator'> & {
		readonly taskRunner: TaskRunner;
	},
): ApplyPlan {
	const {store, listLoader, clock, translator, taskRunner} = context;
	return async ({plan, comparison, listName}, app, signal) => {
		const action = plan.action.name;
		taskRunner.setPhase('applying', plan.planned.length);
		showProgress(plan, listName);
		const outcomes = await runPlan(plan, comparison, app, {signal, onProgress: createProgressReporter()});
		listLoader.noteWrite(listName, currentRecords(outcomes));
		// An action that cannot be undone must not keep `u` from undoing the one before it.
		const journalIds = plan.action.messages.isFinal ? [] : undoableIds(outcomes);
		pushUndoable(store, {listName, action, journalIds});
		deselectFinished(store, listName, outcomes);
		reportOutcomes(
			outcomes,
			{
				listName,
				action,
				finishedAt: clock(),
				retry: {action: plan.action, ...(plan.input && {input: plan.input})},
			},
			context,
			journalIds.length > 0,
		);
		taskRunner.setPhase('rechecking');
		if (patchRows(context, listName, outcomes)) return outcomes;
		// Where nothing was written, what is shown is still valid.
		const isUnchanged = outcomes.every(outcome => outcome.is === 'done' && !outcome.changed);
		if (!isUnchanged) await listLoader.load(listName, {isNewRequired: true});
		return outcomes;
	};

	/** Shows the progress of several rows, unless the operator is doing something else. */
	function showProgress({planned}: Plan, listName: string): void {
		const {activeScreen, backStack, mode} = store.getState();
		if (planned.length <= 1 || mode.is !== 'browse' || activeScreen !== listName) return;
		addResults(null, store, translator);
		goToScreen(resultsName, context, [...backStack, listName]);
	}

	function createProgressReporter(): (done: number) => void {
		let shownAtMs = 0;
		return done => {
			const nowMs = clock().getTime();
			if (nowMs - shownAtMs < progressIntervalMs) return;
			shownAtMs = nowMs;
			taskRunner.setProgress(done);
		};
	}
}

/** Rows that failed stay selected, so that the action can be repeated on them. */
function deselectFinished(store: Store, listName: string, outcomes: readonly Outcome[]): void {
	const finished = new Set(outcomes.flatMap(({is, key}) => (is === 'failed' ? [] : [key])));
	store.updateList(listName, list =>
		list.selected.size === 0
			? list
			: {...list, selected: new Set([...list.selected].filter(key => !finished.has(key)))},
	);
}
