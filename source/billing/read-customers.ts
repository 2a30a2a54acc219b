import {createStringInterner} from '../sync/shared-values.ts';
import {
	findCustomersByLogin,
	findServicesByLogin,
	findServicesByMac,
	macKeys,
	readFurtherBoxes,
} from './find-rows.ts';
import type {Database} from './database.ts';
import type {SqlRow} from './query.ts';
import type {Customer, CustomerFilter} from './read-types.ts';
import type {Shape} from './shape.ts';

/** A row of the query: the customer, and his service with its plan or `null`s. */
type FlatRow = Omit<Customer, 'service' | 'deleted'> &
	Omit<NonNullable<Customer['service']>, 'id' | 'registration'> & {
		readonly deleted: number;
		readonly name_parts: number;
		readonly id: number | null;
		readonly registration: string | null;
	};

/** The database, its dialect, and the shape of its tables. */
export type ReadContext = Pick<Database, 'query' | 'mapRows' | 'dialect'> & {readonly shape: Shape};

/**
All customers of the domain, deleted ones too, with their TV services of one provider; or only those that are named. One flat statement without an order, since sorting here is
quicker than there; contacts and further boxes are read apart.

The provider is compared in a `case`, of which PostgreSQL supposes that half of the services fulfil it. Of an equation it supposes one in two hundred while it has no statistics, as after an import of
thousands, or none where the provider is newer than its statistics: then it reads all services once for each customer.
*/
export async function readCustomers(
	context: ReadContext,
	providerId: number,
	only?: CustomerFilter,
): Promise<readonly Customer[]> {
	const uids = only ? await uidsOf(context, providerId, only) : null;
	if (uids?.length === 0) return [];
	const {
		mapRows,
		dialect: {toInteger, date, toExactText},
		shape,
	} = context;
	const phones = shape.has('users_contacts') ? await readPhones(context, uids) : new Map<number, string>();
	const screens = shape.has('iptv_users_screens') ? await readScreens(context, providerId) : null;
	const choices = await countChoices(context, uids);
	const named = uids ? `and u.uid in (${uids.join(', ')})` : '';
	const customers = await mapRows(
		`select ${toInteger('u.uid')} as uid, u.id as login, ${toInteger('u.disable')} as user_disable, ${toInteger('u.deleted')} as deleted,
			${date('u.activate')} as user_activate, ${date('u.expire')} as user_expire, ${nameOf(shape)} as fio, ${hasNameParts(shape)} as name_parts, coalesce(i.phone, '') as phone,
			${toInteger('b.id')} as bill_id, ${toExactText('b.deposit')} as deposit,
			${toExactText(shape.has('companies') ? 'case when u.company_id > 0 and u.credit = 0 then coalesce(c.credit, 0) else u.credit end' : 'u.credit')} as credit,
			${toInteger('m.id')} as id, m.cid, ${shape.has('iptv_main', 'iptv_login') ? 'm.iptv_login' : `''`} as iptv_login, ${toInteger('m.disable')} as disable,
			${shape.has('iptv_main', 'activate') ? date('m.activate') : 'null'} as activate, ${date('m.expire')} as expire, ${date('m.registration')} as registration, ${toInteger('nullif(m.tp_id, 0)')} as tp_id,
			${toInteger('t.id')} as plan_id, t.filter_id as plan_filter_id, t.name as plan_name
		from users u
			left join users_pi i on i.uid = u.uid
			${
				shape.has('companies')
					? `left join companies c on c.id = u.company_id and u.company_id > 0
						left join bills b on b.id = case when u.company_id > 0 then coalesce(c.bill_id, 0) else u.bill_id end`
					: 'left join bills b on b.id = u.bill_id'
			}
			left join iptv_main m on m.uid = u.uid and case when m.service_id = ? then true else false end
			left join tarif_plans t on t.tp_id = m.tp_id and m.tp_id > 0
		where u.domain_id = ${shape.settings.domain} ${named}`,
		[providerId],
		createCustomerReader(phones, screens, choices),
	);
	return customers.toSorted(
		(one, other) => one.uid - other.uid || (one.service?.id ?? 0) - (other.service?.id ?? 0),
	);
}

/** The name is in up to three parts. */
const nameOf = (shape: Shape): string =>
	hasThreeNames(shape)
		? `coalesce(concat_ws(' ', nullif(i.fio, ''), nullif(i.fio2, ''), nullif(i.fio3, '')), '')`
		: `coalesce(i.fio, '')`;

/** Whether more than the first part of a name is there. */
const hasNameParts = (shape: Shape): string =>
	hasThreeNames(shape)
		? `case when coalesce(i.fio2, '') <> '' or coalesce(i.fio3, '') <> '' then 1 else 0 end`
		: '0';

const hasThreeNames = ({has}: Shape): boolean => has('users_pi', 'fio2') && has('users_pi', 'fio3');

