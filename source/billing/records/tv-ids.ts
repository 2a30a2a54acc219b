import {inList} from '../dialects/dialect.ts';
import {readIds} from '../find-rows.ts';
import type {Query} from '../query.ts';
import type {RecordContext} from './record.ts';

/** The largest TV id: billing reads at most six digits of the portal's account number. */
const maxTvId = 999_999;

/**
The next free TV ids of our own sequence, at most `count`: past the last allotted one, skipping those of any provider's service and those to `avoid`. An imported number
does not move the sequence. On an ABillS none is taken that was ever another service's, as far as that can be seen.
*/
export async function nextTvIds(
	context: RecordContext,
	count: number,
	avoid: ReadonlySet<number>,
): Promise<number[]> {
	const {query} = context;
	const [row] = await query<{last: number}>('select last from stalker_allotment where id = 1 for update');
	const tvIds: number[] = [];
	let next = Math.max(row!.last, await largestUsed(context)) + 1;
	while (tvIds.length < count && next <= maxTvId) {
		const until = Math.min(maxTvId, next + Math.max(1000, 2 * count));
		const taken = new Set(
			await readIds(query, 'select id from iptv_main where id between ? and ?', [next, until]),
		);
		for (; next <= until && tvIds.length < count; next++)
			if (!taken.has(next) && !avoid.has(next)) tvIds.push(next);
	}

	return tvIds;
}

/**
Where an ABillS keeps TV ids, and does not remove them with their service: a new service with the number would inherit the channels and boxes. By table and column; those that are there.
*/
const leftBehind = ({shape}: RecordContext): ReadonlyArray<readonly [table: string, column: string]> =>
	(
		[
			['iptv_users_channels', 'id'],
			['iptv_users_screens', 'service_id'],
			['iptv_monthly_active_users_report', 'subscribe_id'],
		] as const
	).filter(([table, column]) => shape.isAbills && shape.has(table, column));

/** 0 on this program's own tables, where a deleted service leaves nothing. */
async function largestUsed(context: RecordContext): Promise<number> {
	if (!context.shape.isAbills) return 0;
	const places = [['iptv_main', 'id'] as const, ...leftBehind(context)];
	const rows = await context.query<{most: number | null}>(
		places.map(([table, column]) => `select max(${column}) as most from ${table}`).join(' union all '),
	);
	return Math.max(0, ...rows.map(({most}) => most ?? 0));
}

/** Those of these TV ids that no service has, but of which rows are left. */
export async function inheritedTvIds(
	context: RecordContext,
	ids: readonly number[],
): Promise<ReadonlySet<number>> {
	const places = leftBehind(context);
	if (ids.length === 0 || places.length === 0) return new Set();
	const sql = places
		.map(([table, column]) => `select ${column} as id from ${table} where ${column} in ${inList(ids)}`)
		.join(' union ');
	return new Set(
		await readIds(
			context.query,
			sql,
			places.flatMap(() => ids),
		),
	);
}

/** Stores the last number that was really used. */
export async function saveLastTvId(query: Query, last: number): Promise<void> {
	await query('update stalker_allotment set last = ? where id = 1', [last]);
}

/** Those of these TV ids for which channels were chosen. */
export async function tvIdsWithChannels(query: Query, ids: readonly number[]): Promise<ReadonlySet<number>> {
	if (ids.length === 0) return new Set();
	return new Set(
		await readIds(query, `select distinct id from iptv_users_channels where id in ${inList(ids)}`, ids),
	);
}
