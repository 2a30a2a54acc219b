import {errorMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Outcome} from './action.ts';
import type {SyncContext} from './context.ts';
import type {DifferenceCode} from './difference.ts';
import {runPlan} from './plan-runner.ts';
import {chooseFixes, fixesOf, planList, type ListPlan, type PolicyUses} from './policy-plan.ts';
import type {AnyResource} from './resource.ts';
import type {Comparison} from './row.ts';
import {isSystemFailure} from './system-failure.ts';

/** An outcome, and the list of its row. */
export type ListOutcome = {readonly list: string; readonly outcome: Outcome};

/** The outcome of one fix of a plan. */
export type AppliedFix = ListOutcome & {
	/** Empty where the row waited for another list and could not be planned afterwards. */
	readonly kinds: readonly DifferenceCode[];
};

/** The outcomes of a plan. `refused`: rows that the plan itself refused. */
export type AppliedPlan = {
	readonly applied: readonly AppliedFix[];
	readonly refused: readonly ListOutcome[];
};

type ApplyOptions = {
	readonly uses: PolicyUses;
	readonly signal: AbortSignal;
	/** Reads and compares a list again, after one before it has changed. */
	readAgain(resource: AnyResource): Promise<Comparison>;
	/** How many fixes are finished, of all that are planned so far. */
	onProgress(done: number, of: number): void;
};

/**
Applies the plans of lists, in their order. After the failure of a whole system, or after an abort, the remaining fixes are not tried, and their outcomes say so: the same call continues with them.
*/
export async function applyLists(
	lists: readonly ListPlan[],
	context: Pick<SyncContext, 'changes'>,
	{uses, signal, readAgain, onProgress}: ApplyOptions,
): Promise<AppliedPlan> {
	const halt = new AbortController();
	const anySignal = AbortSignal.any([signal, halt.signal]);
	const applied: AppliedFix[] = [];
	const refused: ListOutcome[] = [];
	let total = lists.reduce((sum, list) => sum + fixesOf(list).length, 0);
	for (const list of lists) {
		await applyGroups(list);
		if (list.waiting.length > 0) await applyWaiting(list);
	}

	return {applied, refused};

	async function applyWaiting({resource, waiting}: ListPlan): Promise<void> {
		const keys = new Set(waiting.map(({key}) => key));
		const fail = (reason: Message, cause?: unknown) =>
			record(
				resource,
				waiting.map(({key}) => ({kinds: [], outcome: {is: 'failed', key, message: reason, cause}})),
			);
		if (anySignal.aborted) return fail(message('not-tried'));
		try {
			const comparison = await readAgain(resource);
			if (comparison.short) return fail(message('list-short', comparison.short));
			const later = planList(resource, comparison, uses);
			const own = chooseFixes(later, ({row}) => keys.has(row));
			total += fixesOf(own).length;
			await applyGroups({...own, refused: later.refused.filter(({key}) => keys.has(key))});
		} catch (cause) {
			fail(signal.aborted ? message('not-tried') : errorMessage(cause), cause);
		}
	}

	async function applyGroups(list: ListPlan): Promise<void> {
		const {resource, comparison, groups} = list;
		refused.push(...refusedRows(list));
		for (const {plan, fixes} of groups) {
			const before = applied.length;
			const outcomes = await runPlan(plan, comparison, context, {
				signal: anySignal,
				onProgress: done => onProgress(before + done, total),
			});
			record(
				resource,
				fixes.map(({kinds}, index) => ({kinds, outcome: outcomes[index]!})),
			);
		}
	}

	function record(resource: AnyResource, own: ReadonlyArray<Omit<AppliedFix, 'list'>>): void {
		for (const one of own) {
			applied.push({list: resource.name, ...one});
			if (one.outcome.is === 'failed' && isSystemFailure(one.outcome.cause)) halt.abort();
		}
	}
}

const refusedRows = ({resource, refused}: ListPlan): readonly ListOutcome[] =>
	refused.map(outcome => ({list: resource.name, outcome}));
