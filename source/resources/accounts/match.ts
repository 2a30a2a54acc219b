import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import {hasService, type Subscriber} from './billing-customers.ts';
import {accountNames, parseNumberedLogin, parseTvId, type AccountIndex} from './account-index.ts';
import {serviceMacs, type CustomerIndex} from './customer-index.ts';
import type {AccountIdentifiers} from '../../stalker/account-address.ts';

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
export function matchAccount(at: number, accountIndex: AccountIndex, customerIndex: CustomerIndex): Match {
	const login = accountIndex.logins.nameOf(at);
	const mac = accountIndex.macs.nameOf(at);
	const byNumber = serviceByNumber(accountIndex.numbers.nameOf(at), customerIndex);
	const {items, macs, logins, iptvLogins} = customerIndex;
	const service = (place: number): Subscriber => items[place] as Subscriber;

	// Nearly all accounts: every identifier matches the one service, and no list is needed.
	if (
		byNumber !== -1 &&
		macs.isOnly(mac, byNumber) &&
		iptvLogins.isOnly(login, byNumber) &&
		logins.isOnly(login, byNumber)
	) {
		return {is: 'service', rule: 'number', place: byNumber, billing: service(byNumber)};
	}

	const byMac = macs.get(mac);
	const byLogin = servicesByLogin(login, at, accountIndex, customerIndex);
	const conflict = (): Match => {
		const candidates = new Set([...(byNumber === -1 ? [] : [byNumber]), ...byMac, ...byLogin]);
		return {is: 'conflict', with: [...candidates].map(service)};
	};
	if (byMac.includes(byNumber) || byLogin.includes(byNumber)) {
		const isAgreed = isAmong(byMac, byNumber) && isAmong(byLogin, byNumber);
		return isAgreed
			? {is: 'service', rule: 'number', place: byNumber, billing: service(byNumber)}
			: conflict();
	}

	const found =
		byMac.length > 0 ? byMac.filter(box => byLogin.length === 0 || byLogin.includes(box)) : byLogin;
	const [place, ...others] = found;
	if (place !== undefined && others.length === 0 && byNumber === -1)
		return {is: 'service', rule: byMac.length > 0 ? 'mac' : 'login', place, billing: service(place)};
	if (byMac.length > 0 || byLogin.length > 0) return conflict();
	return byNumber === -1
		? customerByLogin(at, accountIndex, customerIndex)
		: {is: 'collision', with: service(byNumber)};
}

/** The place of the service whose TV id is this number in the compared form; -1 where there is none. */
const serviceByNumber = (number: string, {tvIds}: CustomerIndex): number =>
	parseTvId(number) === null ? -1 : tvIds.only(number);

const isAmong = (candidates: readonly number[], service: number): boolean =>
	candidates.length === 0 || candidates.includes(service);

/** Services with this Stalker login, `<customer>_<TV id>`, or customer's login. */
function servicesByLogin(
	login: string,
	at: number,
	accountIndex: AccountIndex,
	customerIndex: CustomerIndex,
): readonly number[] {
	const {items, logins, iptvLogins} = customerIndex;
	const ofCustomer = () =>
		logins
			.get(login)
			.filter(
				found => hasService(items[found]!) && !isClaimedByAnother(found, at, accountIndex, customerIndex),
			);
	const own = iptvLogins.get(login);
	if (own.length > 0) {
		// The login may also be another customer's: then it matches two, and an operator decides.
		const uids = new Set(own.map(found => items[found]!.uid));
		const isOther = (found: number) => !uids.has(items[found]!.uid);
		const others = logins.get(login).some(isOther) ? ofCustomer().filter(isOther) : [];
		return others.length === 0 ? own : [...own, ...others];
	}

	const numbered = serviceByNumberedLogin(login, customerIndex);
	return numbered === -1 ? ofCustomer() : [numbered];
}

/** The service of a login `<customer>_<TV id>`; -1 where there is none. */
function serviceByNumberedLogin(login: string, {tvIds, logins}: CustomerIndex): number {
	const parts = parseNumberedLogin(login);
	const place = parts ? tvIds.only(parts.tvId) : -1;
	return place !== -1 && logins.nameOf(place) === parts!.owner ? place : -1;
}

/** Whether another account matches this service by two identifiers or more: then a customer's login alone does not. */
function isClaimedByAnother(
	found: number,
	at: number,
	accountIndex: AccountIndex,
	{items, tvIds, logins, iptvLogins}: CustomerIndex,
): boolean {
	const tvId = tvIds.nameOf(found);
	const byMac = serviceMacs(items[found]!.service!).flatMap(mac => accountIndex.macs.get(mac));
	const byNumber = accountIndex.numbers.get(tvId);
	const byLogin = [
		...accountIndex.logins.get(iptvLogins.nameOf(found)),
		...accountIndex.logins.get(`${logins.nameOf(found)}_${tvId}`),
	];
	return [...byMac, ...byNumber].some(
		other => other !== at && [byMac, byNumber, byLogin].filter(indices => indices.includes(other)).length > 1,
	);
}

function customerByLogin(at: number, accounts: AccountIndex, {logins, items}: CustomerIndex): Match {
	const login = accounts.logins.nameOf(at);
	const candidates = logins.get(login).map(index => items[index]!);
	const [first] = candidates;
	if (new Set(candidates.map(({uid}) => uid)).size > 1) {
		const exact = candidates.find(customer => customer.login === accounts.items[at]!.login);
		return exact ? {is: 'customer', billing: exact} : {is: 'conflict', with: candidates.filter(hasService)};
	}

	if (first) return {is: 'customer', billing: first};
	const parts = parseNumberedLogin(login);
	const places = parts?.tvId === accounts.numbers.nameOf(at) ? logins.get(parts.owner) : [];
	const [owner, ...others] = places.map(place => items[place]!);
	// One customer is there once for each of his services.
	return owner && others.every(({uid}) => uid === owner.uid)
		? {is: 'customer', billing: owner}
		: {is: 'none'};
}

/** The places of all customers that {@link matchAccount} looks at for accounts with these identifiers. */
export function customersOfAccounts(
	accounts: readonly AccountIdentifiers[],
	{logins, iptvLogins, macs, tvIds}: CustomerIndex,
): ReadonlySet<number> {
	const names = accounts.map(accountNames);
	const ownLogins = names.map(([login]) => login);
	return new Set([
		...tvIds.rowsWith(names.map(([, , number]) => number)),
		...macs.rowsWith(names.map(([, mac]) => mac)),
		...iptvLogins.rowsWith(ownLogins),
		...logins.rowsWith([...ownLogins, ...names.map(([, , , owner]) => owner)]),
		...tvIds.rowsWith(ownLogins.map(login => parseNumberedLogin(login)?.tvId ?? '')),
	]);
}

/** The places of all accounts for which {@link matchAccount} looks at one of these customers and his service. */
export function accountsOfCustomers(
	customers: readonly Customer[],
	{logins, macs, numbers, owners}: AccountIndex,
): ReadonlySet<number> {
	const names = customers.map(({login}) => compareKey(login));
	const services = customers.filter(hasService).map(({service}) => service);
	return new Set([
		...logins.rowsWith([...names, ...services.map(({iptv_login}) => compareKey(iptv_login))]),
		...owners.rowsWith(names),
		...numbers.rowsWith(services.map(({id}) => String(id))),
		...macs.rowsWith(services.flatMap(serviceMacs)),
	]);
}
