import type {Query} from './query.ts';

/**
Until the transaction ends, no other console does the same: change this provider's services, or a task of its own below 0. Waits 15 seconds
at most, then throws `BillingRefused`.
*/
export async function lockForTransaction(query: Query, task: number): Promise<void> {
	await query(`select set_config('lock_timeout', '15s', true)`);
	await query('select pg_advisory_xact_lock(?, ?)', [lockNamespace, task]);
}

/** First half of all our advisory locks: the bytes of "stal". The second is 0 for the schema, else the provider's id, or a task. */
export const lockNamespace = 0x73_74_61_6c;
