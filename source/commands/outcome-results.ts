import type {Action, ListAction, Outcome, Preview} from '../sync/action.ts';
import {questionsOf, type ChangeSet} from '../sync/changes/change.ts';
import {plannedChanges, type Plan} from '../sync/plan-runner.ts';
import {resources} from '../resources/index.ts';
import {fitWidth, textWidth} from '../terminal/fit-width.ts';
import {sanitize, sanitizeLines} from '../terminal/sanitize.ts';
import {message, type Translator} from '../i18n/translator.ts';
import type {CommandResult, Invocation} from './command.ts';
import type {Message} from '../i18n/message.ts';

/** The result of a dry run, or of a call that has to ask first: what would be done. */
export function planResult(
	{
		action,
		planned,
		refused,
	}: Pick<Plan, 'planned' | 'refused'> & {
		readonly action: Pick<Action, 'summary' | 'warning'> & Partial<Pick<ListAction, 'preview'>>;
	},
	resource: string,
	translator: Translator,
	questions: (set: ChangeSet) => readonly Message[] = questionsOf,
): CommandResult {
	const data = planned.map(({key, intent}) => ({
		list: resource,
		key,
		message: translator.t(action.summary(intent)),
		asks: questions(intent).map(question => ({code: question.code, message: translator.t(question)})),
		intent,
	}));
	const lines = data.map(({key, message, asks, intent}) =>
		[
			`  ${sanitize(key)}: ${message}`,
			...(action.preview ? previewLines(action.preview(intent), translator) : []),
			...asks.map(question => `    ${question.message}`),
		].join('\n'),
	);
	const refusals = refused.map(outcome => withShellHint(outcome, resource));
	const warns = action.warning && planned.length > 0 ? translator.t(action.warning) : null;
	return {
		exitCode: 0,
		data: {
			done: [],
			refused: refusals.map(outcome => outcomeData(outcome, resource, translator)),
			failed: [],
			planned: data,
			...(warns !== null && {warns}),
		},
		text: [
			translator.cliMessages.planned(plannedChanges({planned}).length, refused.length),
			...lines,
			...(warns === null ? [] : [warns]),
			...refusals.map(outcome => outcomeText(outcome, translator)),
		]
			.map(sanitizeLines)
			.join('\n'),
	};
}

/** The preview of an action on the whole list, as a table. */
function previewLines({columns, rows}: Preview, translator: Translator): readonly string[] {
	const lines = [
		{mark: ' ', texts: columns},
		...rows.map(({mark, cells}) => ({
			mark,
			texts: cells.map(cell => sanitize(typeof cell === 'string' ? cell : translator.t(cell))),
		})),
	];
	const widths = columns.map((_, index) =>
		lines.reduce((width, {texts}) => Math.max(width, textWidth(texts[index] ?? '')), 0),
	);
	return lines.map(({mark, texts}) =>
		`    ${mark} ${texts.map((text, index) => fitWidth(text, widths[index]!)).join('  ')}`.trimEnd(),
	);
}

/**
The result of an action on rows: exit code 1 where any was refused or failed. Its text is made when it is read. `bulk`: the call did not
name the rows, so that the refusal of one row is not the result of the call.
*/
export function outcomeResult(
	rowOutcomes: readonly Outcome[],
	{
		resource,
		bulk,
		translator,
	}: {readonly resource: string; readonly bulk: boolean; readonly translator: Translator},
): CommandResult {
	const outcomes = rowOutcomes.map(outcome => withShellHint(outcome, resource));
	const ofKind = (is: Outcome['is']) => outcomes.filter(outcome => outcome.is === is);
	const [done, refused, failed] = [ofKind('done'), ofKind('refused'), ofKind('failed')];
	const changed = done.filter(outcome => outcome.is === 'done' && outcome.changed).length;
	return {
		exitCode: failed.length + refused.length > 0 ? 1 : 0,
		data: {
			done: done.map(outcome => outcomeData(outcome, resource, translator)),
			refused: refused.map(outcome => outcomeData(outcome, resource, translator)),
			failed: failed.map(outcome => outcomeData(outcome, resource, translator)),
		},
		get text() {
			return [
				...outcomes.map(outcome => outcomeText(outcome, translator)),
				...(outcomes.length === 1
					? []
					: [translator.cliMessages.counts(changed, done.length - changed, refused.length, failed.length)]),
			]
				.map(sanitizeLines)
				.join('\n');
		},
		...(outcomes.length === 1 && !bulk && outcomes[0]!.is !== 'done' ? {refused: outcomes[0]!.message} : {}),
	};
}

type OutcomeData = {
	readonly done: readonly unknown[];
	readonly refused: readonly unknown[];
	readonly failed: readonly unknown[];
	readonly planned?: readonly unknown[];
};

/** Results of several plans as one: lists one after another, the worst exit code. */
export function joinResults(results: readonly CommandResult[]): CommandResult {
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

/** The outcome of a row of this list, as data. */
export const outcomeData = (
	outcome: Outcome,
	list: string,
	translator: Translator,
): Readonly<Record<string, unknown>> => ({
	list,
	key: outcome.key,
	code: outcome.message.code,
	message: translator.t(outcome.message),
	...(outcome.is === 'done' && {changed: outcome.changed}),
	...(outcome.is !== 'refused' && {journal: outcome.journal ?? null}),
	...(outcome.is === 'refused' && outcome.related && {related: outcome.related}),
});

/** A refusal with the command that is its way out, where there is one; other outcomes as they are. */
function withShellHint(outcome: Outcome, resource: string): Outcome {
	if (outcome.is !== 'refused') return outcome;
	const {message: reason, related} = outcome;
	const target = resources.find(({name}) => name === related?.resource);
	const command =
		related && target
			? `${related.resource} ${target.actions[0]!.name} ${quoteForShell(related.id)}`
			: reason.code === 'list-short'
				? `${resource} list --force --confirm ${String(reason.values['got'])}`
				: null;
	return command === null
		? outcome
		: {...outcome, message: {...reason, values: {...reason.values, command: `stalker-console ${command}`}}};
}

const quoteForShell = (text: string): string =>
	/^[\w.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const outcomeText = (outcome: Outcome, translator: Translator): string =>
	`${outcomeSigns[outcome.is]} ${sanitize(outcome.key)}: ${translator.t(outcome.message)}`;

/** Other signs than those of the sync status: `=` would mean that the row is in sync. */
const outcomeSigns = {done: '✓', refused: '·', failed: '✗'} as const satisfies Record<Outcome['is'], string>;

/** The result of a call that is refused before anything is read. */
export const refusalResult = (refused: Message, translator: Translator): CommandResult => ({
	exitCode: 1,
	data: {done: [], refused: [], failed: []},
	text: translator.t(refused),
	refused,
});

/**
The result of a plan that was not confirmed: names the flag that confirms it, or, after an interactive question, says that nothing was
written. `null` where it was confirmed.
*/
export async function askOrRefuse(
	question: Message,
	result: CommandResult,
	ask: Invocation['ask'],
): Promise<CommandResult | null> {
	if (!ask) return {...result, exitCode: 1, refused: question};
	return (await ask(question)) ? null : {...result, exitCode: 1, refused: message('not-confirmed')};
}
