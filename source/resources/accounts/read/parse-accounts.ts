import {isDeepStrictEqual} from 'node:util';
import type {StalkerClient} from '../../../stalker/client.ts';
import {createStringInterner} from '../../../sync/intern-strings.ts';
import {memoizeWeak} from '../../../sync/memoize-weak.ts';
import {parseRecords} from '../../../sync/parse-records.ts';
import type {PortalList} from '../../../sync/row.ts';
import {createStructuralSharing} from '../../../sync/structural-sharing.ts';
import {parseAccount, type Account} from '../account.ts';
import {reuseAccountIndex} from '../account-index.ts';

type ParsedAccounts = Pick<PortalList<Account>, 'items' | 'invalid'>;

/** A portal's list as accounts, made once for each list: three screens stand on it. Shared with the list before, as its directory is where no name has changed. */
export const parseAccounts = (stalker: StalkerClient, records: readonly unknown[]): ParsedAccounts =>
	parsersByClient(stalker)(records);

/** What is worth keeping of a list: the accounts, which may be those of the list before, unless there are records that are none. */
export function recordsToCache(stalker: StalkerClient, records: readonly unknown[]): readonly unknown[] {
	const {items, invalid} = parseAccounts(stalker, records);
	return invalid.length === 0 ? items : records;
}

const parsersByClient = memoizeWeak<StalkerClient, (records: readonly unknown[]) => ParsedAccounts>(() => {
	const shared = createStructuralSharing(isSameAccount);
	const intern = createStringInterner();
	let before: readonly Account[] = [];
	return memoizeWeak(records => {
		// Kept as it was given.
		if (records === before) return {items: before, invalid: []};
		const {items, invalid} = parseRecords(records, parseAccount);
		// What a box's software calls itself is longer than all of an account's names, and nearly every account has the same.
		for (const account of items) account.version = intern(account.version);
		const now = shared(items);
		if (now !== before && haveSameIdentifiers(now, before)) reuseAccountIndex(now, before);
		before = now;
		return {items: now, invalid};
	});
});

/** All fields; of an account that a version of the portal sends with more of them, those, too. Without a list of their names: it is asked of a hundred thousand. */
function isSameAccount(one: Account, other: Account): boolean {
	if (one === other) return true;
	const [fields, others] = [one, other] as readonly Readonly<Record<string, unknown>>[];
	let surplus = 0;
	for (const name in fields) {
		surplus += 1;
		if (!isEqual(fields[name], others![name])) return false;
	}

	for (const _ in others) surplus -= 1;
	return surplus === 0;
}

function isEqual(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || one === null) return false;
	if (Array.isArray(one) && Array.isArray(other) && one.length + other.length === 0) return true;
	return isDeepStrictEqual(one, other);
}

const haveSameIdentifiers = (accounts: readonly Account[], others: readonly Account[]): boolean =>
	accounts.length === others.length &&
	accounts.every((account, place) => {
		const {login, stb_mac: mac, account_number: number} = others[place]!;
		return account.login === login && account.stb_mac === mac && account.account_number === number;
	});
