import type {World} from '../world.ts';
import {all} from './all.ts';
import type {Tab} from './resource.ts';
import type {Reading, Row, Sheet} from './row.ts';

/** An answer below this share of what was there before is not believed. */
const believable = 0.7;

/** What each side has answered; `null` while it has not. */
type Sides = {readonly theirs: Reading<unknown> | null; readonly ours: unknown};

/** Read both systems and put them side by side: `judge`, then `sheetOf`. Throws what the side that fails first throws. */
export async function openSheet(
	tab: Tab,
	world: World,
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
): Promise<Sheet> {
	// When billing fails, nobody waits for the portal's minutes; its reading then fails with billing's own reason.
	const giveUp = new AbortController();
	const patience = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal;
	const [theirs, ours] = await all([
		tab.theirs(world, patience, onProgress),
		tab.ours(world).catch((error: unknown) => {
			giveUp.abort(error);
			throw error;
		}),
	]);
	return sheetOf(tab, {theirs, ours, short: judge(tab, {theirs, ours}, world.baselines, {accept})});
}

/** Both sides beside one another, as far as they have answered: while one has not, every row is `?`. */
export function sheetOf(tab: Tab, {theirs, ours, short}: Sides & Pick<Sheet, 'short'>): Sheet {
	const sides = {theirs: theirs ?? tab.nothing.theirs, ours: ours ?? tab.nothing.ours};
	if (theirs === null && ours === null) return {...sides, short, rows: []};
	const rows = tab.compare(sides.theirs, sides.ours, short !== null);
	return {...sides, short, rows: theirs === null || ours === null ? rows.map(unjudged) : rows};
}

const unjudged = (row: Row): Row => ({...row, mark: '?', drifts: none});

const none: Row['drifts'] = [];

/**
Whether the portal's answer is suspiciously short, and if it is not, the baseline for the next one.

The baseline is the larger of the last complete list and what billing itself has here. `accept` says that a person has looked and a list of
so many rows is the truth: it becomes the baseline. With `isStale`, a reading that was kept after its system was lost is judged and leaves no
trace; so is the portal's alone, while billing has not answered: accept it again when billing has.
*/
export function judge(
	tab: Tab,
	{theirs, ours}: Sides,
	baselines: World['baselines'],
	{accept = null, isStale = false}: {readonly accept?: number | null; readonly isStale?: boolean} = {},
): Sheet['short'] {
	if (theirs === null) return null;
	const got = theirs.items.length;
	const {excused = 0} = baselines.get(tab.name) ?? {};
	const owned = ours === null ? 0 : tab.owned(ours);
	const baseline = baselineOf(tab.name, owned, baselines);
	const accepted = accept === got;
	if (!accepted && isShort(got, baseline)) return {got, baseline};
	if (ours !== null && !isStale) {
		const gap = Math.max(0, owned - got);
		baselines.set(tab.name, {rows: got, excused: accepted ? gap : Math.min(excused, gap)});
	}

	return null;
}

/** How many rows a tab's list is to have: the larger of its last complete one, and of what billing itself has apart from what a person has excused. */
export function baselineOf(tab: string, owned: number, baselines: World['baselines']): number {
	const {rows = 0, excused = 0} = baselines.get(tab) ?? {};
	return Math.max(rows, owned - excused);
}

/** Nothing where something was, or less than 70 % of it. */
export const isShort = (got: number, baseline: number): boolean => got < baseline * believable;
