import type {Customer} from '../../billing/read-types.ts';
import {allAccounts, normalizeIdentifiers, patchAccountIndex} from './account-index.ts';
import {hasService, type BillingCustomers, type Subscriber} from './billing-customers.ts';
import {buildRow, type AccountList, type AccountRow, type MatchContext} from './build-row.ts';
import {
	comparedWith,
	identifiersIn,
	mayBelongTo,
	rememberCompared,
	rowOfService,
	serviceKey,
	type Compared,
	accountsOfAccount,
	accountsOfCustomers,
	addAll,
} from './compare.ts';
import {patchCustomerIndex, serviceMacs} from './customer-index.ts';
import {matchAccount, type Match, matchedWith} from './match.ts';

/** Changed places beyond which all rows are compared: what was patched makes each later patch slower. */
const maxChanged = 2000;

/** Both sides that rows are compared with. */
type Sides = {readonly stalker: AccountList; readonly billing: BillingCustomers; readonly short: boolean};

/**
The rows as {@link compareAccounts} would build them, where few accounts and customers have changed: compared are those that identifiers connect with the changed ones; the others are the same objects.
`null` where more than these can change, and all rows are to be compared.
*/
export function recompareConnected(rows: readonly AccountRow[], sides: Sides): readonly AccountRow[] | null {
	const before = comparedWith(rows);
	if (!before || !differInListsAlone(before, sides)) return null;
	const {stalker, billing, short} = sides;
	const accounts = changedPlaces(before.stalker.items, stalker.items);
	const customers = changedPlaces(before.billing.customers, billing.customers);
	const changed = before.changed + (accounts?.length ?? 0) + (customers?.length ?? 0);
	if (!accounts || !customers || changed > maxChanged) return null;
	const context: MatchContext = {
		stalker,
		billing,
		accountIndex: patchAccountIndex(before.accountIndex, allAccounts(stalker), accounts),
		customerIndex: patchCustomerIndex(before.customerIndex, billing.customers, customers),
		matchedServices: before.matchedServices,
	};
	const gone = customers.flatMap(at => before.billing.customers[at] ?? []);
	const current = [...gone, ...customers.map(at => billing.customers[at]!)];
	const connected = connectedAccounts(accounts, current, before.stalker, context);
	const then = matchesOf(connected, before);
	const now = matchesOf(connected, context);
	const ids = new Set([...then.values(), ...now.values()].flatMap(servicesOf));
	for (const {service} of current) if (service) ids.add(service.id);
	const matchedServices = before.matchedServices.patched(claimsOf(ids, now, before));
	const next = {...context, matchedServices};
	for (const id of boxSharers(current, next)) ids.add(id);
	const rebuilt = new Set(connected);
	for (const id of ids) addAll(rebuilt, matchedWith(id, matchedServices));
	const accountRows = rows.slice(0, before.stalker.items.length);
	for (const at of [...rebuilt].toSorted((a, b) => a - b))
		accountRows[at] = buildRow(at, now.get(at) ?? matchAt(at, next), next);
	const others = rows.slice(before.stalker.items.length);
	const invalid = others.slice(0, stalker.invalid.length);
	const unmatched = patchUnmatched(others.slice(stalker.invalid.length), ids, next, short);
	const isAll = invalid.length === 0 && unmatched.length === 0;
	return rememberCompared(isAll ? accountRows : accountRows.concat(invalid, unmatched), {
		...next,
		short,
		changed,
	});
}

/** Whether nothing else has changed that a row depends on: plans, today, invalid accounts. Invalid accounts have places behind all others. */
function differInListsAlone(before: Compared, {stalker, billing, short}: Sides): boolean {
	return (
		before.short === short &&
		haveSameFields({...before.stalker, items: null}, {...stalker, items: null}) &&
		haveSameFields({...before.billing, customers: null}, {...billing, customers: null}) &&
		(stalker.invalid.length === 0 || before.stalker.items.length === stalker.items.length)
	);
}

const haveSameFields = (one: object, other: object): boolean =>
	Object.entries(other).every(([name, value]) => (one as Record<string, unknown>)[name] === value);

/** The places where two lists have not the same item; `null` where the later one is shorter, or has many such places. */
function changedPlaces<Item>(before: readonly Item[], now: readonly Item[]): readonly number[] | null {
	if (now.length < before.length) return null;
	if (now === before) return [];
	const places: number[] = [];
	for (let at = 0; at < now.length; at++) {
		if (now[at] === before[at]) continue;
		if (places.length === maxChanged) return null;
		places.push(at);
	}

	return places;
}

