import {compareKey} from '../../../normalize/collation.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import {isStorableText} from '../../../normalize/storable-text.ts';
import {
	identifiersOf,
	isUsableIdentifier,
	trimIdentifier,
	type AccountAddress,
} from '../../../stalker/account-address.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {readRecordsAt} from '../../../stalker/find-account.ts';
import {parseRecords} from '../../../sync/row.ts';
import type {ResourceContext} from '../../context.ts';
import {parseAccount, type Account, parseIdentifiers} from '../account.ts';
import {normalizeMacOrText, parseTvId, accountIndexOf, allAccounts} from '../account-index.ts';
import {providerIdOf, readPlansAndIds, type BillingCustomers} from '../billing-customers.ts';
import {compareAccounts} from '../compare.ts';
import type {AccountComparison, AccountList, AccountRow} from '../build-row.ts';
import {readPlans} from './read-accounts.ts';
import {isDeepStrictEqual} from 'node:util';
import {
	batchByIdentifier,
	accountIdentity,
	readBatch,
	isIdentified,
	listIdentifiers,
} from '../../../stalker/accounts-by-identifier.ts';
import {replaceAccounts} from '../patch.ts';
import type {AmongAll} from '../../../sync/resource.ts';

/**
The account with this ID, and those that have its number or MAC, which is a conflict, compared with the customers whom they match: two
requests for a number or a MAC, three for a login. `null` where only the whole list can answer it: the portal has no such account, or does
not understand the ID.

`users/` shows one account where two have the login: a write checks the account's identifiers again.
*/
export async function readAccountRow(
	id: string,
	context: ResourceContext,
	signal?: AbortSignal,
): Promise<AccountComparison | null> {
	const found = await accountsNamed(id, context.stalker, signal);
	if (!found || found.length === 0) return null;
	const billing = await readCustomersOf(found, context);
	const list = {items: found, invalid: [], warnings: []};
	const compare = (plans: Pick<AccountList, 'planIds' | 'defaultPlan'>): AccountComparison => {
		const stalker = {...list, ...plans};
		// A service without account looks the same as one whose account was not read.
		const rows = compareAccounts(stalker, billing, false).filter(row => row.stalker !== null);
		return {stalker, billing, short: null, rows};
	};

	const comparison = compare({planIds: [], defaultPlan: null});
	return comparison.rows.some(dependsOnDefaultPlan)
		? compare(await readPlans(context.stalker, signal))
		: comparison;
}

/** Whether the portal's default plan decides about a difference of the row: an account without a tariff plan shows that one. */
const dependsOnDefaultPlan = ({differences}: Pick<AccountRow, 'differences'>): boolean =>
	differences.some(({code}) => code === 'C1');

/**
The customers whom any identifier of these accounts may match. `ivan_102` is how ABillS names a further box of `ivan`. What billing cannot
store, nobody there has.
*/
async function readCustomersOf(
	accounts: readonly Account[],
	context: ResourceContext,
): Promise<BillingCustomers> {
	const customers = await context.billing.customers(providerIdOf(context), {
		logins: accounts
			.flatMap(({login}) => [login, login.replace(/_[1-9]\d{0,5} *$/, '')])
			.filter(login => login.trim() !== '' && isStorableText(login)),
		macs: accounts
			.map(account => normalizeMacOrText(account.stb_mac))
			.filter(mac => mac !== '' && isStorableText(mac)),
		tvIds: accounts.flatMap(account => parseTvId(account.account_number) ?? []),
		uids: [],
	});
	return {customers, ...(await readPlansAndIds(context))};
}

