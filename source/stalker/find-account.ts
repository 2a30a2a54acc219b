import {message} from '../i18n/translator.ts';
import {compareKey} from '../normalize/collation.ts';
import {textOf, type Fields} from '../sync/changes/change.ts';
import type {Message} from '../i18n/message.ts';
import {
	identifiersOf,
	isUsableIdentifier,
	trimIdentifier,
	type AccountAddress,
	type AccountIdentifiers,
} from './account-address.ts';
import type {StalkerClient} from './client.ts';
import {StalkerInvalidRecord, StalkerRefused} from './errors.ts';

/** The account as it is now, and the one identifier that addresses it alone; or why there is none. */
type FoundAccount = {
	readonly now: Fields | null;
	readonly address: AccountAddress | null;
	readonly reason: Message | null;
};

/**
Find the account with these identifiers, right before it is written to: by the first of MAC, account number and login that is safe and that
a fresh GET answers with that account alone. `users/` shows one account where there are two, so there a full list read now decides.

An account that none of its identifiers finds is gone; one that has others by now is given as it is, without an address. Throws what the
portal throws.
*/
export async function findAccount(
	account: AccountIdentifiers,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<FoundAccount> {
	const usable = identifiersOf(account).flatMap(({by, text}) => {
		const id = trimIdentifier(by, text);
		return isUsableIdentifier(by, id) ? [{by, id}] : [];
	});
	const names = {login: labelOf(account)};
	// Without a usable identifier the portal cannot be asked for it at all.
	if (usable.length === 0) return {now: null, address: null, reason: message('unaddressable', names)};
	let now: Fields | null = null;
	let isContradicted = false;
	for (const {by, id} of usable) {
		const resource = by === 'login' ? 'users' : 'accounts';
		const rows = await readAccounts({resource, id}, client, signal);
		const found = rows.find(row => isAccount(row, account));
		// It has this identifier, and the answer does not contain it: so it has changed, whatever another identifier returns.
		isContradicted ||= found === undefined;
		const own = isContradicted ? undefined : found;
		if (own && rows.length === 1 && (by !== 'login' || (await isOnlyLogin(id, client, signal))))
			return {now: own, address: {is: by, resource, id, path: `${resource}/${id}`}, reason: null};
		now ??= own ?? rows.find(row => row !== found && isRenamed(row, account)) ?? null;
	}

	const isShared = now !== null && isAccount(now, account);
	return {now, address: null, reason: isShared ? message('names-others', names) : null};
}

/** Reads the records at an address, whatever their shape. Only an empty list and “not found” mean that there is none. */
export async function readRecordsAt(
	{resource, id}: Pick<AccountAddress, 'resource' | 'id'>,
	stalker: Pick<StalkerClient, 'read'>,
	signal?: AbortSignal,
): Promise<readonly unknown[]> {
	try {
		const {results} = await stalker.read(resource, [id], {signal});
		return Array.isArray(results) ? (results as readonly unknown[]) : [results];
	} catch (error) {
		if (error instanceof StalkerRefused && error.isNotFound) return [];
		throw error;
	}
}

/** Read the accounts at an address, see `accountRecord`. Throws for a record that is no account: a write may depend on it. */
export const readAccounts = async (
	address: Pick<AccountAddress, 'resource' | 'id'>,
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<readonly Fields[]> => (await readRecordsAt(address, client, signal)).map(accountRecord);

/** The identifiers in a change's key, or in a record. */
export const identifiersIn = (fields: Fields): AccountIdentifiers => ({
	login: textOf(fields['login']),
	stb_mac: textOf(fields['stb_mac']),
	account_number: textOf(fields['account_number']),
});

/** Whether a record has all three identifiers as they are known, letter by letter. */
export const isAccount = (row: Fields, {login, stb_mac, account_number}: AccountIdentifiers): boolean =>
	row['login'] === login && row['stb_mac'] === stb_mac && row['account_number'] === account_number;

/** How an account is named in a sentence. */
export const labelOf = (fields: Fields | AccountIdentifiers): string => {
	const {login, stb_mac, account_number} = fields as Fields;
	return textOf(login || stb_mac || account_number);
};

/**
Whether a record is the account after one of its identifiers was changed: it has the others. A box or a number that somebody else was given
is one identifier in common. An account with one identifier only is known by that.
*/
function isRenamed(row: Fields, account: AccountIdentifiers): boolean {
	const had = (['login', 'stb_mac', 'account_number'] as const).filter(field => account[field] !== '');
	const common = had.filter(field => compareKey(textOf(row[field])) === compareKey(account[field]));
	return common.length >= Math.min(2, had.length);
}

async function isOnlyLogin(login: string, client: StalkerClient, signal?: AbortSignal): Promise<boolean> {
	const {results} = await client.list('accounts', {signal});
	const key = compareKey(login);
	return results.map(accountRecord).filter(row => compareKey(textOf(row['login'])) === key).length === 1;
}

/** The fields of an account that people change; the others change by watching TV, or by themselves. */
export const accountFieldNames = [
	'login',
	'full_name',
	'phone',
	'account_number',
	'tariff_plan',
	'status',
	'stb_mac',
	'comment',
	'account_balance',
	'end_date',
] as const;

/**
A record of `accounts`, as the portal sends it or as it was parsed, as texts: `''` for what is absent or `null`, `1` and `0` for the status.
*/
export function accountFields(record: unknown): Fields {
	const raw = (typeof record === 'object' && record !== null ? record : {}) as Readonly<
		Record<string, unknown>
	>;
	// A loop is several times as fast as `Object.fromEntries`: a hundred thousand accounts are compared.
	const fields: Record<string, string> = {};
	for (const name of accountFieldNames) fields[name] = fieldText(raw[name]);
	return fields;
}

/**
The fields of a record that was just read, and under `record` all of it as the portal sent it, to be shown. @throws {StalkerInvalidRecord}
for what is no account: a record without a login.
*/
export function accountRecord(record: unknown): Fields {
	const {login} = (record ?? {}) as Readonly<Record<string, unknown>>;
	if (typeof login !== 'string' && typeof login !== 'number') throw new StalkerInvalidRecord();
	return {...accountFields(record), record: record as Fields};
}

function fieldText(value: unknown): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
