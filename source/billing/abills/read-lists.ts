import type {ProviderRow} from '../portal.ts';
import type {AbillsSizes, BillingPlan} from '../read-types.ts';
import type {ReadContext} from '../read-customers.ts';

/** All TV providers, Stalker or not. */
export async function readAbillsProviders({
	query,
	dialect: {toInteger},
}: ReadContext): Promise<readonly ProviderRow[]> {
	return query<ProviderRow>(
		`select ${toInteger('id')} as id, name, module, url, ${toInteger('status')} as status from iptv_services order by id`,
	);
}

/** The provider's own plans of the domain, by number. */
export async function readAbillsPlans(
	{query, dialect: {toInteger, toExactText}, traits, domain}: ReadContext,
	providerId: number,
): Promise<readonly BillingPlan[]> {
	return query<BillingPlan>(
		`select ${toInteger('t.tp_id')} as tp_id, ${toInteger('t.id')} as id, t.filter_id, t.name, ${toInteger('t.service_id')} as service_id,
			${toExactText('t.month_fee')} as month_fee, ${toExactText('t.day_fee')} as day_fee, ${toExactText('t.activate_price')} as activate_price,
			${toExactText('t.credit')} as credit, ${toInteger('t.payment_type')} as payment_type,
			${traits.planStatus ? toInteger('t.status') : '0'} as status,
			${toInteger('(select count(*) from iptv_main m where m.tp_id = t.tp_id)')} as accounts
		from tarif_plans t
		where t.module = 'Iptv' and t.domain_id = ${domain} and t.service_id = ?
		order by t.id`,
		[providerId],
	);
}

/** TV ids of services that do not belong to the customers that are read: of other providers, other domains, and removed customers. */
export async function readAbillsForeignTvIds(
	{query, dialect: {toInteger}, domain}: ReadContext,
	providerId: number,
): Promise<readonly number[]> {
	const rows = await query<{id: number}>(
		`select ${toInteger('m.id')} as id from iptv_main m left join users u on u.uid = m.uid
		where m.service_id <> ? or u.uid is null or u.domain_id <> ${domain} order by m.id`,
		[providerId],
	);
	return rows.map(({id}) => id);
}

/** Public numbers of all TV plans of the domain. */
export async function readAbillsPlanIds({
	query,
	dialect: {toInteger},
	domain,
}: ReadContext): Promise<readonly number[]> {
	const rows = await query<{id: number}>(
		`select ${toInteger('id')} as id from tarif_plans where module = 'Iptv' and domain_id = ${domain} order by id`,
	);
	return rows.map(({id}) => id);
}

/** The number of customers in all domains and in the one that is read, and the largest TV id. */
export async function readAbillsSizes({
	query,
	dialect: {toInteger},
	domain,
}: ReadContext): Promise<Omit<AbillsSizes, 'licensed'>> {
	const [row] = await query<{customers: number; own: number; largest: number}>(
		`select ${toInteger('(select count(uid) from users)')} as customers,
			${toInteger(`(select count(uid) from users where domain_id = ${domain})`)} as own,
			${toInteger('(select coalesce(max(id), 0) from iptv_main)')} as largest`,
	);
	return {
		customers: row!.customers,
		domain: {id: domain, customers: row!.own},
		largestTvId: row!.largest,
	};
}
