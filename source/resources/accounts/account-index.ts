import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {
	type AccountIdentifiers,
	findAccountAddress,
	type AccountAddress,
} from '../../stalker/account-address.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {PortalList} from '../../sync/row.ts';
import {parseIdentifiers, type Account} from './account.ts';
import {createListIndexes, type ListIndex, type ListIndexes} from './list-index.ts';

/**
Parses an account number that can be a TV id: a whole number 1–999999 without leading zero, as the portal compares it. Anything else is
`null`.
*/
export function parseTvId(number: string): number | null {
	const trimmed = number.replace(/ +$/, '');
	return /^[1-9]\d{0,5}$/.test(trimmed) ? Number(trimmed) : null;
}

/** ABillS names a customer's further boxes `<login>_<TV id>`: both parts, in the compared form. */
export function parseNumberedLogin(login: string): {readonly owner: string; readonly tvId: string} | null {
	const [, owner, tvId] = (login.includes('_') && /^(.+)_([1-9]\d{0,5})$/.exec(login)) || [];
	return owner === undefined ? null : {owner, tvId: tvId!};
}

/** The compared form of a MAC; an invalid one is compared as text. */
export const normalizeMacOrText = (mac: string): string => normalizeMac(mac) ?? compareKey(mac.trim());

/** The identifiers of an account in the compared form, `''` where it has none; and the customer of a numbered login. */
export function accountNames({
	login,
	stb_mac,
	account_number,
}: AccountIdentifiers): readonly [login: string, mac: string, number: string, owner: string] {
	const name = compareKey(login);
	const owner = parseNumberedLogin(name)?.owner ?? '';
	return [name, normalizeMacOrText(stb_mac), compareKey(account_number), owner];
}

/** All accounts by each of their identifiers. */
export type AccountIndex = ListIndex<Account, 'logins' | 'macs' | 'numbers' | 'owners'>;

export const {
	of: accountIndexOf,
	steps: accountIndexSteps,
	reuse: reuseAccountIndex,
	patch: patchAccountIndex,
}: ListIndexes<AccountIndex> = createListIndexes(
	['logins', 'macs', 'numbers', 'owners'],
	(account: Account) => accountNames(account),
);

/** The places of the accounts that have an identifier of one of these. */
export function placesSharing(
	accounts: readonly AccountIdentifiers[],
	{logins, macs, numbers}: AccountIndex,
): ReadonlySet<number> {
	const names = accounts.map(accountNames);
	return new Set([
		...macs.rowsWith(names.map(([, mac]) => mac)),
		...numbers.rowsWith(names.map(([, , number]) => number)),
		...logins.rowsWith(names.map(([login]) => login)),
	]);
}

/**
Identity of a row: the login where one account has it; else the login with the MAC, the number, or the position. `GET
accounts` sends no id.
*/
export function rowKey(index: number, {items, logins, macs, numbers}: AccountIndex): string {
	const account = items[index]!;
	const login = logins.nameOf(index);
	if (login !== '' && !logins.isShared(login)) return account.login;
	const others = logins.get(login).filter(other => other !== index);
	for (const [kind, value, names] of [
		['mac', account.stb_mac, macs],
		['number', account.account_number, numbers],
	] as const) {
		const name = names.nameOf(index);
		if (name !== '' && others.every(other => names.nameOf(other) !== name))
			return account.login === '' ? `${kind}:${value}` : `${account.login} ${kind}:${value}`;
	}

	return `${account.login} #${index + 1}`;
}

/** All accounts of a list, invalid ones at the end: all of them count where an identifier must be unique. */
export const allAccounts = memoizeWeak(
	({items, invalid}: Pick<PortalList<Account>, 'items' | 'invalid'>): readonly Account[] =>
		invalid.length === 0 ? items : [...items, ...invalid.map(({raw}) => parseIdentifiers(raw))],
);

/** The identifiers of an account that others of the list have, too. */
export function sharedIdentifiers(
	account: Account,
	accounts: readonly Account[],
): ReadonlyArray<keyof AccountIdentifiers> {
	const {logins, macs, numbers} = accountIndexOf(accounts);
	const [login, mac, number] = accountNames(account);
	return [
		...(logins.isShared(login) ? (['login'] as const) : []),
		...(macs.isShared(mac) ? (['stb_mac'] as const) : []),
		...(numbers.isShared(number) ? (['account_number'] as const) : []),
	];
}

/**
The address that writes to this account and to no other of the list; `null` where there is none. Cheap where the index
of the list exists.
*/
export function findWriteAddress(account: Account, accounts: readonly Account[]): AccountAddress | null {
	const name = findAccountAddress(account, accountsSharingIdentifiers(account, accounts));
	// The list alone decides whether a login is unique, and a record without identifiers could be its duplicate.
	return name.is === 'none' || (name.is === 'login' && hasUnidentified(accounts)) ? null : name;
}

const hasUnidentified = memoizeWeak((accounts: readonly Account[]): boolean =>
	accounts.some(
		({login, stb_mac, account_number}) => login === '' && stb_mac === '' && account_number === '',
	),
);

/**
The account and those that share an identifier with it: of each identifier at most two, since thousands may have the
same number.
*/
function accountsSharingIdentifiers(account: Account, accounts: readonly Account[]): readonly Account[] {
	const {logins, macs, numbers} = accountIndexOf(accounts);
	const [login, mac, number] = accountNames(account);
	const writtenMac = compareKey(account.stb_mac);
	const sameMac: number[] = [];
	// The portal finds a MAC as it is written; the index knows it in any notation.
	for (const index of macs.get(mac)) {
		if (compareKey(accounts[index]!.stb_mac) === writtenMac) sameMac.push(index);
		if (sameMac.length > 1) break;
	}

	const indices = new Set([...sameMac, ...numbers.get(number).slice(0, 2), ...logins.get(login).slice(0, 2)]);
	return [...indices].map(index => accounts[index]!);
}
