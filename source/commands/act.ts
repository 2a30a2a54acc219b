import type {Action, Answers, Outcome} from '../sync/action.ts';
import {planRows, runPlan, type Plan} from '../sync/job.ts';
import {resources} from '../resources/index.ts';
import type {Tab} from '../sync/resource.ts';
import type {Row} from '../sync/row.ts';
import type {Saying} from '../sync/saying.ts';
import {harmless} from '../terminal/harmless.ts';
import {say, type Words} from '../words/words.ts';
import {UsageError, type Command, type Flag, type Invocation, type Reply} from './command.ts';
import {readSheet} from './list.ts';
import {pickRows} from './pick.ts';

const dryRun: Flag = {name: 'dry-run', kind: 'yes', about: 'say what would be done, and do nothing'};
const yes: Flag = {name: 'yes', kind: 'yes', about: 'answer every question with yes'};
const confirm: Flag = {
	name: 'confirm',
	kind: 'number',
	value: 'N',
	about: 'the number of rows that will be deleted',
};

/** `accounts add ID…`: one action of a tab, on the rows that are named or on all that are meant by the bulk flag. */
export const actCommand = (tab: Tab, action: Action): Command => ({
	words: [tab.name, action.name],
	args: action.argument === undefined ? 'ID…' : `ID ${action.argument.name.toUpperCase()}`,
	most: action.argument === undefined ? Infinity : 2,
	about: action.about,
	flags: [
		...(action.bulk
			? [
					{
						name: action.bulk.flag,
						kind: 'yes',
						about: `all of them: every row that it can be done to`,
					} as const,
				]
			: []),
		dryRun,
		action.guard === 'count' ? confirm : yes,
	],
	async run(invocation) {
		const {ids, answers} = wordsOf(action, invocation);
		const bulk = action.bulk !== null && invocation.flags[action.bulk.flag] === true;
		if (bulk === ids.length > 0)
			throw new UsageError(
				`Name the rows: ${tab.name} ${action.name} ID…, where ID is ${tab.ids}${action.bulk ? `; or --${action.bulk.flag}` : ''}.`,
			);
		const world = await invocation.world();
		const simulated = invocation.flags['dry-run'] === true;
		if (world.readOnly && !simulated) return refusal(say('read-only'), invocation.words);

		const sheet = await readSheet(tab, invocation);
		const rows = bulk ? sheet.rows.filter(row => action.bulk!.takes(row)) : pickRows(ids, sheet.rows, tab);
		const plan = planRows(action, rows, sheet, answers);
		if (simulated) {
			const reply = planReply(plan, tab.name, invocation.words);
			return {...reply, exit: plan.refused.length > 0 && !bulk ? 1 : 0};
		}

		const question = unanswered(plan, rows, invocation);
		if (question) return {...planReply(plan, tab.name, invocation.words), exit: 1, refused: question};
		const outcomes = await runPlan(plan, sheet, world, {
			signal: invocation.signal,
			onProgress: (done, of) => of > 1 && invocation.tell(`${done} of ${of}`),
		});
		return outcomeReply(outcomes, {tab: tab.name, bulk: bulk || rows.length === 0, words: invocation.words});
	},
});

function wordsOf(
	{argument, name}: Action,
	{args}: Invocation,
): {readonly ids: readonly string[]; readonly answers: Answers} {
	if (argument === undefined) return {ids: args, answers: {}};
	const [id, value] = args;
	const service = Number(value);
	if (id === undefined || !Number.isSafeInteger(service) || service < 1)
		throw new UsageError(`${name} takes an ID and a TV id: ${name} ID ${argument.name.toUpperCase()}.`);
	return {ids: [id], answers: {service}};
}

/** The question that the call leaves open, or `null` when it may go ahead. */
function unanswered(
	{action, planned}: Plan,
	rows: readonly Row[],
	{flags, words}: Invocation,
): Saying | null {
	if (planned.length === 0) return null;
	const said = planned.slice(0, 20).map(({intent}) => words.tell(action.says(intent)));
	const list = [
		...said,
		...(planned.length > 20 ? [`… and ${planned.length - 20} more`] : []),
		...(action.warns ? [words.tell(action.warns)] : []),
	].join('\n');
	if (action.guard === 'count') {
		return flags['confirm'] === planned.length ? null : say('needs-count', {list, count: planned.length});
	}

	if (flags['yes'] === true) return null;
	if (rows.length > 1) return say('needs-yes', {list, questions: ''});
	const asks = planned.flatMap(({intent}) => action.asks(intent));
	return action.guard === 'ask' || asks.some(({code}) => !agreedByNaming.has(code))
		? say('needs-yes', {list, questions: asks.map(words.tell).join('\n')})
		: null;
}

