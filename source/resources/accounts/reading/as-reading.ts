import {isDeepStrictEqual} from 'node:util';
import type {Stalker} from '../../../stalker/client.ts';
import {createInterning} from '../../../sync/interning.ts';
import {oncePer} from '../../../sync/once.ts';
import {readRecords} from '../../../sync/reading.ts';
import type {Reading} from '../../../sync/row.ts';
import {createSharing} from '../../../sync/sharing.ts';
import {readAccount, type Account} from '../account.ts';
import {shareDirectory} from '../keys.ts';

type Accounts = Pick<Reading<Account>, 'items' | 'bad'>;

/** A portal's list as accounts, made once for each list: three screens stand on it. Shared with the list before, as its directory is where no name has changed. */
export const asReading = (stalker: Stalker, records: readonly unknown[]): Accounts =>
	readingsOf(stalker)(records);

/** What is worth keeping of a list: the accounts, which may be those of the list before, unless there are records that are none. */
export function keptOf(stalker: Stalker, records: readonly unknown[]): readonly unknown[] {
	const {items, bad} = asReading(stalker, records);
	return bad.length === 0 ? items : records;
}

const readingsOf = oncePer<Stalker, (records: readonly unknown[]) => Accounts>(() => {
	const shared = createSharing(isAlike);
	const intern = createInterning();
	let before: readonly Account[] = [];
	return oncePer(records => {
		// Kept as it was given.
		if (records === before) return {items: before, bad: []};
		const {items, bad} = readRecords(records, readAccount);
		// What a box's software calls itself is longer than all of an account's names, and nearly every account has the same.
		for (const account of items) account.version = intern(account.version);
		const now = shared(items);
		if (now !== before && haveSameNames(now, before)) shareDirectory(now, before);
		before = now;
		return {items: now, bad};
	});
});

/** All fields; of an account that a version of the portal sends with more of them, those, too. Without a list of their names: it is asked of a hundred thousand. */
function isAlike(one: Account, other: Account): boolean {
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

const haveSameNames = (accounts: readonly Account[], others: readonly Account[]): boolean =>
	accounts.length === others.length &&
	accounts.every((account, place) => {
		const {login, stb_mac: mac, account_number: number} = others[place]!;
		return account.login === login && account.stb_mac === mac && account.account_number === number;
	});
