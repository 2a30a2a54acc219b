import type {JournalOperator} from '../sync/journal.ts';
import type {Dialect} from './dialects/dialect.ts';
import {staleAfterSeconds} from './lease.ts';
import type {Query} from './query.ts';

/**
Inside a transaction, before a write to the portal for an entry: from now on this process is working on it, and its last failure is forgotten. `false` where
it is open no longer, or is being taken back: nothing must be written then.
*/
export async function takeUp(
	query: Query,
	dialect: Dialect,
	id: string,
	{host = null, pid = null, process = null}: Partial<Pick<JournalOperator, 'host' | 'pid' | 'process'>>,
): Promise<boolean> {
	const [open] = await query(
		`select id from stalker_journal j where id = ? and state = 'open' and not exists (
			select 1 from stalker_journal u where u.state = 'open' and u.action = 'undo' and u.undoes = j.id
				and ${dialect.secondsSince('u.at')} < ?
		) for update`,
		[Number(id), staleAfterSeconds],
	);
	if (!open) return false;
	await query(
		`update stalker_journal set error = null, leased_at = ${dialect.now}, host = ?, pid = ?, process = ? where id = ?`,
		[host, pid, process, Number(id)],
	);
	return true;
}
