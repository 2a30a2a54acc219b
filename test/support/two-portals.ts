import type {Billing} from '../../source/billing/billing.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {loadDemoBilling} from '../../source/demo/load-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';

/** A portal on a billing that it shares with another one. */
export type SharedPortal = {readonly portal: FaultyPortal; readonly providerId: number};

/** The TV id of a service of the second portal lies so far above that of the first portal's service of the same customer. */
const numberDistance = 300_000;

/**
Starts two portals with the same accounts, down to logins, numbers and MACs, on one billing: its customers have TV services of the first
portal, and most of them of the second, too. Each portal has tariff plans of its own with the same external ids.
*/
export async function startTwoPortals(
	billing: Billing,
	{accounts, seed}: {readonly accounts: number; readonly seed: number},
): Promise<readonly [SharedPortal, SharedPortal]> {
	const one = await startFaultyPortal({state: seedPortal({accounts, seed})});
	const two = await startFaultyPortal({state: seedPortal({accounts, seed})});
	await loadDemoBilling(billing, seedBilling(one.state), one.url);
	const {query} = billing.database;
	await query(`insert into iptv_services (name, module, url) values ('Second', 'Stalker_api', ?)`, [two.url]);
	const [first, second] = await billing.providers();
	await query(
		`insert into tarif_plans (id, module, service_id, name, filter_id)
		select id + 1000, module, ?, name, coalesce(nullif(filter_id, ''), cast(id as char(20))) from tarif_plans where service_id = ?`,
		[second!.id, first!.id],
	);
	await query(
		`insert into iptv_main (id, uid, tp_id, service_id, cid, iptv_login, disable, expire)
		select m.id + ?, m.uid, coalesce(t.tp_id, 0), ?, m.cid, m.iptv_login, m.disable, m.expire
		from iptv_main m
			left join tarif_plans p on p.tp_id = m.tp_id
			left join tarif_plans t on t.service_id = ? and t.id = p.id + 1000
		where m.id % 3 > 0 and m.id + ? <= 999999`,
		[numberDistance, second!.id, second!.id, numberDistance],
	);
	return [
		{portal: one, providerId: first!.id},
		{portal: two, providerId: second!.id},
	];
}

/** All rows that belong to this portal, as text: its provider, tariff plans, services and their chosen channels. */
export async function rowsOfPortal({database: {query}}: Billing, providerId: number): Promise<string> {
	const rows = await query<{text: string}>(
		`select concat('service ', to_jsonb(m)) as text from iptv_main m where m.service_id = ?
		union all select concat('provider ', to_jsonb(s)) from iptv_services s where s.id = ?
		union all select concat('plan ', to_jsonb(t)) from tarif_plans t where t.service_id = ?
		union all select concat('choice ', to_jsonb(c)) from iptv_users_channels c join iptv_main m on m.id = c.id where m.service_id = ?
		order by 1`,
		Array.from({length: 4}, () => providerId),
	);
	return rows.map(({text}) => text).join('\n');
}
