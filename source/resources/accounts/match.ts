import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {hasService, type Subscriber} from './billing-customers.ts';
import {IdentifierIndex, normalizeMacOrText, parseTvId, type AccountIndex} from './account-index.ts';
import type {Account} from './account.ts';

/** Where the ladder of names led from one account. */
export type Match =
	/** The service that is this account's, and the rule that found it. */
	| {readonly is: 'service'; readonly rule: 'number' | 'mac' | 'login'; readonly ours: Subscriber}
	/** Billing knows the customer by the login, but has no TV service for this account. */
	| {readonly is: 'customer'; readonly ours: Customer}
	/** The number is another customer's TV id: neither MAC nor login agrees. */
	| {readonly is: 'collision'; readonly with: Subscriber}
	/** The names lead to different services, or one name to several. */
	| {readonly is: 'conflict'; readonly with: readonly Subscriber[]}
	| {readonly is: 'none'};

/** Billing's services and customers by every name an account may know them by. */
export type CustomerIndex = {
	readonly customers: readonly Customer[];
	readonly byId: ReadonlyMap<number, number>;
	readonly byMac: IdentifierIndex;
	readonly byIptvLogin: IdentifierIndex;
	readonly byLogin: IdentifierIndex;
};

/** The register of one reading of billing, made once for each. */
export const customerIndexOf = memoizeWeak((customers: readonly Customer[]): CustomerIndex => {
	const byId = new Map<number, number>();
	for (const [place, {service}] of customers.entries()) if (service) byId.set(service.id, place);
	const boxes: {readonly macs: string[]; readonly places: number[]} = {macs: [], places: []};
	for (const [place, {service}] of customers.entries()) {
		for (const mac of service ? parseMacs(service.cid) : []) {
			boxes.macs.push(mac);
			boxes.places.push(place);
		}
	}

	const byMac = new IdentifierIndex(
		boxes.macs.length,
		box => boxes.macs[box]!,
		box => boxes.places[box]!,
	);
	const byLogin = new IdentifierIndex(customers.length, place => compareKey(customers[place]!.login));
	const byIptvLogin = new IdentifierIndex(customers.length, place =>
		compareKey(customers[place]!.service?.iptv_login ?? ''),
	);
	return {customers, byId, byMac, byIptvLogin, byLogin};
});

/** `iptv_main.cid` may hold several boxes, separated by `;`. */
export function parseMacs(cid: string): readonly string[] {
	if (!cid.includes(';')) return cid === '' ? [] : [normalizeMacOrText(cid)];
	return [...new Set(cid.split(';').map(normalizeMacOrText))].filter(name => name !== '');
}

/**
Which service is this account's, strongest name first: the number when MAC or login confirms it, the MAC, the login.
Two names that lead to different services are a conflict, and never settled here.
*/
export function matchAccount(
	place: number,
	accounts: readonly Account[],
	directory: AccountIndex,
	register: CustomerIndex,
): Match {
	const {login, mac} = directory.names[place]!;
	const id = parseTvId(accounts[place]!.account_number);
	const at = (found: number): Subscriber => register.customers[found] as Subscriber;

	const numbered = id === null ? undefined : register.byId.get(id);
	// Nearly all accounts: every name leads to the one service, and no list need be made.
	const {byMac, byLogin, byIptvLogin} = register;
	if (
		numbered !== undefined &&
		byMac.isOnly(mac, numbered) &&
		byIptvLogin.isOnly(login, numbered) &&
		byLogin.isOnly(login, numbered)
	) {
		return {is: 'service', rule: 'number', ours: at(numbered)};
	}

	const boxed = register.byMac.get(mac);
	const named = servicesByLogin(login, place, directory, register);
	const led = new Set([...(numbered === undefined ? [] : [numbered]), ...boxed, ...named]);
	if (numbered !== undefined && (boxed.includes(numbered) || named.includes(numbered))) {
		const agreed = isAmong(boxed, numbered) && isAmong(named, numbered);
		return agreed
			? {is: 'service', rule: 'number', ours: at(numbered)}
			: {is: 'conflict', with: [...led].map(at)};
	}

	const found = boxed.length > 0 ? boxed.filter(box => named.length === 0 || named.includes(box)) : named;
	if (found.length === 1 && (numbered === undefined || numbered === found[0])) {
		return {is: 'service', rule: boxed.length > 0 ? 'mac' : 'login', ours: at(found[0]!)};
	}

	if (boxed.length > 0 || named.length > 0) return {is: 'conflict', with: [...led].map(at)};
	if (numbered !== undefined) return {is: 'collision', with: at(numbered)};
	return customerByLogin(login, id, accounts[place]!.login, register);
}

