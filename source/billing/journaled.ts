import {isIP} from 'node:net';
import type {Database} from './database.ts';
import {isRolledBack} from './errors.ts';
import {aidSql, type Journal} from './journal.ts';
import type {Query} from './query.ts';
import type {JournalOperator} from '../sync/journal.ts';

/** Who does a deed, and in which run of the program: for the journal. */
export type Context = {readonly operator: JournalOperator; readonly run: string};

/** What every deed on billing works with. */
export type Deps = {readonly database: Database; readonly journal: Journal};

/** Entries that were begun are closed as failed when the database itself refused; after a broken connection they stay open, for nobody knows. */
export async function journaled<Result>(
	journal: Journal,
	ids: readonly string[],
	work: (ids: readonly string[]) => Promise<Result>,
): Promise<Result> {
	try {
		return await work(ids);
	} catch (error) {
		if (isRolledBack(error)) await journal.finish(ids, {state: 'failed', error: (error as Error).message});
		throw error;
	}
}

/** One line of ABillS' own log (`admin_actions`). */
export type LoggedAction = {
	readonly uid: number | null;
	readonly module: string;
	readonly action_type: number;
	readonly actions: string;
};

/** ABillS' own log of what was done to customers, under the admin who has the operator's name. */
export async function logActions(
	query: Query,
	actions: readonly LoggedAction[],
	{os_user, ssh_client}: JournalOperator,
): Promise<void> {
	await query(
		`insert into admin_actions (aid, uid, module, action_type, ip, actions)
		select ${aidSql('?')}, uid, module, action_type, ?::inet, left(actions, 200)
		from json_to_recordset(?::json) as t(uid int, module text, action_type smallint, actions text)`,
		[
			os_user,
			ssh_client !== null && isIP(ssh_client) > 0 ? ssh_client.replace(/%.*$/, '') : null,
			JSON.stringify(actions),
		],
	);
}
