import {summarize, type Summary} from '../../sync/summary.ts';
import type {List} from '../session/list.ts';

/** Row counts of a list, for the menu. */
export type ListSummary = {
	readonly summary: Summary;
	/** When the older of the two sides was read; `null` if unknown. */
	readonly at: Date | null;
	/** Whether both sides have been read: before that, differences are unknown. */
	readonly isComplete: boolean;
};

/**
Summary of the loaded rows; the stored summary of the last run until both sides have been read. `null` if there is neither, or no row yet.
*/
export function summarizeList({
	resource,
	comparison,
	stalker,
	billing,
	lastSummary,
}: List): ListSummary | null {
	const isComplete = stalker.loadedAt !== null && billing.loadedAt !== null;
	if (!isComplete && lastSummary) return {summary: lastSummary, at: lastSummary.readAt, isComplete: true};
	// While one system has not been read, a list without rows may get some from it: their number is not known to be 0.
	if (!comparison || (!isComplete && comparison.rows.length === 0)) return null;
	const [at = null] = [stalker.loadedAt, billing.loadedAt]
		.filter(time => time !== null)
		.toSorted((a, b) => a.getTime() - b.getTime());
	return {summary: summarize(resource, comparison.rows), at, isComplete};
}
