import {compareKey} from '../../../normalize/collation.ts';
import {findAccountAddress, type AccountIdentifiers} from '../../../stalker/account-address.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {
	StalkerDisabled,
	StalkerError,
	StalkerRefused,
	StalkerUnauthorized,
	StalkerUnreachable,
} from '../../../stalker/errors.ts';
import {runAdaptively} from './adaptive-concurrency.ts';
import {
	batchByIdentifier,
	accountIdentity,
	recordIdentifiers,
	readBatch,
	type FoundRecords,
} from '../../../stalker/accounts-by-identifier.ts';

/** All accounts, as `GET accounts` has them and in its order. */
type AllRecords = {readonly records: readonly unknown[]; readonly warnings: readonly string[]};

type BatchedOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Called after each batch. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
	/** Up to this number of accounts the plain list is faster: one second of the portal's work. */
	readonly maxPlainAccounts?: number;
	/**
	Milliseconds for each box of `GET stb` below which the plain list is fast enough. A usual portal needs 0.05 ms for a
	box, and thirty times as long for an account.
	*/
	readonly minMillisecondsPerBox?: number;
	/**
	Milliseconds for each account of a batch below which the plain list is fast enough: a usual portal needs 1.5 ms for an account, and the plain list never needs more for one than a
	batch does.
	*/
	readonly minMillisecondsPerAccount?: number;
};

/** Share of the accounts after which batches are no longer judged: the plain list would begin from the start. */
const judgedShare = 0.1;

/** Ends reading in batches, because the plain list is faster. */
class PlainListIsFaster extends Error {}

/** Accounts without MAC and number are read one by one, by login; with more of them, the plain list is faster. */
const maxUnidentified = 40;

/**
Reads all accounts, a few hundred at a time: `GET accounts` returns nothing before it has run five queries for each
row.

`GET stb`, the same table at a thirtieth of the cost, tells which accounts exist. Returns `null` where the plain list
is faster or the only way: the portal has few accounts, is fast (as its boxes or the first batches tell), cannot list its boxes (many boxes need more memory
than PHP has), or has accounts without a usable identifier.
*/
export async function readInBatches(
	stalker: StalkerClient,
	{
		signal,
		onProgress,
		maxPlainAccounts = 1000,
		minMillisecondsPerBox = 0.01,
		minMillisecondsPerAccount = 0.5,
	}: BatchedOptions = {},
): Promise<AllRecords | null> {
	const lastSize = stalker.lastListSize('accounts');
	if (lastSize !== null && lastSize <= maxPlainAccounts) return null;
	const warnings = new Set<string>();
	let found: FoundRecords = new Map();
	// Accounts whose identifiers changed during the read are found in the second round.
	for (let round = 0; round < 2; round++) {
		const {accounts, milliseconds} = (await listIdentifiers(stalker, signal)) ?? {
			accounts: [],
			milliseconds: 0,
		};
		if (accounts.length <= maxPlainAccounts) return null;
		if (round === 0 && milliseconds < minMillisecondsPerBox * accounts.length) return null;
		const missing = missingFrom(accounts, found);
		const fresh = await readAccounts(missing, accounts).catch((error: unknown) => {
			if (error instanceof PlainListIsFaster) return null;
			throw error;
		});
		if (!fresh) return null;
		found = new Map([...found, ...fresh]);
		const records = inListOrder(accounts, found);
		if (records) return {records, warnings: [...warnings]};
	}

	return null;

	async function readAccounts(
		missing: readonly AccountIdentifiers[],
		accounts: readonly AccountIdentifiers[],
	): Promise<FoundRecords | null> {
		const {batches, unidentified} = batchByIdentifier(missing);
		const singles = unidentified.map(account => uniqueLogin(account, accounts));
		if (singles.length > maxUnidentified || singles.includes(null)) return null;
		const fresh: FoundRecords = new Map();
		let done = accounts.length - missing.length;
		await runAdaptively(
			batches,
			async (batch, batchSignal) => {
				const result = await readBatch(batch, stalker, batchSignal);
				for (const [identity, records] of result.found) fresh.set(identity, records);
				for (const warning of result.warnings) warnings.add(warning);
				const rows = batch.reduce((sum, group) => sum + group.accounts.length, 0);
				const isJudged = done <= judgedShare * accounts.length;
				if (isJudged && result.milliseconds < minMillisecondsPerAccount * rows) throw new PlainListIsFaster();
				done += rows;
				onProgress?.(done, accounts.length);
				return {milliseconds: result.milliseconds, rows};
			},
			signal,
		);
		for (const login of singles) {
			const record = await readByLogin(login!, stalker, signal);
			if (record) fresh.set(accountIdentity(recordIdentifiers(record)), [record]);
		}

		return fresh;
	}
}

/**
The identifiers of all accounts, in the order of the list, and the milliseconds of that request; `null` where the
portal cannot list them.
*/
async function listIdentifiers(
	stalker: StalkerClient,
	signal: AbortSignal | undefined,
): Promise<{readonly accounts: readonly AccountIdentifiers[]; readonly milliseconds: number} | null> {
	try {
		// Not cached as a list: the screen of the boxes has its own.
		const {results, milliseconds} = await stalker.read('stb', undefined, signal ? {signal} : {});
		if (!Array.isArray(results)) return null;
		const accounts = results.map((record: unknown) => {
			const {mac, ls, login} = (record ?? {}) as Readonly<Record<string, unknown>>;
			return recordIdentifiers({login, stb_mac: mac, account_number: ls});
		});
		return {accounts, milliseconds};
	} catch (error) {
		signal?.throwIfAborted();
		const isReachable = !portalFailures.some(kind => error instanceof kind);
		if (error instanceof StalkerError && isReachable) return null;
		throw error;
	}
}

/** Errors that any other request would get, too. */
const portalFailures = [StalkerUnreachable, StalkerUnauthorized, StalkerDisabled];

/** The accounts whose records are still missing. */
function missingFrom(
	accounts: readonly AccountIdentifiers[],
	found: FoundRecords,
): readonly AccountIdentifiers[] {
	const left = new Map([...found].map(([identity, records]) => [identity, records.length]));
	return accounts.filter(account => {
		const identity = accountIdentity(account);
		const count = left.get(identity) ?? 0;
		left.set(identity, count - 1);
		return count < 1;
	});
}

/** The records in the order of the accounts; `null` unless each account has one. */
function inListOrder(
	accounts: readonly AccountIdentifiers[],
	found: FoundRecords,
): readonly unknown[] | null {
	const taken = new Map<string, number>();
	const records: unknown[] = [];
	for (const account of accounts) {
		const identity = accountIdentity(account);
		const index = taken.get(identity) ?? 0;
		const record = found.get(identity)?.[index];
		if (record === undefined) return null;
		taken.set(identity, index + 1);
		records.push(record);
	}

	return records;
}

/** The login for which `users/` returns this account; `null` where it is unsafe or shared. */
function uniqueLogin({login}: AccountIdentifiers, accounts: readonly AccountIdentifiers[]): string | null {
	const name = findAccountAddress(
		{login, stb_mac: '', account_number: ''},
		accounts
			.filter(other => compareKey(other.login) === compareKey(login))
			.map(other => ({...other, stb_mac: '', account_number: ''})),
	);
	return name.is === 'login' ? name.id : null;
}

async function readByLogin(
	login: string,
	stalker: StalkerClient,
	signal: AbortSignal | undefined,
): Promise<unknown> {
	try {
		return (await stalker.read('users', [login], signal ? {signal} : {})).results;
	} catch (error) {
		if (error instanceof StalkerRefused) return null;
		throw error;
	}
}
