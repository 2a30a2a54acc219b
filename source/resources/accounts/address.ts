import {collate} from '../../naming/collation.ts';
import {confirmAccount, nameAccount, recordsAt, type AccountName} from '../../stalker/account-name.ts';
import type {Stalker} from '../../stalker/client.ts';
import {oncePer} from '../../sync/once.ts';
import {readAccount, type Account} from './account.ts';
import {directoryOf, namesOf} from './keys.ts';

/** The name by which this account, and no other of the list, can be written to; `null` where none is good. Costs nothing where the list has its directory. */
export function addressOf(account: Account, accounts: readonly Account[]): AccountName | null {
	const name = nameAccount(account, namesakes(account, accounts));
	// A login is judged by the list alone, and a record without any name could be its double.
	return name.is === 'none' || (name.is === 'login' && hasNameless(accounts)) ? null : name;
}

const hasNameless = oncePer((accounts: readonly Account[]): boolean =>
	accounts.some(
		({login, stb_mac: mac, account_number: number}) => login === '' && mac === '' && number === '',
	),
);

/** The account and whoever shares a name with it: of each name as many as tell one from several, since thousands may carry a number. */
function namesakes(account: Account, accounts: readonly Account[]): readonly Account[] {
	const {logins, macs, numbers} = directoryOf(accounts);
	const {login, mac, number} = namesOf(account);
	const written = collate(account.stb_mac);
	const boxed: number[] = [];
	// The portal finds a MAC as it is written; the directory knows it in any notation.
	for (const place of macs.get(mac)) {
		if (collate(accounts[place]!.stb_mac) === written) boxed.push(place);
		if (boxed.length > 1) break;
	}

	const places = new Set([...boxed, ...numbers.get(number).slice(0, 2), ...logins.get(login).slice(0, 2)]);
	return [...places].map(place => accounts[place]!);
}

/**
The accounts that answer to a name now. By login the portal shows the first of several.

Only an empty list and “not found” mean that there is none; whatever else is no account is thrown, since a write may be judged by it.
*/
export async function accountsAt(
	address: Pick<AccountName, 'resource' | 'id'>,
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<readonly Account[]> {
	return (await recordsAt(address, stalker, signal)).map(raw => {
		const read = readAccount(raw);
		if ('item' in read) return read.item;
		const {resource, id} = address;
		throw new Error(`The portal answered ${resource}/${id} with something that is no account (${read.why}).`);
	});
}

/** Fields that only a person changes; the others change by watching, or by themselves. */
const settled = [
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
	settled.find(field => (before[field] ?? '') !== (now[field] ?? '')) ?? null;

/** Whether the name still means exactly the account that was on the screen, unchanged; otherwise why not. */
export async function confirm(
	address: AccountName,
	before: Account,
	accounts: readonly Account[],
	stalker: Stalker,
): Promise<
	{readonly fresh: Account} | {readonly why: 'gone' | 'shared' | 'changed'; readonly field: string}
> {
	const confirmed = await confirmAccount(stalker, address, before, {list: accounts});
	if (confirmed.is !== 'confirmed')
		return {why: confirmed.is, field: confirmed.is === 'changed' ? confirmed.field : 'login'};
	const read = readAccount(confirmed.row);
	if ('why' in read) return {why: 'changed', field: read.why};
	const field = changedField(before, read.item);
	return field === null ? {fresh: read.item} : {why: 'changed', field};
}