/** A bare word is a MAC in any notation, or a login, or else a number. */
async function accountsNamed(
	id: string,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<readonly Account[] | null> {
	const [, kind, value = id] = /^(number|mac|login):(.*)$/s.exec(id) ?? [];
	const at = async (by: AccountAddress['is'], identifier: string): Promise<readonly Account[] | null> => {
		if (!isUsableIdentifier(by, identifier)) return null;
		const address = {resource: by === 'login' ? 'users' : 'accounts', id: identifier} as const;
		const {items, invalid} = parseRecords(await readRecordsAt(address, stalker, signal), parseAccount);
		return invalid.length > 0 ? null : items;
	};

	/** The account, and those that have one of these identifiers of it. */
	const withOthers = async (
		found: readonly Account[] | null,
		shared: readonly AccountAddress['is'][],
	): Promise<readonly Account[] | null> => {
		const [own, ...more] = found ?? [];
		if (!own || more.length > 0) return found;
		const known = new Map([[identityOf(own), own]]);
		for (const {by, text} of identifiersOf(own).filter(one => shared.includes(one.by)))
			for (const owner of (await at(by, trimIdentifier(by, text))) ?? [])
				if (!known.has(identityOf(owner))) known.set(identityOf(owner), owner);
		return [...known.values()];
	};

	const mac = kind === 'number' || kind === 'login' ? null : normalizeMac(value);
	if (mac !== null) return withOthers(await at('mac', mac), ['number']);
	if (kind === 'mac') return null;
	if (kind === 'number') return withOthers(await at('number', value), ['mac']);
	const [own] = (await at('login', value)) ?? [];
	if (!own) return kind === 'login' ? null : withOthers(await at('number', value), ['mac']);
	// Where another account has the word as its number, the whole list shows both.
	const isNumber =
		kind === undefined && /^\d+$/.test(value) && compareKey(own.account_number) !== compareKey(value);
	if (isNumber && (await at('number', value))?.length !== 0) return null;
	return withOthers([own], ['mac', 'number']);
}

const identityOf = ({login, stb_mac, account_number}: Account): string =>
	JSON.stringify([login, stb_mac, account_number]);

/**
The accounts of these rows as they are now, by one request for those with a MAC and one for those with a number. An account that is no
longer found by its identifiers, that shares its login, or cannot be read, stays as it was: an action compares it again right before it
writes.
*/
export async function refreshAccounts(
	rows: readonly AccountRow[],
	comparison: AccountComparison,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<AccountComparison> {
	const {logins} = accountIndexOf(allAccounts(comparison.stalker));
	const accounts = rows
		.flatMap(({stalker}) => stalker ?? [])
		.filter(account => !logins.isShared(compareKey(account.login)));
	const current = await readAgain(accounts, stalker, signal);
	const replaced = new Map([...current].filter(([account, now]) => !isDeepStrictEqual(now, account)));
	return replaced.size === 0
		? comparison
		: replaceAccounts(comparison, {replaced, added: []}, comparison.billing);
}

/** These accounts as they are now, by MAC or number; one that is not found with the same identifiers, or cannot be read, is absent. */
async function readAgain(
	accounts: readonly Account[],
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyMap<Account, Account>> {
	const current = new Map<Account, Account>();
	for (const chunk of batchByIdentifier(accounts).batches) {
		const {found} = await readBatch(chunk, stalker, signal);
		for (const account of chunk.flatMap(group => group.accounts)) {
			const [record] = found.get(accountIdentity(account)) ?? [];
			const read = record === undefined ? null : parseAccount(record);
			if (read && 'item' in read) current.set(account, read.item);
		}
	}

	return current;
}

/**
One account among the identifiers of all, by two requests: `GET stb`, then the account by its MAC or number; a third one where the portal's
default plan decides about a difference. It tells who else has an identifier, which `users/` hides, which numbers are taken, and whether the
list is short.
*/
export const accountAmongAll: AmongAll<AccountComparison> = {
	async list({stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		const identifiers = await listIdentifiers(stalker, {signal});
		return identifiers?.every(isIdentified) ? identifiedAccounts(identifiers) : null;
	},
	async complete({stalker: account}, comparison, {stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		const current = await readWhole(account!, stalker, signal);
		if (!current) return null;
		const withAccount = (plans: Pick<AccountList, 'planIds' | 'defaultPlan'> | null) => {
			const before = {...comparison, stalker: {...comparison.stalker, ...plans}};
			return replaceAccounts(before, {replaced: new Map([[account!, current]]), added: []}, before.billing);
		};
		const completed = withAccount(null);
		const row = completed.rows.find(one => one.stalker === current);
		return row && dependsOnDefaultPlan(row) ? withAccount(await readPlans(stalker, signal)) : completed;
	},
};

/** A list of accounts of which nothing but the identifiers is known. */
export const identifiedAccounts = (identifiers: readonly unknown[]): AccountList => ({
	items: identifiers.map(parseIdentifiers),
	...{invalid: [], warnings: [], defaultPlan: null, planIds: []},
});

/** The whole record of an account; `null` where it is not found by MAC or number. */
export const readWhole = async (
	account: Account,
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<Account | null> => (await readAgain([account], stalker, signal)).get(account) ?? null;
