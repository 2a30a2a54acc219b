import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';
import type {ActionInput, Outcome} from './action.ts';
import {questionsOf, type ChangeSet} from './changes/change.ts';
import type {DifferenceCode} from './difference.ts';
import type {FixUse, FixUses} from './fix.ts';
import {kindsOf, unattendedReason} from './fixable-rows.ts';
import {planFixes} from './plan-fixes.ts';
import type {Plan} from './plan-runner.ts';
import type {AnyResource} from './resource.ts';
import type {Comparison, Row} from './row.ts';

/** What is to be fixed, in every list alike. */
export type FixRequest = {
	readonly uses: FixUses;
	/** The rows of a list that are planned, or refused by name. */
	chooseRows(
		resource: AnyResource,
		comparison: Comparison,
		kinds: ReadonlySet<DifferenceCode>,
		use: FixUse,
	): readonly Row[];
	/**
	Whether the operator agrees to this question about a row; if not, the row is refused. Absent for a plan that nobody confirms: every row
	with a question is refused, and rows that would not change are left out.
	*/
	isAgreed?(row: string, question: Message): boolean;
	/** The values of flags, for fixes that are actions of the resource. */
	readonly input?: ActionInput;
};

/** One change set of a plan. */
export type PlannedFix = {
	readonly row: string;
	/** The kinds of difference that it fixes. */
	readonly kinds: readonly DifferenceCode[];
	readonly set: ChangeSet;
};

/** The fixes of one list that one action writes, in one direction. `plan` has those of `fixes`. */
type FixGroup = {
	readonly use: FixUse;
	readonly plan: Plan;
	readonly fixes: readonly PlannedFix[];
	/** The rows that it fixes: an action on the whole list is one fix for all of them. */
	readonly rows: ReadonlySet<string>;
};

/** What is to be fixed in one list. */
export type ListPlan = {
	readonly resource: AnyResource;
	readonly comparison: Comparison;
	/** In the order in which they are written. */
	readonly groups: readonly FixGroup[];
	/**
	Rows that are refused only because they need a row of a list before this one (an account its tariff plan), which this plan adds: they
	are planned again after that list is written.
	*/
	readonly waiting: readonly Outcome[];
	readonly refused: readonly Outcome[];
};

/**
Billing is written first: fixes of billing compare many fields of the portal's record with those that were read, so a write to the portal
would make them stale. Fixes of the portal compare few fields of billing.
*/
const useOrder: readonly FixUse[] = ['stalker', 'billing'];

/** Plans fixes in these lists. They must be in the order of `concernedResources`: each after the lists that it depends on. */
export function planLists(
	comparisons: ReadonlyArray<readonly [AnyResource, Comparison]>,
	request: FixRequest,
): readonly ListPlan[] {
	const lists: ListPlan[] = [];
	for (const [resource, comparison] of comparisons)
		lists.push(planList(resource, comparison, request, lists));
	return lists;
}

/**
Whether rows that this plan refuses may be planned again after it was confirmed. Not if the operator has typed the number of rows, which
would then be wrong.
*/
const mayWait = ({action}: Plan): boolean => action.scope === 'rows' && action.confirmation !== 'typed-count';

/** Whether a row is refused because of another row that one of these plans fixes. */
const waitsFor = (outcome: Outcome, lists: readonly ListPlan[]): boolean =>
	outcome.is === 'refused' &&
	outcome.related !== undefined &&
	lists.some(
		({resource, comparison, groups}) =>
			resource.name === outcome.related!.resource &&
			resource
				.find(outcome.related!.id, comparison.rows)
				.some(({key}) => groups.some(({rows}) => rows.has(key))),
	);

