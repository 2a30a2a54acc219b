import type {SyncContext} from '../context.ts';
import type {ActionInput, ListAction, Outcome, Planned, RowAction} from '../action.ts';
import {type Message, errorMessage, errorText} from '../../i18n/message.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import type {Comparison, PortalList, Row} from '../row.ts';
import type {ActionMessages} from './action-messages.ts';
import type {ApplyOptions} from './apply-context.ts';
import {applySets} from './apply.ts';
import {
	type Change,
	type ChangeSet,
	type Reserved,
	isSettled,
	type ChangeResult,
	type SetResult,
} from './change.ts';
import {message} from '../../i18n/translator.ts';

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
		changes: ({changes}: ChangeSet) => changes.some(({operation}) => operation !== 'check'),
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

/** The outcome of a set, as a message for the operator: the action's own, or a general one. */
export function outcomeOf(
	key: string,
	set: ChangeSet,
	result: SetResult,
	messages: Pick<ActionMessages, 'done' | 'unchanged' | 'notDone' | 'related'>,
): Outcome {
	const {results, journal, cause, unlogged, isUndone, isBegun} = result;
	const own = {key, ...currentRecordsOf(set, results), ...(journal !== null && {journal})};
	const left = results.flatMap((one, place) => (isSettled(set.changes[place]!, one) ? [] : [place]));
	const index = left.find(place => results[place]!.is !== 'skipped') ?? left[0] ?? -1;
	const changed = results.some(({is}) => is === 'applied');
	const say = changed ? messages.done : (messages.unchanged ?? messages.done);
	if (index < 0 && unlogged !== undefined) {
		const values = {done: say(set, results), journal: journal!, message: errorMessage(unlogged)};
		return {...own, is: 'failed', message: message('done-unlogged', values), cause: unlogged};
	}

	if (index < 0 && !isUndone) return {...own, is: 'done', changed, message: say(set, results)};

	const {is, reason = message('not-tried')} = results[Math.max(index, 0)]!;
	const explanation = cause === undefined ? reason : message('failed', {message: reason});
	const reported =
		messages.notDone?.(set, result) ?? (isUndone ? message('undone-meanwhile', {key}) : explanation);
	if (is === 'stale' && !isBegun && !isUndone) {
		const related = messages.related?.(set);
		return {
			is: 'refused',
			key,
			message: reported,
			...(related && {related}),
			...currentRecordsOf(set, results),
		};
	}

	const {journal: entry, ...rest} = own;
	const failure = unlogged === undefined ? cause : new AggregateError([cause, unlogged], errorText(unlogged));
	return {
		...rest,
		is: 'failed',
		message: reported,
		...(failure !== undefined && {cause: failure}),
		...(isBegun && !isUndone && entry !== undefined && {journal: entry}),
	};
}

/** The records that were read back, to be shown. A record that is gone is `null`; a check that no record has a number gives none. */
function currentRecordsOf({changes}: ChangeSet, results: readonly ChangeResult[]): Pick<Outcome, 'current'> {
	const current = changes.flatMap(({system, record, operation, key, before}, index) => {
		const {is, reason, current: fields} = results[index]!;
		const isGone = fields === null && (is === 'applied' || reason?.code === 'gone-meanwhile');
		const isOwn = before !== null || operation === 'create';
		return isOwn && (fields !== null || isGone) ? [{system, record, key, fields}] : [];
	});
	return current.length === 0 ? {} : {current};
}
