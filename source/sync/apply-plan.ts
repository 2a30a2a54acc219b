import {errorMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Outcome} from './action.ts';
import type {SyncContext} from './context.ts';
import type {DifferenceCode} from './difference.ts';
import {addWritten, createConfirmedCheck, createWritten} from './confirmed-plan.ts';
import {fixesOf, plannedKeys, type ListPlan} from './list-plan.ts';
import {runPlan} from './plan-runner.ts';
import {replanList} from './replan-list.ts';
import type {AnyResource} from './resource.ts';
import {isSystemFailure} from './changes/outcome.ts';

/** An outcome, and the list of its row. */
export type ListOutcome = {readonly list: string; readonly outcome: Outcome};

/** The outcome of one fix of a plan. */
export type AppliedFix = ListOutcome & {
	/** Empty where the row was planned again after another list, and could not be planned then. */
	readonly kinds: readonly DifferenceCode[];
};

/** The outcomes of a plan. */
export type AppliedPlan = {
	readonly applied: readonly AppliedFix[];
	/** Rows that the plan itself refused. */
	readonly refused: readonly ListOutcome[];
	/** Rows that could be fixed in the same way since lists before theirs were written: nobody was asked about them. */
	readonly more: number;
};

/** How plans of lists are carried out. */
export type ApplyOptions = {
	readonly signal: AbortSignal;
	/** Reads a list again and plans it as before, after one that it depends on has changed. Absent: the plan is carried out as it is. */
	planAgain?: (resource: AnyResource) => Promise<ListPlan>;
	/** The operator has confirmed the values of this plan: what is planned again with others is refused. */
	readonly isShown?: boolean;
	/** How many fixes are finished, of all that are planned so far. */
	onProgress(done: number, of: number): void;
};

/**
Applies the plans of lists, in their order. A list that depends on one that was written is planned again, for the same rows alone. After the
failure of a whole system, or after an abort, the remaining fixes are not tried, and their outcomes say so: the same call continues with
them.
*/
export async function applyLists(
	lists: readonly ListPlan[],
	context: Pick<SyncContext, 'changes'>,
	{signal, planAgain, isShown = false, onProgress}: ApplyOptions,
): Promise<AppliedPlan> {
	const halt = new AbortController();
	const anySignal = AbortSignal.any([signal, halt.signal]);
	const applied: AppliedFix[] = [];
	const refused: ListOutcome[] = [];
	const writtenLists = new Set<string>();
	// What was written is compared only with values that the operator has seen.
	const written = isShown ? createWritten() : null;
	let total = lists.reduce((sum, list) => sum + fixesOf(list).length, 0);
	let more = 0;
	for (const list of lists) {
		refused.push(...list.refused.map(outcome => ({list: list.resource.name, outcome})));
		const isOld = list.resource.dependsOn?.some(name => writtenLists.has(name)) === true;
		if (planAgain && plannedKeys(list).length > 0 && (isOld || list.waiting.length > 0))
			await applyAgain(list, planAgain);
		else await applyGroups(list);
	}

	return {applied, refused, more};

	async function applyAgain(list: ListPlan, plan: NonNullable<typeof planAgain>): Promise<void> {
		const {resource} = list;
		const kindsByRow = new Map(fixesOf(list).map(({row, kinds}) => [row, kinds]));
		const end = (of: Iterable<string>, outcome: (key: string) => Outcome) =>
			record(
				resource,
				[...of].map(key => ({kinds: kindsByRow.get(key) ?? [], outcome: outcome(key)})),
			);
		const fail = (reason: Message, cause?: unknown) =>
			end(new Set(plannedKeys(list)), key => ({is: 'failed', key, message: reason, cause}));
		total -= fixesOf(list).length;
		if (anySignal.aborted) return fail(message('not-tried'));
		let fresh: ListPlan;
		try {
			fresh = await plan(resource);
		} catch (cause) {
			return fail(signal.aborted ? message('not-tried') : errorMessage(cause), cause);
		}

		if (fresh.comparison.short) return fail(message('list-short', fresh.comparison.short));
		const isConfirmed = written && createConfirmedCheck(list, fresh, written);
		const {due, fixed, ...rest} = replanList(list, fresh, isConfirmed);
		total += fixesOf(due).length;
		more += rest.more;
		refused.push(...rest.refused.map(outcome => ({list: resource.name, outcome})));
		await applyGroups(due);
		end(fixed, key => ({
			is: 'done',
			key,
			changed: false,
			message: message('fixed-already', {label: key}),
		}));
	}

	async function applyGroups({resource, comparison, groups}: ListPlan): Promise<void> {
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
			if (written) for (const [index, fix] of fixes.entries()) addWritten(written, fix.set, outcomes[index]!);
		}
	}

	function record(resource: AnyResource, own: ReadonlyArray<Omit<AppliedFix, 'list'>>): void {
		for (const one of own) {
			const {outcome} = one;
			applied.push({list: resource.name, ...one});
			if (outcome.is === 'failed' && isSystemFailure(outcome.cause)) halt.abort();
			if (outcome.is !== 'refused' && (outcome.is === 'failed' || outcome.changed))
				writtenLists.add(resource.name);
		}
	}
}