/** Makes customers of rows as they arrive. Texts that thousands of them have are kept once. */
function createCustomerReader(
	phones: ReadonlyMap<number, string>,
	screens: ReadonlyMap<number, string> | null,
	choices: ReadonlyMap<number, number>,
): (row: SqlRow) => Customer {
	const [internDate, internMoney, internPlan] = [nullableInterner(), nullableInterner(), nullableInterner()];
	const serviceOf = (row: FlatRow): Customer['service'] =>
		row.id === null
			? null
			: {
					id: row.id,
					cid: row.cid,
					iptv_login: row.iptv_login === row.login ? row.login : row.iptv_login,
					disable: row.disable,
					activate: internDate(row.activate),
					expire: internDate(row.expire),
					registration: internDate(row.registration) ?? '',
					tp_id: row.tp_id,
					plan_id: row.plan_id,
					plan_filter_id: internPlan(row.plan_filter_id),
					plan_name: internPlan(row.plan_name),
					...(screens && {screens: screens.get(row.id) ?? ''}),
					...(choices.has(row.id) && {choices: choices.get(row.id)!}),
				};
	return sqlRow => {
		const row = sqlRow as unknown as FlatRow;
		return {
			uid: row.uid,
			login: row.login,
			user_disable: row.user_disable,
			deleted: row.deleted !== 0,
			user_activate: internDate(row.user_activate),
			user_expire: internDate(row.user_expire),
			fio: row.fio,
			...(row.name_parts !== 0 && {hasNameParts: true}),
			phone: row.phone === '' ? (phones.get(row.uid) ?? '') : row.phone,
			bill_id: row.bill_id,
			deposit: internMoney(row.deposit),
			credit: internMoney(row.credit)!,
			service: serviceOf(row),
		};
	};
}

function nullableInterner(): (text: string | null) => string | null {
	const intern = createStringInterner();
	return text => (text === null ? null : intern(text));
}

/** `users_contacts.type_id` of a mobile and of another phone. */
const phoneTypes = [1, 2];

/** Each customer's first phone among his contacts, chosen there: a row for each contact would cost more than the customers themselves. */
export async function readPhones(
	{query, dialect: {toInteger}}: Pick<ReadContext, 'query' | 'dialect'>,
	uids: readonly number[] | null,
): Promise<ReadonlyMap<number, string>> {
	const rows = await query<{uid: number; phone: string}>(
		`select ${toInteger('uid')} as uid, min(concat(10000 + priority, value)) as phone from users_contacts
		where type_id in (${phoneTypes.join(', ')}) and value <> '' ${uids ? `and uid in (${uids.join(', ')})` : ''} group by uid`,
	);
	const phones = new Map<number, string>();
	for (const {uid, phone} of rows) phones.set(uid, phone.slice('10000'.length));
	return phones;
}

/** MACs of further boxes by TV id. */
async function readScreens(context: ReadContext, providerId: number): Promise<ReadonlyMap<number, string>> {
	const rows = await readFurtherBoxes(context, providerId);
	const screens = new Map<number, string>();
	for (const {id, cid} of rows) screens.set(id, screens.has(id) ? `${screens.get(id)};${cid}` : cid);
	return screens;
}

/** The number of channels that were chosen for each service of any provider, by TV id, whatever plan they were chosen under; without those that have none. */
async function countChoices(
	{query, dialect: {toInteger}}: ReadContext,
	uids: readonly number[] | null,
): Promise<ReadonlyMap<number, number>> {
	// Of all of them without the services, which would cost six times as much.
	const only = uids ? `join iptv_main m on m.id = c.id where m.uid in (${uids.join(', ')})` : '';
	const rows = await query<{id: number; count: number}>(
		`select ${toInteger('c.id')} as id, ${toInteger('count(*)')} as count from iptv_users_channels c ${only} group by c.id`,
	);
	return new Map(rows.map(({id, count}) => [id, count]));
}

/** The customers whom any of the names means. */
async function uidsOf(
	context: ReadContext,
	providerId: number,
	{logins = [], tvIds = [], macs = [], uids = []}: CustomerFilter,
): Promise<readonly number[]> {
	const {query, dialect, shape} = context;
	const scope = {query, dialect, providerId, shape};
	const byTvId =
		tvIds.length === 0
			? []
			: await query<{uid: number}>(
					`select ${dialect.toInteger('uid')} as uid from iptv_main where service_id = ? and id in ?`,
					[providerId, tvIds],
				);
	const services = [
		...byTvId,
		...(shape.has('iptv_main', 'iptv_login') ? await findServicesByLogin(scope, logins) : []),
		...(await findServicesByMac(scope, macs)),
		...(shape.has('iptv_users_screens') ? await screensWithMac(context, providerId, macs) : []),
	];
	const customers = await findCustomersByLogin(scope, logins);
	return [...new Set([...uids, ...customers, ...services.map(({uid}) => uid)])];
}

/** Services whose further boxes have any of the MACs. */
async function screensWithMac(
	context: ReadContext,
	providerId: number,
	macs: readonly string[],
): Promise<ReadonlyArray<{readonly uid: number}>> {
	const keys = new Set(macs.flatMap(macKeys));
	if (keys.size === 0) return [];
	const rows = await readFurtherBoxes(context, providerId);
	return rows.filter(({cid}) => macKeys(cid).some(key => keys.has(key)));
}
