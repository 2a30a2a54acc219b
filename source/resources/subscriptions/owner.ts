import {namesOf, type Difference} from '../../sync/difference.ts';
import {isShort} from '../../sync/comparison.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {mayBelongTo, identifiersIn} from '../accounts/compare.ts';
import {serviceLabel} from '../accounts/build-row.ts';
import {accountIndexOf, allAccounts, normalizeMacOrText, parseTvId} from '../accounts/account-index.ts';
import {matchAccount} from '../accounts/match.ts';
import {customerIndexOf} from '../accounts/customer-index.ts';
import {accountIndicesFor, type SubscriptionList} from './read-subscriptions.ts';
import {accountLabel} from '../accounts/account.ts';

/** The owner of a subscription in billing. */
type Owner =
	| {readonly is: 'service'; readonly subscriber: Subscriber}
	/** Billing has no service for its account. */
	| {readonly is: 'none'}
	/** Several accounts have its identifiers, or its account matches several services. */
	| {readonly is: 'conflict'; readonly difference: Difference}
	/** No account has its identifiers: the accounts were read earlier, or one of them is invalid. */
	| {readonly is: 'unknown'};

/**
Finds the service of a subscription: its account's, by the rules that match accounts. Without accounts, the service
that has its MAC; where there are accounts, never that one alone.
*/
export function findOwner(index: number, list: SubscriptionList, billingData: BillingCustomers): Owner {
	const {items, accounts, accountIndices} = list;
	const customerIndex = customerIndexOf(billingData.customers);
	if (!accounts) return ownerByBox(items[index]!, billingData);
	const all = allAccounts(accounts);
	const accountIndex = accountIndexOf(all);
	const {mac, ls, login} = items[index]!;
	const accountIndexInList = accountIndices[index];
	if (typeof accountIndexInList === 'number') {
		const match = matchAccount(accountIndexInList, accountIndex, customerIndex);
		if (match.is === 'service') return {is: 'service', subscriber: match.billing};
		if (match.is === 'conflict')
			return conflict('A4', 'login', login || mac || ls, namesOf(match.with, serviceLabel));
		if (match.is === 'collision') return conflict('F2', 'ls', ls, [serviceLabel(match.with)]);
		return {is: 'none'};
	}

	const sharing = accountIndicesFor(items[index]!, accountIndex);
	if (sharing.length < 2) return {is: 'unknown'};
	const names = namesOf(sharing, place => accountLabel(all[place]!));
	return mac === '' ? conflict('F2', 'ls', ls, names) : conflict('D3', 'mac', mac, names);
}

const conflict = (
	code: Difference['code'],
	field: string,
	stalker: string,
	others: readonly string[],
): Owner => ({
	is: 'conflict',
	difference: {code, field, theirs: stalker, ours: null, with: others},
});

/** The service that has the MAC; of several, the one that has the number, too. */
function ownerByBox({mac, ls}: SubscriptionList['items'][number], {customers}: BillingCustomers): Owner {
	const found =
		mac === ''
			? []
			: customerIndexOf(customers)
					.macs.get(normalizeMacOrText(mac))
					.map(index => customers[index]!)
					.filter(hasService);
	const byNumber = found.find(({service: {id}}) => id === parseTvId(ls));
	const billing = byNumber ?? (found.length === 1 ? found[0]! : null);
	return billing ? {is: 'service', subscriber: billing} : {is: 'none'};
}

/**
TV ids of the services that have an account, or may have one; `null` where the accounts are unknown, or fewer than
`expected`.
*/
export function servicesWithAccount(
	{accounts}: SubscriptionList,
	{customers}: BillingCustomers,
	expected: number,
): ReadonlySet<number> | null {
	if (!accounts || isShort(accounts.items.length, expected)) return null;
	const invalidIdentifiers = identifiersIn(accounts.invalid.map(({raw}) => raw));
	if (invalidIdentifiers === null) return null;
	const customerIndex = customerIndexOf(customers);
	const accountIndex = accountIndexOf(allAccounts(accounts));
	const ids = new Set<number>();
	for (let index = 0; index < accounts.items.length; index++) {
		const match = matchAccount(index, accountIndex, customerIndex);
		if (match.is === 'service') ids.add(match.billing.service.id);
		if (match.is === 'conflict') for (const {service} of match.with) ids.add(service.id);
	}

	for (const billing of customers)
		if (hasService(billing) && mayBelongTo(billing, invalidIdentifiers)) ids.add(billing.service.id);
	return ids;
}
