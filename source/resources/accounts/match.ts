import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import {hasService, type Subscriber} from './billing-customers.ts';
import {parseTvId, type AccountIndex} from './account-index.ts';
import {serviceMacs, type CustomerIndex, PatchableMap} from './customer-index.ts';
import type {Account} from './account.ts';

/** The result of the matching rules for one account. */
export type Match =
	/** The service of this account, its place in billing's list, and the rule that matched it. */
	| {
			readonly is: 'service';
			readonly rule: 'number' | 'mac' | 'login';
			readonly place: number;
			readonly billing: Subscriber;
	  }
	/** Billing has the customer with this login, but no TV service for the account. */
	| {readonly is: 'customer'; readonly billing: Customer}
	/** The number is another customer's TV id: neither MAC nor login agrees. */
	| {readonly is: 'collision'; readonly with: Subscriber}
	/** The identifiers match different services, or one identifier matches several. */
	| {readonly is: 'conflict'; readonly with: readonly Subscriber[]}
	| {readonly is: 'none'};

/**
Matches one account with its service, strongest identifier first: the number when MAC or login confirms it, then the
MAC, then the login. Two identifiers that match different services are a conflict, which only an operator can resolve.
*/
export function matchAccount(
	index: number,
	accounts: readonly Account[],
	accountIndex: AccountIndex,
	customerIndex: CustomerIndex,
): Match {
	const {names} = accountIndex;
	const [login, mac] = [names.login[index]!, names.mac[index]!];
	const id = parseTvId(accounts[index]!.account_number);
	const at = (found: number): Subscriber => customerIndex.customers[found] as Subscriber;

	const byNumberIndex = id === null ? undefined : customerIndex.byId.get(id);
	// Nearly all accounts: every identifier matches the one service, and no list is needed.
	const {byMac, byLogin, byIptvLogin} = customerIndex;
	if (
		byNumberIndex !== undefined &&
		byMac.isOnly(mac, byNumberIndex) &&
		byIptvLogin.isOnly(login, byNumberIndex) &&
		byLogin.isOnly(login, byNumberIndex)
	) {
		return {is: 'service', rule: 'number', place: byNumberIndex, billing: at(byNumberIndex)};
	}

	const byMacIndices = customerIndex.byMac.get(mac);
	const byLoginIndices = servicesByLogin(login, index, accountIndex, customerIndex);
	const candidates = new Set([
		...(byNumberIndex === undefined ? [] : [byNumberIndex]),
		...byMacIndices,
		...byLoginIndices,
	]);
	if (
		byNumberIndex !== undefined &&
		(byMacIndices.includes(byNumberIndex) || byLoginIndices.includes(byNumberIndex))
	) {
		const isAgreed = isAmong(byMacIndices, byNumberIndex) && isAmong(byLoginIndices, byNumberIndex);
		return isAgreed
			? {is: 'service', rule: 'number', place: byNumberIndex, billing: at(byNumberIndex)}
			: {is: 'conflict', with: [...candidates].map(at)};
	}

	const found =
		byMacIndices.length > 0
			? byMacIndices.filter(box => byLoginIndices.length === 0 || byLoginIndices.includes(box))
			: byLoginIndices;
	if (found.length === 1 && (byNumberIndex === undefined || byNumberIndex === found[0])) {
		const [place] = found as readonly [number];
		return {is: 'service', rule: byMacIndices.length > 0 ? 'mac' : 'login', place, billing: at(place)};
	}

	if (byMacIndices.length > 0 || byLoginIndices.length > 0)
		return {is: 'conflict', with: [...candidates].map(at)};
	if (byNumberIndex !== undefined) return {is: 'collision', with: at(byNumberIndex)};
	return customerByLogin(login, id, accounts[index]!.login, customerIndex);
}

const isAmong = (candidates: readonly number[], service: number): boolean =>
	candidates.length === 0 || candidates.includes(service);

