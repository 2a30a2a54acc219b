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
	stalker,
	billing,
	lastSummary,
}: List): ListSummary | null {
	const isComplete = stalker.loadedAt !== null && billing.loadedAt !== null;
	if (!isComplete && lastSummary) return {summary: lastSummary, at: lastSummary.readAt, isComplete: true};
	if (!comparison) return null;
	const [at = null] = [stalker.loadedAt, billing.loadedAt]
		.filter(time => time !== null)
		.toSorted((a, b) => a.getTime() - b.getTime());
	return {summary: summarize(resource, comparison.rows), at, isComplete};
}