/** Plans fixes in one list. `before`: the lists that are written before it. */
export function planList(
	resource: AnyResource,
	comparison: Comparison,
	request: FixRequest,
	before: readonly ListPlan[] = [],
): ListPlan {
	const planned = useOrder.flatMap(use => {
		const kinds = kindsOf(request.uses, use);
		if (kinds.size === 0) return [];
		const rows = request.chooseRows(resource, comparison, kinds, use);
		const kindsByRow = new Map(
			rows.map(({key, differences}) => [
				key,
				differences.map(({code}) => code).filter(code => kinds.has(code)),
			]),
		);
		const unattendedReasons = new Map(
			request.isAgreed
				? []
				: rows.map(row => [row.key, unattendedReason(resource, row, comparison, request.uses)]),
		);
		return planFixes(resource, rows, comparison, kinds, use, request.input).map(plan => ({
			use,
			kindsByRow,
			...refuseQuestions(plan, request, key => unattendedReasons.get(key) ?? null),
		}));
	});
	const waiting = new Set(
		planned.flatMap(({plan, refused}) =>
			mayWait(plan) ? refused.filter(outcome => waitsFor(outcome, before)) : [],
		),
	);
	return {
		resource,
		comparison,
		groups: planned
			.filter(({plan}) => plan.planned.length > 0)
			.map(({use, kindsByRow, plan}) => ({
				use,
				plan,
				rows: new Set(plan.action.scope === 'list' ? kindsByRow.keys() : plan.planned.map(({key}) => key)),
				fixes: plan.planned.map(({key, intent}) => ({
					row: key,
					kinds: [
						...new Set(plan.action.scope === 'list' ? [...kindsByRow.values()].flat() : kindsByRow.get(key)),
					],
					set: intent,
				})),
			})),
		waiting: [...waiting],
		refused: planned.flatMap(({refused}) => refused).filter(outcome => !waiting.has(outcome)),
	};
}

/**
Refuses the rows of a plan with questions that nobody agrees to; the message has the questions. `reasonOf`: why a row must be left to a
person, or `null`.
*/
function refuseQuestions(
	{action, planned, refused}: Plan,
	{isAgreed}: FixRequest,
	reasonOf: (key: string) => Message | null,
): {readonly plan: Plan; readonly refused: readonly Outcome[]} {
	const candidates = isAgreed ? planned : planned.filter(({intent}) => intent.changes.length > 0);
	const unanswered = candidates.map(({key, intent}) => [
		...questionsOf(intent).filter(question => !isAgreed?.(key, question)),
		...[reasonOf(key)].filter(reason => reason !== null),
	]);
	return {
		plan: {action, planned: candidates.filter((_, index) => unanswered[index]!.length === 0), refused: []},
		refused: [
			...refused,
			...candidates.flatMap(({key}, index): readonly Outcome[] =>
				unanswered[index]!.length === 0
					? []
					: [{is: 'refused', key, message: message('plan-asks', {questions: unanswered[index]!})}],
			),
		],
	};
}

/** All fixes of a list's plan, in the order in which they are written. */
export const fixesOf = ({groups}: ListPlan): readonly PlannedFix[] => groups.flatMap(({fixes}) => fixes);

/** The keys of the rows that a plan was made for, in its order, waiting rows last; an action on the whole list has one, the list's name. */
export const plannedKeys = (list: ListPlan): readonly string[] => [
	...fixesOf(list).map(({row}) => row),
	...list.waiting.map(({key}) => key),
];

/** Reduces a plan to the fixes for which `isChosen` is true. */
export const chooseFixes = (
	list: ListPlan,
	isChosen: (fix: PlannedFix, use: FixUse) => boolean,
): ListPlan => ({
	...list,
	groups: list.groups
		.map(group => {
			const chosen = group.fixes.map(fix => isChosen(fix, group.use));
			return {
				...group,
				plan: {...group.plan, planned: group.plan.planned.filter((_, index) => chosen[index])},
				fixes: group.fixes.filter((_, index) => chosen[index]),
			};
		})
		.filter(({fixes}) => fixes.length > 0),
});

/** How many rows these plans would change, waiting rows included. */
export const countChanges = (lists: readonly ListPlan[]): number =>
	lists.reduce((sum, list) => sum + plannedKeys(list).length, 0);
