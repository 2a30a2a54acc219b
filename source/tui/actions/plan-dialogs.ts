import {confirmationCount, plannedChanges, type Plan} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {hiddenSelectedKeys} from '../session/list-state.ts';
import type {ActionContext} from './action-context.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {addResults, showResults, describeRow, plannedLines, reportOutcomes} from './outcomes.ts';
import {resultsName} from '../results/results-list.ts';
import {openConfirm} from '../session/confirm.ts';

type DialogContext = Pick<ActionContext, 'store' | 'clock' | 'translator' | 'listLoader' | 'startInputGuard'>;

/** A plan for rows of one list. `rows` is empty for an action on the whole list. */
export type ListPlan = {
	readonly listName: string;
	readonly plan: Plan;
	readonly rows: readonly Row[];
};

/** Shows as results what the plan would write. Nothing is written. */
export function showDryRun({listName, plan}: Omit<ListPlan, 'rows'>, context: DialogContext): void {
	const {store, clock, translator} = context;
	const results = {
		listName,
		action: plan.action.name,
		finishedAt: clock(),
		isDryRun: true,
		lines: plannedLines(plan),
		retry: null,
	};
	addResults(results, store, translator);
	showResults(0, store, translator);
	goToScreen(resultsName, context, [...store.getState().backStack, listName]);
	store.notify('plain', message('simulated', {n: plannedChanges(plan).length, refused: plan.refused.length}));
}

/** Opens the confirmation of a plan; if every row is refused, reports the refusals. */
export function confirmOrRefuse(listPlan: ListPlan, context: DialogContext): void {
	const {listName, plan} = listPlan;
	if (plan.planned.length > 0) return openPlanConfirm(listPlan, context);
	const {clock} = context;
	reportOutcomes(
		plan.refused,
		{
			listName,
			action: plan.action.name,
			finishedAt: clock(),
			retry: {action: plan.action, ...(plan.input && {input: plan.input})},
		},
		context,
		false,
	);
}

/**
Opens the confirmation of a plan that the operator did not expect to be asked about, and empties the queue. It opens only if the operator is
still on that list: elsewhere it would catch keys that are meant for something else.
*/
export function confirmUnsolicited(listPlan: ListPlan, context: DialogContext): void {
	const {listName, rows} = listPlan;
	const {store} = context;
	const {activeScreen, mode, queue} = store.getState();
	if (queue.length > 0) {
		store.notify('plain', message('waiting-dropped', {n: queue.length}));
		store.setState({queue: []});
	}

	if (activeScreen !== listName || mode.is !== 'browse')
		return store.notify(
			'bad',
			message('asks-first', {subject: rows[0] ? describeRow(store, listName, rows[0]) : listName}),
		);
	openPlanConfirm(listPlan, context, {isUnsolicited: true});
}

/** Opens the confirmation of a plan. */
function openPlanConfirm(
	{listName, plan, rows}: ListPlan,
	{store, startInputGuard}: DialogContext,
	{isUnsolicited = false}: {readonly isUnsolicited?: boolean} = {},
): void {
	const plannedKeys = new Set(plan.planned.map(({key}) => key));
	openConfirm(
		store,
		{
			is: 'apply',
			listName,
			plan,
			rows: rows.filter(({key}) => plannedKeys.has(key)),
			hiddenKeys: hiddenSelectedKeys(store.getState().lists[listName]!),
		},
		// A single row is named in the confirmation; its number need not be typed.
		plan.action.scope === 'list' || plannedChanges(plan).length > 1 ? confirmationCount(plan) : null,
	);
	startInputGuard(isUnsolicited);
}
