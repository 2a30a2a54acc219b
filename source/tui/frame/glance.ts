import {summaryOf, type Summary} from '../../sync/summary.ts';
import type {List} from '../state.ts';

/** What is known of a list without going there. */
export type Glance = {
	readonly summary: Summary;
	/** When the older side was read. */
	readonly at: Date | null;
	/** Whether both sides have answered: before that no row is known to differ. */
	readonly isWhole: boolean;
};

/** As this run has read it; until it has read both sides, as the last run did. */
export function glanceOf({tab, sheet, theirs, ours, past}: List): Glance | null {
	const isWhole = theirs.at !== null && ours.at !== null;
	if (!isWhole && past) return {summary: past, at: past.at, isWhole: true};
	if (!sheet) return null;
	const [at = null] = [theirs.at, ours.at]
		.filter(time => time !== null)
		.toSorted((a, b) => a.getTime() - b.getTime());
	return {summary: summaryOf(tab, sheet.rows), at, isWhole};
}