/** The places of the accounts whose match can have changed. `customers`: the changed ones, as they were and as they are. */
function connectedAccounts(
	changed: readonly number[],
	customers: readonly Customer[],
	before: AccountList,
	{stalker, accountIndex, customerIndex}: MatchContext,
): ReadonlySet<number> {
	const found = customers.length > 0 ? accountsOfCustomers(customers, accountIndex) : new Set<number>();
	for (const at of changed) {
		found.add(at);
		for (const {items} of [before, stalker]) {
			const account = items[at];
			if (account)
				addAll(found, accountsOfAccount(normalizeIdentifiers(account), accountIndex, customerIndex));
		}
	}

	return new Set([...found].filter(at => at < stalker.items.length));
}

const matchAt = (at: number, {stalker, accountIndex, customerIndex}: MatchContext): Match =>
	matchAccount(at, stalker.items, accountIndex, customerIndex);

/** The match of each account that the list has. */
const matchesOf = (places: ReadonlySet<number>, context: MatchContext): ReadonlyMap<number, Match> =>
	new Map(
		[...places]
			.filter(at => at < context.stalker.items.length)
			.map(at => [at, matchAt(at, context)] as const),
	);

/** The TV ids of the services that a match names. */
function servicesOf(match: Match): readonly number[] {
	if (match.is === 'service') return [match.billing.service.id];
	return match.is === 'conflict' ? match.with.map(({service}) => service.id) : [];
}

/** Which accounts match each of these services now. `matches`: those of all accounts that can have another match. */
function claimsOf(
	ids: ReadonlySet<number>,
	matches: ReadonlyMap<number, Match>,
	{matchedServices}: MatchContext,
): ReadonlyMap<number, number | readonly number[] | undefined> {
	const claims = new Map<number, number[]>();
	for (const id of ids)
		claims.set(
			id,
			matchedWith(id, matchedServices).filter(at => !matches.has(at)),
		);
	for (const [at, match] of matches)
		if (match.is === 'service') claims.get(match.billing.service.id)!.push(at);
	return new Map(
		[...claims].map(([id, places]) => [id, places.length > 1 ? places.toSorted((a, b) => a - b) : places[0]]),
	);
}

/** The TV ids of the services that have a box of one of these. */
const boxSharers = (
	customers: readonly Customer[],
	{customerIndex: {byMac, customers: all}}: MatchContext,
): readonly number[] =>
	customers
		.flatMap(({service}) => (service ? serviceMacs(service) : []))
		.flatMap(mac => byMac.get(mac).map(at => all[at]!.service!.id));

/** The rows of services without account, with those of these services judged anew; in the order of billing's list. */
function patchUnmatched(
	rows: readonly AccountRow[],
	ids: ReadonlySet<number>,
	context: MatchContext,
	short: boolean,
): readonly AccountRow[] {
	const keys = new Set([...ids].map(serviceKey));
	const remaining = rows.filter(({key}) => !keys.has(key));
	const added = unmatchedServices(ids, context);
	if (added.length === 0) return remaining;
	const invalid = identifiersIn(context.stalker.invalid.map(({raw}) => raw));
	return [
		...remaining,
		...added.map(service => rowOfService(service, short || mayBelongTo(service, invalid))),
	].toSorted((one, other) => placeOf(one, context) - placeOf(other, context));
}

const placeOf = ({billing}: AccountRow, {customerIndex: {byId}}: MatchContext): number =>
	byId.get(billing!.service!.id)!;

/** Those of these services that no account matches and no conflict names, and that should be in Stalker. */
function unmatchedServices(ids: ReadonlySet<number>, context: MatchContext): readonly Subscriber[] {
	const {customerIndex, matchedServices, accountIndex, stalker} = context;
	const services = [...ids].flatMap(id => {
		const at = matchedServices.get(id) === undefined ? customerIndex.byId.get(id) : undefined;
		const customer = at === undefined ? undefined : customerIndex.customers[at]!;
		return customer && hasService(customer) && customer.service.disable !== 2 ? [customer] : [];
	});
	if (services.length === 0) return [];
	const disputed = new Set<number>();
	for (const at of accountsOfCustomers(services, accountIndex)) {
		if (at >= stalker.items.length) continue;
		const match = matchAt(at, context);
		if (match.is === 'conflict') addAll(disputed, servicesOf(match));
	}

	return services.filter(({service}) => !disputed.has(service.id));
}
