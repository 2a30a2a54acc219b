import type {Query} from './query.ts';
import {findSimilarLogins, indexedForms} from './logins.ts';
import {selectServicesByMac} from './mac.ts';

/** A customer with one of his TV services of the portal: one record per service; one with `service: null` where there is none. */
export type Customer = {
	/** `users.uid` */
	readonly uid: number;
	/** `users.id` */
	readonly login: string;
	/** `users.disable`: 0 is active. */
	readonly user_disable: number;
	readonly deleted: boolean;
	/** `users.activate`: `YYYY-MM-DD`, the first day. */
	readonly user_activate: string | null;
	/** `users.expire`: `YYYY-MM-DD`, the last day. */
	readonly user_expire: string | null;
	/** `users_pi.fio`, `''` without that row. */
	readonly fio: string;
	readonly phone: string;
	readonly bill_id: number | null;
	/** `bills.deposit` as exact text; `null` without a bill. */
	readonly deposit: string | null;
	/** `users.credit` as exact text. */
	readonly credit: string;
	/** His row of `iptv_main`. */
	readonly service: {
		/** The TV id. */
		readonly id: number;
		readonly cid: string;
		readonly iptv_login: string;
		/** 0 is active, 2 not activated. */
		readonly disable: number;
		readonly activate: string | null;
		readonly expire: string | null;
		readonly registration: string;
		readonly tp_id: number | null;
		/** `tarif_plans.id`, the public number. */
		readonly plan_id: number | null;
		readonly plan_filter_id: string | null;
		readonly plan_name: string | null;
		/** Of an ABillS: MACs of further boxes, which it keeps beside the service, separated by `;`. */
		readonly screens?: string;
	} | null;
};

/**
Selects customers by any of these. Logins are those of customers and of TV services, compared as the portal does; MACs
in any notation.
*/
export type CustomerFilter = {
	readonly logins?: readonly string[];
	readonly tvIds?: readonly number[];
	readonly macs?: readonly string[];
	readonly uids?: readonly number[];
};

/** A row of `tarif_plans`; money as exact text. */
export type BillingPlan = {
	readonly tp_id: number;
	/** The public number. */
	readonly id: number;
	readonly filter_id: string;
	readonly name: string;
	readonly service_id: number | null;
	readonly month_fee: string;
	readonly day_fee: string;
	readonly activate_price: string;
	/** What a customer without credit of his own may owe, as exact text. */
	readonly credit: string;
	/** 0 is prepaid. */
	readonly payment_type: number;
	/** 1 is hidden. */
	readonly status: number;
	/** Number of TV services with this plan. */
	readonly accounts: number;
};

/**
Reads all customers, including deleted ones, with their TV services of one provider. One flat statement: 100 000 rows
are usual.
*/
export async function readCustomers(
	query: Query,
	serviceId: number,
	only?: CustomerFilter,
): Promise<readonly Customer[]> {
	const {sql, values} = only ? await customerFilterSql(query, serviceId, only) : {sql: '', values: []};
	const rows = await query<FlatRow>(
		`select u.uid, u.id as login, u.disable as user_disable, u.deleted, u.activate::text as user_activate, u.expire::text as user_expire,
			coalesce(i.fio, '') as fio, coalesce(i.phone, '') as phone, nullif(u.bill_id, 0) as bill_id, b.deposit::text as deposit, u.credit::text as credit,
			m.id, m.cid, m.iptv_login, m.disable, m.activate::text as activate, m.expire::text as expire, m.registration::text as registration, nullif(m.tp_id, 0) as tp_id,
			t.id as plan_id, t.filter_id as plan_filter_id, t.name as plan_name
		from users u
			left join users_pi i on i.uid = u.uid
			left join bills b on b.id = u.bill_id
			left join iptv_main m on m.uid = u.uid and m.service_id = ?
			left join tarif_plans t on t.tp_id = m.tp_id
		where u.domain_id = 0 ${sql}
		order by u.uid, m.id`,
		[serviceId, ...values],
	);
	return rows.map(customerOf);
}

