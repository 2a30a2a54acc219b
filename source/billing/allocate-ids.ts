import type {Query} from './query.ts';
import type {Verdict} from './judge-orders.ts';
import type {ServiceOrder} from './service-order.ts';

/** The largest TV id: billing reads at most six digits of the portal's account number. */
const maxTvId = 999_999;

/**
Fills in the numbers that billing allocates: TV ids for orders without one, and `uid` and `bill_id` of new customers.

TV ids continue from the last allocated one, skipping those of any provider's service, of an account of the portal and
of another order. An imported number does not move the sequence. When none is left, the order clashes with `number`.
*/
export async function allocateTvIds(
	query: Query,
	orders: readonly ServiceOrder[],
	verdicts: readonly Verdict[],
	avoid: readonly number[],
): Promise<readonly Verdict[]> {
	const without = verdicts.filter(verdict => verdict.is === 'add' && verdict.tvId === null).length;
	const asked = orders.flatMap(({tvId}) => tvId ?? []);
	const tvIds = without === 0 ? [] : await nextTvIds(query, without, new Set([...avoid, ...asked]));
	const numbered = verdicts.map((verdict): Verdict => {
		if (verdict.is !== 'add' || verdict.tvId !== null) return verdict;
		const tvId = tvIds.shift();
		return tvId === undefined ? {is: 'clash', with: 'number'} : {...verdict, tvId};
	});

	const news = numbered.filter(verdict => verdict.is === 'add' && verdict.creates).length;
	const uids = await nextIds(query, 'users', 'uid', news);
	const bills = await nextIds(query, 'bills', 'id', news);
	return numbered.map(verdict =>
		verdict.is === 'add' && verdict.creates
			? {...verdict, uid: uids.shift()!, bill_id: bills.shift()!}
			: verdict,
	);
}

async function nextTvIds(query: Query, count: number, avoid: ReadonlySet<number>): Promise<number[]> {
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

	if (tvIds.length > 0) await query('update stalker_allotment set last = ? where id = 1', [tvIds.at(-1)]);
	return tvIds;
}

/** The next numbers of the column's own sequence that are free: rows that were inserted with a number did not move it. */
async function nextIds(
	query: Query,
	table: 'users' | 'bills',
	column: string,
	count: number,
): Promise<number[]> {
	const drawn: number[] = [];
	for (let ask = count; drawn.length < count; ask = Math.min(2 * ask, 100_000)) {
		const rows = await query<{value: number}>(
			`select n.value from (select nextval(pg_get_serial_sequence(?, ?))::int as value from generate_series(1, ?)) n
			where not exists (select from ${table} t where t.${column} = n.value) order by n.value`,
			[table, column, ask],
		);
		drawn.push(...rows.map(({value}) => value).slice(0, count - drawn.length));
	}

	return drawn;
}
