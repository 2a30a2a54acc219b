import {textOf, type Fields} from '../../sync/changes/change.ts';
import {Bill, User, UserInfo} from '../entities/customers.ts';
import {findCustomersByLogin} from '../find-rows.ts';
import {readContacts} from './contacts.ts';
import {readPhones} from '../read-customers.ts';
import {selectRows} from '../write-rows.ts';
import {deletedIds, referrersOf, type RecordContext, type ReferenceRow} from './record.ts';

/**
A customer as one record: the columns of `users`, and those of `users_pi` and `bills` under the names of their tables; of an ABillS
`users_contacts` as one text; `person.name` and `person.phone`.
*/
export type CustomerRow = Fields & {readonly uid: number; readonly id: string; readonly bill_id: number};

/** Customers by `uid`, and by login as the portal compares logins; deleted ones, too. Four statements, however many there are. */
export async function readCustomers(
	context: RecordContext,
	{uids, logins}: {readonly uids: readonly number[]; readonly logins: readonly string[]},
): Promise<readonly CustomerRow[]> {
	const {shape} = context;
	const ids = [...new Set([...uids, ...(await findCustomersByLogin(context, logins))])];
	const users = await selectRows<CustomerRow>(context, User, 'uid', ids);
	if (users.length === 0) return [];
	const found = users.map(({uid}) => uid);
	const names = ['fio2', 'fio3'].every(name => shape.has('users_pi', name)) ? ['t.fio2', 't.fio3'] : [];
	const infos = await selectRows<InfoRow>(context, UserInfo, 'uid', found, names);
	const billIds = users.map(({bill_id}) => bill_id);
	const bills = await selectRows<BillRow>(context, Bill, 'id', billIds);
	const kept = shape.has('users_contacts')
		? {contacts: await readContacts(context, found), phones: await readPhones(context, found)}
		: null;
	return joinCustomers({users, infos, bills}, kept);
}

export type InfoRow = Fields & {readonly uid: number};
export type BillRow = Fields & {readonly id: number};

/** The rows of customers, by table. */
type CustomerTables = {
	readonly users: readonly CustomerRow[];
	readonly infos: readonly InfoRow[];
	readonly bills: readonly BillRow[];
};

/**
Each customer as one record, in the order of `users`. `kept`: what an ABillS keeps in `users_contacts`, by `uid`; `null` where there is no
such table.
*/
export function joinCustomers(
	{users, infos, bills}: CustomerTables,
	kept: {
		readonly contacts: ReadonlyMap<number, string>;
		readonly phones: ReadonlyMap<number, string>;
	} | null,
): readonly CustomerRow[] {
	const infoOf = new Map(infos.map(row => [row.uid, row]));
	const billOf = new Map(bills.map(row => [row.id, row]));
	const [infoNames, billNames] = [renameColumns('users_pi', infos[0]), renameColumns('bills', bills[0])];
	return users.map(user => ({
		...user,
		...infoNames(infoOf.get(user.uid)),
		...personOf(infoOf.get(user.uid), kept?.phones.get(user.uid)),
		...billNames(billOf.get(user.bill_id)),
		...(kept && {users_contacts: kept.contacts.get(user.uid) ?? ''}),
	}));
}

/** Name and phone as the lists of customers have them, whatever their parts are and wherever they are kept. */
const personOf = ({fio, fio2, fio3, phone}: Fields = {}, contact = ''): Fields => ({
	'person.name': [fio, fio2, fio3].map(textOf).filter(Boolean).join(' '),
	'person.phone': textOf(phone) || contact,
});

/** Puts the name of the table before the columns of its rows, all of which have those of the `first`. */
function renameColumns(
	table: string,
	first: Fields | undefined,
): (row: Fields | undefined) => Fields | undefined {
	const names = Object.keys(first ?? {}).map(column => [column, `${table}.${column}`] as const);
	return row => {
		if (!row) return undefined;
		const renamed: Record<string, Fields[string]> = {};
		for (const [column, name] of names) renamed[name] = row[column]!;
		return renamed;
	};
}

/** Tables with rows that refer to a customer, by his `uid`: they would lose him. Services that the same batch deletes do not count. */
export async function readReferences(
	{query, allChanges, shape}: RecordContext,
	customers: readonly CustomerRow[],
): Promise<ReadonlyMap<number, readonly string[]>> {
	if (customers.length === 0) return new Map();
	const uids = customers.map(({uid}) => uid);
	const bills = customers.map(({bill_id}) => bill_id);
	const services = deletedIds(
		allChanges.filter(({record}) => record === 'service'),
		'id',
	);
	// ABillS' tables whose rows show that the customer was used since.
	const others = ['fees', 'payments', 'shedule', 'iptv_calls', 'iptv_devices'].filter(table =>
		shape.has(table, 'uid'),
	);
	const rows = await query<ReferenceRow>(
		`select m.uid as id, 'services' as referrer from iptv_main m where m.uid in ? and m.id not in ?
		union select b.uid, 'bills' from bills b where b.uid in ? and b.id not in ?
		union select b.uid, 'customers' from bills b join users u on u.bill_id = b.id and u.uid <> b.uid where b.id in ?
		union select a.uid, 'log' from admin_actions a
			where a.uid in ? and a.module <> 'Iptv' and not (a.module = '' and a.action_type = 7)
		${others.map(table => `union select o.uid, '${table}' from ${table} o where o.uid in ?`).join(' ')}`,
		[uids, [0, ...services], uids, bills, bills, uids, ...others.map(() => uids)],
	);
	return referrersOf(rows);
}
