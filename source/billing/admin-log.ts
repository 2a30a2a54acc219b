import {isIPv4} from 'node:net';
import type {Query} from './query.ts';
import type {Shape} from './shape.ts';
import type {Statement} from './statements.ts';
import {insertStatements, type InsertTarget} from './write-rows.ts';

/** One line of ABillS' own log (`admin_actions`). */
export type LoggedAction = {
	/** 0: no customer. */
	readonly uid: number;
	readonly module: string;
	readonly action_type: number;
	readonly actions: string;
};

/**
ABillS' own log of what was done, under the operator's admin and at the server's own time, as statements. An ABillS keeps what concerns no
customer in a log of its own: in the log of customers it would appear as an action on customer 0. `address`: of the operator's SSH client.
*/
export function logStatements(
	target: InsertTarget & {readonly shape: Shape},
	actions: readonly LoggedAction[],
	{aid, address}: {readonly aid: number; readonly address: string | null},
): readonly Statement[] {
	const {shape} = target;
	const ip = ipNumber(address);
	const bySystem = ({uid}: LoggedAction) => shape.isAbills && uid === 0;
	const insert = (table: string, lines: readonly LoggedAction[]) => {
		const limit = shape.limit(table, 'actions');
		const rows = lines.map(({uid, module, action_type, actions}) => ({
			...(!bySystem(lines[0]!) && {uid}),
			...{aid, module, action_type, ip, actions: actions.slice(0, limit)},
		}));
		return insertStatements(target, table, rows, {datetime: 'current_timestamp'});
	};
	return [
		...insert(
			'admin_actions',
			actions.filter(action => !bySystem(action)),
		),
		...insert('admin_system_actions', actions.filter(bySystem)),
	];
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
