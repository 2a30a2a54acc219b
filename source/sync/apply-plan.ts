import {errorMessage, type Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Outcome} from './action.ts';
import type {SyncContext} from './context.ts';
import type {DifferenceCode} from './difference.ts';
import {addWritten, createConfirmedCheck, createWritten} from './confirmed-plan.ts';
import {chooseFixes, fixesOf, plannedKeys, type ListPlan} from './list-plan.ts';
import {runPlan} from './plan-runner.ts';
import type {AnyResource} from './resource.ts';
import type {Row} from './row.ts';
import {isSystemFailure} from './system-failure.ts';

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
Applies the plans of lists, in their order. A list that depends on one that was written is planned again, for the same rows alone. After the failure of a whole system, or after an abort, the
remaining fixes are not tried, and their outcomes say so: the same call continues with them.
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
	const written = createWritten();
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
		const keys = new Set(plannedKeys(list));
		const kindsByRow = new Map(fixesOf(list).map(({row, kinds}) => [row, kinds]));
		const end = (of: Iterable<string>, outcome: (key: string) => Outcome) =>
			record(
				resource,
				[...of].map(key => ({kinds: kindsByRow.get(key) ?? [], outcome: outcome(key)})),
			);
		const fail = (reason: Message, cause?: unknown) =>
			end(keys, key => ({is: 'failed', key, message: reason, cause}));
		total -= fixesOf(list).length;
		if (anySignal.aborted) return fail(message('not-tried'));
		let fresh: ListPlan;
		try {
			fresh = await plan(resource);
		} catch (cause) {
			return fail(signal.aborted ? message('not-tried') : errorMessage(cause), cause);
		}

		if (fresh.comparison.short) return fail(message('list-short', fresh.comparison.short));
		const again = chooseFixes(fresh, ({row}) => keys.has(row));
		more += fixesOf(fresh).length - fixesOf(again).length;
		const own = isShown ? chooseFixes(again, createConfirmedCheck(list, fresh, written)) : again;
		const ended = new Set(fixesOf(own).map(({row}) => row));
		const left = [
			...fresh.refused.filter(({key}) => keys.has(key)),
			...fixesOf(again).flatMap(({row}) => (ended.has(row) ? [] : refusedAsChanged(row))),
		];
		total += fixesOf(own).length;
		refused.push(...left.map(outcome => ({list: resource.name, outcome})));
		await applyGroups(own);
		for (const {key} of left) ended.add(key);
		const then = new Map(list.comparison.rows.map(row => [row.key, row]));
		const now = new Map(fresh.comparison.rows.map(row => [row.key, row]));
		const missing = [...keys].filter(key => !ended.has(key));
		const fixed = new Set(missing.filter(key => isFixed(resource, key, then.get(key), now.get(key))));
		refused.push(
			...missing
				.filter(key => !fixed.has(key))
				.map(key => ({
					list: resource.name,
					outcome: isShown ? refusedAsChanged(key) : refusedAs(message('gone-meanwhile', {login: key}), key),
				})),
		);
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
			for (const [index, fix] of fixes.entries()) addWritten(written, fix.set, outcomes[index]!);
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

/** Whether a row that needs no fix any more is in the state that its fix leads to: a row that only billing had may be gone, any other has both records. */
const isFixed = ({name}: AnyResource, key: string, then: Row | undefined, now: Row | undefined): boolean =>
	key === name || (now ? now.mark === '=' || now.mark === '~' : then?.mark === '-');

const refusedAs = (reason: Message, key: string): Outcome => ({is: 'refused', key, message: reason});

const refusedAsChanged = (key: string): Outcome =>
	refusedAs(message('changed-since-asked', {label: key}), key);
