import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {textOf, type Change, type Fields, recordStateOf} from '../../sync/changes/change.ts';
import {deleteContacts, personIn, personConflict, personText, updatePeople} from './contacts.ts';
import {readCustomers, readReferences, type CustomerRow} from './customer-rows.ts';
import {createKeySource, insertCustomers} from './insert-customers.ts';
import {
	deletedIds,
	type ChangeBatch,
	type RecordContext,
	type RecordType,
	storageConflict,
} from './record.ts';
import {deleteRows} from '../write-rows.ts';

/**
A customer: a row of `users` with his `users_pi` and his bill. Key: `login` to create one; `uid` else.

Created with `id`, the login, `users_pi.fio` and `users_pi.phone`, and an empty bill. An update writes `users_pi.fio` and `users_pi.phone`,
with the phone in `users_contacts`; without them it only compares the customer whom the operator agreed to.
*/
export const customer: RecordType = {
	record: 'customer',
	locks: 'billing',
	async open(context, changes) {
		const rows = await readCustomers(context, {
			uids: changes.flatMap(({key: {uid}}) => (uid === undefined ? [] : [Number(uid)])),
			logins: changes.flatMap(({key: {login}}) => (login === undefined ? [] : [textOf(login)])),
		});
		const deleted = new Set(deletedIds(changes, 'uid'));
		const references = await readReferences(
			context,
			rows.filter(({uid}) => deleted.has(uid)),
		);
		return createBatch(context, rows, references, await freePlaces(context, changes));
	},
};

function createBatch(
	context: RecordContext,
	rows: readonly CustomerRow[],
	references: ReadonlyMap<number, readonly string[]>,
	places: number,
): ChangeBatch {
	let free = places;
	let created = 0;
	const takeKeys = createKeySource(context, () => created);
	const byUid = new Map(rows.map(row => [row.uid, row]));
	const byLogin = new Map(rows.map(row => [compareKey(row.id), row]));
	const current = ({key: {uid, login}}: Change) =>
		(uid === undefined ? byLogin.get(compareKey(textOf(login))) : byUid.get(Number(uid))) ?? null;
	return {
		current,
		conflict(change) {
			const now = current(change);
			if (change.operation === 'update')
				return isAsAgreed(change, now)
					? personConflict(context, change, now!)
					: context.isUndo
						? null
						: message('billing-changed', {with: 'customer'});
			if (change.operation === 'create')
				return free > 0
					? storageConflict(context.shape, 'login', change.after!['id']!)
					: message('licence-reached', {licensed: context.shape.settings.licensed!});
			if (now === null) return null;
			const deposit = Number(now['bills.deposit']);
			if (deposit !== 0) return message('undo-deposit', {deposit: String(deposit)});
			const by = references.get(now.uid) ?? [];
			return by.length > 0 && isAsAgreed(change, now) ? message('undo-referred', {by}) : null;
		},
		accept(change) {
			if (change.operation === 'create') {
				free--;
				created++;
				byLogin.set(compareKey(textOf(change.key['login'])), {
					...change.after,
					uid: 0,
					id: textOf(change.key['login']),
					bill_id: 0,
				});
			}

			const now = change.operation === 'update' ? current(change) : null;
			if (now) byUid.set(now.uid, {...now, ...personIn(change)});
			return change;
		},
		write: async changes => write(context, changes, takeKeys),
		log: (change, record) => {
			const {operation, before} = change;
			const {uid, id} = (record ?? before) as CustomerRow;
			if (operation === 'update') return [{uid, module: '', action_type: 2, actions: personText(change)}];
			return [{uid, module: '', action_type: operation === 'delete' ? 12 : 7, actions: `LOGIN:${id}`}];
		},
	};
}

/**
How many more customers the licence of an ABillS allows. Infinite where no customer is to be created, or the licence is not configured.
*/
async function freePlaces(
	{
		query,
		dialect: {toInteger},
		shape: {
			settings: {licensed},
		},
	}: RecordContext,
	changes: readonly Change[],
): Promise<number> {
	if (licensed === null || changes.every(({operation}) => operation !== 'create')) return Infinity;
	const [row] = await query<{customers: number}>(`select ${toInteger('count(uid)')} as customers from users`);
	return licensed - row!.customers;
}

const isAsAgreed = ({before}: Change, now: Fields | null): boolean =>
	now !== null && recordStateOf({before, after: null}, now).is === 'before';

async function write(
	context: RecordContext,
	changes: readonly Change[],
	takeKeys: ReturnType<typeof createKeySource>,
): Promise<ReadonlyArray<Fields | null>> {
	await deleteCustomers(
		context,
		changes.filter(({operation}) => operation === 'delete'),
	);
	const updated = changes.filter(({operation}) => operation === 'update');
	await updatePeople(context, updated);
	const created = changes.filter(({operation}) => operation === 'create');
	const inserted = (await insertCustomers(context, created, takeKeys)).values();
	const byUid = new Map((await readUpdated(context, updated)).map(row => [row.uid, row]));
	return changes.map(({operation, key}) =>
		operation === 'create' ? inserted.next().value! : (byUid.get(Number(key['uid'])) ?? null),
	);
}

/** Customers as they are after their updates. Rows that this transaction has written are locked already. */
const readUpdated = async (
	context: RecordContext,
	updated: readonly Change[],
): Promise<readonly CustomerRow[]> =>
	updated.length === 0
		? []
		: readCustomers(
				{...context, isLocking: false},
				{uids: updated.map(({key}) => Number(key['uid'])), logins: []},
			);

async function deleteCustomers(context: RecordContext, changes: readonly Change[]): Promise<void> {
	const {query} = context;
	const uids = changes.map(({key}) => Number(key['uid']));
	const bills = changes.map(({key}) => Number(key['bill_id']));
	await deleteContacts(context, uids);
	await deleteRows(query, 'users_pi', 'uid', uids);
	await deleteRows(query, 'users', 'uid', uids);
	await deleteRows(query, 'bills', 'id', bills);
}
