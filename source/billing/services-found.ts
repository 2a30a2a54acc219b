import type {Query} from './query.ts';
import type {Found, FoundCustomer, FoundService} from './judge-orders.ts';
import {compareKey} from '../normalize/collation.ts';
import {findSimilarLogins, indexedForms} from './logins.ts';
import {selectServicesByMac, macKeys} from './mac.ts';
import type {Clash, LinkOrder, ServiceOrder} from './service-order.ts';

/** Four statements, whatever the number of orders. To be asked under the portal's lock. */
export async function findForOrders(
	query: Query,
	serviceId: number,
	orders: readonly ServiceOrder[],
): Promise<Found> {
	const logins = orders.flatMap(({customer}) => ('login' in customer ? [customer.login] : []));
	const alike = await findSimilarLogins(query, serviceId, [
		...logins,
		...orders.map(order => order.iptv_login),
	]);
	const customers = await query<FoundCustomer>(
		`select uid, id as login, nullif(bill_id, 0) as bill_id, deleted <> 0 as deleted from users where uid in (select value::int from json_array_elements_text(?::json))
		union select uid, id, nullif(bill_id, 0), deleted <> 0 from users where domain_id = 0 and lower(id) in (select value from json_array_elements_text(?::json))`,
		[
			JSON.stringify([
				...alike.customers,
				...orders.flatMap(({customer}) => ('uid' in customer ? [customer.uid] : [])),
			]),
			JSON.stringify(indexedForms(logins)),
		],
	);
	const services = await findServices(query, serviceId, {
		uids: customers.map(({uid}) => uid),
		ids: [...alike.services.map(({tvId}) => tvId), ...orders.flatMap(({tvId}) => tvId ?? [])],
		orders,
	});
	const plans = await query<{tp_id: number}>(
		'select tp_id from tarif_plans where service_id = ? and tp_id in (select value::int from json_array_elements_text(?::json))',
		[serviceId, JSON.stringify([...new Set(orders.flatMap(({tp_id}) => tp_id ?? []))])],
	);
	return {customers, services, plans: new Set(plans.map(({tp_id}) => tp_id))};
}

/** The service to be linked, or what stands in the way: it is gone, or another has the login or the box. */
export async function findForLink(
	query: Query,
	serviceId: number,
	order: Pick<LinkOrder, 'tvId' | 'was' | 'cid' | 'iptv_login'>,
): Promise<
	{readonly service: FoundService; readonly clash: null} | {readonly service: null; readonly clash: Clash}
> {
	const alike = await findSimilarLogins(query, serviceId, [order.iptv_login]);
	const ids = [order.tvId, ...alike.services.map(({tvId}) => tvId)];
	const found = await findServices(query, serviceId, {uids: [], ids, orders: [order]});
	const here = found.filter(({service_id}) => service_id === serviceId);
	const service = here.find(({id}) => id === order.tvId);
	if (!service) return {service: null, clash: {is: 'clash', with: 'service', tvIds: [order.tvId]}};
	const meanwhile = service.cid !== order.was.cid || service.iptv_login !== order.was.iptv_login;
	if (meanwhile)
		return {service: null, clash: {is: 'clash', with: 'service', uid: service.uid, tvIds: [order.tvId]}};
	const others = here.filter(other => other !== service);
	const named = others.find(
		other => order.iptv_login !== '' && compareKey(other.iptv_login) === compareKey(order.iptv_login),
	);
	if (named) return {service: null, clash: {is: 'clash', with: 'login', uid: named.uid, tvIds: [named.id]}};
	const boxed = others.find(({cid}) => macKeys(cid).some(mac => macKeys(order.cid).includes(mac)));
	if (boxed) return {service: null, clash: {is: 'clash', with: 'mac', uid: boxed.uid, tvIds: [boxed.id]}};
	return {service, clash: null};
}

type Wanted = {
	readonly uids: readonly number[];
	readonly ids: readonly number[];
	readonly orders: ReadonlyArray<Pick<ServiceOrder, 'cid' | 'iptv_login'>>;
};

/** By id among all providers', else among this one's. */
async function findServices(
	query: Query,
	serviceId: number,
	{uids, ids, orders}: Wanted,
): Promise<readonly FoundService[]> {
	const columns = 'id, uid, service_id, iptv_login, cid';
	const boxes = selectServicesByMac(
		columns,
		serviceId,
		orders.flatMap(({cid}) => macKeys(cid)),
	);
	return query<FoundService>(
		`select ${columns} from iptv_main where id in (select value::int from json_array_elements_text(?::json))
		union select ${columns} from iptv_main where service_id = ? and uid in (select value::int from json_array_elements_text(?::json))
		union select ${columns} from iptv_main where service_id = ? and iptv_login <> ''
			and lower(iptv_login) in (select value from json_array_elements_text(?::json))
		union ${boxes.sql}`,
		[
			JSON.stringify(ids),
			serviceId,
			JSON.stringify(uids),
			serviceId,
			JSON.stringify(indexedForms(orders.map(order => order.iptv_login))),
			...boxes.values,
		],
	);
}