const isAmong = (led: readonly number[], service: number): boolean =>
	led.length === 0 || led.includes(service);

/** Services whose own Stalker login, `<customer>_<TV id>`, or customer's login this is. */
function servicesByLogin(
	login: string,
	place: number,
	directory: AccountIndex,
	register: CustomerIndex,
): readonly number[] {
	if (login === '') return [];
	const ofCustomer = () =>
		register.byLogin
			.get(login)
			.filter(
				found =>
					hasService(register.customers[found]!) && !isClaimedByAnother(found, place, directory, register),
			);
	const own = register.byIptvLogin.get(login);
	if (own.length > 0) {
		// The login may also be another customer's: then one name leads to two, and a person decides.
		const uids = new Set(own.map(found => register.customers[found]!.uid));
		const namesakes = register.byLogin.get(login);
		if (namesakes.every(found => uids.has(register.customers[found]!.uid))) return own;
		const others = ofCustomer().filter(found => !uids.has(register.customers[found]!.uid));
		return others.length === 0 ? own : [...own, ...others];
	}

	const numbered = serviceByNumberedLogin(login, register);
	return numbered === null ? ofCustomer() : [numbered];
}

/** ABillS names a customer's further boxes `<login>_<TV id>`. */
function serviceByNumberedLogin(login: string, {byId, customers}: CustomerIndex): number | null {
	const parts = /^(.+)_([1-9]\d{0,5})$/.exec(login);
	const place = parts ? byId.get(Number(parts[2])) : undefined;
	return place !== undefined && compareKey(customers[place]!.login) === parts![1] ? place : null;
}

/** Whether another account already agrees with this service in two names at least: then a bare customer login does not claim it. */
function isClaimedByAnother(
	found: number,
	place: number,
	directory: AccountIndex,
	register: CustomerIndex,
): boolean {
	const {service} = register.customers[found] as Subscriber;
	const byMac = parseMacs(service.cid).flatMap(mac => directory.macs.get(mac));
	const byNumber = directory.numbers.get(String(service.id));
	const byLogin = [
		...directory.logins.get(compareKey(service.iptv_login)),
		...directory.logins.get(`${compareKey(register.customers[found]!.login)}_${service.id}`),
	];
	return [...byMac, ...byNumber].some(
		other =>
			other !== place && [byMac, byNumber, byLogin].filter(places => places.includes(other)).length > 1,
	);
}

function customerByLogin(
	login: string,
	id: number | null,
	spelled: string,
	{byLogin, customers}: CustomerIndex,
): Match {
	const known = login === '' ? [] : byLogin.get(login).map(place => customers[place]!);
	const uids = new Set(known.map(({uid}) => uid));
	if (uids.size > 1) {
		const exact = known.find(customer => customer.login === spelled);
		return exact ? {is: 'customer', ours: exact} : {is: 'conflict', with: known.filter(hasService)};
	}

	if (known[0]) return {is: 'customer', ours: known[0]};
	const base =
		id !== null && login.endsWith(`_${id}`) ? byLogin.get(login.slice(0, -String(id).length - 1)) : [];
	return base.length === 1 ? {is: 'customer', ours: customers[base[0]!]!} : {is: 'none'};
}
