import {isDeepStrictEqual} from 'node:util';
import type {Stalker} from '../../../stalker/client.ts';
import {readAccount, type Account} from '../account.ts';
import type {AccountRow, AccountsSheet} from '../compare.ts';
import {directoryOf, everyoneOf, namesOf} from '../keys.ts';
import {chunksOf, identityOf, readChunk} from '../reading/named.ts';
import {sheetAgain} from './sheet.ts';

/**
The accounts of these rows as they are now, by one request for those with a MAC and one for those with a number. An account that does not answer under its names any
more, that shares its login, or cannot be read, stays as it was: what became of it only a closer look can tell, and a deed takes that anyway.
*/
export async function liveAccounts(
	rows: readonly AccountRow[],
	sheet: AccountsSheet,
	stalker: Stalker,
	signal?: AbortSignal,
): Promise<AccountsSheet> {
	const {logins} = directoryOf(everyoneOf(sheet.theirs));
	const accounts = rows
		.flatMap(({theirs}) => theirs ?? [])
		.filter(account => !logins.isShared(namesOf(account).login));
	const became = new Map<Account, Account>();
	for (const chunk of chunksOf(accounts).chunks) {
		const {found} = await readChunk(chunk, stalker, signal);
		for (const account of chunk.flatMap(group => group.accounts)) {
			const [record] = found.get(identityOf(account)) ?? [];
			const read = record === undefined ? null : readAccount(record);
			if (read && 'item' in read && !isDeepStrictEqual(read.item, account)) became.set(account, read.item);
		}
	}

	return became.size === 0 ? sheet : sheetAgain(sheet, {became, appeared: []}, sheet.ours);
}
