import path from 'node:path';
import type {AppContext} from '../app/context.ts';
import type {Policy} from '../config/policy.ts';
import {isMessage} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import type {Outcome} from '../sync/action.ts';
import {applyLists, type AppliedPlan} from '../sync/apply-plan.ts';
import {readAndCompare} from '../sync/comparison.ts';
import {countChanges, planList, type ListPlan} from '../sync/list-plan.ts';
import {limitReason, policyRequest} from '../sync/policy-plan.ts';
import {confirmFlag} from './action-command.ts';
import type {Command, CommandResult, Invocation} from './command.ts';
import {makePlan, readPolicy} from './make-plan.ts';
import {askOrRefuse, refusalResult} from './outcome-results.ts';
import {assertPortal, readPlanFile, selectRequested, type Selection} from './plan-file.ts';
import {
	appliedData,
	appliedLines,
	countEnds,
	endOf,
	entriesOf,
	plannedLines,
	unwrittenLines,
} from './policy-results.ts';
import {createProgress} from './progress.ts';

/** `apply [FILE]`: changes what the configured policy allows, in all lists; of a plan in a file, what today's plan has as well. */
export const applyCommand: Command = {
	words: ['apply'],
	args: '[FILE]',
	maxArguments: 1,
	description: translator => translator.commandHelp.about.apply,
	explainArguments: translator => [['FILE', translator.commandHelp.planFile]],
	dryRunCommand: 'stalker-console plan',
	flags: [
		confirmFlag,
		{name: 'quiet', kind: 'yes', description: translator => translator.commandHelp.flags.quietPlan},
	],
	async run(invocation) {
		const {args, translator} = invocation;
		const policy = readPolicy(invocation);
		const file = args[0] === undefined ? null : path.resolve(args[0]);
		const requested = file === null ? null : readPlanFile(file);
		const context = await invocation.context();
		const {providerId, billing, stalker} = context;
		if (requested) assertPortal(file!, requested, {url: stalker.url, service: providerId});
		if (context.readOnly) return refusalResult(context.readOnlyReason, translator);
		return billing.exclusively({id: providerId, url: stalker.url}, async () => {
			const lists = await makePlan(context, policy, invocation.signal);
			const refusal = isMessage(lists) ? lists : limitReason(lists, policy);
			if (isMessage(lists) || refusal) return refusalResult(refusal!, translator);
			const {lists: chosen, ...rest} = requested
				? {...selectRequested(lists, requested), isRequested: true}
				: {lists, stale: [], settled: 0, isRequested: false};
			const count = requested ? requested.length : countChanges(lists);
			const isConfirmed = requested === null && invocation.flags['confirm'] === undefined;
			const refused = isConfirmed ? null : await confirmCount(count, chosen, invocation);
			return refused ?? applyPlan(chosen, rest, context, policy, invocation);
		});
	},
};

/** A file is confirmed by the number of its changes: by the flag, or on a terminal. A number without a file has to be that of the plan. */
async function confirmCount(
	count: number,
	lists: readonly ListPlan[],
	{flags, translator, ask}: Invocation,
): Promise<CommandResult | null> {
	if (flags['confirm'] === count || count === 0) return null;
	const question = message('needs-count', {list: plannedLines(lists, translator), count, questions: []});
	return askOrRefuse(question, refusalResult(question, translator), ask);
}

/** Carries out a plan. `isRequested`: a file asks for it, and for what is `stale` or `settled` beyond it. */
async function applyPlan(
	lists: readonly ListPlan[],
	{stale, settled, isRequested}: Omit<Selection, 'lists'> & {readonly isRequested: boolean},
	context: AppContext,
	{uses}: Policy,
	{flags, translator, signal, columns, report}: Invocation,
): Promise<CommandResult> {
	const written = await applyLists(lists, context, {
		signal,
		...(!isRequested && {
			planAgain: async resource =>
				planList(resource, await readAndCompare(resource, context, {signal}), policyRequest(uses)),
		}),
		onProgress: createProgress(columns === undefined ? null : report, translator),
	});
	const plan: AppliedPlan = {
		...written,
		applied: [
			...written.applied,
			...stale.map(({resource, row}) => ({list: resource, kinds: [], outcome: staleOutcome(row)})),
		],
	};
	const counts = countEnds(plan.applied);
	const entries = entriesOf(plan.applied);
	const isNothing = counts.of === 0;
	const {policy} = translator;
	return {
		exitCode: counts.failed + counts.stale > 0 ? 1 : 0,
		data: {...appliedData(plan, translator), settled},
		text:
			isNothing && flags['quiet'] === true
				? ''
				: [
						...appliedLines(plan.applied, translator),
						...unwrittenLines(unwritten(plan), translator),
						...(entries.length > 0 ? [policy.entries(entries)] : []),
						policy.appliedAll(counts),
					].join('\n'),
	};
}

const staleOutcome = (key: string): Outcome => ({is: 'refused', key, message: message('plan-stale')});

/** Failures first, because somebody has to resolve them. */
const unwritten = ({applied, refused}: AppliedPlan) => [
	...applied.flatMap(one => {
		const is = endOf(one);
		return is === 'done' ? [] : [{...one, is}];
	}),
	...refused.map(one => ({...one, is: 'refused' as const})),
];
