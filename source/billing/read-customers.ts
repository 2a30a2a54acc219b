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
import {createFactsReader, factsColumn, hasThreeNames, type CustomerFacts} from './customer-facts.ts';
import type {BillingPlan, Customer, CustomerFilter} from './read-types.ts';
import type {Shape} from './shape.ts';

/** A row of the query: the customer, and his service or `null`s. */
type FlatRow = Pick<Customer, 'uid' | 'login' | 'fio' | 'phone' | 'bill_id' | 'deposit'> & {
	/** See `factsColumn`. */
	readonly facts: string;
	readonly id: number | null;
	readonly cid: string;
	/** `null` where it is the customer's login. */
	readonly iptv_login: string | null;
};

/** The database, its dialect, and the shape of its tables. */
export type ReadContext = Pick<Database, 'query' | 'mapRows' | 'dialect'> & {readonly shape: Shape};

/**
All customers of the domain, deleted ones too, with their TV services of one provider; or only those that are named. One flat statement
without an order, since sorting here is quicker than there; contacts and further boxes are read apart.

The provider is compared in a `case`, of which PostgreSQL supposes that half of the services fulfil it. Of an equation it supposes one in
two hundred while it has no statistics, as after an import of thousands, or none where the provider is newer than its statistics: then it
reads all services once for each customer.
*/
export async function readCustomers(
	context: ReadContext,
	providerId: number,
	only?: CustomerFilter,
): Promise<readonly Customer[]> {
	const uids = only ? await uidsOf(context, providerId, only) : null;
	if (uids?.length === 0) return [];
	const {mapRows, dialect, shape} = context;
	const {toInteger, toExactText, isSameText} = dialect;
	const phones = shape.has('users_contacts') ? await readPhones(context, uids) : new Map<number, string>();
	const screens = shape.has('iptv_users_screens') ? await readScreens(context, providerId) : null;
	const choices = await countChoices(context, uids);
	const plans = await readPlanNames(context);
	const named = uids ? `and u.uid in (${uids.join(', ')})` : '';
	const serviceLogin = shape.has('iptv_main', 'iptv_login')
		? `case when ${isSameText('m.iptv_login', 'u.id')} then null else coalesce(m.iptv_login, '') end`
		: `''`;
	const customers = await mapRows(
		`select ${toInteger('u.uid')} as uid, u.id as login, ${nameOf(shape)} as fio, coalesce(i.phone, '') as phone,
			${toInteger('b.id')} as bill_id, ${toExactText('b.deposit')} as deposit, ${factsColumn(dialect, shape)} as facts,
			${toInteger('m.id')} as id, m.cid, ${serviceLogin} as iptv_login
		from users u
			left join users_pi i on i.uid = u.uid
			${
				shape.has('companies')
					? `left join companies c on c.id = u.company_id and u.company_id > 0
						left join bills b on b.id = case when u.company_id > 0 then coalesce(c.bill_id, 0) else u.bill_id end`
					: 'left join bills b on b.id = u.bill_id'
			}
			left join iptv_main m on m.uid = u.uid and case when m.service_id = ? then true else false end
		where u.domain_id = ${shape.settings.domain} ${named}`,
		[providerId],
		createCustomerReader({phones, screens, choices, plans}),
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

/** What is read apart, each by the customer's or the service's number. */
type ReadApart = {
	readonly phones: ReadonlyMap<number, string>;
	readonly screens: ReadonlyMap<number, string> | null;
	readonly choices: ReadonlyMap<number, number>;
	readonly plans: ReadonlyMap<number, PlanNames>;
};

/** Makes customers of rows as they arrive. Amounts that thousands of them have are kept once. */
function createCustomerReader({phones, screens, choices, plans}: ReadApart): (row: SqlRow) => Customer {
	const intern = createStringInterner();
	const readFacts = createFactsReader();
	const serviceOf = (
		{id, cid, iptv_login, login}: FlatRow,
		{disable, activate, expire, registration, tp_id}: CustomerFacts,
	): Customer['service'] => {
		if (id === null) return null;
		const plan = tp_id === null ? undefined : plans.get(tp_id);
		return {
			id,
			cid,
			iptv_login: iptv_login ?? login,
			disable,
			activate,
			expire,
			registration,
			tp_id,
			plan_id: plan?.id ?? null,
			plan_filter_id: plan?.filter_id ?? null,
			plan_name: plan?.name ?? null,
			...(screens && {screens: screens.get(id) ?? ''}),
			...(choices.has(id) && {choices: choices.get(id)!}),
		};
	};
	return sqlRow => {
		const row = sqlRow as unknown as FlatRow;
		const facts = readFacts(row.facts);
		return {
			uid: row.uid,
			login: row.login,
			user_disable: facts.user_disable,
			deleted: facts.deleted,
			user_activate: facts.user_activate,
			user_expire: facts.user_expire,
			fio: row.fio,
			...(facts.hasNameParts && {hasNameParts: true}),
			phone: row.phone === '' ? (phones.get(row.uid) ?? '') : row.phone,
			bill_id: row.bill_id,
			deposit: row.deposit === null ? null : intern(row.deposit),
			credit: facts.credit,
			service: serviceOf(row, facts),
		};
	};
}

/** What a service shows of its tariff plan. */
type PlanNames = Pick<BillingPlan, 'id' | 'filter_id' | 'name'>;

/** All tariff plans, by `tp_id`: a service may have that of another provider. */
async function readPlanNames({
	query,
	dialect: {toInteger},
}: ReadContext): Promise<ReadonlyMap<number, PlanNames>> {
	const rows = await query<PlanNames & {readonly tp_id: number}>(
		`select ${toInteger('tp_id')} as tp_id, ${toInteger('id')} as id, filter_id, name from tarif_plans`,
	);
	return new Map(rows.map(plan => [plan.tp_id, plan]));
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

/**
The number of channels that were chosen for each service of any provider, by TV id, whatever plan they were chosen under; without those that
have none.
*/
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
