import {summarize, type Summary} from '../../sync/summary.ts';
import type {List} from '../session/state.ts';

/** What is known of a list without going there. */
export type ListSummary = {
	readonly summary: Summary;
	/** When the older side was read. */
	readonly at: Date | null;
	/** Whether both sides have answered: before that no row is known to differ. */
	readonly isComplete: boolean;
};

/** As this run has read it; until it has read both sides, as the last run did. */
export function summarizeList({
	resource,
	comparison,
	stalker: theirs,
	billing: ours,
	lastSummary,
}: List): ListSummary | null {
	const isWhole = theirs.loadedAt !== null && ours.loadedAt !== null;
	if (!isWhole && lastSummary) return {summary: lastSummary, at: lastSummary.readAt, isComplete: true};
	if (!comparison) return null;
	const [at = null] = [theirs.loadedAt, ours.loadedAt]
		.filter(time => time !== null)
		.toSorted((a, b) => a.getTime() - b.getTime());
	return {summary: summarize(resource, comparison.rows), at, isComplete: isWhole};
}
