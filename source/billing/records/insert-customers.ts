import {textOf, type Change} from '../../sync/changes/change.ts';
import {Bill, User, UserInfo} from '../entities/customers.ts';
import type {Insert} from '../sql-ports.ts';
import {insertSupplied, updateRows} from '../write-rows.ts';
import {insertContacts} from './contacts.ts';
import type {RecordContext} from './record.ts';
import {storableText} from './storage.ts';

/** Inserts customers with their bills and what is kept besides. Returns their `uid`s, in the order of the changes. */
export async function insertCustomers(
	context: RecordContext,
	changes: readonly Change[],
	insert: Insert,
): Promise<readonly number[]> {
	if (changes.length === 0) return [];
	const {shape} = context;
	const logins = changes.map(({after}) => textOf(after!['id']));
	const uids = await insertUsersAndBills(context, logins, insert);
	await Promise.all([
		insertSupplied(
			context,
			UserInfo,
			changes.map(({after}, index) => ({
				uid: uids[index]!,
				fio: storableText(shape, ['users_pi', 'fio'], after!['users_pi.fio']!),
				phone: storableText(shape, ['users_pi', 'phone'], after!['users_pi.phone']!),
			})),
		),
		insertContacts(
			context,
			changes.map(({after}, index) => ({uid: uids[index]!, phone: textOf(after!['users_pi.phone'])})),
		),
	]);
	return uids;
}

/** A customer and his bill have each other's number: where numbers can be drawn before, no row is written twice. */
async function insertUsersAndBills(
	context: RecordContext,
	logins: readonly string[],
	insert: Insert,
): Promise<readonly number[]> {
	const {domain, group} = context.shape.settings;
	const place = {domain_id: domain, gid: group};
	const uids = await drawKeys(context, ['users', 'uid'], logins.length);
	const bills = await drawKeys(context, ['bills', 'id'], logins.length);
	if (uids && bills) {
		const users = logins.map((id, index) => ({...place, uid: uids[index], id, bill_id: bills[index]}));
		const own = bills.map((id, index) => ({id, uid: uids[index]}));
		await Promise.all([insertSupplied(context, User, users), insertSupplied(context, Bill, own)]);
		return uids;
	}

	const newUids = (
		await insert(
			User,
			logins.map(id => ({...place, id})),
		)
	).map(Number);
	const newBills = await insert(
		Bill,
		newUids.map(uid => ({uid})),
	);
	await updateRows(
		context,
		'users',
		['uid'],
		newUids.map((uid, index) => ({uid, bill_id: Number(newBills[index])})),
	);
	return newUids;
}

/** New automatic numbers, past all that rows were inserted with; `null` where only an insert gives numbers. */
async function drawKeys(
	{query, dialect}: RecordContext,
	[table, key]: readonly [table: string, key: string],
	count: number,
): Promise<readonly number[] | null> {
	const past = dialect.nextKeyPast(table, key);
	if (past !== null) await query(past);
	const draw = dialect.drawKeys(table, key, count);
	if (draw === null) return null;
	const rows = await query<{key: number}>(draw.sql, draw.values);
	return rows.map(row => row.key);
}
