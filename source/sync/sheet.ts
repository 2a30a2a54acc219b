import {all} from './all.ts';
import type {World} from '../world.ts';
import type {Tab} from './resource.ts';
import type {Sheet} from './row.ts';

/** An answer below this share of what was there before is not believed. */
const believable = 0.7;

/**
Read both systems and put them side by side.

The baseline is the larger of the last complete list and what billing itself has here. An answer far below it is kept and shown,
but nothing in it counts as missing. `accept` says that a person has looked and the short list is the truth: it becomes the baseline.
*/
export async function openSheet(
	tab: Tab,
	world: World,
	{accept = null, signal}: {readonly accept?: number | null; readonly signal?: AbortSignal} = {},
): Promise<Sheet> {
	// When billing fails, nobody waits for the portal's minutes; its reading then fails with billing's own reason.
	const giveUp = new AbortController();
	const patience = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal;
	const [theirs, ours] = await all([
		tab.theirs(world, patience),
		tab.ours(world).catch((error: unknown) => {
			giveUp.abort(error);
			throw error;
		}),
	]);
	const got = theirs.items.length;
	const {rows = 0, excused = 0} = world.baselines.get(tab.name) ?? {};
	const owned = tab.owned(ours);
	const baseline = Math.max(rows, owned - excused);
	const accepted = accept === got;
	const short = !accepted && isShort(got, baseline) ? {got, baseline} : null;
	const gap = Math.max(0, owned - got);
	if (!short) world.baselines.set(tab.name, {rows: got, excused: accepted ? gap : Math.min(excused, gap)});
	return {theirs, ours, short, rows: tab.compare(theirs, ours, short !== null)};
}

/** Nothing where something was, or less than 70 % of it. */
const isShort = (got: number, baseline: number): boolean => got < baseline * believable;