/** Reads the provider's own plans, by number. */
export async function readPlans(query: Query, serviceId: number): Promise<readonly BillingPlan[]> {
	return query<BillingPlan>(
		`select t.tp_id, t.id, t.filter_id, t.name, t.service_id, t.month_fee::text as month_fee, t.day_fee::text as day_fee,
			t.activate_price::text as activate_price, t.credit::text as credit, t.payment_type, t.status,
			(select count(*) from iptv_main m where m.tp_id = t.tp_id)::int as accounts
		from tarif_plans t
		where t.module = 'Iptv' and t.domain_id = 0 and t.service_id = ?
		order by t.id`,
		[serviceId],
	);
}

/**
Reads the TV ids of services that `readCustomers` does not return: those of other providers and other domains. No
account of this portal can have them.
*/
export async function readForeignTvIds(query: Query, serviceId: number): Promise<readonly number[]> {
	const rows = await query<{id: number}>(
		'select id from iptv_main where service_id <> ? union select m.id from users u join iptv_main m on m.uid = u.uid where u.domain_id <> 0 order by id',
		[serviceId],
	);
	return rows.map(({id}) => id);
}

/** Reads the public numbers of all TV plans of all providers: a number is unique in `tarif_plans`. */
export async function readTakenPlanIds(query: Query): Promise<readonly number[]> {
	const rows = await query<{id: number}>(
		`select id from tarif_plans where module = 'Iptv' and domain_id = 0 order by id`,
	);
	return rows.map(({id}) => id);
}

type FlatRow = Omit<Customer, 'service' | 'deleted'> & {
	readonly deleted: number;
} & {
	readonly [Field in keyof NonNullable<Customer['service']>]: NonNullable<Customer['service']>[Field] | null;
};

function customerOf(row: FlatRow): Customer {
	const {
		uid,
		login,
		user_disable,
		deleted,
		user_activate,
		user_expire,
		fio,
		phone,
		bill_id,
		deposit,
		credit,
	} = row;
	const {
		id,
		cid,
		iptv_login,
		disable,
		activate,
		expire,
		registration,
		tp_id,
		plan_id,
		plan_filter_id,
		plan_name,
	} = row;
	const service =
		id === null
			? null
			: ({
					id,
					cid,
					iptv_login,
					disable,
					activate,
					expire,
					registration,
					tp_id,
					plan_id,
					plan_filter_id,
					plan_name,
				} as Customer['service']);
	return {
		uid,
		login,
		user_disable,
		deleted: deleted !== 0,
		user_activate,
		user_expire,
		fio,
		phone,
		bill_id,
		deposit,
		credit,
		service,
	};
}

/**
SQL condition of a {@link CustomerFilter}. The few values are passed as arrays: with `in (select …)` the planner
expects half the table and reads all of it.
*/
async function customerFilterSql(
	query: Query,
	serviceId: number,
	{logins = [], tvIds = [], macs = [], uids = []}: CustomerFilter,
) {
	const names = JSON.stringify(indexedForms(logins));
	const {customers, services} = await findSimilarLogins(query, serviceId, logins);
	const boxes = selectServicesByMac('uid', serviceId, macs);
	return {
		sql: `and u.uid = any (array(
			select uid from users where domain_id = 0 and lower(id) = any (array(select value from json_array_elements_text(?::json)))
			union select uid from iptv_main where service_id = ? and iptv_login <> ''
				and lower(iptv_login) = any (array(select value from json_array_elements_text(?::json)))
			union select uid from iptv_main where service_id = ? and id = any (array(select value::int from json_array_elements_text(?::json)))
			union select value::int from json_array_elements_text(?::json)
			union ${boxes.sql}
		))`,
		values: [
			names,
			serviceId,
			names,
			serviceId,
			JSON.stringify(tvIds),
			JSON.stringify([...uids, ...customers, ...services.map(({uid}) => uid)]),
			...boxes.values,
		],
	};
}
