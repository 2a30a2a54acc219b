import type {Customer} from '../../billing/read-types.ts';
import type {Account} from './account.ts';
import {allAccounts, patchAccountIndex, placesSharing} from './account-index.ts';
import {hasService, type BillingCustomers} from './billing-customers.ts';
import {buildRow, type AccountList, type AccountRow, type MatchContext} from './build-row.ts';
import {
	comparedWith,
	identifiersIn,
	mayBelongTo,
	rememberCompared,
	rowOfService,
	serviceKey,
	type Compared,
} from './compare.ts';
import {patchCustomerIndex, serviceMacs} from './customer-index.ts';
import {accountsOfCustomers, customersOfAccounts, matchAccount, type Match} from './match.ts';

/** Changed places beyond which all rows are compared: what was patched makes each later patch slower. */
const maxChanged = 2000;

/** Both sides that rows are compared with. */
type Sides = {readonly stalker: AccountList; readonly billing: BillingCustomers; readonly short: boolean};

/**
The rows as {@link compareAccounts} would build them, where few accounts and customers have changed: compared are those that identifiers
connect with the changed ones; the others are the same objects. `null` where more than these can change, and all rows are to be compared.
*/
export function recompareConnected(rows: readonly AccountRow[], sides: Sides): readonly AccountRow[] | null {
	const before = comparedWith(rows);
	if (!before || !differInListsAlone(before, sides)) return null;
	const {stalker, billing, short} = sides;
	const places = {
		accounts: changedPlaces(before.stalker.items, stalker.items),
		customers: changedPlaces(before.billing.customers, billing.customers),
	};
	const changed = before.changed + (places.accounts?.length ?? 0) + (places.customers?.length ?? 0);
	if (!places.accounts || !places.customers || changed > maxChanged) return null;
	const accountIndex = patchAccountIndex(before.accountIndex, allAccounts(stalker), places.accounts);
	const customerIndex = patchCustomerIndex(before.customerIndex, billing.customers, places.customers);
	const indexes: Indexes = {accountIndex, customerIndex};
	const start: Records = {
		accounts: recordsAt(places.accounts, before.accountIndex, accountIndex),
		customers: recordsAt(places.customers, before.customerIndex, customerIndex),
	};
	// Three times along shared identifiers. `matched`: may have another match now. `shown`: may have another row, since a row names all
	// accounts that match its service. `named`: may be named in these rows.
	const matched = connectedWith(start, indexes);
	const shown = connectedWith(matched, indexes);
	const named = connectedWith(shown, indexes);
	const matches = matchesOf([...places.accounts, ...named.accountPlaces], stalker, indexes);
	const context: MatchContext = {stalker, billing, ...indexes, sharing: sharingIn(matches)};
	const accountRows = rows.slice(0, before.stalker.items.length);
	for (const at of [...places.accounts, ...shown.accountPlaces].toSorted((a, b) => a - b))
		if (matches.has(at)) accountRows[at] = buildRow(at, matches.get(at)!, context);
	const others = rows.slice(before.stalker.items.length);
	const invalid = others.slice(0, stalker.invalid.length);
	const judged = [...start.customers, ...matched.customers, ...shown.customers].filter(hasService);
	const ids = new Set(judged.map(({service}) => service.id));
	const unmatched = patchUnmatched(others.slice(stalker.invalid.length), ids, matches, context, short);
	const isAll = invalid.length === 0 && unmatched.length === 0;
	return rememberCompared(isAll ? accountRows : accountRows.concat(invalid, unmatched), {
		...context,
		short,
		changed,
	});
}

/**
Whether nothing else has changed that a row depends on: plans, today, invalid accounts. Invalid accounts have places behind all others.
*/
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

type Indexes = Pick<MatchContext, 'accountIndex' | 'customerIndex'>;

type Records = {readonly accounts: readonly Account[]; readonly customers: readonly Customer[]};

/** The records at these places as they were and as they are. */
const recordsAt = <Item>(
	places: readonly number[],
	before: {readonly items: readonly Item[]},
	now: {readonly items: readonly Item[]},
): readonly Item[] => [before, now].flatMap(({items}) => places.flatMap(at => items[at] ?? []));

/** The accounts and customers that are matched by an identifier of one of these, or share one with it, and the places of the accounts. */
function connectedWith(
	{accounts, customers}: Records,
	{accountIndex, customerIndex}: Indexes,
): Records & {readonly accountPlaces: ReadonlySet<number>} {
	const boxes = customers.filter(hasService).flatMap(({service}) => serviceMacs(service));
	const customerPlaces = new Set([
		...customersOfAccounts(accounts, customerIndex),
		...customerIndex.macs.rowsWith(boxes),
	]);
	const found = [...customerPlaces].map(at => customerIndex.items[at]!);
	const accountPlaces = new Set([
		...placesSharing(accounts, accountIndex),
		...accountsOfCustomers([...customers, ...found], accountIndex),
	]);
	return {
		accountPlaces,
		accounts: [...accountPlaces].map(at => accountIndex.items[at]!),
		customers: found,
	};
}

/** The match of each of these accounts that is not invalid, in the order of the list. */
const matchesOf = (
	places: readonly number[],
	{items}: AccountList,
	{accountIndex, customerIndex}: Indexes,
): ReadonlyMap<number, Match> =>
	new Map(
		[...new Set(places)]
			.filter(at => at < items.length)
			.toSorted((a, b) => a - b)
			.map(at => [at, matchAccount(at, accountIndex, customerIndex)]),
	);

/** The accounts that match one service together, by its place. */
function sharingIn(matches: ReadonlyMap<number, Match>): MatchContext['sharing'] {
	const byPlace = Map.groupBy(matches, ([, match]) => (match.is === 'service' ? match.place : -1));
	byPlace.delete(-1);
	return new Map(
		[...byPlace]
			.filter(([, {length}]) => length > 1)
			.map(([place, own]) => [place, own.map(([at]) => at)] as const),
	);
}

/** The rows of services without account, with those of these services judged anew; in the order of billing's list. */
function patchUnmatched(
	rows: readonly AccountRow[],
	ids: ReadonlySet<number>,
	matches: ReadonlyMap<number, Match>,
	{stalker, customerIndex: {items, tvIds}}: MatchContext,
	short: boolean,
): readonly AccountRow[] {
	const keys = new Set([...ids].map(serviceKey));
	const remaining = rows.filter(({key}) => !keys.has(key));
	const found = new Set(
		[...matches.values()].flatMap(match =>
			match.is === 'service' ? [match.billing] : match.is === 'conflict' ? match.with : [],
		),
	);
	const added = [...ids]
		.flatMap(id => items[tvIds.only(String(id))] ?? [])
		.filter(hasService)
		.filter(customer => customer.service.disable !== 2 && !found.has(customer));
	if (added.length === 0) return remaining;
	const invalid = identifiersIn(stalker.invalid.map(({raw}) => raw));
	const placeOf = ({billing}: AccountRow) => tvIds.only(String(billing!.service!.id));
	return [
		...remaining,
		...added.map(service => rowOfService(service, short || mayBelongTo(service, invalid))),
	].toSorted((one, other) => placeOf(one) - placeOf(other));
}
