import {textOf, type Change} from '../../sync/changes/change.ts';
import {Bill, User, UserInfo} from '../entities/customers.ts';
import {insertNumbered, insertReturning, updateRows} from '../write-rows.ts';
import {insertContacts} from './contacts.ts';
import {joinCustomers, readCustomers, type BillRow, type CustomerRow, type InfoRow} from './customer-rows.ts';
import {storableText, type RecordContext} from './record.ts';

/**
Inserts customers with their bills and what is kept besides. Returns them as they are stored, in the order of the changes. `takeKeys`: their
numbers.
*/
export async function insertCustomers(
	context: RecordContext,
	changes: readonly Change[],
	takeKeys: TakeKeys,
): Promise<readonly CustomerRow[]> {
	if (changes.length === 0) return [];
	const {shape} = context;
	const logins = changes.map(({after}) => textOf(after!['id']));
	const people = changes.map(({after}) => ({
		fio: storableText(shape, ['users_pi', 'fio'], after!['users_pi.fio']!),
		phone: storableText(shape, ['users_pi', 'phone'], after!['users_pi.phone']!),
	}));
	const drawn = await takeKeys(logins.length);
	const uids = drawn?.uids ?? (await insertUsersAndBills(context, logins));
	const infos = uids.map((uid, index) => ({uid, ...people[index]!}));
	const [users, bills, stored] = await Promise.all([
		drawn && insertReturning<CustomerRow>(context, User, usersWith(drawn, logins, context)),
		drawn && insertReturning<BillRow>(context, Bill, billsWith(drawn)),
		insertReturning<InfoRow>(context, UserInfo, infos),
		insertContacts(
			context,
			changes.map(({after}, index) => ({uid: uids[index]!, phone: textOf(after!['users_pi.phone'])})),
		),
	]);
	// Rows that this transaction has written are locked already.
	const rows =
		users && bills && stored && !shape.has('users_contacts')
			? joinCustomers({users, infos: stored, bills}, null)
			: await readCustomers({...context, isLocking: false}, {uids, logins: []});
	const byUid = new Map(rows.map(row => [row.uid, row]));
	return uids.map(uid => byUid.get(uid)!);
}

/** Numbers of new customers and of their bills, each in the same order. */
type CustomerKeys = {readonly uids: readonly number[]; readonly bills: readonly number[]};

type TakeKeys = (count: number) => Promise<CustomerKeys | null>;

/**
Numbers for so many customers, of all that will be written: a customer and his bill have each other's number, so that where numbers can be
drawn before, no row is written twice. `null` where they cannot. All are drawn when the first are taken.
*/
export function createKeySource(context: RecordContext, all: () => number): TakeKeys {
	let drawing: Promise<CustomerKeys | null> | null = null;
	let taken = 0;
	return async count => {
		const drawn = await (drawing ??= drawCustomerKeys(context, all()));
		const [from, to] = [taken, (taken += count)];
		return drawn && {uids: drawn.uids.slice(from, to), bills: drawn.bills.slice(from, to)};
	};
}

async function drawCustomerKeys(context: RecordContext, count: number): Promise<CustomerKeys | null> {
	const [uids, bills] = await Promise.all([
		drawKeys(context, ['users', 'uid'], count),
		drawKeys(context, ['bills', 'id'], count),
	]);
	return uids && bills && {uids, bills};
}

/** What all new customers have in common. */
const placeOf = ({shape: {settings}}: RecordContext) => ({domain_id: settings.domain, gid: settings.group});

const usersWith = ({uids, bills}: CustomerKeys, logins: readonly string[], context: RecordContext) =>
	logins.map((id, index) => ({...placeOf(context), uid: uids[index], id, bill_id: bills[index]}));

const billsWith = ({uids, bills}: CustomerKeys) => bills.map((id, index) => ({id, uid: uids[index]}));

/** Where only an INSERT gives numbers: customers are written again with the numbers of their bills. */
async function insertUsersAndBills(
	context: RecordContext,
	logins: readonly string[],
): Promise<readonly number[]> {
	const users = logins.map(id => ({...placeOf(context), id}));
	const uids = await insertNumbered(context, User, 'uid', users);
	const bills = await insertNumbered(
		context,
		Bill,
		'id',
		uids.map(uid => ({uid})),
	);
	await updateRows(
		context,
		'users',
		['uid'],
		uids.map((uid, index) => ({uid, bill_id: bills[index]})),
	);
	return uids;
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
