import {compareKey} from '../../../normalize/collation.ts';
import {findAccountAddress, type AccountIdentifiers} from '../../../stalker/account-address.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {StalkerRefused} from '../../../stalker/errors.ts';
import {runAdaptively} from '../../../sync/adaptive-concurrency.ts';
import {
	batchByIdentifier,
	accountIdentity,
	recordIdentifiers,
	readBatch,
	type FoundRecords,
	type IdentifierBatch,
	identifiersOfBox,
	listIdentifiers,
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
	Milliseconds for each account of a batch below which the plain list is fast enough: a usual portal needs 1.5 ms for an account, and the
	plain list never needs more for one than a batch does.
	*/
	readonly minMillisecondsPerAccount?: number;
};

/** Share of the accounts after which the speed of batches is no longer measured: the plain list would begin from the start. */
const measuredShare = 0.1;

/** Ends reading in batches, because the plain list is faster. */
class PlainListIsFaster extends Error {}

/** Why reading the boxes is aborted: because of an error of another request, not of the boxes' own. */
class FirstBatchFailed extends Error {}

/** Accounts without MAC and number are read one by one, by login; with more of them, the plain list is faster. */
const maxUnidentified = 40;

/**
Reads all accounts, a few hundred at a time: `GET accounts` returns nothing before it has run five queries for each
row.

`GET stb`, the same table at a thirtieth of the cost, lists which accounts exist. As soon as the first of them have arrived, their first
batch is read: where the portal is fast, nothing more of the boxes is read. Returns `null` where the plain list is faster or the only way:
the portal has few accounts, is fast (as the first batches show), cannot list its boxes (many boxes need more memory than PHP has), or has
accounts without a usable identifier.
*/
export async function readInBatches(
	stalker: StalkerClient,
	{signal, onProgress, maxPlainAccounts = 1000, minMillisecondsPerAccount = 0.5}: BatchedOptions = {},
): Promise<AllRecords | null> {
	const lastSize = stalker.lastListSize('accounts');
	if (lastSize !== null && lastSize <= maxPlainAccounts) return null;
	const warnings = new Set<string>();
	let found: FoundRecords = new Map();
	let isFirstRead = false;
	try {
		// Accounts whose identifiers changed during the read are found in the second round.
		for (let round = 0; round < 2; round++) {
			const accounts = (await listIdentifiers(stalker, {signal, onRecords: readFirst})) ?? [];
			if (accounts.length <= maxPlainAccounts) return null;
			const fresh = await readAccounts(missingFrom(accounts, found), accounts);
			if (!fresh) return null;
			found = new Map([...found, ...fresh]);
			const records = inListOrder(accounts, found);
			if (records) return {records, warnings: [...warnings]};
		}
	} catch (error) {
		const reason = error instanceof FirstBatchFailed ? error.cause : error;
		if (!(reason instanceof PlainListIsFaster)) throw reason;
	}

	return null;

	/**
	Once there are too many boxes for the plain list, reads batches until one shows how fast the portal is. One that took long because this
	process was busy, as while billing's rows arrive, shows nothing: then the next is read before any more boxes.
	*/
	async function readFirst(boxes: readonly unknown[]): Promise<void> {
		if (isFirstRead || boxes.length <= maxPlainAccounts) return;
		isFirstRead = true;
		try {
			for (const batch of batchByIdentifier(boxes.map(identifiersOfBox)).batches) {
				const before = performance.eventLoopUtilization();
				const {found: own, rows} = await readMeasured(batch, true, signal);
				for (const [identity, records] of own) found.set(identity, records);
				const {idle} = performance.eventLoopUtilization(before);
				// It was the portal that took long.
				if (idle >= minMillisecondsPerAccount * rows) return;
			}
		} catch (error) {
			throw new FirstBatchFailed('The boxes are not read on', {cause: error});
		}
	}

	/** Reads a batch; throws {@link PlainListIsFaster} where its speed is measured and the portal is fast. */
	async function readMeasured(batch: IdentifierBatch, isMeasured: boolean, batchSignal?: AbortSignal) {
		const result = await readBatch(batch, stalker, batchSignal);
		for (const warning of result.warnings) warnings.add(warning);
		const rows = batch.reduce((sum, group) => sum + group.accounts.length, 0);
		if (isMeasured && result.milliseconds < minMillisecondsPerAccount * rows) throw new PlainListIsFaster();
		return {...result, rows};
	}

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
				const isMeasured = done <= measuredShare * accounts.length;
				const {rows, milliseconds, found: own} = await readMeasured(batch, isMeasured, batchSignal);
				for (const [identity, records] of own) fresh.set(identity, records);
				done += rows;
				onProgress?.(done, accounts.length);
				return {milliseconds, rows};
			},
			{signal},
		);
		for (const login of singles) {
			const record = await readByLogin(login!, stalker, signal);
			if (record) fresh.set(accountIdentity(recordIdentifiers(record)), [record]);
		}

		return fresh;
	}
}

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
		return (await stalker.read('users', [login], {signal})).results;
	} catch (error) {
		if (error instanceof StalkerRefused) return null;
		throw error;
	}
}
