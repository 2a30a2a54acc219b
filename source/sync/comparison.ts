import {allOrThrow} from './all-or-throw.ts';
import type {AnyResource} from './resource.ts';
import type {PortalList, Row, Comparison} from './row.ts';
import type {SyncContext} from './context.ts';

/** An answer below this share of what was there before is not believed. */
const minShare = 0.7;

/** What each side has answered; `null` while it has not. */
type LoadedSides = {readonly stalker: PortalList<unknown> | null; readonly billing: unknown};

/** Read both systems and put them side by side: `judge`, then `sheetOf`. Throws what the side that fails first throws. */
export async function readAndCompare(
	tab: AnyResource,
	context: SyncContext,
	{
		accept = null,
		signal,
		onProgress,
	}: {
		readonly accept?: number | null;
		readonly signal?: AbortSignal;
		/** How many of the portal's records have come, of how many, where its list is read in parts. */
		readonly onProgress?: (done: number, of: number) => void;
	} = {},
): Promise<Comparison> {
	// When billing fails, nobody waits for the portal's minutes; its reading then fails with billing's own reason.
	const giveUp = new AbortController();
	const patience = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal;
	const [theirs, ours] = await allOrThrow([
		tab.readStalker(context, patience, onProgress),
		tab.readBilling(context).catch((error: unknown) => {
			giveUp.abort(error);
			throw error;
		}),
	]);
	return createComparison(tab, {
		stalker: theirs,
		billing: ours,
		short: checkShortList(tab, {stalker: theirs, billing: ours}, context.expectedRows, {accept}),
	});
}

/** Both sides beside one another, as far as they have answered: while one has not, every row is `?`. */
export function createComparison(
	tab: AnyResource,
	{stalker, billing, short}: LoadedSides & Pick<Comparison, 'short'>,
): Comparison {
	const sides = {stalker: stalker ?? tab.empty.stalker, billing: billing ?? tab.empty.billing};
	if (stalker === null && billing === null) return {...sides, short, rows: []};
	const rows = tab.compare(sides.stalker, sides.billing, short !== null);
	return {...sides, short, rows: stalker === null || billing === null ? rows.map(withUnknownStatus) : rows};
}

const withUnknownStatus = (row: Row): Row => ({...row, mark: '?', differences: noDifferences});

const noDifferences: Row['differences'] = [];

/**
Whether the portal's answer is suspiciously short, and if it is not, the baseline for the next one.

The baseline is the larger of the last complete list and what billing itself has here. `accept` says that a person has looked and a list of
so many rows is the truth: it becomes the baseline. With `isStale`, a reading that was kept after its system was lost is judged and leaves no
trace; so is the portal's alone, while billing has not answered: accept it again when billing has.
*/
export function checkShortList(
	tab: AnyResource,
	{stalker, billing}: LoadedSides,
	baselines: SyncContext['expectedRows'],
	{accept = null, isStale = false}: {readonly accept?: number | null; readonly isStale?: boolean} = {},
): Comparison['short'] {
	if (stalker === null) return null;
	const got = stalker.items.length;
	const {excused = 0} = baselines.get(tab.name) ?? {};
	const owned = billing === null ? 0 : tab.expectedCount(billing);
	const baseline = expectedRowCount(tab.name, owned, baselines);
	const accepted = accept === got;
	if (!accepted && isShort(got, baseline)) return {got, baseline};
	if (billing !== null && !isStale) {
		const gap = Math.max(0, owned - got);
		baselines.set(tab.name, {rows: got, excused: accepted ? gap : Math.min(excused, gap)});
	}

	return null;
}

/** How many rows a tab's list is to have: the larger of its last complete one, and of what billing itself has apart from what a person has excused. */
export function expectedRowCount(tab: string, owned: number, baselines: SyncContext['expectedRows']): number {
	const {rows = 0, excused = 0} = baselines.get(tab) ?? {};
	return Math.max(rows, owned - excused);
}

/** Nothing where something was, or less than 70 % of it. */
export const isShort = (got: number, baseline: number): boolean => got < baseline * minShare;
