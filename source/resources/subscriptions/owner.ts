import type {Difference} from '../../sync/difference.ts';
import {isShort} from '../../sync/comparison.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {accountLabel} from '../accounts/labels.ts';
import {mayBelongTo, identifiersIn} from '../accounts/compare.ts';
import {serviceLabel} from '../accounts/build-row.ts';
import {accountIndexOf, allAccounts, normalizeMacOrText, parseTvId} from '../accounts/account-index.ts';
import {matchAccount, customerIndexOf} from '../accounts/match.ts';
import {accountIndicesFor, type SubscriptionList} from './read-subscriptions.ts';

/** Whose a subscription is, in billing. */
export type Owner =
	| {readonly is: 'service'; readonly ours: Subscriber}
	/** Billing has no service for its account. */
	| {readonly is: 'none'}
	/** Several accounts have its names, or its account's lead to several services. */
	| {readonly is: 'conflict'; readonly drift: Difference}
	/** No account that was read has its names: the accounts are older than it, or one of them cannot be read. */
	| {readonly is: 'unknown'};

/**
The service of a subscription: its account's, by the ladder that accounts are matched by. Where there are no accounts to go by, the one that has its box; but never
that one beside accounts that say something else.
*/
export function findOwner(place: number, reading: SubscriptionList, known: BillingCustomers): Owner {
	const {items, accounts, accountIndices} = reading;
	const register = customerIndexOf(known.customers);
	if (!accounts) return ownerByBox(items[place]!, known);
	const everyone = allAccounts(accounts);
	const directory = accountIndexOf(everyone);
	const {mac, ls, login} = items[place]!;
	const at = accountIndices[place];
	if (typeof at === 'number') {
		const match = matchAccount(at, accounts.items, directory, register);
		if (match.is === 'service') return match;
		if (match.is === 'conflict')
			return conflict('A4', 'login', login || mac || ls, match.with.map(serviceLabel));
		if (match.is === 'collision') return conflict('F2', 'ls', ls, [serviceLabel(match.with)]);
		return {is: 'none'};
	}

	const sharers = accountIndicesFor(items[place]!, directory);
	if (sharers.length < 2) return {is: 'unknown'};
	const names = sharers.slice(0, maxNamed).map(other => accountLabel(everyone[other]!));
	return mac === '' ? conflict('F2', 'ls', ls, names) : conflict('D3', 'mac', mac, names);
}

/** As many others as a conflict names. */
const maxNamed = 10;

const conflict = (
	code: Difference['code'],
	field: string,
	theirs: string,
	others: readonly string[],
): Owner => ({
	is: 'conflict',
	drift: {code, field, theirs, ours: null, with: others},
});

/** The service that has the box; of several, the one that has the number, too. */
function ownerByBox({mac, ls}: SubscriptionList['items'][number], {customers}: BillingCustomers): Owner {
	const found =
		mac === ''
			? []
			: customerIndexOf(customers)
					.byMac.get(normalizeMacOrText(mac))
					.map(place => customers[place]!)
					.filter(hasService);
	const numbered = found.find(({service: {id}}) => id === parseTvId(ls));
	const ours = numbered ?? (found.length === 1 ? found[0]! : null);
	return ours ? {is: 'service', ours} : {is: 'none'};
}

/**
TV ids of the services that have an account, whatever it has chosen, or that one may have; `null` where the accounts are not known, or not all of
the `expected` ones.
*/
export function servicesWithAccount(
	{accounts}: SubscriptionList,
	{customers}: BillingCustomers,
	expected: number,
): ReadonlySet<number> | null {
	if (!accounts || isShort(accounts.items.length, expected)) return null;
	const perhaps = identifiersIn(accounts.invalid.map(({raw}) => raw));
	if (perhaps === null) return null;
	const register = customerIndexOf(customers);
	const directory = accountIndexOf(allAccounts(accounts));
	const ids = new Set<number>();
	for (let place = 0; place < accounts.items.length; place++) {
		const match = matchAccount(place, accounts.items, directory, register);
		if (match.is === 'service') ids.add(match.ours.service.id);
		if (match.is === 'conflict') for (const {service} of match.with) ids.add(service.id);
	}

	for (const ours of customers) if (hasService(ours) && mayBelongTo(ours, perhaps)) ids.add(ours.service.id);
	return ids;
}
