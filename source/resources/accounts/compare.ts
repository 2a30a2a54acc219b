import {compareKey} from '../../normalize/collation.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {billingOnlyRow, invalidRows} from '../../sync/row.ts';
import {hasService, type BillingCustomers, type Subscriber} from './billing-customers.ts';
import {buildRow, type AccountRow, type AccountList, type MatchContext} from './build-row.ts';
import {
	accountIndexOf,
	allAccounts,
	normalizeMacOrText,
	parseTvId,
	type AccountIndex,
	type NormalizedIdentifiers,
} from './account-index.ts';
import {matchAccount, ServiceMatches} from './match.ts';
import {PatchableMap, parseMacs, customerIndexOf, serviceMacs, type CustomerIndex} from './customer-index.ts';
import type {Customer} from '../../billing/read-types.ts';

/** Pairs every account with its service, names the differences, and adds the services without account. Pure. */
export function compareAccounts(
	stalker: AccountList,
	billing: BillingCustomers,
	short: boolean,
): readonly AccountRow[] {
	const {items, invalid} = stalker;
	const accountIndex = accountIndexOf(allAccounts(stalker));
	const customerIndex = customerIndexOf(billing.customers);
	const matched = new ServiceMatches(customerIndex);
	const matchedServices = new PatchableMap(matched);
	const context: MatchContext = {stalker, billing, accountIndex, customerIndex, matchedServices};
	const disputed = new Set<number>();
	const matchAt = (index: number) => matchAccount(index, items, accountIndex, customerIndex);
	const rows: AccountRow[] = [];
	for (let index = 0; index < items.length; index++) {
		const match = matchAt(index);
		if (match.is === 'service') matched.add(match.place, index);
		else if (match.is === 'conflict') for (const {service} of match.with) disputed.add(service.id);
		// Built at once, while the records are in the processor's cache.
		rows.push(buildRow(index, match, context));
	}

	// Of several accounts with one service the first rows were built before the other accounts were matched.
	for (const indices of matched.several())
		for (const index of indices) rows[index] = buildRow(index, matchAt(index), context);
	for (const row of invalidRows(invalid)) rows.push(row);
	for (const row of onlyInBilling(matched, disputed, context, short)) rows.push(row);
	return rememberCompared(rows, {...context, short, changed: 0});
}

/** What rows were built with. `changed`: in how many places lists have been patched since all rows were compared. */
export type Compared = MatchContext & {readonly short: boolean; readonly changed: number};

const contexts = new WeakMap<readonly AccountRow[], Compared>();

/** What rows were built with; `undefined`: they were not compared here. */
export const comparedWith = (rows: readonly AccountRow[]): Compared | undefined => contexts.get(rows);

/** Remembers what rows were built with. Returns the rows. */
export function rememberCompared(rows: readonly AccountRow[], context: Compared): readonly AccountRow[] {
	contexts.set(rows, context);
	return rows;
}

/**
Rows of the services without account. Left out are services of status 2, which should not be in Stalker, and those
that a conflicting account matches (`disputed`). With a short list, nothing counts as missing.
*/
function onlyInBilling(
	matched: ServiceMatches,
	disputed: ReadonlySet<number>,
	{billing: {customers}, stalker: {invalid}}: MatchContext,
	short: boolean,
): readonly AccountRow[] {
	const invalidIdentifiers = identifiersIn(invalid.map(({raw}) => raw));
	const rows: AccountRow[] = [];
	// A loop: nearly all of a hundred thousand services have an account.
	for (let place = 0; place < customers.length; place++) {
		if (matched.has(place)) continue;
		const customer = customers[place]!;
		if (!hasService(customer) || customer.service.disable === 2 || disputed.has(customer.service.id))
			continue;
		rows.push(rowOfService(customer, short || mayBelongTo(customer, invalidIdentifiers)));
	}

	return rows;
}

/** The row of a service without account. `isUnsure`: whether one is missing is not known. */
export const rowOfService = (customer: Subscriber, isUnsure: boolean): AccountRow =>
	billingOnlyRow(
		serviceKey(customer.service.id),
		customer,
		{code: 'A3', field: 'login', ours: customer.login},
		isUnsure,
	);

/** The key of such a row. */
export const serviceKey = (id: number): string => `service:${id}`;

/** Whether a service may belong to an invalid record. */
export const mayBelongTo = (
	{login, service}: Subscriber,
	invalidIdentifiers: ReadonlySet<string> | null,
): boolean =>
	invalidIdentifiers === null ||
	// Nearly always the set is empty, and this runs for every service.
	(invalidIdentifiers.size > 0 &&
		([service.iptv_login, login].some(name => name !== '' && invalidIdentifiers.has(compareKey(name))) ||
			parseMacs(service.cid).some(mac => invalidIdentifiers.has(mac)) ||
			invalidIdentifiers.has(String(service.id))));

/** The identifiers in invalid records; `null` when one of them has none, and might be any account. */
export function identifiersIn(records: readonly unknown[]): ReadonlySet<string> | null {
	const names = new Set<string>();
	for (const record of records) {
		const context = names.size;
		const {login, stb_mac, account_number} = (
			typeof record === 'object' && record !== null ? record : {}
		) as Readonly<Record<string, unknown>>;
		if (isIdentifier(login)) names.add(compareKey(String(login)));
		if (isIdentifier(stb_mac)) names.add(normalizeMacOrText(String(stb_mac)));
		if (isIdentifier(account_number)) names.add(String(parseTvId(String(account_number)) ?? account_number));
		if (names.size === context) return null;
	}

	return names;
}

const isIdentifier = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';

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

/** Accounts with a login `<customer>_<number>`, and with a number that is a TV id but for blanks at its end: no index has these. */
const accountsByParts = (
	logins: ReadonlySet<string>,
	ids: ReadonlySet<number>,
	{names}: AccountIndex,
): readonly number[] =>
	placesWithParts(names).filter(at => {
		const [login, number] = [names.login[at]!, names.number[at]!];
		const end = login.lastIndexOf('_');
		if (end !== -1 && logins.has(login.slice(0, end))) return true;
		return isBlank(number.charCodeAt(number.length - 1)) && ids.has(parseTvId(number) ?? 0);
	});

/** The accounts that can be found so. Looked for once while no identifier changes: a hundred thousand take some milliseconds. */
const placesWithParts = memoizeWeak(({login, number}: AccountIndex['names']): readonly number[] => {
	const places: number[] = [];
	for (let at = 0; at < login.length; at++)
		if (login[at]!.includes('_') || isBlank(number[at]!.charCodeAt(number[at]!.length - 1))) places.push(at);
	return places;
});

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
