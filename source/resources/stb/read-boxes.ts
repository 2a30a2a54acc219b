import * as v from 'valibot';
import {nullableText, strictFlag, optionalText, parseRecord, type ParsedRecord} from '../record-fields.ts';
import {StalkerInvalidResponse} from '../../stalker/errors.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {parseRecordsInSteps, type PortalList} from '../../sync/row.ts';
import {finishStepsInSlices} from '../../sync/sliced-work.ts';
import type {Account} from '../accounts/account.ts';
import type {AccountList} from '../accounts/build-row.ts';
import {latestAccounts} from '../accounts/read/parse-accounts.ts';

const boxSchema = v.object({
	mac: v.pipe(
		v.nullable(v.union([v.string(), v.number()])),
		v.transform(value => String(value ?? '')),
	),
	login: optionalText,
	ls: optionalText,
	status: strictFlag,
	online: strictFlag,
	ip: optionalText,
	version: optionalText,
	last_active: nullableText,
	account_balance: optionalText,
	additional_services_on: strictFlag,
	end_date: v.optional(optionalText),
});

/**
One record of `GET stb` (REST API v1, *stb*), under the API's own field names.

Only `mac` must be there; it is empty where an account has no box. `ls` is the account number; `status` `"1"` is on,
`online` `"1"` is watching; `last_active` is `YYYY-MM-DD hh:mm:ss` in the portal's own time zone. `stb_type` and
`stb_sn` are the account's (*accounts*); `null` until they are known.
*/
export type Box = v.InferOutput<typeof boxSchema> & {
	readonly stb_type: string | null;
	readonly stb_sn: string | null;
};

/** Parses a record. */
export function parseBox(raw: unknown): ParsedRecord<Box> {
	const read = parseRecord(boxSchema, raw);
	return 'reason' in read ? read : {item: {...read.item, stb_type: null, stb_sn: null}};
}

/** `GET stb`, and the accounts, which have the type and serial number of a box. */
export type BoxList = PortalList<Box> & {
	/** The accounts as last read; `null` where they could not be read. */
	readonly accounts: AccountList | null;
	/** The portal could not list its boxes, so they were read by the MACs of its accounts. */
	readonly isReadByMac: boolean;
};

/** Upper bound of MACs in one request: far below the longest URL that web servers accept. */
const maxMacsPerRequest = 200;

/**
Reads all boxes. `stb` takes the portal a thirtieth of the time of `accounts`, but needs so much memory that PHP
aborts on large portals: then the boxes are read in batches, by the MACs of the accounts.
*/
export async function readBoxes(stalker: StalkerClient, signal?: AbortSignal): Promise<BoxList> {
	const options = {signal};
	const [response, accounts] = await Promise.all([
		stalker.list('stb', options).catch((error: unknown) => {
			if (isOutOfMemory(error)) return error;
			throw error;
		}),
		latestAccounts(stalker, signal),
	]);
	if (!(response instanceof StalkerInvalidResponse)) {
		const {warnings} = response;
		return {...(await parseBoxes(response.results, accounts)), warnings, accounts, isReadByMac: false};
	}

	// Without accounts there are no MACs to request: the portal's own error is reported.
	if (!accounts) throw response;

	const macs = [...new Set(accounts.items.flatMap(({stb_mac}) => normalizeMac(stb_mac) ?? []))];
	const records: unknown[] = [];
	for (let from = 0; from < macs.length; from += maxMacsPerRequest) {
		const {results} = await stalker.read('stb', macs.slice(from, from + maxMacsPerRequest), options);
		if (Array.isArray(results)) records.push(...(results as readonly unknown[]));
	}

	stalker.provideList('stb', Promise.resolve(records));
	return {...(await parseBoxes(records, accounts)), warnings: [], accounts, isReadByMac: true};
}

/** Parses boxes in slices, and adds the fields of their accounts. */
export async function parseBoxes(records: readonly unknown[], accounts: AccountList | null) {
	const byMac = accounts && accountsByMac(accounts);
	return finishStepsInSlices(
		parseRecordsInSteps(records, raw => {
			const parsed = parseBox(raw);
			if ('reason' in parsed) return parsed;
			const account = byMac?.get(normalizeMac(parsed.item.mac) ?? '');
			return account ? {item: withAccountFields(parsed.item, account)} : parsed;
		}),
	);
}

/** Adds the account's fields to a box; equal texts become the account's own, so that they are in memory once. */
export function withAccountFields(box: Box, account: Account): Box {
	const shared = <Text>(own: Text, its: Text): Text => (own === its ? its : own);
	return {
		...box,
		mac: shared(box.mac, account.stb_mac),
		login: shared(box.login, account.login),
		ls: shared(box.ls, account.account_number),
		ip: shared(box.ip, account.ip),
		version: shared(box.version, account.version),
		last_active: shared(box.last_active, account.last_active),
		account_balance: shared(box.account_balance, account.account_balance),
		stb_type: account.stb_type,
		stb_sn: account.stb_sn,
	};
}

/** Whether the portal could not list its boxes because they need more memory than PHP has. */
export const isOutOfMemory = (error: unknown): error is StalkerInvalidResponse =>
	error instanceof StalkerInvalidResponse && /Allowed memory size/i.test(error.excerpt);

/** Accounts by the MAC of their box; a MAC that several have is left out. */
const accountsByMac = memoizeWeak(({items}: AccountList): ReadonlyMap<string, Account> => {
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
