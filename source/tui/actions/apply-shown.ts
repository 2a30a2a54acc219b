import type {RowAction} from '../../sync/action.ts';
import {planRows} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import type {PendingAction} from '../session/mode.ts';
import type {ActionContext} from './action-context.ts';
import type {ApplyPlan} from './apply.ts';
import {reportOutcome} from './outcome-report.ts';
import {confirmUnsolicited} from './plan-dialogs.ts';

/** A confirmed plan. */
export type ConfirmedPlan = Extract<PendingAction, {is: 'apply'}>;

type ApplyContext = ActionContext & {readonly applyPlan: ApplyPlan};

/** Applies the action to the row as it is shown, which is compared right before the write. If the action has questions, it opens a confirmation instead. */
export async function applyShownRow(
	action: RowAction,
	row: Row,
	listName: string,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {store, connections, applyPlan} = context;
	const comparison = store.getState().lists[listName]!.comparison!;
	const plan = planRows(action, [row], comparison);
	const [refused] = plan.refused;
	if (refused) return reportOutcome(refused, store, false);
	if (plan.planned.some(({intent}) => action.questions(intent).length > 0))
		return confirmUnsolicited({listName, plan, rows: [row]}, context);
	await applyPlan({plan, comparison, listName}, await connections.context(), signal);
}

/** Applies a confirmed plan: what was shown is compared right before each write. */
export async function applyConfirmedPlan(
	{listName, plan}: ConfirmedPlan,
	{store, connections, applyPlan}: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const comparison = store.getState().lists[listName]!.comparison!;
	await applyPlan({plan, comparison, listName}, await connections.context(), signal);
}
