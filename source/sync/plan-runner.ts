import type {ApplyOptions} from './changes/apply-context.ts';
import type {Action, ActionInput, ListAction, Outcome, Planned, RowAction} from './action.ts';
import type {Row, Comparison} from './row.ts';
import {isRefusal, type Refusal} from './refusal.ts';
import type {SyncContext} from './context.ts';

/** A planned action: the intents, and the rows that it refuses with the reason. */
export type Plan = {
	readonly action: Action;
	readonly planned: readonly Planned[];
	readonly refused: readonly Outcome[];
	/** What the operator chose beside the rows. */
	readonly input?: ActionInput;
};

/** Plans the action for each row by itself; the action does not know how many rows there are. */
export function planRows(
	action: RowAction,
	rows: readonly Row[],
	comparison: Comparison,
	input: ActionInput = {},
): Plan {
	const planned: Planned[] = [];
	const refused: Outcome[] = [];
	for (const row of rows) {
		const intent = action.plan(row, comparison, input);
		if (isRefusal(intent)) refused.push(refusedOutcome(row.key, intent));
		else planned.push({key: row.key, intent});
	}

	return {action, planned, refused, input};
}

/** The one intent of an action on the whole list, under the resource's name, and what it leaves out. */
export function planList(action: ListAction, resource: string, comparison: Comparison): Plan {
	const intent = action.plan(comparison);
	if (isRefusal(intent)) return {action, planned: [], refused: [refusedOutcome(resource, intent)]};
	const leftOut = action.leftOut?.(comparison) ?? [];
	return {
		action,
		planned: [{key: resource, intent}],
		refused: leftOut.map(refusal => refusedOutcome(refusal.key, refusal)),
	};
}

const refusedOutcome = (key: string, {refused, related}: Refusal): Outcome => ({
	is: 'refused',
	key,
	message: refused,
	...(related && {related}),
});

/** Plans an action for these rows, or for the whole list. */
export const planAction = (
	action: Action,
	resource: string,
	rows: readonly Row[],
	comparison: Comparison,
	input: ActionInput = {},
): Plan =>
	action.scope === 'list'
		? planList(action, resource, comparison)
		: planRows(action, rows, comparison, input);

/** The number that must be typed to confirm; `null` where a yes is enough. */
export function confirmationCount({action, planned}: Plan): number | null {
	if (action.scope === 'list') return planned[0] ? action.count(planned[0].intent) : null;
	const {length} = plannedChanges({action, planned});
	return action.confirmation === 'typed-count' && length > 0 ? length : null;
}

/** What of a plan changes something; the others are in the state already that the action leads to. */
export const plannedChanges = ({action, planned}: Pick<Plan, 'action' | 'planned'>): readonly Planned[] =>
	planned.filter(({intent}) => action.changes(intent));

/** Whether nothing that is planned changes anything: then nothing needs to be confirmed. */
export const isNoop = (plan: Pick<Plan, 'action' | 'planned'>): boolean =>
	plan.planned.length > 0 && plannedChanges(plan).length === 0;

/** Applies a plan. Returns an outcome for every row, refused ones first. */
export const runPlan = async (
	{action, planned, refused}: Plan,
	comparison: Comparison,
	context: Pick<SyncContext, 'changes'>,
	options: Pick<ApplyOptions, 'onProgress' | 'signal'> = {},
): Promise<readonly Outcome[]> => [
	...refused,
	...(await action.apply(planned, comparison, context, options)),
];
