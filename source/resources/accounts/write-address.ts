import {compareKey} from '../../normalize/collation.ts';
import {
	confirmAccount,
	findAccountAddress,
	readRecordsAt,
	type AccountAddress,
} from '../../stalker/account-address.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {parseAccount, type Account} from './account.ts';
import {accountIndexOf, normalizeIdentifiers} from './account-index.ts';

/** The name by which this account, and no other of the list, can be written to; `null` where none is good. Costs nothing where the list has its directory. */
export function findWriteAddress(account: Account, accounts: readonly Account[]): AccountAddress | null {
	const name = findAccountAddress(account, accountsSharingIdentifiers(account, accounts));
	// A login is judged by the list alone, and a record without any name could be its double.
	return name.is === 'none' || (name.is === 'login' && hasUnidentified(accounts)) ? null : name;
}

const hasUnidentified = memoizeWeak((accounts: readonly Account[]): boolean =>
	accounts.some(
		({login, stb_mac: mac, account_number: number}) => login === '' && mac === '' && number === '',
	),
);

/** The account and whoever shares a name with it: of each name as many as tell one from several, since thousands may carry a number. */
function accountsSharingIdentifiers(account: Account, accounts: readonly Account[]): readonly Account[] {
	const {logins, macs, numbers} = accountIndexOf(accounts);
	const {login, mac, number} = normalizeIdentifiers(account);
	const written = compareKey(account.stb_mac);
	const boxed: number[] = [];
	// The portal finds a MAC as it is written; the directory knows it in any notation.
	for (const place of macs.get(mac)) {
		if (compareKey(accounts[place]!.stb_mac) === written) boxed.push(place);
		if (boxed.length > 1) break;
	}

	const places = new Set([...boxed, ...numbers.get(number).slice(0, 2), ...logins.get(login).slice(0, 2)]);
	return [...places].map(place => accounts[place]!);
}

/**
The accounts that answer to a name now. By login the portal shows the first of several.

Only an empty list and “not found” mean that there is none; whatever else is no account is thrown, since a write may be judged by it.
*/
export async function readAccountsAt(
	address: Pick<AccountAddress, 'resource' | 'id'>,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<readonly Account[]> {
	return (await readRecordsAt(address, stalker, signal)).map(raw => {
		const read = parseAccount(raw);
		if ('item' in read) return read.item;
		const {resource, id} = address;
		throw new Error(`The portal answered ${resource}/${id} with something that is no account (${read.why}).`);
	});
}

/** Fields that only a person changes; the others change by watching, or by themselves. */
const stableFields = [
	'login',
	'full_name',
	'phone',
	'account_number',
	'tariff_plan',
	'stb_mac',
	'status',
	'comment',
	'end_date',
] as const;

/** The first field in which a fresh record differs from what was on the screen, apart from what changes by itself. */
export const changedField = (before: Account, now: Account): string | null =>
	stableFields.find(field => (before[field] ?? '') !== (now[field] ?? '')) ?? null;

/** Whether the name still means exactly the account that was on the screen, unchanged; otherwise why not. */
export async function confirm(
	address: AccountAddress,
	before: Account,
	accounts: readonly Account[],
	stalker: StalkerClient,
): Promise<
	{readonly fresh: Account} | {readonly why: 'gone' | 'shared' | 'changed'; readonly field: string}
> {
	const confirmed = await confirmAccount(stalker, address, before, {list: accounts});
	if (confirmed.is !== 'confirmed')
		return {why: confirmed.is, field: confirmed.is === 'changed' ? confirmed.field : 'login'};
	const read = parseAccount(confirmed.row);
	if ('why' in read) return {why: 'changed', field: read.why};
	const field = changedField(before, read.item);
	return field === null ? {fresh: read.item} : {why: 'changed', field};
}
