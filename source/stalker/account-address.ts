import {compareKey} from '../normalize/collation.ts';
import {isMistakenForMac, isSafeIdentifier} from './safe-request.ts';
import {normalizeMac} from '../normalize/mac.ts';

/** The identifiers of an account: three fields of `GET accounts`, as the portal sends them. */
export type AccountIdentifiers = {
	readonly login: string;
	readonly stb_mac: string;
	readonly account_number: string;
};

/** The path that addresses exactly one account in a write, e.g. `accounts/100001`. */
export type AccountAddress = {
	readonly is: 'mac' | 'number' | 'login';
	readonly resource: 'accounts' | 'users';
	readonly id: string;
	readonly path: string;
};

/**
Why no identifier can be used: it is empty, would not reach the portal unchanged or would be taken for another kind,
or several accounts share it.
*/
type NoAddress = {
	readonly is: 'none';
	readonly tried: readonly {
		readonly by: AccountAddress['is'];
		readonly reason: 'empty' | 'unsafe' | 'shared';
	}[];
};

/**
Finds the address of one account among those of a complete list, or among all that share an identifier with it: the
first of MAC, account number and login that is safe and unique, compared as the portal's database compares. A login is
usable only with a list that was just read: `users/` returns one account where there are two.
*/
export function findAccountAddress(
	account: AccountIdentifiers,
	accounts: readonly AccountIdentifiers[],
): AccountAddress | NoAddress {
	const counts = {
		mac: new Map<string, number>(),
		number: new Map<string, number>(),
		login: new Map<string, number>(),
	};
	for (const other of accounts) {
		for (const {by, text} of identifiersOf(other)) {
			const form = compareKey(text);
			counts[by].set(form, (counts[by].get(form) ?? 0) + 1);
		}
	}

	const tried: NoAddress['tried'][number][] = [];
	for (const {by, text} of identifiersOf(account)) {
		const id = trimIdentifier(by, text);
		const reason =
			id === ''
				? 'empty'
				: !isUsableIdentifier(by, id)
					? 'unsafe'
					: counts[by].get(compareKey(text)) === 1
						? null
						: 'shared';
		if (reason === null) {
			const resource = by === 'login' ? 'users' : 'accounts';
			return {is: by, resource, id, path: `${resource}/${id}`};
		}

		tried.push({by, reason});
	}

	return {is: 'none', tried};
}

export const identifiersOf = ({
	login,
	stb_mac,
	account_number,
}: AccountIdentifiers): readonly {readonly by: AccountAddress['is']; readonly text: string}[] => [
	{by: 'mac', text: stb_mac},
	{by: 'number', text: account_number},
	{by: 'login', text: login},
];

export const trimIdentifier = (by: AccountAddress['is'], text: string): string =>
	by === 'mac' ? text.trimEnd().toUpperCase() : text.replace(/ +$/, '');

/** An identifier for which `GET accounts` returns this account, perhaps together with others; `null` where it has none. */
export function readableIdentifier(
	account: AccountIdentifiers,
): {readonly is: 'mac' | 'number'; readonly id: string} | null {
	for (const {by, text} of identifiersOf(account)) {
		const id = trimIdentifier(by, text);
		if (by !== 'login' && isUsableIdentifier(by, id)) return {is: by, id};
	}

	return null;
}

export function isUsableIdentifier(by: AccountAddress['is'], id: string): boolean {
	if (!isSafeIdentifier(id)) return false;
	// The portal does not find a MAC that it has stored in another notation.
	if (by === 'mac') return normalizeMac(id) === id;
	// The other resources read a long number as a MAC, and the boxes of an account are requested by the same identifier.
	return by === 'number'
		? id.length < 12 && !id.includes(':')
		: !id.includes(':') || (normalizeMac(id) === null && !isMistakenForMac('users', id));
}
