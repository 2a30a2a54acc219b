import {patience} from './patience.ts';
import type {Query} from './query.ts';

/** When somebody was last seen at work on an entry: a thousand are begun at once, and some are taken up again a day later. */
export const lastSeen = `greatest(at, (operator -> 'hand' ->> 'at')::timestamptz)`;

/**
Somebody is about to write to the portal for an entry: from now on it is under way by his hand, and its last failure is forgotten. `false` where
it is open no longer, or is being taken back: nothing must be written then.
*/
export async function takeUp(
	query: Query,
	id: string,
	{
		host,
		pid,
		process = null,
	}: {readonly host?: string; readonly pid?: number; readonly process?: string | null},
): Promise<boolean> {
	const taken = await query(
		`update stalker_journal set error = null,
			operator = operator || jsonb_build_object('hand', ?::jsonb || jsonb_build_object('at', now()))
		where id = ?::bigint and state = 'open' and not exists (
			select from stalker_journal u where u.state = 'open' and u.action = 'undo' and u.intent ->> 'undoes' = ?::text
				and u.at > now() - make_interval(secs => ?)
		)
		returning id`,
		[JSON.stringify({host, pid, process}), id, id, patience],
	);
	return taken.length > 0;
}
