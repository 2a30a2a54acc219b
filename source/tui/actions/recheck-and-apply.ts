import {isDeepStrictEqual} from 'node:util';
import type {AppContext} from '../../app/context.ts';
import type {ListAction, Outcome, RowAction} from '../../sync/action.ts';
import {isNoop, planList, planRows} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {PendingAction} from '../session/mode.ts';
import {recheckShownRows, type ActionContext} from './action-context.ts';
import type {ApplyPlan} from './apply.ts';
import {reportOutcome} from './outcome-report.ts';
import {confirmAfterRecheck, openPlanConfirm} from './plan-dialogs.ts';

/** A confirmed plan. */
export type ConfirmedPlan = Extract<PendingAction, {is: 'apply'}>;

type ApplyContext = ActionContext & {readonly applyPlan: ApplyPlan};

/** Reads one row again and applies the action to it. If the row has changed, or the action has questions, it opens a confirmation instead. */
export async function recheckAndApplyRow(
	action: RowAction,
	row: Row,
	listName: string,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {store, connections, applyPlan} = context;
	const app = await connections.context();
	if (action.apply) return applyShownRow(action, row, listName, context, signal);
	const {comparison, changedKeys} = await recheckShownRows(context, app, listName, [row], signal);
	const current = comparison.rows.find(({key}) => key === row.key);
	if (!current) return store.notify('bad', message('row-gone', {key: row.key}));
	const plan = planRows(action, [current], comparison);
	const [refused] = plan.refused;
	if (refused) return reportOutcome(refused, store, false);
	const hasQuestions = plan.planned.some(({intent}) => action.questions(intent).length > 0);
	const hasChanged = changedKeys.has(row.key);
	if (hasQuestions || hasChanged)
		return confirmAfterRecheck({listName, plan, rows: [current]}, hasChanged, context);
	await applyPlan({plan, comparison, listName}, app, signal);
}

/** Applies the action to the row as it is shown: what is shown is compared right before the write. */
async function applyShownRow(
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
		return confirmAfterRecheck({listName, plan, rows: [row]}, false, context);
	await applyPlan({plan, comparison, listName}, await connections.context(), signal);
}

/** Reads the rows of a confirmed plan again and applies the plan to them. Rows that have changed since the confirmation are refused. */
export async function recheckAndApply(
	confirmed: ConfirmedPlan,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {listName, plan, rows} = confirmed;
	const {store, connections, applyPlan} = context;
	const app = await connections.context();
	const {comparison: shown} = store.getState().lists[listName]!;
	if (plan.action.on === 'list') return recheckAndApplyList(confirmed, plan.action, app, context, signal);
	if (plan.action.apply) return applyPlan({plan, comparison: shown!, listName}, app, signal);
	const {comparison, changedKeys} = await recheckShownRows(context, app, listName, rows, signal);
	const refused: readonly Outcome[] = [
		...plan.refused,
		...[...changedKeys].map(key => ({is: 'refused', key, said: message('changed-row', {key})}) as const),
	];
	const planned = plan.planned.filter(({key}) => !changedKeys.has(key));
	await applyPlan({plan: {action: plan.action, planned, refused}, comparison, listName}, app, signal);
}

/** Reads the whole list again and plans again. A plan that differs from the confirmed one is shown and must be confirmed again. */
async function recheckAndApplyList(
	{listName, plan}: ConfirmedPlan,
	action: ListAction,
	app: AppContext,
	context: ApplyContext,
	signal: AbortSignal,
): Promise<void> {
	const {store, applyPlan} = context;
	const {comparison} = await recheckShownRows(context, app, listName, [], signal);
	const current = planList(action, listName, comparison);
	const [refused] = current.refused;
	if (refused && current.planned.length === 0) return reportOutcome(refused, store, false);
	if (isNoop(current) || isDeepStrictEqual(current.planned, plan.planned))
		return applyPlan({plan: current, comparison, listName}, app, signal);
	const {activeScreen, mode} = store.getState();
	if (activeScreen !== listName || mode.is !== 'browse')
		return store.notify('bad', message('asks-first', {subject: action.name}));
	store.notify('bad', message('plan-changed'));
	openPlanConfirm({listName, plan: current, rows: []}, context, {
		isUnsolicited: true,
		previousPreview: action.preview(plan.planned[0]!.intent),
	});
}
