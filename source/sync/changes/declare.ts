import type {SyncContext} from '../context.ts';
import type {ActionInput, ListAction, Outcome, Planned, RowAction} from '../action.ts';
import {type Message} from '../../i18n/message.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import type {Comparison, PortalList, Row} from '../row.ts';
import type {ActionMessages} from './action-messages.ts';
import type {ApplyOptions} from './apply-context.ts';
import {applySets} from './apply.ts';
import type {Change, ChangeSet, Reserved} from './change.ts';
import {outcomeOf} from './outcome.ts';

/** What an action would write. */
export type ChangeDraft = {
	readonly changes: readonly Change[];
	/** Where it is another action on another row, as which it is journaled and undone. */
	readonly as?: Pick<ChangeSet, 'resource' | 'rowKey' | 'action'>;
	/** What the operator must agree to beyond the action itself. */
	readonly questions?: readonly Message[];
	/** Values for the action's messages, as plain data. */
	readonly values?: ChangeSet['values'];
};

/** The common part of both kinds of declarations. */
type Declaration<Stalker, Billing, List extends PortalList<Stalker>, Known> = ActionMessages & {
	/** Why a set must not be applied, where the lists have changed since it was planned; `null`: it may be. */
	conflict?(set: ChangeSet, comparison: Comparison<Stalker, Billing, List, Known>): Message | null;
	/** Numbers that the portal's records have: none of them is allotted. */
	reserved?(comparison: Comparison<Stalker, Billing, List, Known>): Reserved;
};

type RowDeclaration<Stalker, Billing, List extends PortalList<Stalker>, Known> = Declaration<
	Stalker,
	Billing,
	List,
	Known
> &
	Pick<
		RowAction<Stalker, Billing, List, Known, ChangeSet>,
		'name' | 'key' | 'confirmation' | 'bulk' | 'argument' | 'warning' | 'isDecidedAmongAll'
	> & {
		/** Pure: what would be written for a row, or why nothing can be. */
		changes(
			row: Row<Stalker, Billing>,
			comparison: Comparison<Stalker, Billing, List, Known>,
			input: ActionInput,
		): ChangeDraft | Refusal;
	};

type ListDeclaration<Stalker, Billing, List extends PortalList<Stalker>, Known> = Declaration<
	Stalker,
	Billing,
	List,
	Known
> &
	Pick<
		ListAction<Stalker, Billing, List, Known, ChangeSet>,
		'name' | 'key' | 'count' | 'preview' | 'leftOut'
	> & {
		/** Pure: what would be written for the whole list, or why nothing can be. */
		changes(comparison: Comparison<Stalker, Billing, List, Known>): ChangeDraft | Refusal;
	};

/** An action on rows: a pure function from a row to changes, and its sentences. Everything else about it is the same for all. */
export function declareAction<Stalker, Billing, List extends PortalList<Stalker>, Known>(
	resource: string,
	declaration: RowDeclaration<Stalker, Billing, List, Known>,
): RowAction<Stalker, Billing, List, Known, ChangeSet> {
	const {name, key, confirmation, bulk, argument, warning, isDecidedAmongAll} = declaration;
	return {
		...{name, key, confirmation, bulk, scope: 'rows'},
		...(argument && {argument}),
		...(warning && {warning}),
		...(isDecidedAmongAll && {isDecidedAmongAll}),
		...sharedParts(declaration),
		plan(row, comparison, input) {
			const draft = declaration.changes(row, comparison, input);
			return isRefusal(draft) ? draft : setOf(draft, {resource, rowKey: row.key, action: name});
		},
	};
}

/** An action on the whole list: one change set for all of it. */
export function declareListAction<Stalker, Billing, List extends PortalList<Stalker>, Known>(
	resource: string,
	declaration: ListDeclaration<Stalker, Billing, List, Known>,
): ListAction<Stalker, Billing, List, Known, ChangeSet> {
	const {name, key, count, preview, leftOut} = declaration;
	return {
		...{name, key, count, preview, scope: 'list'},
		...(leftOut && {leftOut}),
		...sharedParts(declaration),
		changes: set => set.changes.length > 0,
		plan(comparison) {
			const draft = declaration.changes(comparison);
			return isRefusal(draft) ? draft : setOf(draft, {resource, rowKey: resource, action: name});
		},
	};
}

const setOf = (
	{changes, as, questions = [], values = {}}: ChangeDraft,
	names: Pick<ChangeSet, 'resource' | 'rowKey' | 'action'>,
): ChangeSet => ({...names, ...as, changes, questions, values});

function sharedParts<Stalker, Billing, List extends PortalList<Stalker>, Known>(
	declaration: Declaration<Stalker, Billing, List, Known>,
) {
	return {
		messages: declaration,
		summary: declaration.summary,
		questions: ({questions, changes}: ChangeSet) => [
			...questions,
			...changes.flatMap(({loses = []}) => loses),
		],
		async apply(
			planned: ReadonlyArray<Planned<ChangeSet>>,
			comparison: Comparison<Stalker, Billing, List, Known>,
			{changes}: Pick<SyncContext, 'changes'>,
			options: Pick<ApplyOptions, 'onProgress' | 'signal'>,
		): Promise<readonly Outcome[]> {
			const conflicts = planned.map(({intent}) => declaration.conflict?.(intent, comparison) ?? null);
			const sets = planned.flatMap(({intent}, index) => (conflicts[index] ? [] : [intent]));
			const reserved = declaration.reserved?.(comparison) ?? {};
			const results = (await applySets(sets, changes, {...options, reserved})).values();
			return planned.map(({key, intent}, index): Outcome => {
				const refusal = conflicts[index];
				return refusal
					? {is: 'refused', key, message: refusal}
					: outcomeOf(key, intent, results.next().value!, declaration);
			});
		},
	};
}
