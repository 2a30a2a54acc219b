import type {Query} from './query.ts';

/**
Takes an advisory lock until the transaction ends, so that no other console does the same task: a provider's id for
changes of its services, or a task id below 0. Waits 15 seconds at most, then throws `BillingRefused`.
*/
export async function lockForTransaction(query: Query, task: number): Promise<void> {
	await query(`select set_config('lock_timeout', '15s', true)`);
	await query('select pg_advisory_xact_lock(?, ?)', [lockNamespace, task]);
}

/**
First key of all our advisory locks: the bytes of "stal". The second is 0 for the schema, else the provider's id or a
task id.
*/
export const lockNamespace = 0x73_74_61_6c;