/** Whoever names one account to be added agrees to its number. */
const agreedByNaming: ReadonlySet<string> = new Set(['ask-new-number', 'ask-number']);

/** What would be done, and nothing is. */
export function planReply(
	{
		action,
		planned,
		refused,
	}: Pick<Plan, 'planned' | 'refused'> & {readonly action: Pick<Action, 'says' | 'asks' | 'warns'>},
	tab: string,
	words: Words,
): Reply {
	const data = planned.map(({key, intent}) => ({
		key,
		message: words.tell(action.says(intent)),
		asks: action.asks(intent).map(asked => ({code: asked.code, message: words.tell(asked)})),
		intent,
	}));
	const lines = data.map(({key, message, asks}) =>
		[`  ${key}: ${message}`, ...asks.map(asked => `    ${asked.message}`)].join('\n'),
	);
	const no = refused.map(outcome => atShell(outcome, tab));
	const warns = action.warns && planned.length > 0 ? words.tell(action.warns) : null;
	return {
		exit: 0,
		data: {
			done: [],
			refused: no.map(outcome => outcomeData(outcome, words)),
			failed: [],
			planned: data,
			...(warns !== null && {warns}),
		},
		text: [
			`Nothing is written. ${data.length} would be done, ${refused.length} refused.`,
			...lines,
			...(warns === null ? [] : [warns]),
			...no.map(outcome => outcomeText(outcome, words)),
		]
			.map(harmlessLines)
			.join('\n'),
	};
}

/** What became of each row. `bulk`: refusals are no failure. */
export function outcomeReply(
	became: readonly Outcome[],
	{tab, bulk, words}: {readonly tab: string; readonly bulk: boolean; readonly words: Words},
): Reply {
	const outcomes = became.map(outcome => atShell(outcome, tab));
	const of = (is: Outcome['is']) => outcomes.filter(outcome => outcome.is === is);
	const [done, refused, failed] = [of('done'), of('refused'), of('failed')];
	const changed = done.filter(outcome => outcome.is === 'done' && outcome.changed).length;
	return {
		exit: failed.length > 0 || (refused.length > 0 && !bulk) ? 1 : 0,
		data: {
			done: done.map(outcome => outcomeData(outcome, words)),
			refused: refused.map(outcome => outcomeData(outcome, words)),
			failed: failed.map(outcome => outcomeData(outcome, words)),
		},
		text: [
			...outcomes.map(outcome => outcomeText(outcome, words)),
			...(outcomes.length === 1
				? []
				: [
						`${changed} done, ${done.length - changed} were so already, ${refused.length} refused, ${failed.length} failed.`,
					]),
		]
			.map(harmlessLines)
			.join('\n'),
		...(outcomes.length === 1 && !bulk && outcomes[0]!.is !== 'done' ? {refused: outcomes[0]!.said} : {}),
	};
}

const outcomeData = (outcome: Outcome, words: Words): Readonly<Record<string, unknown>> => ({
	key: outcome.key,
	code: outcome.said.code,
	message: words.tell(outcome.said),
	...(outcome.is === 'done' && {changed: outcome.changed}),
	...(outcome.is !== 'refused' && {journal: outcome.journal ?? null}),
	...(outcome.is === 'refused' && outcome.leads && {leads: outcome.leads}),
});

/** A refusal with the command that is its way out, where there is one. */
function atShell(outcome: Outcome, tab: string): Outcome {
	if (outcome.is !== 'refused') return outcome;
	const {said, leads} = outcome;
	const target = resources.find(({name}) => name === leads?.tab);
	const command =
		leads && target
			? `${leads.tab} ${target.actions[0]!.name} ${quoted(leads.id)}`
			: said.code === 'list-short'
				? `${tab} list --force --confirm ${String(said.values['got'])}`
				: null;
	return command === null
		? outcome
		: {...outcome, said: {...said, values: {...said.values, command: `stalker-console ${command}`}}};
}

const quoted = (text: string): string =>
	/^[\w.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const outcomeText = (outcome: Outcome, words: Words): string =>
	`${signs[outcome.is]} ${outcome.key}: ${words.tell(outcome.said)}`;

const signs = {done: '=', refused: '·', failed: '!'} as const satisfies Record<Outcome['is'], string>;

const harmlessLines = (text: string): string => text.split('\n').map(harmless).join('\n');

/** An expected “no” before anything was looked at. */
export const refusal = (refused: Saying, words: Words): Reply => ({
	exit: 1,
	data: {done: [], refused: [], failed: []},
	text: words.tell(refused),
	refused,
});
