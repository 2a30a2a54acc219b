import type {Action, Answers, RowAction} from '../sync/action.ts';
import {countOf, isIdle, planOf, runPlan, type Plan} from '../sync/job.ts';
import type {Tab} from '../sync/resource.ts';
import type {Row, Sheet} from '../sync/row.ts';
import type {Saying} from '../sync/saying.ts';
import {argumentOf, idsOf, say, type Words} from '../words/words.ts';
import {UsageError, type Command, type Flag, type Invocation} from './command.ts';
import {readSheet} from './list.ts';
import {outcomeReply, planReply, refusal} from './outcomes.ts';
import {pickRows} from './pick.ts';

export const dryRun: Flag = {name: 'dry-run', kind: 'yes', about: words => words.commands.flags.dryRun};
export const yes: Flag = {name: 'yes', kind: 'yes', about: words => words.commands.flags.yes};
const confirm: Flag = {
	name: 'confirm',
	kind: 'number',
	value: 'N',
	about: words => words.commands.flags.confirmCount,
};

/** `accounts add ID…`: one action of a tab, on the rows that are named or on all that are meant by the bulk flag; or on the whole list. */
export const actCommand = (tab: Tab, action: Action): Command => ({
	words: [tab.name, action.name],
	...argumentsOf(action),
	about: words => words.action(tab.name, action.name).about,
	explains: words => explainedIn(action, tab.name, words),
	flags: flagsOf(action, tab.name),
	async run(invocation) {
		const wanted = action.on === 'rows' ? namedIn(action, tab, invocation) : wholeList;
		const world = await invocation.world();
		const simulated = invocation.flags['dry-run'] === true;
		if (world.readOnly && !simulated) return refusal(say('read-only'), invocation.words);

		const sheet = await readSheet(tab, invocation);
		const rows = rowsFor(action, wanted, sheet, tab);
		const plan = planOf(action, tab.name, rows, sheet, wanted.answers);
		if (simulated) {
			const reply = planReply(plan, tab.name, invocation.words);
			return {...reply, exit: plan.refused.length > 0 && !wanted.bulk ? 1 : 0};
		}

		const question = unanswered(plan, rows, invocation);
		if (question) return {...planReply(plan, tab.name, invocation.words), exit: 1, refused: question};
		const outcomes = await runPlan(plan, sheet, world, {
			signal: invocation.signal,
			onProgress: (done, of) => of > 1 && invocation.tell(invocation.words.replies.progress(done, of)),
		});
		const bulk = wanted.bulk || (rows.length === 0 && action.on === 'rows');
		return outcomeReply(outcomes, {tab: tab.name, bulk, words: invocation.words});
	},
});

function argumentsOf(action: Action): Pick<Command, 'args' | 'most'> {
	if (action.on === 'list') return {args: '', most: 0};
	const {argument} = action;
	if (argument?.given !== 'word') return {args: 'ID…', most: Infinity};
	const word = argument.name.toUpperCase();
	return {args: `ID ${argument.settled ? `[${word}]` : word}`, most: 2};
}

function explainedIn(
	action: Action,
	tab: string,
	words: Words,
): ReadonlyArray<readonly [argument: string, about: string]> {
	if (action.on === 'list') return [];
	const {argument} = action;
	const word = argument?.given === 'word' ? words.action(tab, action.name).argument : undefined;
	return [
		['ID', words.screen(tab).ids],
		...(word === undefined ? [] : [[argument!.name.toUpperCase(), word] as const]),
	];
}

function flagsOf(action: Action, tab: string): readonly Flag[] {
	if (action.on === 'list') return [dryRun, yes, confirm];
	const {bulk, argument, guard} = action;
	return [
		...(bulk
			? [{name: bulk.flag, kind: 'yes', about: words => words.commands.flags.bulk} satisfies Flag]
			: []),
		...(argument?.given === 'flag'
			? [
					{
						name: argument.name,
						kind: 'text',
						value: argument.answers?.join('|') ?? 'TEXT',
						about: words => words.action(tab, action.name).argument ?? argument.name,
					} satisfies Flag,
				]
			: []),
		dryRun,
		guard === 'count' ? confirm : yes,
	];
}

/** What a call says of the rows that it is for. */
type Wanted = {readonly ids: readonly string[]; readonly bulk: boolean; readonly answers: Answers};

const wholeList: Wanted = {ids: [], bulk: false, answers: {}};

function namedIn({name, bulk, argument}: RowAction, tab: Tab, {args, flags}: Invocation): Wanted {
	const isWord = argument?.given === 'word';
	const choice = isWord ? args[1] : argument && flags[argument.name];
	const ids = isWord ? args.slice(0, 1) : args;
	const isBulk = bulk !== null && flags[bulk.flag] === true;
	const isMissing = isWord && !argument.settled && choice === undefined;
	if (isMissing || (choice !== undefined && !argument!.accepts(String(choice)))) {
		const word = argument!.given === 'word' ? argument!.name.toUpperCase() : `--${argument!.name} TEXT`;
		throw new UsageError(
			say('usage-argument', {
				command: `${tab.name} ${name}`,
				action: name,
				argument: argumentOf(tab.name, name),
				word,
			}),
		);
	}

	if (isBulk === ids.length > 0)
		throw new UsageError(
			say('usage-name-rows', {
				command: `${tab.name} ${name}`,
				ids: idsOf(tab.name),
				bulk: bulk?.flag ?? null,
			}),
		);
	return {ids, bulk: isBulk, answers: choice === undefined ? {} : {choice: String(choice)}};
}

function rowsFor(action: Action, {ids, bulk}: Wanted, {rows}: Sheet, tab: Tab): readonly Row[] {
	if (action.on === 'list') return [];
	return bulk ? rows.filter(row => action.bulk!.takes(row)) : pickRows(ids, rows, tab);
}

/** The question that the call leaves open, or `null` when it may go ahead. */
function unanswered(plan: Plan, rows: readonly Row[], {flags, words}: Invocation): Saying | null {
	const {action, planned} = plan;
	if (planned.length === 0 || isIdle(plan)) return null;
	const said = planned.slice(0, 20).map(({intent}) => words.tell(action.says(intent)));
	const list = [
		...said,
		...(planned.length > 20 ? [words.console.frame.moreRows(planned.length - 20)] : []),
		...(action.warns ? [words.tell(action.warns)] : []),
	];
	const asks = planned.flatMap(({intent}) => action.asks(intent));
	const questions = asks.map(words.tell);
	const count = countOf(plan);
	if (count !== null) return flags['confirm'] === count ? null : say('needs-count', {list, count, questions});
	if (flags['yes'] === true) return null;
	if (rows.length > 1) return say('needs-yes', {list, questions: []});
	const isAsked = action.on === 'list' || action.guard === 'ask';
	return isAsked || asks.some(({code}) => !agreedByNaming.has(code))
		? say('needs-yes', {list, questions})
		: null;
}

/** Whoever names one account to be added agrees to its number. */
const agreedByNaming: ReadonlySet<string> = new Set(['ask-new-number', 'ask-number']);
