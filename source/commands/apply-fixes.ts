import {isDeepStrictEqual} from 'node:util';
import type {AppContext} from '../app/context.ts';
import type {Outcome} from '../sync/action.ts';
import {questionsOf} from '../sync/changes/change.ts';
import {applyLists, type AppliedPlan, type ApplyOptions} from '../sync/apply-plan.ts';
import {countChanges, planList, type FixRequest, type ListPlan} from '../sync/list-plan.ts';
import {createFixAction} from '../sync/plan-fixes.ts';
import type {Plan} from '../sync/plan-runner.ts';
import type {Translator} from '../i18n/translator.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {CommandResult, Invocation} from './command.ts';
import {askOrRefuse, joinResults, outcomeResult, planResult, refusalResult} from './outcome-results.ts';
import {createProgress} from './progress.ts';
import {readComparison} from './read-comparison.ts';
import {unansweredQuestion} from './unanswered-question.ts';

/**
Asks for what the flags do not confirm, and carries the plans out; with `--dry-run`, says what would be done. `rowCount`: the rows that the
call names.
*/
export async function applyFixes(
	lists: readonly ListPlan[],
	request: FixRequest,
	rowCount: number,
	invocation: Invocation,
): Promise<CommandResult> {
	const {flags, translator} = invocation;
	const context = await invocation.context();
	const isDryRun = flags['dry-run'] === true;
	if (context.readOnly && !isDryRun) return refusalResult(context.readOnlyReason, translator);
	const plans = lists.flatMap(list => plansOf(list, request));
	if (plans.length === 0)
		return {
			exitCode: 0,
			data: {done: [], refused: [], failed: []},
			text: translator.cliMessages.fix.nothing,
		};
	const shown = () => plannedResult(lists, request, invocation);
	if (isDryRun) return {...shown(), exitCode: lists.some(({refused}) => refused.length > 0) ? 1 : 0};
	const waiting = waitingLines(lists, invocation);
	const question = unansweredQuestion(plans, rowCount, invocation, {
		count: lists.reduce((sum, list) => sum + list.waiting.length, 0),
		lines: waiting,
	});
	const refusal = question && (await askOrRefuse(question, shown(), invocation.ask));
	if (refusal) return refusal;
	const agreedTo = question ? askedQuestions(lists) : null;
	return runFixes(lists, context, invocation, {
		// Flags confirm without the values having been seen; an answer does not.
		isShown: question !== null,
		planAgain: async resource =>
			planList(resource, await readComparison(resource, invocation), {
				...request,
				isAgreed: (row, asked) =>
					agreedTo === null ||
					(agreedTo.get(rowName(resource, row)) ?? []).some(one => isDeepStrictEqual(one, asked)),
			}),
	});
}

async function runFixes(
	lists: readonly ListPlan[],
	context: AppContext,
	{signal, report, translator}: Invocation,
	options: Required<Pick<ApplyOptions, 'planAgain' | 'isShown'>>,
): Promise<CommandResult> {
	const ended = await applyLists(lists, context, {
		...options,
		signal,
		onProgress: createProgress(report, translator),
	});
	const parts = lists.flatMap(({resource: {name}}): readonly ListResult[] => {
		const outcomes = outcomesOf(ended, name);
		return outcomes.length === 0
			? []
			: [[name, outcomeResult(outcomes, {resource: name, bulk: false, translator})]];
	});
	const results = withTitles(parts, translator);
	const untried = ended.applied.filter(({outcome}) => outcome.message.code === 'not-tried').length;
	const {fix} = translator.cliMessages;
	const lines = [
		...(ended.more > 0 ? [fix.more(ended.more)] : []),
		...(untried > 0 ? [fix.stopped(countChanges(lists) - untried, untried)] : []),
	];
	if (results.length === 1 && lines.length === 0) return results[0]!;
	const joined = joinResults(results);
	return {...joined, text: [joined.text, ...lines].join('\n')};
}

/** The name of a list, and the result of a plan of it. */
type ListResult = readonly [name: string, result: CommandResult];

/** Each result, with the title of its list above its text where there are several lists. */
const withTitles = (parts: readonly ListResult[], translator: Translator): readonly CommandResult[] =>
	parts.map(([name, result], index) =>
		parts.every(([other]) => other === name) || parts[index - 1]?.[0] === name
			? result
			: {...result, text: `${translator.screenTexts(name).title}:\n${result.text}`},
	);

/** The outcomes of one list, refused rows first. */
const outcomesOf = ({refused, applied}: AppliedPlan, name: string): readonly Outcome[] =>
	[...refused, ...applied].flatMap(({list, outcome}) => (list === name ? [outcome] : []));

/** The plans of a list; the rows that it refuses are in the first of them. */
function plansOf(
	{resource, groups, refused, waiting}: ListPlan,
	{uses}: FixRequest,
): readonly [Plan, ...Plan[]] | readonly [] {
	const [first, ...others] = groups.map(({plan}) => plan);
	if (first) return [{...first, refused}, ...others];
	if (refused.length + waiting.length === 0) return [];
	const [use] = uses.values();
	return [{action: createFixAction(resource, new Set(uses.keys()), use!), planned: [], refused}];
}

/** What would be done, of all lists. */
function plannedResult(
	lists: readonly ListPlan[],
	request: FixRequest,
	invocation: Invocation,
): CommandResult {
	const {translator} = invocation;
	const parts = lists.flatMap(list =>
		plansOf(list, request).map((plan): ListResult => [
			list.resource.name,
			planResult(plan, list.resource.name, translator),
		]),
	);
	const joined = joinResults(withTitles(parts, translator));
	const waiting = lists.flatMap(({resource, waiting: own}) =>
		own.map(({key}) => ({list: resource.name, key})),
	);
	return {
		...joined,
		data: {...(joined.data as object), ...(waiting.length > 0 && {waiting})},
		text: [joined.text, ...waitingLines(lists, invocation)].join('\n'),
	};
}

/** How many rows of which list can only be planned once another one is written. */
const waitingLines = (lists: readonly ListPlan[], {translator}: Invocation): readonly string[] =>
	lists.flatMap(({resource, waiting}) =>
		waiting.length === 0
			? []
			: [translator.cliMessages.fix.waiting(translator.screenTexts(resource.name).title, waiting.length)],
	);

/** The questions that were shown, by row. */
const askedQuestions = (lists: readonly ListPlan[]) =>
	new Map(
		lists.flatMap(({resource, groups}) =>
			groups.flatMap(({plan: {planned}}) =>
				planned.map(({key, intent}) => [rowName(resource, key), questionsOf(intent)] as const),
			),
		),
	);

const rowName = ({name}: AnyResource, key: string): string => `${name} ${key}`;
