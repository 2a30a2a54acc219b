import {collate} from '../../naming/collation.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Named} from '../../stalker/account-name.ts';
import {oncePer} from '../../sync/once.ts';
import type {Reading} from '../../sync/row.ts';
import {nameable, type Account} from './account.ts';

/** Account numbers that can be a TV id: a whole number 1–999999 without leading zero. Anything else is `null`. */
export function tvIdOf(number: string): number | null {
	const trimmed = number.trimEnd();
	return /^[1-9]\d{0,5}$/.test(trimmed) ? Number(trimmed) : null;
}

/** The names by which one account is looked for, in the form in which they are compared; `''` where it has none. */
type Names = {readonly login: string; readonly mac: string; readonly number: string};

export function namesOf({login, stb_mac: mac, account_number: number}: Named): Names {
	return {login: collate(login), mac: macName(mac), number: collate(number)};
}

/** A MAC in the one form in which MACs are compared; what is none, as any text. */
export const macName = (mac: string): string => normaliseMac(mac) ?? collate(mac.trim());

/**
Which places carry a name. Nearly always it is one, so only doubled names cost a list, and a hundred thousand names one `set` each.

`nameOf` tells the name of each place, `''` being none; `carrierOf` what stands for the place, where that is something else.
*/
export class Index {
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
		return one === undefined ? nowhere : [one];
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

const nowhere: readonly number[] = [];

/** All accounts by each of their names. */
export type Directory = {
	readonly names: readonly Names[];
	readonly logins: Index;
	readonly macs: Index;
	readonly numbers: Index;
};

const directories = new WeakMap<readonly Account[], Directory>();

/** The directory of a list, made once for each list. */
export function directoryOf(accounts: readonly Account[]): Directory {
	const directory = directories.get(accounts) ?? makeDirectory(accounts);
	directories.set(accounts, directory);
	return directory;
}

/** Where each place has the names that it has in another list, that list's directory serves. */
export function shareDirectory(accounts: readonly Account[], other: readonly Account[]): void {
	directories.set(accounts, directoryOf(other));
}

function makeDirectory(accounts: readonly Account[]): Directory {
	const names = accounts.map(namesOf);
	const logins = new Index(names.length, place => names[place]!.login);
	const macs = new Index(names.length, place => names[place]!.mac);
	const numbers = new Index(names.length, place => names[place]!.number);
	return {names, logins, macs, numbers};
}

/**
The row's identity: the login where one account has it, else with the MAC, the number, or the place among equals beside it.
`GET accounts` sends no id, so nothing better is to be had.
*/
export function keyOf(place: number, accounts: readonly Account[], {names, logins}: Directory): string {
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
export const everyoneOf = oncePer(
	({items, bad}: Pick<Reading<Account>, 'items' | 'bad'>): readonly Account[] =>
		bad.length === 0 ? items : [...items, ...bad.map(({raw}) => nameable(raw))],
);

/** The fields that an account is called by. */
export type NameField = keyof Named;

/** Which names of an account others of the list have, too. */
export function sharedNames(account: Account, accounts: readonly Account[]): readonly NameField[] {
	const {logins, macs, numbers} = directoryOf(accounts);
	const {login, mac, number} = namesOf(account);
	const isShared = (name: string, index: Index) => name !== '' && index.isShared(name);
	return [
		...(isShared(login, logins) ? (['login'] as const) : []),
		...(isShared(mac, macs) ? (['stb_mac'] as const) : []),
		...(isShared(number, numbers) ? (['account_number'] as const) : []),
	];
}
