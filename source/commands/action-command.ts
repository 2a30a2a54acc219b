import type {Action, ActionInput, RowAction} from '../sync/action.ts';
import {allotsNumber} from '../sync/changes/change.ts';
import {planAction, runPlan, type Plan} from '../sync/plan-runner.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Row, Comparison} from '../sync/row.ts';
import {argumentMessage, idsMessage, message, type Translator} from '../i18n/translator.ts';
import {UsageError, type Command, type Flag, type Invocation} from './command.ts';
import {createProgress} from './progress.ts';
import {readComparison} from './read-comparison.ts';
import {askOrRefuse, outcomeResult, planResult, refusalResult} from './outcome-results.ts';
import {readRowAlone, readRowAndIdentifiers, resolveRows} from './read-row.ts';
import {unansweredQuestion} from './unanswered-question.ts';

export const dryRunFlag: Flag = {
	name: 'dry-run',
	kind: 'yes',
	description: translator => translator.commandHelp.flags.dryRun,
};
export const yesFlag: Flag = {
	name: 'yes',
	kind: 'yes',
	description: translator => translator.commandHelp.flags.yes,
};
export const confirmFlag: Flag = {
	name: 'confirm',
	kind: 'number',
	value: 'N',
	range: {least: 0},
	description: translator => translator.commandHelp.flags.confirmCount,
};

/**
Creates the command of one action (`accounts add ID…`): on the rows with these IDs, on all rows of the bulk flag, or on the whole list.
*/
export const createActionCommand = (resource: AnyResource, action: Action): Command => ({
	words: [resource.name, action.name],
	...actionArguments(action),
	description: translator => translator.actionTexts(resource.name, action.name).description,
	explainArguments: translator => explainArguments(action, resource.name, translator),
	flags: actionFlags(action, resource.name),
	async run(invocation) {
		const selection =
			action.scope === 'rows' ? parseSelection(action, resource, invocation) : wholeListSelection;
		const context = await invocation.context();
		const isDryRun = invocation.flags['dry-run'] === true;
		if (context.readOnly && !isDryRun) return refusalResult(context.readOnlyReason, invocation.translator);

		const {comparison, rows, plan} = await readAndPlan(action, selection, resource, invocation);
		if (isDryRun) {
			const reply = planResult(plan, resource.name, invocation.translator);
			return {...reply, exitCode: plan.refused.length > 0 ? 1 : 0};
		}

		const question = unansweredQuestion([plan], rows.length, invocation);
		if (question) {
			const shown = planResult(plan, resource.name, invocation.translator);
			const refusal = await askOrRefuse(question, shown, invocation.ask);
			if (refusal) return refusal;
		}

		const outcomes = await runPlan(plan, comparison, context, {
			signal: invocation.signal,
			onProgress: createProgress(invocation.report, invocation.translator),
		});
		const bulk = selection.bulk || (rows.length === 0 && action.scope === 'rows');
		return outcomeResult(outcomes, {resource: resource.name, bulk, translator: invocation.translator});
	},
});

function actionArguments(action: Action): Pick<Command, 'args' | 'maxArguments'> {
	if (action.scope === 'list') return {args: '', maxArguments: 0};
	const {argument} = action;
	const flag = argument?.isFreeText ? ` --${argument.name} TEXT` : '';
	if (argument?.form !== 'positional') return {args: `ID…${flag}`, maxArguments: Infinity};
	const word = argument.name.toUpperCase();
	return {args: `ID ${argument.settled ? `[${word}]` : word}`, maxArguments: 2};
}

function explainArguments(
	action: Action,
	resource: string,
	translator: Translator,
): ReadonlyArray<readonly [argument: string, about: string]> {
	if (action.scope === 'list') return [];
	const {argument} = action;
	const word =
		argument?.form === 'positional' ? translator.actionTexts(resource, action.name).argument : undefined;
	return [
		['ID', translator.screenTexts(resource).ids],
		...(word === undefined ? [] : [[argument!.name.toUpperCase(), word] as const]),
	];
}

