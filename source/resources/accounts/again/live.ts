import {isDeepStrictEqual} from 'node:util';
import type {StalkerClient} from '../../../stalker/client.ts';
import {parseAccount, type Account} from '../account.ts';
import type {AccountRow, AccountComparison} from '../compare.ts';
import {accountIndexOf, allAccounts, normalizeIdentifiers} from '../account-index.ts';
import {batchByIdentifier, accountIdentity, readBatch} from '../../../stalker/accounts-by-identifier.ts';
import {sheetAgain} from './sheet.ts';

/**
The accounts of these rows as they are now, by one request for those with a MAC and one for those with a number. An account that does not answer under its names any
more, that shares its login, or cannot be read, stays as it was: what became of it only a closer look can tell, and a deed takes that anyway.
*/
export async function liveAccounts(
	rows: readonly AccountRow[],
	sheet: AccountComparison,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<AccountComparison> {
	const {logins} = accountIndexOf(allAccounts(sheet.stalker));
	const accounts = rows
		.flatMap(({stalker}) => stalker ?? [])
		.filter(account => !logins.isShared(normalizeIdentifiers(account).login));
	const became = new Map<Account, Account>();
	for (const chunk of batchByIdentifier(accounts).batches) {
		const {found} = await readBatch(chunk, stalker, signal);
		for (const account of chunk.flatMap(group => group.accounts)) {
			const [record] = found.get(accountIdentity(account)) ?? [];
			const read = record === undefined ? null : parseAccount(record);
			if (read && 'item' in read && !isDeepStrictEqual(read.item, account)) became.set(account, read.item);
		}
	}

	return became.size === 0 ? sheet : sheetAgain(sheet, {became, appeared: []}, sheet.billing);
}
