import {textOf, type Fields, type CurrentRecord} from '../../sync/changes/change.ts';
import {accountFieldNames, identifiersIn} from '../../stalker/find-account.ts';
import {parseAccount, type Account} from './account.ts';
import type {BillingCustomers} from './billing-customers.ts';
import {compareAccounts} from './compare.ts';
import type {AccountComparison, AccountList} from './build-row.ts';
import {isDeepStrictEqual} from 'node:util';
import {accountIndexOf, allAccounts, placesSharing} from './account-index.ts';
import {patchCustomers} from './patch-customers.ts';
import {recompareConnected} from './recompare.ts';

/** What changed in a list of accounts. */
type AccountChanges = {
	/** The record as it is now, `null` where it is gone. An unchanged record is the very same object. */
	readonly replaced: ReadonlyMap<Account, Account | null>;
	/** Accounts that the list did not have. */
	readonly added: readonly Account[];
};

/**
The comparison with these accounts and this side of billing. Only rows whose result can change are compared again: there may be a hundred
thousand.
*/
export function replaceAccounts(
	comparison: AccountComparison,
	changes: AccountChanges,
	billing: BillingCustomers,
): AccountComparison {
	const stalker = replaceIn(comparison.stalker, changes);
	if (stalker === comparison.stalker && billing === comparison.billing) return comparison;
	const short = comparison.short && {...comparison.short, got: stalker.items.length};
	const isShort = short !== null;
	const rows = recompareConnected(comparison.rows, {stalker, billing, short: isShort});
	return {stalker, billing, short, rows: rows ?? compareAccounts(stalker, billing, isShort)};
}

/** The list with the replaced accounts in their places, and the added ones at its end. */
export function replaceIn(list: AccountList, {replaced, added}: AccountChanges): AccountList {
	if (added.length === 0 && [...replaced].every(([before, now]) => before === now)) return list;
	const items =
		replaced.size > maxSought ? replaceEach(list.items, replaced) : replaceFew(list.items, replaced);
	return {...list, items: added.length === 0 ? items : [...items, ...added]};
}

/** Records up to this number are sought in the list one by one, which takes less time than to look at each of its records. */
const maxSought = 100;

function replaceFew(accounts: readonly Account[], replaced: AccountChanges['replaced']): readonly Account[] {
	const items = accounts.slice();
	let isAnyGone = false;
	for (const [before, now] of replaced) {
		isAnyGone ||= now === null;
		let at = now ? accounts.indexOf(before) : -1;
		while (at !== -1) {
			items[at] = now!;
			at = accounts.indexOf(before, at + 1);
		}
	}

	return isAnyGone ? items.filter(account => replaced.get(account) !== null) : items;
}

function replaceEach(accounts: readonly Account[], replaced: AccountChanges['replaced']): readonly Account[] {
	const items: Account[] = [];
	for (const account of accounts) {
		const now = replaced.get(account);
		if (now !== null) items.push(now ?? account);
	}

	return items;
}

/** The comparison with the records that an action wrote or read in place of the old ones. */
export const patchAccounts = (
	comparison: AccountComparison,
	current: readonly CurrentRecord[],
): AccountComparison =>
	replaceAccounts(
		comparison,
		patchedAccounts(comparison.stalker, current),
		patchCustomers(comparison.billing, current),
	);

/** The changed accounts, `null` where they are gone, and accounts that are new in the list. */
export function patchedAccounts(list: AccountList, current: readonly CurrentRecord[]): AccountChanges {
	const own = current.filter(({system, record}) => system === 'stalker' && record === 'account');
	const latest = new Map(own.map(one => [keyOf(one.key), one]));
	const replaced = new Map<Account, Account | null>();
	if (latest.size === 0) return {replaced, added: []};
	const added: Account[] = [];
	const index = accountIndexOf(allAccounts(list));
	for (const [key, one] of latest) {
		const account = [...placesSharing([identifiersIn(one.key)], index)]
			.map(place => list.items[place])
			.find(other => other && keyOf(other) === key);
		const whole = one.fields && wholeAccount(one.fields);
		if (account)
			replaced.set(account, one.fields && keepIfEqual(account, patchedAccount(account, one.fields)));
		else if (whole) added.push(whole);
	}

	return {replaced, added};
}

/** The same object where nothing has changed, so that the list stays the same, too. */
const keepIfEqual = (before: Account, now: Account): Account =>
	isDeepStrictEqual(before, now) ? before : now;

/** The fields that identify the account of a change. */
const keyOf = (fields: Fields | Account): string => {
	const {login, stb_mac, account_number} = fields as Fields;
	return JSON.stringify([textOf(login), textOf(stb_mac), textOf(account_number)]);
};

/**
As the portal sent it, where it was read whole. Else with the fields that the executor reads as texts; what is blank there may be absent
here.
*/
function patchedAccount(account: Account, fields: Fields): Account {
	const whole = wholeAccount(fields);
	if (whole) return whole;
	const changed = accountFieldNames.flatMap(name => {
		const value = fields[name];
		return value === undefined || textOf(account[name]) === value ? [] : [[name, value] as const];
	});
	return {
		...account,
		...Object.fromEntries(changed.map(([name, value]) => [name, name === 'status' ? Number(value) : value])),
	};
}

function wholeAccount({record}: Fields): Account | null {
	const read = parseAccount(record);
	return 'item' in read ? read.item : null;
}
