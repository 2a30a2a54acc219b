import {isDeepStrictEqual} from 'node:util';
import type {StalkerClient} from '../../stalker/client.ts';
import {parseAccount, type Account} from './account.ts';
import type {AccountRow, AccountComparison} from './compare.ts';
import {accountIndexOf, allAccounts, normalizeIdentifiers} from './account-index.ts';
import {batchByIdentifier, accountIdentity, readBatch} from '../../stalker/accounts-by-identifier.ts';
import {replaceAccounts} from './patch.ts';

/**
The accounts of these rows as they are now, by one request for those with a MAC and one for those with a number. An account that is no longer found by its identifiers, that shares its login, or cannot be read, stays as it was: an action compares it again right before it writes.
*/
export async function refreshAccounts(
	rows: readonly AccountRow[],
	comparison: AccountComparison,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<AccountComparison> {
	const {logins} = accountIndexOf(allAccounts(comparison.stalker));
	const accounts = rows
		.flatMap(({stalker}) => stalker ?? [])
		.filter(account => !logins.isShared(normalizeIdentifiers(account).login));
	const current = await readAgain(accounts, stalker, signal);
	const replaced = new Map([...current].filter(([account, now]) => !isDeepStrictEqual(now, account)));
	return replaced.size === 0
		? comparison
		: replaceAccounts(comparison, {replaced, added: []}, comparison.billing);
}

/** These accounts as they are now, by MAC or number; one that is not found with the same identifiers, or cannot be read, is absent. */
export async function readAgain(
	accounts: readonly Account[],
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyMap<Account, Account>> {
	const current = new Map<Account, Account>();
	for (const chunk of batchByIdentifier(accounts).batches) {
		const {found} = await readBatch(chunk, stalker, signal);
		for (const account of chunk.flatMap(group => group.accounts)) {
			const [record] = found.get(accountIdentity(account)) ?? [];
			const read = record === undefined ? null : parseAccount(record);
			if (read && 'item' in read) current.set(account, read.item);
		}
	}

	return current;
}
