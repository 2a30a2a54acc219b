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
import {identifierChanges, IdentifierIndex} from './identifier-index.ts';

/** Parses an account number that can be a TV id: a whole number 1–999999 without leading zero. Anything else is `null`. */
export function parseTvId(number: string): number | null {
	const trimmed = number.trimEnd();
	return /^[1-9]\d{0,5}$/.test(trimmed) ? Number(trimmed) : null;
}

/** The identifiers of one account in the compared form; `''` where it has none. */
export type NormalizedIdentifiers = {readonly login: string; readonly mac: string; readonly number: string};

export function normalizeIdentifiers({
	login,
	stb_mac,
	account_number,
}: AccountIdentifiers): NormalizedIdentifiers {
	return {login: compareKey(login), mac: normalizeMacOrText(stb_mac), number: compareKey(account_number)};
}

/** The compared form of a MAC; an invalid one is compared as text. */
export const normalizeMacOrText = (mac: string): string => normalizeMac(mac) ?? compareKey(mac.trim());

/** The identifiers of all accounts in the compared form, by kind and by account; `''` where an account has none. Lists of texts, since a record for each account takes more memory. */
type IdentifierColumns = {readonly [Kind in keyof NormalizedIdentifiers]: readonly string[]};

/** All accounts by each of their identifiers. */
export type AccountIndex = {
	readonly names: IdentifierColumns;
	readonly logins: IdentifierIndex;
	readonly macs: IdentifierIndex;
	readonly numbers: IdentifierIndex;
};

const accountIndexes = new WeakMap<readonly Account[], AccountIndex>();

/** The index of a list, built once for each list. */
export function accountIndexOf(accounts: readonly Account[]): AccountIndex {
	const index = accountIndexes.get(accounts) ?? createAccountIndex(accounts);
	accountIndexes.set(accounts, index);
	return index;
}

/** Uses the index of another list for a list with the same identifiers at the same indices. */
export function reuseAccountIndex(accounts: readonly Account[], other: readonly Account[]): void {
	accountIndexes.set(accounts, accountIndexOf(other));
}

/** Makes the index of a list out of that of an earlier one. `changed`: all places where the lists have not the same account; the list is not the shorter one. */
export function patchAccountIndex(
	index: AccountIndex,
	accounts: readonly Account[],
	changed: readonly number[],
): AccountIndex {
	const names = patchNames(index.names, accounts, changed);
	const changesOf = (kind: keyof NormalizedIdentifiers) =>
		identifierChanges(changed, index.names[kind], names[kind], name => [name]);
	const patched: AccountIndex = {
		names,
		logins: index.logins.patched(changesOf('login')),
		macs: index.macs.patched(changesOf('mac')),
		numbers: index.numbers.patched(changesOf('number')),
	};
	accountIndexes.set(accounts, patched);
	return patched;
}

/** The very same identifiers where none has changed: three lists of a hundred thousand texts take longer to copy than all else of a patch. */
function patchNames(
	before: IdentifierColumns,
	accounts: readonly Account[],
	changed: readonly number[],
): IdentifierColumns {
	const fresh = changed.map(at => [at, normalizeIdentifiers(accounts[at]!)] as const);
	const patchKind = (kind: keyof NormalizedIdentifiers): readonly string[] => {
		if (fresh.every(([at, names]) => names[kind] === before[kind][at])) return before[kind];
		const names = before[kind].slice();
		for (const [at, now] of fresh) names[at] = now[kind];
		return names;
	};
	const [login, mac, number] = [patchKind('login'), patchKind('mac'), patchKind('number')];
	const isSame = login === before.login && mac === before.mac && number === before.number;
	return isSame ? before : {login, mac, number};
}

function createAccountIndex(accounts: readonly Account[]): AccountIndex {
	const names: Record<keyof NormalizedIdentifiers, string[]> = {login: [], mac: [], number: []};
	for (const account of accounts) {
		const {login, mac, number} = normalizeIdentifiers(account);
		names.login.push(login);
		names.mac.push(mac);
		names.number.push(number);
	}

	return {
		names,
		logins: new IdentifierIndex(names.login),
		macs: new IdentifierIndex(names.mac),
		numbers: new IdentifierIndex(names.number),
	};
}

/**
Identity of a row: the login where one account has it; else the login with the MAC, the number, or the position. `GET
accounts` sends no id.
*/
export function rowKey(index: number, accounts: readonly Account[], {names, logins}: AccountIndex): string {
	const account = accounts[index]!;
	const login = names.login[index]!;
	if (login !== '' && !logins.isShared(login)) return account.login;
	const others = logins.get(login).filter(other => other !== index);
	for (const [kind, value] of [
		['mac', account.stb_mac],
		['number', account.account_number],
	] as const) {
		const name = names[kind][index]!;
		if (name !== '' && others.every(other => names[kind][other] !== name))
			return account.login === '' ? `${kind}:${value}` : `${account.login} ${kind}:${value}`;
	}

	return `${account.login} #${index + 1}`;
}

/** All accounts of a list, invalid ones at the end: all of them count where an identifier must be unique. */
export const allAccounts = memoizeWeak(
	({items, invalid}: Pick<PortalList<Account>, 'items' | 'invalid'>): readonly Account[] =>
		invalid.length === 0 ? items : [...items, ...invalid.map(({raw}) => parseIdentifiers(raw))],
);

/** The fields that identify an account. */
type IdentifierField = keyof AccountIdentifiers;

/** The identifiers of an account that others of the list have, too. */
export function sharedIdentifiers(
	account: Account,
	accounts: readonly Account[],
): readonly IdentifierField[] {
	const {logins, macs, numbers} = accountIndexOf(accounts);
	const {login, mac, number} = normalizeIdentifiers(account);
	const isShared = (name: string, index: IdentifierIndex) => name !== '' && index.isShared(name);
	return [
		...(isShared(login, logins) ? (['login'] as const) : []),
		...(isShared(mac, macs) ? (['stb_mac'] as const) : []),
		...(isShared(number, numbers) ? (['account_number'] as const) : []),
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
	const {login, mac, number} = normalizeIdentifiers(account);
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
