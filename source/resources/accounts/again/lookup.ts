import {isDeepStrictEqual} from 'node:util';
import {compareKey} from '../../../normalize/collation.ts';
import {findAccountAddress, readRecordsAt, type AccountAddress} from '../../../stalker/account-address.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {parseRecords} from '../../../sync/parse-records.ts';
import {parseAccount, type Account} from '../account.ts';
import {findWriteAddress, changedField} from '../write-address.ts';
import type {AccountList} from '../compare.ts';
import {accountIndexOf, allAccounts, normalizeMacOrText} from '../account-index.ts';

type Address = Pick<AccountAddress, 'resource' | 'id'>;

/** More accounts than this with one number are not looked up one by one. */
const mostCarriers = 5;

/**
One look at the portal, beside a list of its accounts; each path is asked once. Each question answers `false` when only the whole list can tell.

An account that answers to none of its names any more is gone, as far as names can tell: one that was given new ones all at once comes back with
the next whole list.
*/
export function lookupIn(reading: AccountList, stalker: StalkerClient, signal: AbortSignal | undefined) {
	const everyone = allAccounts(reading);
	const directory = accountIndexOf(everyone);
	const became = new Map<Account, Account | null>();
	const appeared = new Map<string, Account>();
	/** Accounts of the list by the login under which they were met. */
	const met = new Map<string, Account>();
	const asked = new Map<string, readonly Account[]>();
	return {became, appeared, account, number, mac};

	/** Whoever answers at this address now; `null` when that cannot be taken in. */
	async function ask(address: Address): Promise<readonly Account[] | null> {
		const path = `${address.resource}/${address.id}`;
		const known = asked.get(path);
		if (known) return known;
		const {items, invalid} = parseRecords(await readRecordsAt(address, stalker, signal), parseAccount);
		const logins = new Set(items.map(({login}) => compareKey(login)));
		if (invalid.length > 0 || logins.size < items.length) return null;
		if (!items.every(found => takeIn(found, address.resource === 'users'))) return null;
		asked.set(path, items);
		return items;
	}

	/** Whether it is clear which account of the list this is, or that it is none. */
	function takeIn(found: Account, isByLogin: boolean): boolean {
		const before = met.get(compareKey(found.login)) ?? counterpart(found, isByLogin);
		if (before === undefined) return false;
		if (before === null) {
			appeared.set(compareKey(found.login), found);
			return true;
		}

		const earlier = became.get(before);
		if (earlier && changedField(earlier, found) !== null) return false;
		met.set(compareKey(found.login), before);
		became.set(before, isDeepStrictEqual(before, found) ? before : found);
		return true;
	}

	/**
	The account of the list that this is; `null`: none has its login; `undefined`: it cannot be told. The login alone is no proof unless it was asked
	for: logins are not unique, and who is found in another's place may have been given a login that is taken.
	*/
	function counterpart(found: Account, isByLogin: boolean): Account | null | undefined {
		const places = directory.logins.get(compareKey(found.login));
		if (places.length === 0) return null;
		const [only] = places;
		const isSure = places.length === 1 && (isByLogin || changedField(everyone[only!]!, found) === null);
		const sure = isSure ? places : places.filter(place => isAlsoNamed(place, found));
		const [place] = sure;
		return sure.length === 1 && place! < reading.items.length ? everyone[place!] : undefined;
	}

	/** Whether it has the MAC or the number that this account, and no other of the list, had. */
	function isAlsoNamed(place: number, {stb_mac: mac, account_number: number}: Account): boolean {
		const {names, macs, numbers} = directory;
		const before = names[place]!;
		return (
			(before.mac !== '' && before.mac === normalizeMacOrText(mac) && !macs.isShared(before.mac)) ||
			(before.number !== '' && before.number === compareKey(number) && !numbers.isShared(before.number))
		);
	}

	async function account(before: Account): Promise<boolean> {
		if (became.has(before)) return true;
		const address = findWriteAddress(before, everyone);
		if (!address) return false;
		const found = await ask(address);
		if (!found) return false;
		if (address.is === 'login') {
			if (found.length === 0) became.set(before, null);
			return found.length === 0;
		}

		if (became.has(before)) return true;
		const login = loginOf(before);
		if (!login || directory.logins.isShared(compareKey(before.login)) || !(await ask(login))) return false;
		if (became.has(before)) return true;
		// Nobody has the login any more: who answers in its place is the same account under another, or there is none.
		became.set(before, null);
		const [heir, ...others] = found.filter(({login: name}) => appeared.has(compareKey(name)));
		if (heir && others.length === 0) {
			became.set(before, heir);
			appeared.delete(compareKey(heir.login));
			met.set(compareKey(heir.login), before);
		}

		return true;
	}

	async function number(id: string): Promise<boolean> {
		return carriers({resource: 'accounts', id}, directory.numbers.get(id));
	}

	async function mac(id: string): Promise<boolean> {
		return carriers({resource: 'accounts', id}, directory.macs.get(id));
	}

	/** Who carries it now; and what became of those of the list who did. */
	async function carriers(address: Address, places: readonly number[]): Promise<boolean> {
		if (!(await ask(address))) return false;
		const left = places.map(place => everyone[place]!).filter(carrier => !became.has(carrier));
		if (left.length > mostCarriers || places.some(place => place >= reading.items.length)) return false;
		for (const carrier of left) if (!(await account(carrier))) return false;
		return true;
	}
}

/** How it is found by its login alone; `null` when the login would not arrive as it is. */
function loginOf({login}: Account): Address | null {
	const named = {login, stb_mac: '', account_number: ''};
	const name = findAccountAddress(named, [named]);
	return name.is === 'none' ? null : name;
}
