import type {ListAction, RowAction} from '../../sync/action.ts';
import {isNoop, planList, planRows} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {PendingAction} from '../session/mode.ts';
import type {ActionContext} from './action-context.ts';
import type {ApplyPlan} from './apply.ts';
import {reportOutcome} from './outcome-report.ts';
import {confirmUnsolicited} from './plan-dialogs.ts';

/** A confirmed plan. */
export type ConfirmedPlan = Extract<PendingAction, {is: 'apply'}>;

type ApplyContext = ActionContext & {readonly applyPlan: ApplyPlan};

/**
Applies the action to the row as it is shown, which is compared right before the write. If the action has questions, or the row has changed since it was shown, it opens a confirmation
instead.
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
	if (plan.planned.some(({intent}) => action.questions(intent).length > 0))
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
Applies a confirmed plan: what was shown is compared right before each write. If a list has changed since it was shown, it opens a confirmation of what the action would change
now.
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

/** An action on the whole list that would change nothing as it is shown: reads the list again, and opens a confirmation of what it would change then. */
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
