import {isIPv4} from 'node:net';
import type {JournalOperator} from '../sync/journal.ts';
import type {Query} from './query.ts';

/** One line of ABillS' own log (`admin_actions`). */
export type LoggedAction = {
	/** 0: no customer. */
	readonly uid: number;
	readonly module: string;
	readonly action_type: number;
	readonly actions: string;
};

/** As many characters as its column holds. */
const maxText = 200;

/** ABillS' own log of what was done to customers, under the admin who has the operator's name. */
export async function logActions(
	query: Query,
	actions: readonly LoggedAction[],
	{os_user, ssh_client}: Pick<JournalOperator, 'os_user' | 'ssh_client'>,
): Promise<void> {
	if (actions.length === 0) return;
	const [aid, ip] = [await readAid(query, os_user), ipNumber(ssh_client)];
	await query(
		`insert into admin_actions (aid, uid, module, action_type, ip, actions) values ${actions.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
		actions.flatMap(({uid, module, action_type, actions: text}) => [
			aid,
			uid,
			module,
			action_type,
			ip,
			text.slice(0, maxText),
		]),
	);
}

/** The admin who has this name, else `system`. */
export async function readAid(query: Query, osUser: string): Promise<number> {
	const [admin] = await query<{aid: number}>('select aid from admins where id = ? and disable = 0', [osUser]);
	return admin?.aid ?? 2;
}

/** An IPv4 address as ABillS keeps it; 0 for any other. */
const ipNumber = (address: string | null): number =>
	address !== null && isIPv4(address)
		? address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
		: 0;
