import path from 'node:path';
import {isMessage} from '../i18n/message.ts';
import type {Translator} from '../i18n/translator.ts';
import {sanitizeLines} from '../terminal/sanitize.ts';
import {countChanges, type ListPlan} from '../sync/list-plan.ts';
import {limitReason} from '../sync/policy-plan.ts';
import type {Command, CommandResult} from './command.ts';
import {makePlan, readPolicy} from './make-plan.ts';
import {outcomeData, refusalResult} from './outcome-results.ts';
import {requestedSets, writePlanFile} from './plan-file.ts';
import {plannedLines, unwrittenLines} from './policy-results.ts';

/** `plan`: what the configured policy would change. Exit code 3 if there is something. Writes to neither system. */
export const planCommand: Command = {
	words: ['plan'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.plan,
	flags: [
		{
			name: 'out',
			kind: 'text',
			value: 'FILE',
			description: translator => translator.commandHelp.flags.planOut,
		},
		{name: 'quiet', kind: 'yes', description: translator => translator.commandHelp.flags.quietPlan},
	],
	async run(invocation) {
		const {flags, translator, signal, columns} = invocation;
		const policy = readPolicy(invocation);
		const context = await invocation.context();
		const lists = await makePlan(context, policy, signal);
		if (isMessage(lists)) return refusalResult(lists, translator);
		const n = countChanges(lists);
		const sets = requestedSets(lists, {url: context.stalker.url, service: context.providerId});
		const out = flags['out'] === undefined ? null : path.resolve(String(flags['out']));
		if (out !== null) writePlanFile(out, sets, context.now());
		const limit = limitReason(lists, policy);
		const data = {
			sets,
			waiting: lists.flatMap(({resource, waiting}) =>
				waiting.map(outcome => outcomeData(outcome, resource.name, translator)),
			),
			refused: lists.flatMap(({resource, refused}) =>
				refused.map(outcome => outcomeData(outcome, resource.name, translator)),
			),
			limit: limit && {code: limit.code, message: translator.t(limit)},
		};
		const result: CommandResult = {
			exitCode: n > 0 ? 3 : 0,
			data,
			text: [
				...plannedLines(lists, translator),
				// On a terminal each change is printed; otherwise ten lines are enough, for a mail from cron.
				...(columns === undefined ? [] : fixLines(lists, translator)),
				...unwrittenLines(refusedOf(lists), translator),
				limit ? translator.t(limit) : translator.policy.plannedAll(n),
				...(out === null ? [] : [translator.policy.planFile(out)]),
			].join('\n'),
		};
		return n === 0 && flags['quiet'] === true ? {...result, text: ''} : result;
	},
};

const refusedOf = (lists: readonly ListPlan[]) =>
	lists.flatMap(({resource, refused}) =>
		refused.map(outcome => ({is: 'refused' as const, list: resource.name, outcome})),
	);

/** Each change as the sentence that a person would confirm. */
const fixLines = (lists: readonly ListPlan[], {t}: Translator): readonly string[] =>
	lists.flatMap(({groups}) =>
		groups.flatMap(({plan: {action}, fixes}) =>
			fixes.map(({row, set}) => sanitizeLines(`  ${row}: ${t(action.summary(set))}`)),
		),
	);
