import {inList} from '../dialects/dialect.ts';
import type {Query} from '../query.ts';

/** The largest TV id: billing reads at most six digits of the portal's account number. */
const maxTvId = 999_999;

/**
The next free TV ids of our own sequence, at most `count`: past the last allotted one, skipping those of any provider's service and those to `avoid`. An imported number
does not move the sequence.
*/
export async function nextTvIds(query: Query, count: number, avoid: ReadonlySet<number>): Promise<number[]> {
	if (count === 0) return [];
	const [row] = await query<{last: number}>('select last from stalker_allotment where id = 1 for update');
	const tvIds: number[] = [];
	let next = row!.last + 1;
	while (tvIds.length < count && next <= maxTvId) {
		const until = Math.min(maxTvId, next + Math.max(1000, 2 * count));
		const rows = await query<{id: number}>('select id from iptv_main where id between ? and ?', [
			next,
			until,
		]);
		const taken = new Set(rows.map(({id}) => id));
		for (; next <= until && tvIds.length < count; next++)
			if (!taken.has(next) && !avoid.has(next)) tvIds.push(next);
	}

	return tvIds;
}

/** Remembers the last number that was really taken. */
export async function saveLastTvId(query: Query, last: number): Promise<void> {
	await query('update stalker_allotment set last = ? where id = 1', [last]);
}

/** Services of customers' chosen channels: TV ids for which channels were chosen. */
export async function tvIdsWithChannels(query: Query, ids: readonly number[]): Promise<ReadonlySet<number>> {
	if (ids.length === 0) return new Set();
	const rows = await query<{id: number}>(
		`select distinct id from iptv_users_channels where id in ${inList(ids)}`,
		ids,
	);
	return new Set(rows.map(({id}) => id));
}
