import {message} from '../i18n/translator.ts';
import {resources} from '../resources/index.ts';
import type {ActionInput, Outcome} from '../sync/action.ts';
import type {DifferenceCode} from '../sync/difference.ts';
import type {FixUse} from '../sync/fix.ts';
import {fixableRows, fixesAny, inFixOrder} from '../sync/fixable-rows.ts';
import {planFixes} from '../sync/plan-fixes.ts';
import {runPlan, type Plan} from '../sync/plan-runner.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Comparison} from '../sync/row.ts';
import {confirmFlag, dryRunFlag, yesFlag} from './action-command.ts';
import {UsageError, type Command, type CommandResult, type Flag, type Invocation} from './command.ts';
import {createRowFilter} from './list-command.ts';
import {createProgress} from './progress.ts';
import {readComparison} from './read-comparison.ts';
import {askOrRefuse, outcomeResult, planResult, refusalResult} from './outcome-results.ts';
import {kindFlag, parseKinds} from './parse-kinds.ts';
import {resolveRows} from './resolve-id.ts';
import {unansweredQuestion} from './unanswered-question.ts';

const useFlag: Flag = {
	name: 'use',
	kind: 'text',
	value: 'billing|stalker',
	description: translator => translator.commandHelp.flags.use,
};

/** What happens to channels that only billing has, when Stalker's are written to billing. */
const beyondFlag: Flag = {
	name: 'beyond',
	kind: 'text',
	value: 'keep|remove',
	values: ['keep', 'remove'],
	description: translator => translator.actionTexts('subscriptions', 'add').argument ?? 'beyond',
};

const fixFlags: readonly Flag[] = [kindFlag, useFlag, beyondFlag, dryRunFlag, yesFlag, confirmFlag];

/** Plans of one resource. */
type ResourcePlans = {
	readonly resource: AnyResource;
	readonly comparison: Comparison;
	readonly plans: readonly Plan[];
};

/** `accounts fix ID… --kind K --use SIDE`: fixes the named rows. */
export const createFixCommand = (resource: AnyResource): Command => ({
	words: [resource.name, 'fix'],
	args: 'ID…',
	maxArguments: Infinity,
	description: translator => translator.commandHelp.about.fix,
	explainArguments: translator => [['ID', translator.screenTexts(resource.name).ids]],
	flags: fixFlags,
	async run(invocation) {
		const {args} = invocation;
		const {kinds, use, input} = parseChoice(invocation, `${resource.name} fix`);
		if (args.length === 0) throw new UsageError(message('usage-fix', {command: `${resource.name} fix ID`}));
		const comparison = await readComparison(resource, invocation);
		const rows = resolveRows(args, comparison.rows, resource);
		const plans = planFixes(resource, rows, comparison, kinds, use, input);
		return applyPlans([{resource, comparison, plans}], rows.length, invocation);
	},
});

