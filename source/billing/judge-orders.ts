import {compareKey} from '../normalize/collation.ts';
import {macKeys} from './mac.ts';
import type {Clash, ServiceOrder} from './service-order.ts';

/** `add` has `uid` and `bill_id` 0 until a new customer's are drawn, and `tvId` `null` until one is allotted. */
export type Verdict =
	| {
			readonly is: 'add';
			readonly tvId: number | null;
			readonly uid: number;
			readonly bill_id: number | null;
			readonly creates: boolean;
	  }
	| {readonly is: 'there'; readonly tvId: number; readonly uid: number}
	| Clash;

export type FoundCustomer = {
	readonly uid: number;
	readonly login: string;
	readonly bill_id: number | null;
	readonly deleted: boolean;
};

export type FoundService = {
	readonly id: number;
	readonly uid: number;
	readonly service_id: number;
	readonly iptv_login: string;
	readonly cid: string;
};

/** Current rows that any of the orders could meet. */
export type Found = {
	readonly customers: readonly FoundCustomer[];
	readonly services: readonly FoundService[];
	/** `tp_id`s of this provider. */
	readonly plans: ReadonlySet<number>;
};

/** Each order against the rows found and the orders before it. Pure. */
export function judgeOrders(
	orders: readonly ServiceOrder[],
	found: Found,
	serviceId: number,
): readonly Verdict[] {
	const register = registerOf(found, serviceId);
	return orders.map(order => {
		const verdict = judge(order, register);
		if (verdict.is === 'add') remember(order, verdict, register);
		return verdict;
	});
}

/** Names to the services and customers that have them. A service of an order of this chunk has its place in `uid` 0. */
type Register = {
	readonly byUid: ReadonlyMap<number, FoundCustomer>;
	readonly byLogin: Map<string, FoundCustomer>;
	readonly byIptvLogin: Map<string, FoundService[]>;
	readonly byMac: Map<string, FoundService>;
	readonly ofUid: Map<number, FoundService[]>;
	readonly tvIds: Set<number>;
	readonly plans: ReadonlySet<number>;
	readonly serviceId: number;
};

function registerOf({customers, services, plans}: Found, serviceId: number): Register {
	const register: Register = {
		byUid: new Map(customers.map(customer => [customer.uid, customer])),
		byLogin: new Map(customers.map(customer => [compareKey(customer.login), customer])),
		byIptvLogin: new Map(),
		byMac: new Map(),
		ofUid: new Map(),
		tvIds: new Set(services.map(({id}) => id)),
		plans,
		serviceId,
	};
	for (const service of services) if (service.service_id === serviceId) put(service, register);
	return register;
}

function put(service: FoundService, {byIptvLogin, byMac, ofUid}: Register): void {
	const name = compareKey(service.iptv_login);
	if (name !== '') byIptvLogin.set(name, [...(byIptvLogin.get(name) ?? []), service]);
	for (const mac of macKeys(service.cid)) byMac.set(mac, service);
	if (service.uid !== 0) ofUid.set(service.uid, [...(ofUid.get(service.uid) ?? []), service]);
}

function judge({customer: named, tvId, tp_id, cid, iptv_login}: ServiceOrder, register: Register): Verdict {
	const customer =
		'uid' in named ? register.byUid.get(named.uid) : register.byLogin.get(compareKey(named.login));
	if ('uid' in named && !customer) return {is: 'clash', with: 'customer', uid: named.uid};
	const owners = register.byIptvLogin.get(compareKey(iptv_login)) ?? [];
	const boxed = macKeys(cid).flatMap(mac => register.byMac.get(mac) ?? []);
	const own = customer && [...owners, ...boxed].find(({uid}) => uid === customer.uid && uid !== 0);
	if (own) return {is: 'there', tvId: own.id, uid: own.uid};

	if (customer && 'login' in named) return {is: 'clash', with: 'login', uid: customer.uid};
	if (owners[0]) return {is: 'clash', with: 'login', uid: owners[0].uid, tvIds: owners.map(({id}) => id)};
	if (boxed[0]) return {is: 'clash', with: 'mac', uid: boxed[0].uid, tvIds: boxed.map(({id}) => id)};
	if (tp_id !== null && !register.plans.has(tp_id)) return {is: 'clash', with: 'plan'};
	if (tvId !== null && register.tvIds.has(tvId)) return {is: 'clash', with: 'number', tvIds: [tvId]};
	if (customer && 'uid' in named) {
		const tvIds = (register.ofUid.get(customer.uid) ?? []).map(({id}) => id);
		const isAsAgreed =
			customer.deleted === named.deleted &&
			tvIds.length === named.services.length &&
			tvIds.every(id => named.services.includes(id));
		if (!isAsAgreed) return {is: 'clash', with: 'customer', uid: customer.uid, tvIds};
	}

	return {
		is: 'add',
		tvId,
		uid: customer?.uid ?? 0,
		bill_id: customer?.bill_id ?? null,
		creates: customer === undefined,
	};
}

/** What an order of this chunk takes, the next one finds taken. */
function remember(
	{customer, tvId, cid, iptv_login}: ServiceOrder,
	{uid}: {readonly uid: number},
	register: Register,
): void {
	put({id: tvId ?? 0, uid, service_id: register.serviceId, iptv_login, cid}, register);
	if ('login' in customer)
		register.byLogin.set(compareKey(customer.login), {
			uid: 0,
			login: customer.login,
			bill_id: null,
			deleted: false,
		});
	if (tvId !== null) register.tvIds.add(tvId);
}
