import {isDeepStrictEqual} from 'node:util';
import {allAccounts, reuseAccountIndex} from './account-index.ts';
import type {Account} from './account.ts';
import type {BillingCustomers} from './billing-customers.ts';
import {compareAccounts, recompareChanged, type AccountComparison, type AccountList} from './compare.ts';

/** What changed in a list of accounts. */
export type AccountChanges = {
	/** The record as it is now, `null` where it is gone. An unchanged record is the very same object. */
	readonly replaced: ReadonlyMap<Account, Account | null>;
	/** Accounts that the list did not have. */
	readonly added: readonly Account[];
};

/** The comparison with these accounts and this side of billing. Only rows whose result can change are compared again: there may be a hundred thousand. */
export function replaceAccounts(
	comparison: AccountComparison,
	changes: AccountChanges,
	billing: BillingCustomers,
): AccountComparison {
	const {replaced, added} = changes;
	const stalker = replaceIn(comparison.stalker, changes);
	if (stalker === comparison.stalker && billing === comparison.billing) return comparison;
	const short = comparison.short && {...comparison.short, got: stalker.items.length};
	const haveSameNames =
		added.length === 0 &&
		[...replaced].every(
			([before, now]) => before === now || (now !== null && isDeepStrictEqual(namesOf(before), namesOf(now))),
		);
	if (haveSameNames) reuseAccountIndex(allAccounts(stalker), allAccounts(comparison.stalker));
	const {customers, plans, today} = comparison.billing;
	const isBillingSame = billing.customers === customers && billing.plans === plans && billing.today === today;
	const rows = isBillingSame && haveSameNames ? recompareChanged(comparison.rows, stalker, replaced) : null;
	return {stalker, billing, short, rows: rows ?? compareAccounts(stalker, billing, short !== null)};
}

/** The list with the replaced accounts in their places, and the added ones at its end. */
export function replaceIn(list: AccountList, {replaced, added}: AccountChanges): AccountList {
	if (added.length === 0 && [...replaced].every(([before, now]) => before === now)) return list;
	const items = list.items.flatMap(account => {
		const now = replaced.get(account);
		return now === undefined ? account : (now ?? []);
	});
	return {...list, items: [...items, ...added]};
}

const namesOf = ({login, stb_mac, account_number}: Account): unknown => [login, stb_mac, account_number];
