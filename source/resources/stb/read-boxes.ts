import {StalkerInvalidResponse} from '../../stalker/errors.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {parseRecords} from '../../sync/parse-records.ts';
import type {PortalList} from '../../sync/row.ts';
import type {Account} from '../accounts/account.ts';
import type {AccountsReading} from '../accounts/compare.ts';
import {latestAccounts} from '../accounts/read/latest-accounts.ts';
import {parseBox, type Box} from './box.ts';

/** `GET stb`, and the accounts that tell type and serial number. */
export type BoxList = PortalList<Box> & {
	/** As last read; `null` where they could not be. */
	readonly accounts: AccountsReading | null;
	/** The portal could not list its boxes, so they were read by the MACs that its accounts have. */
	readonly isReadByMac: boolean;
};

/** As many MACs as one request names: far below what a web server takes as an address. */
const maxMacsPerRequest = 200;

/**
All boxes. `stb` costs the portal a thirtieth of `accounts`, but needs so much memory that PHP breaks it off on large portals: then the boxes are read in
chunks, by the MACs of the accounts.
*/
export async function readBoxes(stalker: StalkerClient, signal?: AbortSignal): Promise<BoxList> {
	const options = signal ? {signal} : {};
	const [listed, accounts] = await Promise.all([
		stalker.list('stb', options).catch((error: unknown) => {
			if (isOutOfMemory(error)) return error;
			throw error;
		}),
		latestAccounts(stalker, signal),
	]);
	if (!(listed instanceof StalkerInvalidResponse)) {
		const warnings = listed.warning === undefined ? [] : [listed.warning];
		return {...parseBoxes(listed.results, accounts), warnings, accounts, isReadByMac: false};
	}

	// Without accounts there are no names to ask for: the portal's own failure is what is to be told.
	if (!accounts) throw listed;

	const macs = [...new Set(accounts.items.flatMap(({stb_mac: mac}) => normalizeMac(mac) ?? []))];
	const records: unknown[] = [];
	for (let from = 0; from < macs.length; from += maxMacsPerRequest) {
		const {results} = await stalker.read('stb', macs.slice(from, from + maxMacsPerRequest), options);
		if (Array.isArray(results)) records.push(...(results as readonly unknown[]));
	}

	stalker.provideList('stb', Promise.resolve(records));
	return {...parseBoxes(records, accounts), warnings: [], accounts, isReadByMac: true};
}

/** The boxes, with what their accounts say of them. */
function parseBoxes(records: readonly unknown[], accounts: AccountsReading | null) {
	const {items, invalid} = parseRecords(records, parseBox);
	const known = accounts && accountsByMac(accounts);
	return {
		invalid,
		items: items.map((box): Box => {
			const account = known?.get(normalizeMac(box.mac) ?? '');
			return account ? withAccountFields(box, account) : box;
		}),
	};
}

/** The box with what its account says of it, and where both say the same in the account's own texts: they are held once. */
function withAccountFields(box: Box, account: Account): Box {
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

const isOutOfMemory = (error: unknown): error is StalkerInvalidResponse =>
	error instanceof StalkerInvalidResponse && /Allowed memory size/i.test(error.excerpt);

/** Accounts by the MAC of their box; one that several have is nobody's. */
const accountsByMac = memoizeWeak(({items}: AccountsReading): ReadonlyMap<string, Account> => {
	const byMac = new Map<string, Account>();
	const shared = new Set<string>();
	for (const account of items) {
		const mac = normalizeMac(account.stb_mac);
		if (mac === null) continue;
		if (byMac.has(mac)) shared.add(mac);
		byMac.set(mac, account);
	}

	for (const mac of shared) byMac.delete(mac);
	return byMac;
});
