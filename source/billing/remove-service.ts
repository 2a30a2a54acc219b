import {writtenRows, type AddedService} from './added-service.ts';
import type {Query} from './query.ts';
import {differing, type Obstacle, type Reference, type Removal} from './undo.ts';

/** What forbids to remove it, or `null`. With `lock` the rows stay as they are until the transaction ends. */
export async function obstacleToRemove(
	query: Query,
	serviceId: number,
	added: AddedService,
	{lock = false}: {readonly lock?: boolean} = {},
): Promise<Obstacle | null> {
	const fields: string[] = [];
	for (const {table, column, value, expected} of writtenRows(serviceId, added)) {
		const [found] = await query<{row: Readonly<Record<string, unknown>>}>(
			`select to_jsonb(t) as row from ${table} t where ${column} = ? ${lock ? 'for update' : ''}`,
			[value],
		);
		if (!found) return {is: 'clash', with: 'changed', fields: [table]};
		if (table === 'bills' && found.row['deposit'] !== 0)
			return {is: 'clash', with: 'deposit', deposit: String(found.row['deposit'])};
		fields.push(...differing(found.row, expected).map(name => `${table}.${name}`));
	}

	if (fields.length > 0) return {is: 'clash', with: 'changed', fields};
	const by = await references(query, added);
	return by.length > 0 ? {is: 'clash', with: 'referred', by} : null;
}

/** Remove a TV service that an addition made, and the customer with his bill where it made those, too. */
export async function removeService(
	query: Query,
	serviceId: number,
	added: AddedService,
): Promise<Removal | Obstacle> {
	const obstacle = await obstacleToRemove(query, serviceId, added, {lock: true});
	if (obstacle) return obstacle;
	const {tvId, uid, service, customer} = added;
	await query('delete from iptv_main where id = ?', [tvId]);
	if (customer) {
		await query('delete from users_pi where uid = ?', [uid]);
		await query('delete from users where uid = ?', [uid]);
		await query('delete from bills where id = ?', [customer.bill_id]);
	}

	const text = `ID: ${tvId} SERVICE_ID:${serviceId}, TP_ID:${service.tp_id ?? ''}, CID:${service.cid}`;
	return {
		is: 'removed',
		after: {tvId, uid, bill_id: customer?.bill_id ?? null, removedCustomer: customer !== null},
		actions: [
			{uid, module: 'Iptv', action_type: 10, actions: text},
			...(customer ? [{uid, module: '', action_type: 12, actions: `LOGIN:${customer.login}`}] : []),
		],
	};
}

/**
Rows elsewhere that would lose what they refer to. Of a customer whom the addition made, also entries in ABillS' log beside his registration and
those on TV services, which are looked at themselves: somebody has worked with him.
*/
async function references(query: Query, {tvId, uid, customer}: AddedService): Promise<readonly Reference[]> {
	const [found] = await query<Readonly<Record<Reference, boolean>>>(
		`select exists (select from iptv_users_channels where id = ?) as channels
			${
				customer
					? `, exists (select from iptv_main where uid = ? and id <> ?) as services,
			exists (select from bills where uid = ? and id <> ?) as bills,
			exists (select from users where bill_id = ? and uid <> ?) as customers,
			exists (select from admin_actions where uid = ? and module <> 'Iptv' and not (module = '' and action_type = 7)) as log`
					: ''
			}`,
		customer ? [tvId, uid, tvId, uid, customer.bill_id, customer.bill_id, uid, uid] : [tvId],
	);
	return (Object.entries(found!) as ReadonlyArray<[Reference, boolean]>).flatMap(([by, is]) =>
		is ? [by] : [],
	);
}
