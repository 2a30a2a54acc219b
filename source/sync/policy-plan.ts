import {message, titleMessage} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';
import type {Outcome} from './action.ts';
import type {ChangeSet} from './changes/change.ts';
import type {DifferenceCode} from './difference.ts';
import type {FixUse} from './fix.ts';
import {fixableRows, fixesAny, inFixOrder} from './fixable-rows.ts';
import {planFixes} from './plan-fixes.ts';
import type {Plan} from './plan-runner.ts';
import type {AnyResource} from './resource.ts';
import type {Comparison} from './row.ts';

/** The kinds that are fixed without asking, each with the system that is right. */
export type PolicyUses = ReadonlyMap<DifferenceCode, FixUse>;

/** How many changes one call may make: in all, and of one list in percent of its rows. */
export type PolicyLimits = {readonly maxChanges: number; readonly maxShare: number};

/** One change set of a plan by policy. */
export type PlannedFix = {
	readonly row: string;
	/** The kinds of difference that it fixes. */
	readonly kinds: readonly DifferenceCode[];
	readonly set: ChangeSet;
};

/** The fixes of one list that one action writes, in one direction. `plan` has those of `fixes`. */
type FixGroup = {readonly use: FixUse; readonly plan: Plan; readonly fixes: readonly PlannedFix[]};

/** What a policy would change in one list. */
export type ListPlan = {
	readonly resource: AnyResource;
	readonly comparison: Comparison;
	/** In the order in which they are written. */
	readonly groups: readonly FixGroup[];
	/** Refused only because a list before it lacks a row that this plan adds there: they are planned again after that. */
	readonly waiting: readonly Outcome[];
	readonly refused: readonly Outcome[];
};

/** Billing is written first: what writes the portal compares fewer of billing's fields than the other way round. */
const useOrder: readonly FixUse[] = ['stalker', 'billing'];

/** The lists that a policy concerns, in the order in which they are written. */
export const policyResources = (
	resources: readonly AnyResource[],
	uses: PolicyUses,
): readonly AnyResource[] =>
	inFixOrder(resources.filter(resource => useOrder.some(use => fixesAny(resource, kindsOf(uses, use), use))));

/** Plans what a policy would change in these lists, which are in the order of `policyResources`. */
export function planLists(
	comparisons: ReadonlyArray<readonly [AnyResource, Comparison]>,
	uses: PolicyUses,
): readonly ListPlan[] {
	const lists: ListPlan[] = [];
	for (const [resource, comparison] of comparisons) {
		const list = planList(resource, comparison, uses);
		const isWaiting = (outcome: Outcome) => waitsFor(outcome, lists);
		lists.push({
			...list,
			waiting: list.refused.filter(isWaiting),
			refused: list.refused.filter(outcome => !isWaiting(outcome)),
		});
	}

	return lists;
}

/** Whether the way out of a refusal is a row that one of these plans fixes. */
const waitsFor = (outcome: Outcome, lists: readonly ListPlan[]): boolean =>
	outcome.is === 'refused' &&
	outcome.related !== undefined &&
	lists.some(list => {
		const {resource, comparison} = list;
		if (resource.name !== outcome.related!.resource) return false;
		const rows = new Set(resource.find(outcome.related!.id, comparison.rows).map(({key}) => key));
		return fixesOf(list).some(({row}) => rows.has(row));
	});

/** Plans what a policy would change in one list. A set that has a question is refused: nobody is there to answer it. Of a short list nothing is planned. */
export function planList(resource: AnyResource, comparison: Comparison, uses: PolicyUses): ListPlan {
	const planned = useOrder.flatMap(use => {
		const kinds = kindsOf(uses, use);
		const rows = comparison.short ? [] : fixableRows(resource, comparison.rows, kinds, use);
		const kindsByRow = new Map(
			rows.map(({key, differences}) => [
				key,
				differences.map(({code}) => code).filter(code => kinds.has(code)),
			]),
		);
		return planFixes(resource, rows, comparison, kinds, use).map(plan => ({
			use,
			kindsByRow,
			...unasked(plan),
		}));
	});
	return {
		resource,
		comparison,
		groups: planned
			.filter(({plan}) => plan.planned.length > 0)
			.map(({use, kindsByRow, plan}) => ({
				use,
				plan,
				fixes: plan.planned.map(({key, intent}) => ({
					row: key,
					kinds: [...new Set(kindsByRow.get(key))],
					set: intent as ChangeSet,
				})),
			})),
		waiting: [],
		refused: planned.flatMap(({refused}) => refused),
	};
}

const kindsOf = (uses: PolicyUses, use: FixUse): ReadonlySet<DifferenceCode> =>
	new Set([...uses].flatMap(([kind, own]) => (own === use ? [kind] : [])));

/** The sets that write something and ask nothing; the others that would write are refused with their questions. */
function unasked({action, planned, refused}: Plan): {
	readonly plan: Plan;
	readonly refused: readonly Outcome[];
} {
	const writing = planned.filter(({intent}) => (intent as ChangeSet).changes.length > 0);
	const isAsking = ({intent}: Plan['planned'][number]) => action.questions(intent).length > 0;
	const silent = writing.filter(one => !isAsking(one));
	const asking = writing.filter(isAsking);
	return {
		plan: {action, planned: silent, refused: []},
		refused: [
			...refused,
			...asking.map(({key, intent}): Outcome => ({
				is: 'refused',
				key,
				message: message('plan-asks', {questions: action.questions(intent)}),
			})),
		],
	};
}

export const fixesOf = ({groups}: ListPlan): readonly PlannedFix[] => groups.flatMap(({fixes}) => fixes);

/** The part of a plan with these fixes. */
export const chooseFixes = (
	list: ListPlan,
	isChosen: (fix: PlannedFix, use: FixUse) => boolean,
): ListPlan => ({
	...list,
	groups: list.groups
		.map(({use, plan, fixes}) => {
			const chosen = fixes.map(fix => isChosen(fix, use));
			return {
				use,
				plan: {...plan, planned: plan.planned.filter((_, index) => chosen[index])},
				fixes: fixes.filter((_, index) => chosen[index]),
			};
		})
		.filter(({fixes}) => fixes.length > 0),
});

/** The changes of a plan, with those that follow in the same call. */
export const countChanges = (lists: readonly ListPlan[]): number =>
	lists.reduce((sum, list) => sum + fixesOf(list).length + list.waiting.length, 0);

/** Why a plan must not be applied at all; `null` where it is within the limits. */
export function limitReason(
	lists: readonly ListPlan[],
	{maxChanges, maxShare}: PolicyLimits,
): Message | null {
	const n = countChanges(lists);
	if (n > maxChanges) return message('plan-too-many', {n, most: maxChanges});
	for (const list of lists) {
		const own = countChanges([list]);
		const rows = list.comparison.rows.length;
		// Rounded up: in a list of a few rows, a single one is more than a few percent.
		const most = Math.ceil((rows * maxShare) / 100);
		if (own > most)
			return message('plan-share', {
				title: titleMessage(list.resource.name),
				n: own,
				rows,
				most,
				share: maxShare,
			});
	}

	return null;
}
