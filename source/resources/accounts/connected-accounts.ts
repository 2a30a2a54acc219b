import {compareKey} from '../../normalize/collation.ts';
import type {Customer} from '../../billing/read-types.ts';
import {parseTvId, type AccountIndex, type NormalizedIdentifiers} from './account-index.ts';
import {serviceMacs, type CustomerIndex} from './customer-index.ts';

/** The numbers of all accounts whose match looks at one of these customers and services: {@link matchAccount} finds them by no other identifiers. */
export function accountsOfCustomers(customers: readonly Customer[], index: AccountIndex): Set<number> {
	const found = new Set<number>();
	const logins = new Set<string>();
	const ids = new Set<number>();
	for (const {login, service} of customers) {
		logins.add(compareKey(login));
		addAll(found, index.logins.get(compareKey(login)));
		if (!service) continue;
		ids.add(service.id);
		addAll(found, index.logins.get(compareKey(service.iptv_login)));
		addAll(found, index.numbers.get(String(service.id)));
		for (const mac of serviceMacs(service)) addAll(found, index.macs.get(mac));
	}

	addAll(found, accountsByParts(logins, ids, index));
	return found;
}

/** Accounts with a login `<customer>_<number>`, and with a number that is a TV id but for blanks at its end: no index has these. A hundred thousand take one or two milliseconds. */
function accountsByParts(
	logins: ReadonlySet<string>,
	ids: ReadonlySet<number>,
	{names}: AccountIndex,
): readonly number[] {
	const found: number[] = [];
	const lengths = new Set([...logins].map(({length}) => length));
	for (let at = 0; at < names.login.length; at++) {
		const [login, number] = [names.login[at]!, names.number[at]!];
		const end = login.lastIndexOf('_');
		if (end !== -1 && lengths.has(end) && logins.has(login.slice(0, end))) found.push(at);
		else if (isBlank(number.charCodeAt(number.length - 1)) && ids.has(parseTvId(number) ?? 0)) found.push(at);
	}

	return found;
}

/** Whether `trimEnd` may take the character away. */
const isBlank = (code: number): boolean => code <= 0x20 || code >= 0xa0;

/** The numbers of all accounts whose row can change because of one with these identifiers: those that share an identifier with it, and those whose customer's only service it may claim by two. */
export function accountsOfAccount(
	{login, mac, number}: NormalizedIdentifiers,
	index: AccountIndex,
	{byId, byMac, byIptvLogin, customers}: CustomerIndex,
): Set<number> {
	const found = new Set<number>();
	addAll(found, index.logins.get(login));
	addAll(found, index.macs.get(mac));
	addAll(found, index.numbers.get(number));
	const id = parseTvId(number);
	const numbered = parseTvId(login.slice(login.lastIndexOf('_') + 1));
	const services = [...byMac.get(mac), ...byIptvLogin.get(login)];
	for (const one of [id, numbered]) if (one !== null) services.push(byId.get(one) ?? -1);
	for (const at of services) if (at !== -1) addAll(found, index.logins.get(compareKey(customers[at]!.login)));
	return found;
}

/** Adds numbers to a set. */
export function addAll(found: Set<number>, numbers: Iterable<number>): void {
	for (const one of numbers) found.add(one);
}
