import {accountNamer, confirmAccount, type AccountName} from '../../stalker/account-name.ts';
import type {Stalker} from '../../stalker/client.ts';
import {StalkerRefused} from '../../stalker/errors.ts';
import {oncePer} from '../../sync/once.ts';
import {readAccount, type Account} from './account.ts';

const namerOf = oncePer(accountNamer);

/** The name by which this account, and no other of the list, can be written to; `null` where none is good. Made once for each list. */
export function addressOf(account: Account, accounts: readonly Account[]): AccountName | null {
	const name = namerOf(accounts)(account);
	// A login is judged by the list alone, and a record without any name could be its double.
	return name.is === 'none' || (name.is === 'login' && hasNameless(accounts)) ? null : name;
}

const hasNameless = oncePer((accounts: readonly Account[]): boolean =>
	accounts.some(
		({login, stb_mac: mac, account_number: number}) => login === '' && mac === '' && number === '',
	),
);

/**
The accounts that answer to a name now. By login the portal shows the first of several.

Only an empty list and “not found” mean that there is none; whatever else is no account is thrown, since a write may be judged by it.
*/
export async function accountsAt(
	{resource, id}: Pick<AccountName, 'resource' | 'id'>,
	stalker: Stalker,
): Promise<readonly Account[]> {
	try {
		const {results} = await stalker.read(resource, [id]);
		return (Array.isArray(results) ? results : [results]).map(raw => {
			const read = readAccount(raw);
			if ('why' in read)
				throw new Error(
					`The portal answered ${resource}/${id} with something that is no account (${read.why}).`,
				);
			return read.item;
		});
	} catch (error) {
		if (error instanceof StalkerRefused && /not found/i.test(error.said)) return [];
		throw error;
	}
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
const changedField = (before: Account, now: Account): string | null =>
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
