import {message} from '../i18n/translator.ts';
import {compareKey} from '../normalize/collation.ts';
import {textOf, type Fields} from '../sync/changes/change.ts';
import type {Message} from '../i18n/message.ts';
import {identifiersOf, isUsableIdentifier, readRecordsAt, trimIdentifier} from './account-address.ts';
import type {AccountAddress, AccountIdentifiers} from './account-address.ts';
import type {StalkerClient} from './client.ts';
import {accountFields} from './records/account-fields.ts';

/** The account as it is now, and the one identifier that hits it alone; or why there is none. */
export type FoundAccount = {
	readonly now: Fields | null;
	readonly address: AccountAddress | null;
	readonly why: Message | null;
};

/**
Find the account with these identifiers, right before it is written to: by the first of MAC, account number and login that is safe and that a fresh GET answers with
that account alone. `users/` shows one account where there are two, so there a full list read now decides. `first`: which identifier is asked before the others.

An account that none of its identifiers finds is gone; one that has others by now is given as it is.
*/
export async function findAccount(
	account: AccountIdentifiers,
	client: StalkerClient,
	{first, signal}: {readonly first?: AccountAddress['is']; readonly signal?: AbortSignal | undefined} = {},
): Promise<FoundAccount> {
	const identifiers = identifiersOf(account).toSorted(
		(one, other) => Number(other.by === first) - Number(one.by === first),
	);
	let changed: Fields | null = null;
	let isShared = false;
	for (const {by, text} of identifiers) {
		const id = trimIdentifier(by, text);
		if (id === '' || !isUsableIdentifier(by, id)) continue;
		const resource = by === 'login' ? 'users' : 'accounts';
		const rows = (await readRecordsAt({resource, id}, client, signal)).map(accountFields);
		const own = rows.find(row => isSame(row, account));
		if (own && rows.length === 1 && (by !== 'login' || (await isOnlyLogin(id, client, signal))))
			return {now: own, address: {is: by, resource, id, path: `${resource}/${id}`}, why: null};
		isShared ||= own !== undefined;
		changed ??=
			own ?? rows.find(row => compareKey(textOf(row['login'])) === compareKey(account.login)) ?? null;
	}

	return {
		now: changed,
		address: null,
		why: changed === null ? null : isShared ? message('unaddressable', {login: account.login}) : null,
	};
}

/** All three as they are known, letter by letter. */
const isSame = (row: Fields, account: AccountIdentifiers): boolean =>
	row['login'] === account.login &&
	row['stb_mac'] === account.stb_mac &&
	row['account_number'] === account.account_number;

async function isOnlyLogin(login: string, client: StalkerClient, signal?: AbortSignal): Promise<boolean> {
	const {results} = await client.list('accounts', signal ? {signal} : {});
	const key = compareKey(login);
	return results.map(accountFields).filter(row => compareKey(textOf(row['login'])) === key).length === 1;
}
