import type {ApplyOptions} from './changes/ports.ts';
import {applySets} from './changes/apply.ts';
import {changesAnything, type ChangeSet} from './changes/change.ts';
import {outcomeOf} from './changes/outcome.ts';
import {
	type Action,
	type ActionInput,
	type ChangeDraft,
	type ListAction,
	type Outcome,
	type Planned,
	type RowAction,
	type Refusal,
} from './action.ts';
import type {Comparison, Row, RowOf} from './row.ts';
import type {SyncContext} from './context.ts';

/** A planned action: the intents, and the rows that it refuses with the reason. */
export type Plan = {
	readonly action: Action;
	readonly planned: readonly Planned[];
	readonly refused: readonly Outcome[];
	/** What the operator chose beside the rows. */
	readonly input?: ActionInput;
};

/** What the action would write to one row, or why it cannot. Pure. */
export const planRow = <List extends Comparison>(
	action: RowAction<List>,
	row: RowOf<List>,
	comparison: List,
	input: ActionInput = {},
): ChangeSet | Refusal => setOf(action.changes(row, comparison, input), action, row.key);

const setOf = (
	draft: ChangeDraft | Refusal,
	{resource, name}: Pick<Action, 'resource' | 'name'>,
	rowKey: string,
): ChangeSet | Refusal => {
	if ('refused' in draft) return draft;
	const {changes, as, questions = [], values = {}} = draft;
	return {...{resource, rowKey, action: name}, ...as, changes, questions, values};
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
		const intent = planRow(action, row, comparison, input);
		if ('refused' in intent) refused.push(refusedOutcome(row.key, intent));
		else planned.push({key: row.key, intent});
	}

	return {action, planned, refused, input};
}

/** The one intent of an action on the whole list, under the resource's name, and what it leaves out. */
export function planList(action: ListAction, resource: string, comparison: Comparison): Plan {
	const intent = setOf(action.changes(comparison), action, resource);
	if ('refused' in intent) return {action, planned: [], refused: [refusedOutcome(resource, intent)]};
	const leftOut = action.leftOut?.(comparison) ?? [];
	return {
		action,
		planned: [{key: resource, intent}],
		refused: leftOut.map(refusal => refusedOutcome(refusal.key, refusal)),
	};
}

/** A row that is refused. */
export const refusedOutcome = (key: string, {refused, related}: Refusal): Outcome => ({
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
	const {length} = plannedChanges({planned});
	return action.confirmation === 'typed-count' && length > 0 ? length : null;
}

/** What of a plan changes something; the others are in the state already that the action leads to. */
export const plannedChanges = ({planned}: Pick<Plan, 'planned'>): readonly Planned[] =>
	planned.filter(({intent}) => changesAnything(intent));

/** Whether nothing that is planned changes anything: then nothing needs to be confirmed. */
export const isNoop = (plan: Pick<Plan, 'planned'>): boolean =>
	plan.planned.length > 0 && plannedChanges(plan).length === 0;

/** Applies a plan: exactly what is planned is written. Returns an outcome for every row, refused ones first. */
export async function runPlan(
	{action, planned, refused}: Plan,
	comparison: Comparison,
	{changes}: Pick<SyncContext, 'changes'>,
	options: Pick<ApplyOptions, 'onProgress' | 'signal'> = {},
): Promise<readonly Outcome[]> {
	const conflicts = planned.map(({intent}) => action.conflict?.(intent, comparison) ?? null);
	const sets = planned.flatMap(({intent}, index) => (conflicts[index] ? [] : [intent]));
	const reserved = action.reserved?.(comparison) ?? {};
	const results = (await applySets(sets, changes, {...options, reserved})).values();
	return [
		...refused,
		...planned.map(({key, intent}, index): Outcome => {
			const conflict = conflicts[index];
			return conflict
				? {is: 'refused', key, message: conflict}
				: outcomeOf(key, intent, results.next().value!, action);
		}),
	];
}

/** Whether somebody who is watching may lose TV by what is planned for a row; `null` where the plan does not say. */
export function interruptsWatcher({values}: ChangeSet): boolean | null {
	const {online} = values;
	return typeof online === 'boolean' ? online : null;
}
