import {message, type Translator} from '../i18n/translator.ts';
import type {Outcome} from '../sync/action.ts';
import {textOf, type ChangeSet} from '../sync/changes/change.ts';
import type {Plan} from '../sync/plan-runner.ts';

/** Maximum number of accounts and of reasons that are listed; the others are counted. */
const maxListed = 20;

/** Further lines of the question about several rows: the account numbers that are replaced in Stalker, and which rows are refused and why. */
export function bulkQuestions(plans: readonly Plan[], translator: Translator): readonly string[] {
	const replaced = plans.flatMap(({planned}) => planned.flatMap(({intent}) => replacedNumber(intent)));
	return [
		...(replaced.length > 0 ? [translator.t(message('loses-numbers', listed(replaced)))] : []),
		...refusedRows(plans, translator),
	];
}

/** Which rows are refused and why, the most frequent reason first. */
export function refusedRows(plans: readonly Plan[], translator: Translator): readonly string[] {
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