/** `fix --all --kind K,… --use SIDE`: fixes every row of all lists that has one of the kinds. */
export const fixAllCommand: Command = {
	words: ['fix'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.fixAll,
	flags: [
		{name: 'all', kind: 'yes', description: translator => translator.commandHelp.flags.bulk},
		...fixFlags,
		{
			name: 'filter',
			kind: 'text',
			value: 'EXPR',
			description: translator => translator.commandHelp.flags.filter,
		},
	],
	async run(invocation) {
		const {flags} = invocation;
		const {kinds, use, input} = parseChoice(invocation, 'fix --all');
		if (flags['all'] !== true) throw new UsageError(message('usage-fix', {command: 'fix --all'}));
		const single = [...kinds].map(kind => fixWithArgument(kind, use)).find(one => one !== null);
		if (single) throw new UsageError(message('fix-needs-argument', single));
		const concerned = inFixOrder(resources.filter(resource => fixesAny(resource, kinds, use)));
		const filters = concerned.map(resource => createRowFilter({filter: flags['filter']}, resource));
		const all: ResourcePlans[] = [];
		let rowCount = 0;
		for (const [index, resource] of concerned.entries()) {
			const comparison = await readComparison(resource, invocation);
			const rows = fixableRows(resource, filters[index]!(comparison.rows), kinds, use);
			rowCount += rows.length;
			all.push({resource, comparison, plans: planFixes(resource, rows, comparison, kinds, use, input)});
		}

		return applyPlans(all, rowCount, invocation);
	},
};

/** The kind, and the command that fixes a row, where each row needs a customer of its own, which one call for all rows cannot name. */
function fixWithArgument(
	kind: DifferenceCode,
	use: FixUse,
): {readonly kind: string; readonly command: string} | null {
	for (const {name, fixes = [], actions} of resources)
		for (const fix of fixes) {
			const action = 'action' in fix && actions.find(one => one.name === fix.action);
			if (!action || action.scope !== 'rows' || fix.use !== use || !fix.kinds.includes(kind)) continue;
			if (action.argument?.form === 'positional')
				return {
					kind,
					command: `stalker-console ${name} ${action.name} ID ${action.argument.name.toUpperCase()}`,
				};
		}

	return null;
}

function parseChoice(
	{flags}: Invocation,
	command: string,
): {readonly kinds: ReadonlySet<DifferenceCode>; readonly use: FixUse; readonly input: ActionInput} {
	const {kind, use, beyond} = flags;
	if (kind === undefined || (use !== 'billing' && use !== 'stalker'))
		throw new UsageError(message('usage-fix', {command}));
	if (beyond !== undefined && beyond !== 'keep' && beyond !== 'remove')
		throw new UsageError(message('usage-fix', {command}));
	return {kinds: parseKinds(String(kind)), use, input: beyond === undefined ? {} : {choice: beyond}};
}

async function applyPlans(
	all: readonly ResourcePlans[],
	rowCount: number,
	invocation: Invocation,
): Promise<CommandResult> {
	const {flags, translator, signal, report} = invocation;
	const context = await invocation.context();
	const isDryRun = flags['dry-run'] === true;
	if (context.readOnly && !isDryRun) return refusalResult(context.readOnlyReason, translator);
	const plans = all.flatMap(one => one.plans);
	if (plans.length === 0)
		return {
			exitCode: 0,
			data: {done: [], refused: [], failed: []},
			text: translator.cliMessages.fix.nothing,
		};
	const shown = () =>
		joinResults(
			all.flatMap(({resource, plans: own}) => own.map(plan => planResult(plan, resource.name, translator))),
		);
	if (isDryRun) return {...shown(), exitCode: plans.some(({refused}) => refused.length > 0) ? 1 : 0};
	const question = unansweredQuestion(plans, rowCount, invocation);
	const refusal = question && (await askOrRefuse(question, shown(), invocation.ask));
	if (refusal) return refusal;
	const results: CommandResult[] = [];
	for (const {resource, comparison, plans: own} of all) {
		for (const plan of own) {
			const outcomes: readonly Outcome[] = await runPlan(plan, comparison, context, {
				signal,
				onProgress: createProgress(report, translator),
			});
			results.push(outcomeResult(outcomes, {resource: resource.name, bulk: false, translator}));
		}
	}

	return results.length === 1 ? results[0]! : joinResults(results);
}

type OutcomeData = {
	readonly done: readonly unknown[];
	readonly refused: readonly unknown[];
	readonly failed: readonly unknown[];
	readonly planned?: readonly unknown[];
};

/** Results of several plans as one: lists one after another, the worst exit code. */
function joinResults(results: readonly CommandResult[]): CommandResult {
	const parts = results.map(({data}) => data as OutcomeData);
	const planned = parts.flatMap(part => part.planned ?? []);
	return {
		exitCode: results.some(({exitCode}) => exitCode === 1) ? 1 : 0,
		data: {
			done: parts.flatMap(({done}) => done),
			refused: parts.flatMap(({refused}) => refused),
			failed: parts.flatMap(({failed}) => failed),
			...(planned.length > 0 && {planned}),
		},
		text: results.map(({text}) => text).join('\n'),
	};
}