/** Services with this Stalker login, `<customer>_<TV id>`, or customer's login. */
function servicesByLogin(
	login: string,
	index: number,
	accountIndex: AccountIndex,
	customerIndex: CustomerIndex,
): readonly number[] {
	if (login === '') return [];
	const ofCustomer = () =>
		customerIndex.byLogin
			.get(login)
			.filter(
				found =>
					hasService(customerIndex.customers[found]!) &&
					!isClaimedByAnother(found, index, accountIndex, customerIndex),
			);
	const own = customerIndex.byIptvLogin.get(login);
	if (own.length > 0) {
		// The login may also be another customer's: then it matches two, and an operator decides.
		const uids = new Set(own.map(found => customerIndex.customers[found]!.uid));
		const namesakes = customerIndex.byLogin.get(login);
		if (namesakes.every(found => uids.has(customerIndex.customers[found]!.uid))) return own;
		const others = ofCustomer().filter(found => !uids.has(customerIndex.customers[found]!.uid));
		return others.length === 0 ? own : [...own, ...others];
	}

	const byNumberIndex = serviceByNumberedLogin(login, customerIndex);
	return byNumberIndex === null ? ofCustomer() : [byNumberIndex];
}

/** ABillS names a customer's further boxes `<login>_<TV id>`. */
function serviceByNumberedLogin(login: string, {byId, customers}: CustomerIndex): number | null {
	const parts = /^(.+)_([1-9]\d{0,5})$/.exec(login);
	const index = parts ? byId.get(Number(parts[2])) : undefined;
	return index !== undefined && compareKey(customers[index]!.login) === parts![1] ? index : null;
}

/** Whether another account matches this service by two identifiers or more: then a customer's login alone does not. */
function isClaimedByAnother(
	found: number,
	index: number,
	accountIndex: AccountIndex,
	customerIndex: CustomerIndex,
): boolean {
	const {service} = customerIndex.customers[found] as Subscriber;
	const byMac = serviceMacs(service).flatMap(mac => accountIndex.macs.get(mac));
	const byNumber = accountIndex.numbers.get(String(service.id));
	const byLogin = [
		...accountIndex.logins.get(compareKey(service.iptv_login)),
		...accountIndex.logins.get(`${compareKey(customerIndex.customers[found]!.login)}_${service.id}`),
	];
	return [...byMac, ...byNumber].some(
		other =>
			other !== index && [byMac, byNumber, byLogin].filter(indices => indices.includes(other)).length > 1,
	);
}

function customerByLogin(
	login: string,
	id: number | null,
	exactLogin: string,
	{byLogin, customers}: CustomerIndex,
): Match {
	const candidates = login === '' ? [] : byLogin.get(login).map(index => customers[index]!);
	const uids = new Set(candidates.map(({uid}) => uid));
	if (uids.size > 1) {
		const exact = candidates.find(customer => customer.login === exactLogin);
		return exact ? {is: 'customer', billing: exact} : {is: 'conflict', with: candidates.filter(hasService)};
	}

	if (candidates[0]) return {is: 'customer', billing: candidates[0]};
	const base =
		id !== null && login.endsWith(`_${id}`) ? byLogin.get(login.slice(0, -String(id).length - 1)) : [];
	return base.length === 1 ? {is: 'customer', billing: customers[base[0]!]!} : {is: 'none'};
}

/** The accounts that are matched with a service, by TV id: their indices, or the index alone where one account is. */
export type MatchedServices = PatchableMap<number | readonly number[]>;

/** Collects the accounts that services are matched with, by the places of the services in billing's list: a `Map` of a hundred thousand TV ids takes longer to fill. */
export class ServiceMatches {
	readonly #byId: CustomerIndex['byId'];
	/** Indices of accounts, counted from 1; 0 where none is matched. */
	readonly #accounts: Int32Array;
	/** By place, where several accounts are matched: nearly always there are none. */
	readonly #several = new Map<number, number[]>();

	constructor({customers, byId}: CustomerIndex) {
		this.#accounts = new Int32Array(customers.length);
		this.#byId = byId;
	}

	add(place: number, account: number): void {
		const other = this.#accounts[place]!;
		const several = this.#several.get(place);
		if (other === 0) this.#accounts[place] = account + 1;
		else if (several) several.push(account);
		else this.#several.set(place, [other - 1, account]);
	}

	has(place: number): boolean {
		return this.#accounts[place] !== 0;
	}

	/** The accounts of each service that several are matched with. */
	several(): Iterable<readonly number[]> {
		return this.#several.values();
	}

	/** The accounts of the service with this TV id. */
	get(id: number): number | readonly number[] | undefined {
		const place = this.#byId.get(id);
		if (place === undefined || !this.has(place)) return undefined;
		return this.#several.get(place) ?? this.#accounts[place]! - 1;
	}
}

/** The indices of the accounts that are matched with a service. */
export function matchedWith(id: number, matched: MatchedServices): readonly number[] {
	const indices = matched.get(id) ?? [];
	return typeof indices === 'number' ? [indices] : indices;
}
