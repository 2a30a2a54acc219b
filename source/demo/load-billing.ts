import type {Billing} from '../billing/billing.ts';
import type {DemoBilling} from './seed-billing.ts';

/**
Write the demo's billing records of a portal into a database, in one transaction: the portal's provider with its plans, customers with their
bills, services and channels. `url` is the portal's: it identifies the provider. A second portal's must have other logins and numbers than
the first's.
*/
export async function loadDemoBilling(
	billing: Billing,
	{plans, customers, services, channels, choices, prices}: DemoBilling,
	url: string,
): Promise<void> {
	const {database} = billing;
	const isFirst = (await billing.providers()).length === 0;
	const providerId = isFirst ? await billing.ensureProvider(url) : await addProvider(billing, url);
	await database.transaction(async query => {
		await query(
			`insert into tarif_plans (id, module, service_id, name, filter_id)
			select t.id, 'Iptv', ?, t.name, t.filter_id from json_to_recordset(?::json) as t(id int, name text, filter_id text)`,
			[providerId, JSON.stringify(plans)],
		);
		await query(
			`insert into users (id, disable, deleted, expire)
			select t.login, t.disable, case when t.deleted then 1 else 0 end, t.expire from json_to_recordset(?::json) as t(login text, disable int, deleted bool, expire date)`,
			[JSON.stringify(customers)],
		);
		await query(
			`insert into users_pi (uid, fio, phone)
			select u.uid, t.fio, t.phone from json_to_recordset(?::json) as t(login text, fio text, phone text) join users u on u.id = t.login`,
			[JSON.stringify(customers)],
		);
		await query(
			`insert into bills (uid, deposit)
			select u.uid, t.deposit from json_to_recordset(?::json) as t(login text, deposit numeric) join users u on u.id = t.login`,
			[JSON.stringify(customers)],
		);
		await query('update users set bill_id = bills.id from bills where bills.uid = users.uid');
		await query(
			`insert into iptv_main (id, uid, tp_id, service_id, cid, iptv_login, disable, expire)
			select t.id, u.uid, coalesce(p.tp_id, 0), ?, t.cid, t.iptv_login, t.disable, t.expire
			from json_to_recordset(?::json) as t(id int, login text, cid text, iptv_login text, disable int, plan text, expire date)
				join users u on u.id = t.login
				left join tarif_plans p on p.service_id = ? and t.plan = case when p.filter_id = '' then p.id::text else p.filter_id end`,
			[providerId, JSON.stringify(services), providerId],
		);
		await query(
			`insert into iptv_channels (id, name, num, port)
			select t.id, t.name, t.num, t.id from json_to_recordset(?::json) as t(id int, name text, num int)`,
			[JSON.stringify(channels)],
		);
		await query(
			`insert into iptv_users_channels (id, channel_id, tp_id, uid)
			select m.id, t.channel, m.tp_id, m.uid from json_to_recordset(?::json) as t(service int, channel int)
				join iptv_main m on m.id = t.service and m.tp_id <> 0`,
			[JSON.stringify(choices)],
		);
		const pricesWithPlan = `json_to_recordset(?::json) as t(plan text, channel int, month numeric)
			join tarif_plans p on p.service_id = ? and t.plan = case when p.filter_id = '' then p.id::text else p.filter_id end`;
		await query(
			`insert into intervals (tp_id, begin, "end") select p.tp_id, '00:00', '24:00' from ${pricesWithPlan}`,
			[JSON.stringify(prices), providerId],
		);
		await query(
			`insert into iptv_ti_channels (channel_id, interval_id, month_price)
			select t.channel, i.id, t.month from ${pricesWithPlan} join intervals i on i.tp_id = p.tp_id`,
			[JSON.stringify(prices), providerId],
		);
	});
}

/** One more Stalker portal beside those that billing has, which the program itself never makes. */
async function addProvider({database}: Billing, url: string): Promise<number> {
	return database.transaction(async query => {
		const [row] = await query<{id: number}>(
			`insert into iptv_services (name, module, url) select 'Stalker ' || count(*) + 1, 'Stalker_api', ? from iptv_services returning id`,
			[url],
		);
		return row!.id;
	});
}
