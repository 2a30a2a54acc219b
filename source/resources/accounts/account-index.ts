import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {AccountIdentifiers} from '../../stalker/account-address.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {PortalList} from '../../sync/row.ts';
import {parseIdentifiers, type Account} from './account.ts';

/** Account numbers that can be a TV id: a whole number 1–999999 without leading zero. Anything else is `null`. */
export function parseTvId(number: string): number | null {
	const trimmed = number.trimEnd();
	return /^[1-9]\d{0,5}$/.test(trimmed) ? Number(trimmed) : null;
}

/** The names by which one account is looked for, in the form in which they are compared; `''` where it has none. */
type NormalizedIdentifiers = {readonly login: string; readonly mac: string; readonly number: string};

export function normalizeIdentifiers({
	login,
	stb_mac: mac,
	account_number: number,
}: AccountIdentifiers): NormalizedIdentifiers {
	return {login: compareKey(login), mac: normalizeMacOrText(mac), number: compareKey(number)};
}

/** A MAC in the one form in which MACs are compared; what is none, as any text. */
export const normalizeMacOrText = (mac: string): string => normalizeMac(mac) ?? compareKey(mac.trim());

/**
Which places carry a name. Nearly always it is one, so only doubled names cost a list, and a hundred thousand names one `set` each.

`nameOf` tells the name of each place, `''` being none; `carrierOf` what stands for the place, where that is something else.
*/
export class IdentifierIndex {
	readonly #one = new Map<string, number>();
	readonly #several = new Map<string, number[]>();

	constructor(places: number, nameOf: (place: number) => string, carrierOf = (place: number) => place) {
		let different = 0;
		for (let place = 0; place < places; place++) {
			const name = nameOf(place);
			if (name === '') continue;
			this.#one.set(name, carrierOf(place));
			if (this.#one.size === different) this.#several.set(name, []);
			different = this.#one.size;
		}

		if (this.#several.size === 0) return;
		for (let place = 0; place < places; place++) this.#several.get(nameOf(place))?.push(carrierOf(place));
	}

	get(name: string): readonly number[] {
		const several = this.#several.size > 0 ? this.#several.get(name) : undefined;
		if (several) return several;
		const one = this.#one.get(name);
		return one === undefined ? noIndices : [one];
	}

	/** Whether this place carries it, and no other. */
	isOnly(name: string, place: number): boolean {
		return this.#one.get(name) === place && !this.isShared(name);
	}

	/** Whether several places carry it. Costs nothing where no name is doubled. */
	isShared(name: string): boolean {
		return this.#several.size > 0 && this.#several.has(name);
	}
}

const noIndices: readonly number[] = [];

/** All accounts by each of their names. */
export type AccountIndex = {
	readonly names: readonly NormalizedIdentifiers[];
	readonly logins: IdentifierIndex;
	readonly macs: IdentifierIndex;
	readonly numbers: IdentifierIndex;
};

const accountIndexes = new WeakMap<readonly Account[], AccountIndex>();

/** The directory of a list, made once for each list. */
export function accountIndexOf(accounts: readonly Account[]): AccountIndex {
	const directory = accountIndexes.get(accounts) ?? createAccountIndex(accounts);
	accountIndexes.set(accounts, directory);
	return directory;
}

/** Where each place has the names that it has in another list, that list's directory serves. */
export function reuseAccountIndex(accounts: readonly Account[], other: readonly Account[]): void {
	accountIndexes.set(accounts, accountIndexOf(other));
}

function createAccountIndex(accounts: readonly Account[]): AccountIndex {
	const names = accounts.map(normalizeIdentifiers);
	const logins = new IdentifierIndex(names.length, place => names[place]!.login);
	const macs = new IdentifierIndex(names.length, place => names[place]!.mac);
	const numbers = new IdentifierIndex(names.length, place => names[place]!.number);
	return {names, logins, macs, numbers};
}

/**
The row's identity: the login where one account has it, else with the MAC, the number, or the place among equals beside it.
`GET accounts` sends no id, so nothing better is to be had.
*/
export function rowKey(place: number, accounts: readonly Account[], {names, logins}: AccountIndex): string {
	const account = accounts[place]!;
	const {login} = names[place]!;
	if (login !== '' && !logins.isShared(login)) return account.login;
	const others = logins.get(login).filter(other => other !== place);
	for (const [kind, value] of [
		['mac', account.stb_mac],
		['number', account.account_number],
	] as const) {
		const name = kind === 'mac' ? names[place]!.mac : names[place]!.number;
		if (
			name !== '' &&
			others.every(other => (kind === 'mac' ? names[other]!.mac : names[other]!.number) !== name)
		) {
			return account.login === '' ? `${kind}:${value}` : `${account.login} ${kind}:${value}`;
		}
	}

	return `${account.login} #${place + 1}`;
}

/** All accounts of a reading, those that could not be read behind the others: whether a name is somebody's alone is judged by all of them. */
export const allAccounts = memoizeWeak(
	({items, invalid}: Pick<PortalList<Account>, 'items' | 'invalid'>): readonly Account[] =>
		invalid.length === 0 ? items : [...items, ...invalid.map(({raw}) => parseIdentifiers(raw))],
);

/** The fields that an account is called by. */
export type IdentifierField = keyof AccountIdentifiers;

/** Which names of an account others of the list have, too. */
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