function actionFlags(action: Action, resource: string): readonly Flag[] {
	if (action.scope === 'list') return [dryRunFlag, yesFlag, confirmFlag];
	const {bulk, argument, confirmation} = action;
	return [
		...(bulk
			? [
					{
						name: bulk.flag,
						kind: 'yes',
						description: translator => translator.commandHelp.flags.bulk,
					} satisfies Flag,
				]
			: []),
		...(argument?.form === 'flag'
			? [
					{
						name: argument.name,
						kind: 'text',
						value: argument.answers?.join('|') ?? 'TEXT',
						...(argument.answers && {values: argument.answers, hasOnlyValues: true}),
						description: translator =>
							translator.actionTexts(resource, action.name).argument ?? argument.name,
					} satisfies Flag,
				]
			: []),
		dryRunFlag,
		confirmation === 'typed-count' ? confirmFlag : yesFlag,
	];
}

/** The rows that a call selects, and the action's input. */
type RowSelection = {readonly ids: readonly string[]; readonly bulk: boolean; readonly answers: ActionInput};

const wholeListSelection: RowSelection = {ids: [], bulk: false, answers: {}};

function parseSelection(
	{name, bulk, argument}: RowAction,
	resource: AnyResource,
	{args, flags}: Invocation,
): RowSelection {
	const isPositional = argument?.form === 'positional';
	const choice = isPositional ? args[1] : argument && flags[argument.name];
	const ids = isPositional ? args.slice(0, 1) : args;
	const isBulk = bulk !== null && flags[bulk.flag] === true;
	const isNeeded = argument?.isFreeText === true || (isPositional && !argument.settled);
	const isMissing = isNeeded && choice === undefined;
	if (isMissing || (choice !== undefined && !argument!.accepts(String(choice)))) {
		const word = argument!.form === 'positional' ? argument!.name.toUpperCase() : `--${argument!.name} TEXT`;
		throw new UsageError(
			message('usage-argument', {
				command: `${resource.name} ${name}`,
				action: name,
				argument: argumentMessage(resource.name, name),
				word,
			}),
		);
	}

	if (isBulk && ids.length > 0)
		throw new UsageError(message('usage-one-format', {flags: ['ID…', `--${bulk.flag}`]}));
	if (!isBulk && ids.length === 0)
		throw new UsageError(
			message('usage-name-rows', {
				command: `${resource.name} ${name}`,
				ids: idsMessage(resource.name),
				bulk: bulk?.flag ?? null,
			}),
		);
	return {ids, bulk: isBulk, answers: choice === undefined ? {} : {choice: String(choice)}};
}

/** What an action would do, and the rows and lists on which that was decided. */
type PlannedCall = {readonly comparison: Comparison; readonly rows: readonly Row[]; readonly plan: Plan};

/**
Plans the action on the rows that a call selects. For one ID as little is read as suffices: the row alone, else the row among the
identifiers of all, else the whole list. A refusal is decided by the whole list: it may be due to what was not read. A number is allotted
only where the numbers of all accounts are known.
*/
async function readAndPlan(
	action: Action,
	selection: RowSelection,
	resource: AnyResource,
	invocation: Invocation,
): Promise<PlannedCall> {
	const planOn = (comparison: Comparison): PlannedCall => {
		const rows = selectRows(action, selection, comparison, resource);
		return {comparison, rows, plan: planAction(action, resource.name, rows, comparison, selection.answers)};
	};
	const isDryRun = invocation.flags['dry-run'] === true;
	const [id, ...others] = selection.ids;
	if (id !== undefined && others.length === 0) {
		const isAloneEnough = isDryRun || !(action.scope === 'rows' && action.isDecidedAmongAll);
		const alone = isAloneEnough ? await readRowAlone(id, resource, invocation) : null;
		const planned = alone && planOn(alone);
		if (
			planned?.plan.refused.length === 0 &&
			(isDryRun || !planned.plan.planned.some(({intent}) => allotsNumber(intent)))
		)
			return planned;
		const amongAll = await readRowAndIdentifiers(id, resource, invocation);
		const decided = amongAll && planOn(amongAll);
		if (decided?.plan.refused.length === 0) return decided;
	}

	return planOn(await readComparison(resource, invocation));
}

function selectRows(
	action: Action,
	{ids, bulk}: RowSelection,
	{rows}: Comparison,
	resource: AnyResource,
): readonly Row[] {
	if (action.scope === 'list') return [];
	return bulk ? rows.filter(row => action.bulk!.includes(row)) : resolveRows(ids, rows, resource);
}
