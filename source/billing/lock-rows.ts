import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';

/** The lock row of customers, tariff plans, channels, providers and numbers. Any other is a portal's, for its services: its row of `iptv_services`. */
export const billingLockId = 0;

/**
Until the transaction ends, no other console changes what these rows stand for. To be called first in a transaction: what is read before it may be old. Waits 15 seconds
at most, then throws `BillingRefused`.
*/
export async function lockRows(query: Query, dialect: Dialect, ids: readonly number[]): Promise<void> {
	if (dialect.limitLockWait !== null) await query(dialect.limitLockWait);
	// Always in one order, so that two transactions never wait for each other.
	for (const id of [...new Set(ids)].toSorted((one, other) => one - other)) {
		if (await lockRow(query, id)) continue;
		// A provider that somebody added in ABillS has no lock row yet. Two processes at once make one row.
		await lockRow(query, billingLockId);
		if (!(await lockRow(query, id))) await query('insert into stalker_locks (id) values (?)', [id]);
	}
}

/** False where there is no such row yet. */
const lockRow = async (query: Query, id: number): Promise<boolean> =>
	(await query('select id from stalker_locks where id = ? for update', [id])).length > 0;
