import type {Message} from '../i18n/message.ts';
import {message, type Translator} from '../i18n/translator.ts';
import {questionsOf, textOf, type ChangeSet} from '../sync/changes/change.ts';
import {confirmationCount, plannedChanges, type Plan, interruptsWatcher} from '../sync/plan-runner.ts';
import type {Invocation} from './command.ts';
import type {Outcome} from '../sync/action.ts';

/** At most so many rows are listed in a question, but for those who are watching. */
const maxListedRows = 20;

/** Rows that can only be planned while the call is carried out: how many, and sentences that say so. */
type WaitingRows = {readonly count: number; readonly lines: readonly string[]};

/**
The question that the call's flags do not answer, for plans that are carried out together; `null` when nothing is left to ask. `rowCount`:
the rows that the call names.
*/
export function unansweredQuestion(
	plans: readonly Plan[],
	rowCount: number,
	{flags, translator}: Pick<Invocation, 'flags' | 'translator'>,
	waiting: WaitingRows = {count: 0, lines: []},
): Message | null {
	const asking = plans
		.map(plan => ({...plan, planned: plannedChanges(plan)}))
		.filter(({planned}) => planned.length > 0);
	if (asking.length === 0) return null;
	const entries = asking.flatMap(({action, planned}) =>
		planned.map(({intent}) => ({
			isOnline: interruptsWatcher(intent) === true,
			summarize: () => translator.t(action.summary(intent)),
		})),
	);
	const online = entries.filter(({isOnline}) => isOnline);
	const listed = [...online, ...entries.filter(({isOnline}) => !isOnline)].slice(
		0,
		Math.max(maxListedRows, online.length),
	);
	const warnings = new Set(
		asking.flatMap(({action}) => (action.warning ? [translator.t(action.warning)] : [])),
	);
	const list = [
		...listed.map(({summarize}) => summarize()),
		...(entries.length > listed.length
			? [translator.tui.texts.moreRows(entries.length - listed.length)]
			: []),
		...waiting.lines,
		...warnings,
	];
	const questionMessages = asking.flatMap(({planned}) => planned.flatMap(({intent}) => questionsOf(intent)));
	const questions = [...new Set(questionMessages.map(translator.t))];
	const counts = asking.map(confirmationCount);
	if (counts.some(count => count !== null)) {
		const count = asking.reduce(
			(sum, {planned}, index) => sum + (counts[index] ?? planned.length),
			waiting.count,
		);
		const refusals = refusedRows(plans, translator);
		return flags['confirm'] === count
			? null
			: message('needs-count', {list: [...refusals, ...list], count, questions});
	}

	if (flags['yes'] === true) return null;
	if (rowCount > 1) return message('needs-yes', {list, questions: bulkQuestions(plans, translator)});
	const isAsked = asking.some(({action}) => action.scope === 'list' || action.confirmation === 'always');
	return isAsked || questionMessages.some(({code}) => !acceptedByNamingOne.has(code))
		? message('needs-yes', {list, questions})
		: null;
}

/** Questions about the account number need no `--yes` when one account is added by its ID. */
const acceptedByNamingOne: ReadonlySet<string> = new Set(['ask-new-number', 'ask-number']);

/** Maximum number of accounts and of reasons that are listed; the others are counted. */
const maxListed = 20;

/**
Further lines of the question about several rows: the account numbers that are replaced in Stalker, and which rows are refused and why.
*/
export function bulkQuestions(plans: readonly Plan[], translator: Translator): readonly string[] {
	const replaced = plans.flatMap(({planned}) => planned.flatMap(({intent}) => replacedNumber(intent)));
	return [
		...(replaced.length > 0 ? [translator.t(message('loses-numbers', listed(replaced)))] : []),
		...refusedRows(plans, translator),
	];
}

/** Which rows are refused and why, the most frequent reason first. */
function refusedRows(plans: readonly Plan[], translator: Translator): readonly string[] {
	const refused = plans.flatMap(plan => plan.refused);
	if (refused.length === 0) return [];
	const reasons = [...Map.groupBy(refused, (outcome: Outcome) => translator.t(outcome.message))]
		.toSorted(([, one], [, other]) => other.length - one.length)
		.map(([reason, rows]) => `${reason} (${rows.length}: ${namesOf(rows)})`);
	return [translator.t(message('rows-refused', {n: refused.length})), ...reasons.slice(0, maxListed)];
}

const namesOf = (rows: readonly Outcome[]): string =>
	[...rows.slice(0, maxListed).map(({key}) => key), ...(rows.length > maxListed ? ['…'] : [])].join(', ');

const listed = (accounts: readonly string[]) => ({
	accounts: accounts.slice(0, maxListed),
	more: Math.max(0, accounts.length - maxListed),
});

/** The account whose number is replaced, with the old number: `user1 (100011)`; empty if the set replaces none. */
function replacedNumber({changes}: ChangeSet): readonly string[] {
	return changes.flatMap(({record, operation, key, before, after}) => {
		const number = textOf(before?.['account_number']);
		const isReplaced =
			record === 'account' && operation === 'update' && after?.['account_number'] !== number && number !== '';
		return isReplaced ? [`${textOf(key['login'])} (${number})`] : [];
	});
}
