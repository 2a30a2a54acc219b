import {StalkerGarbled} from '../../stalker/errors.ts';
import type {Stalker} from '../../stalker/client.ts';
import {normaliseMac} from '../../naming/mac.ts';
import {oncePer} from '../../sync/once.ts';
import {readRecords} from '../../sync/reading.ts';
import type {Reading} from '../../sync/row.ts';
import type {Account} from '../accounts/account.ts';
import type {AccountsReading} from '../accounts/compare.ts';
import {latestAccounts} from '../accounts/reading/latest.ts';
import {readBox, type Box} from './box.ts';

/** `GET stb`, and the accounts that tell type and serial number. */
export type BoxesReading = Reading<Box> & {
	/** As last read; `null` where they could not be. */
	readonly accounts: AccountsReading | null;
	/** The portal could not list its boxes, so they were read by the MACs that its accounts have. */
	readonly byMac: boolean;
};

/** As many MACs as one request names: far below what a web server takes as an address. */
const chunk = 200;

/**
All boxes. `stb` costs the portal a thirtieth of `accounts`, but needs so much memory that PHP breaks it off on large portals: then the boxes are read in
chunks, by the MACs of the accounts.
*/
export async function readBoxes(stalker: Stalker, signal?: AbortSignal): Promise<BoxesReading> {
	const options = signal ? {signal} : {};
	const [listed, accounts] = await Promise.all([
		stalker.list('stb', options).catch((error: unknown) => {
			if (isOutOfMemory(error)) return error;
			throw error;
		}),
		latestAccounts(stalker, signal),
	]);
	if (!(listed instanceof StalkerGarbled)) {
		const warnings = listed.warning === undefined ? [] : [listed.warning];
		return {...boxesOf(listed.results, accounts), warnings, accounts, byMac: false};
	}

	// Without accounts there are no names to ask for: the portal's own failure is what is to be told.
	if (!accounts) throw listed;

	const macs = [...new Set(accounts.items.flatMap(({stb_mac: mac}) => normaliseMac(mac) ?? []))];
	const records: unknown[] = [];
	for (let from = 0; from < macs.length; from += chunk) {
		const {results} = await stalker.read('stb', macs.slice(from, from + chunk), options);
		if (Array.isArray(results)) records.push(...(results as readonly unknown[]));
	}

	stalker.keep('stb', Promise.resolve(records));
	return {...boxesOf(records, accounts), warnings: [], accounts, byMac: true};
}

/** The boxes, with what their accounts say of them. */
function boxesOf(records: readonly unknown[], accounts: AccountsReading | null) {
	const {items, bad} = readRecords(records, readBox);
	const known = accounts && accountsByMac(accounts);
	return {
		bad,
		items: items.map((box): Box => {
			const account = known?.get(normaliseMac(box.mac) ?? '');
			return account ? beside(box, account) : box;
		}),
	};
}

/** The box with what its account says of it, and where both say the same in the account's own texts: they are held once. */
function beside(box: Box, account: Account): Box {
	const one = <Text>(own: Text, its: Text): Text => (own === its ? its : own);
	return {
		...box,
		mac: one(box.mac, account.stb_mac),
		login: one(box.login, account.login),
		ls: one(box.ls, account.account_number),
		ip: one(box.ip, account.ip),
		version: one(box.version, account.version),
		last_active: one(box.last_active, account.last_active),
		account_balance: one(box.account_balance, account.account_balance),
		stb_type: account.stb_type,
		stb_sn: account.stb_sn,
	};
}

const isOutOfMemory = (error: unknown): error is StalkerGarbled =>
	error instanceof StalkerGarbled && /Allowed memory size/i.test(error.excerpt);

/** Accounts by the MAC of their box; one that several have is nobody's. */
const accountsByMac = oncePer(({items}: AccountsReading): ReadonlyMap<string, Account> => {
	const byMac = new Map<string, Account>();
	const shared = new Set<string>();
	for (const account of items) {
		const mac = normaliseMac(account.stb_mac);
		if (mac === null) continue;
		if (byMac.has(mac)) shared.add(mac);
		byMac.set(mac, account);
	}

	for (const mac of shared) byMac.delete(mac);
	return byMac;
});
