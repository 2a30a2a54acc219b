import type {AppliedCounts, PlannedList, PlanShare, UnwrittenRows} from '../message-values.ts';
import {count} from './plural.ts';

const limitHint = 'If that is right, raise it under [policy].';

/** English: refusals of `plan` and `apply`. */
export const policyMessages = {
	'plan-asks': ({questions}: {questions: readonly string[]}) =>
		`A person has to agree to this: ${questions.join(' ')}`,
	'plan-short': ({
		title,
		got,
		baseline,
		command,
	}: {
		title: string;
		got: number;
		baseline: number;
		command: string;
	}) =>
		`${title}: the portal listed only ${count(got, 'row')}, where ${baseline} were expected. Nothing is planned or written on such an answer. If it is right: ${command}`,
	'plan-too-many': ({n, most}: {n: number; most: number}) =>
		`The plan has ${count(n, 'change')}, more than max_changes = ${most}: nothing is written. ${limitHint}`,
	'plan-share': ({title, n, rows, most, share}: PlanShare) =>
		`The plan changes ${n} of ${count(rows, 'row')} of ${title}, more than ${most} (max_share = ${share} %): nothing is written. ${limitHint}`,
	'policy-balance': ({login, balance}: {login: string; balance: string}) =>
		`“${login}” has the balance ${balance} in Stalker, and the deposit of a new customer in billing is 0. In its next run the policy for E2 would replace the balance by that 0. Add the account by hand, and enter the deposit in billing.`,
	'policy-deposit': ({login, balance}: {login: string; balance: string}) =>
		`“${login}” has the balance ${balance} in Stalker and the deposit 0 in billing. If this billing keeps no deposits, 0 is no balance: compare the two by hand.`,
	'plan-stale': () => 'It is not as it was when the plan was made, or the policy is another.',
	'apply-running': () => 'Another apply is at work on this portal; this one did nothing.',
};

/** English: what `plan` and `apply` print. */
export const policyTexts = {
	planned: (title: string, {n, kinds, waiting}: PlannedList) =>
		[
			n === 0 ? `${title}: no changes` : `${title}: ${count(n, 'change')}: ${kinds}`,
			...(waiting > 0 ? [`${waiting} more once that is written`] : []),
		].join('; '),
	plannedAll: (n: number) =>
		n === 0
			? 'Nothing to change.'
			: `${count(n, 'change')} planned, nothing is written. stalker-console apply writes ${n === 1 ? 'it' : 'them'}.`,
	planFile: (file: string) =>
		`The plan is in ${file}; stalker-console apply ${file} writes what is still so.`,
	applied: (title: string, kinds: string, {done, of, failed, stale}: AppliedCounts) =>
		[
			`${title}: ${done} of ${count(of, 'change')} written${kinds === '' ? '' : `: ${kinds}`}`,
			...(failed > 0 ? [`${failed} failed`] : []),
			...(stale > 0 ? [`${stale} stale`] : []),
		].join('; '),
	appliedAll: ({done, of, failed, stale}: AppliedCounts) =>
		of === 0
			? 'Nothing to change.'
			: failed + stale === 0
				? `${count(of, 'change')} written.`
				: `${done} of ${count(of, 'change')} written, ${failed} failed, ${stale} stale.${failed > 0 ? ' The same command goes on.' : ''}`,
	unwritten: ({is, reason, n, rows}: UnwrittenRows) =>
		`${{refused: 'Refused', failed: 'Failed', stale: 'Stale'}[is]} (${n}: ${rows}): ${reason}`,
	moreUnwritten: (n: number) => `${count(n, 'row')} more not written for other reasons: see --json.`,
	entries: (ids: readonly string[]) => `Journal: ${ids.join(', ')}. Undo: stalker-console journal undo N`,
};
