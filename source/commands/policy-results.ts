import type {Translator} from '../i18n/translator.ts';
import type {AppliedCounts, UnwrittenRows} from '../i18n/message-values.ts';
import {sanitize, sanitizeLines} from '../terminal/sanitize.ts';
import type {AppliedFix, AppliedPlan, ListOutcome} from '../sync/apply-plan.ts';
import {fixesOf, type ListPlan} from '../sync/list-plan.ts';
import {outcomeData} from './outcome-results.ts';

/** Reasons that are printed; the other rows are counted. A mail from cron has at most ten lines. */
const maxReasons = 4;

/** Characters of a reason. */
const maxReasonLength = 120;

/** Rows that a reason names. */
const maxNames = 3;

/** `A5 3, C1 8`. */
function kindsText(kinds: readonly string[]): string {
	const counts = Map.groupBy(kinds, kind => kind);
	return [...counts]
		.toSorted(([one], [other]) => (one < other ? -1 : 1))
		.map(([kind, all]) => `${kind} ${all.length}`)
		.join(', ');
}

/** One line for each list of a plan. */
export const plannedLines = (
	lists: readonly ListPlan[],
	{policy, screenTexts}: Translator,
): readonly string[] =>
	lists.map(list => {
		const fixes = fixesOf(list);
		return policy.planned(screenTexts(list.resource.name).title, {
			n: fixes.length,
			kinds: kindsText(fixes.flatMap(({kinds}) => kinds)),
			waiting: list.waiting.length,
		});
	});

type UnwrittenOutcome = ListOutcome & {readonly is: UnwrittenRows['is']};

/** Why rows are not written, the most frequent kind of reason first, each as the sentence of one of its rows. */
export function unwrittenLines(
	outcomes: readonly UnwrittenOutcome[],
	{policy, t}: Translator,
): readonly string[] {
	const groups = [
		...Map.groupBy(outcomes, ({is, outcome}) => `${is} ${outcome.message.code}`).values(),
	].toSorted((one, other) => other.length - one.length);
	const rest = groups.slice(maxReasons).flat().length;
	return [
		...groups.slice(0, maxReasons).map(group => {
			const [{is, outcome}] = group as [UnwrittenOutcome];
			const names = group.slice(0, maxNames).map(one => sanitize(one.outcome.key));
			return policy.unwritten({
				is,
				reason: shortened(t(outcome.message)),
				n: group.length,
				rows: [...names, ...(group.length > maxNames ? ['…'] : [])].join(', '),
			});
		}),
		...(rest > 0 ? [policy.moreUnwritten(rest)] : []),
	].map(sanitizeLines);
}

const shortened = (text: string): string =>
	text.length > maxReasonLength ? `${text.slice(0, maxReasonLength)}…` : text;

/** The result of each fix of a plan: a row that was refused only at the write has changed meanwhile. */
export const endOf = ({outcome: {is}}: AppliedFix): 'done' | 'failed' | 'stale' =>
	is === 'refused' ? 'stale' : is;

export const countEnds = (applied: readonly AppliedFix[]): AppliedCounts => ({
	done: applied.filter(one => endOf(one) === 'done').length,
	of: applied.length,
	failed: applied.filter(one => endOf(one) === 'failed').length,
	stale: applied.filter(one => endOf(one) === 'stale').length,
});

/** One line for each list that was written. */
export const appliedLines = (
	applied: readonly AppliedFix[],
	{policy, screenTexts}: Translator,
): readonly string[] =>
	[...Map.groupBy(applied, ({list}) => list)].map(([list, own]) =>
		policy.applied(
			screenTexts(list).title,
			kindsText(own.filter(one => endOf(one) === 'done').flatMap(({kinds}) => kinds)),
			countEnds(own),
		),
	);

/** Entries of the journal that were written. */
export const entriesOf = (applied: readonly AppliedFix[]): readonly string[] => [
	...new Set(
		applied.flatMap(({outcome}) =>
			outcome.is === 'refused' || outcome.journal === undefined ? [] : [outcome.journal],
		),
	),
];

/** The result of a plan, as data. */
export function appliedData({applied, refused}: AppliedPlan, translator: Translator) {
	const data = ({list, outcome}: ListOutcome) => outcomeData(outcome, list, translator);
	const ended = (end: 'done' | 'failed' | 'stale') =>
		applied.filter(one => endOf(one) === end).map(one => ({...data(one), kinds: one.kinds}));
	return {done: ended('done'), refused: refused.map(data), failed: ended('failed'), stale: ended('stale')};
}
