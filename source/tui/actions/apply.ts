import type {Outcome, ListAction, RowAction} from '../../sync/action.ts';
import {runPlan, type Plan, isNoop, planList, planRows} from '../../sync/plan-runner.ts';
import {questionsOf} from '../../sync/changes/change.ts';
import type {Comparison, Row} from '../../sync/row.ts';
import type {AppContext} from '../../app/context.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {
	addResults,
	showResults,
	undoableIds,
	reportOutcomes,
	reportOutcome,
	currentRecords,
	patchRows,
	pushUndoable,
} from './outcomes.ts';
import {resultsName} from '../results/results-list.ts';
import type {Store} from '../session/store.ts';
import type {ActionContext} from './action-context.ts';
import type {TaskRunner} from '../session/tasks.ts';
import {message} from '../../i18n/translator.ts';
import type {PendingAction} from '../session/mode.ts';
import {confirmUnsolicited} from './plan-dialogs.ts';

/** A confirmed plan. */
export type ConfirmedPlan = Extract<PendingAction, {is: 'apply'}>;

type ApplyContext = ActionContext & {readonly applyPlan: ApplyPlan};

/**
Applies the action to the row as it is shown, which is compared right before the write. If the action has questions, or the row has changed
since it was shown, it opens a confirmation instead.
*/
export async function applyShownRow(
	action: RowAction,
	row: Row,
	listName: string,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {store, connections, applyPlan} = context;
	const comparisonOf = () => store.getState().lists[listName]!.comparison!;
	const plan = planRows(action, [row], comparisonOf());
	const [refused] = plan.refused;
	if (refused) return reportOutcome(refused, store, false);
	if (plan.planned.some(({intent}) => questionsOf(intent).length > 0))
		return confirmUnsolicited({listName, plan, rows: [row]}, context);
	const [outcome] = await applyPlan(
		{plan, comparison: comparisonOf(), listName},
		await connections.context(),
		signal,
	);
	const current = comparisonOf().rows.find(({key}) => key === row.key);
	if (outcome?.is !== 'refused' || !current || current === row) return;
	const again = planRows(action, [current], comparisonOf());
	if (again.planned.length === 0) return;
	store.notify('bad', message('differs-now'));
	confirmUnsolicited({listName, plan: again, rows: [current]}, context);
}

/**
Applies a confirmed plan: what was shown is compared right before each write. If a list has changed since it was shown, it opens a
confirmation of what the action would change now.
*/
export async function applyConfirmedPlan(
	{listName, plan}: ConfirmedPlan,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {store, connections, applyPlan} = context;
	const comparisonOf = () => store.getState().lists[listName]!.comparison!;
	const outcomes = await applyPlan(
		{plan, comparison: comparisonOf(), listName},
		await connections.context(),
		signal,
	);
	const {action} = plan;
	if (action.scope !== 'list' || !outcomes.some(({is, key}) => is === 'refused' && key === listName)) return;
	const again = planList(action, listName, comparisonOf());
	if (again.planned.length > 0 && !isNoop(again))
		confirmUnsolicited({listName, plan: again, rows: []}, context);
}

/**
An action on the whole list that would change nothing as it is shown: reads the list again, and opens a confirmation of what it would change
then.
*/
export async function reloadAndPlan(
	action: ListAction,
	listName: string,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {store, connections, listLoader, applyPlan} = context;
	await listLoader.load(listName, {isNewRequired: true});
	signal.throwIfAborted();
	const comparison = store.getState().lists[listName]!.comparison!;
	const plan = planList(action, listName, comparison);
	const [refused] = plan.refused;
	if (refused) return reportOutcome(refused, store, false);
	if (!isNoop(plan)) return confirmUnsolicited({listName, plan, rows: []}, context);
	await applyPlan({plan, comparison, listName}, await connections.context(), signal);
}

/** Applies a confirmed plan, reports and returns the outcomes, and shows the records that were read back. */
type ApplyPlan = (
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
		const journalIds = plan.action.isFinal ? [] : undoableIds(outcomes);
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
		showResults(0, store, translator);
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
