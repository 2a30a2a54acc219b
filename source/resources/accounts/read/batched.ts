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
} from './by-identifier.ts';

/** All accounts, as the plain list has them and in its order. */
type AllRecords = {readonly records: readonly unknown[]; readonly warnings: readonly string[]};

type BatchedOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Told after each part. */
	readonly onProgress?: ((done: number, of: number) => void) | undefined;
	/** Where there are no more than so many, the plain list is the shorter way: a second's work for the portal. */
	readonly maxPlainAccounts?: number;
	/** Where a box of `stb` takes fewer milliseconds, an account takes thirty times as little: then, too. A usual portal needs a twentieth of one for a box. */
	readonly minMillisecondsPerBox?: number;
};

/** Accounts without MAC and number are asked for one by one, by their logins; where there are more of them, the plain list is the shorter way. */
const maxUnidentified = 40;

/**
All accounts, a few hundred at a time: `GET accounts` answers nothing before it has done all its work, five queries a row.

Which accounts there are is told by `GET stb`, which is the same table at a thirtieth of the cost. `null` where the plain list is the better way, or the only one: the portal has few
accounts, is quick, cannot list its boxes (they need more memory than PHP has, where there are many), or has accounts that no request names.
*/
export async function readInBatches(
	stalker: StalkerClient,
	{signal, onProgress, maxPlainAccounts = 1000, minMillisecondsPerBox = 0.01}: BatchedOptions = {},
): Promise<AllRecords | null> {
	const known = stalker.lastListSize('accounts');
	if (known !== null && known <= maxPlainAccounts) return null;
	const warnings = new Set<string>();
	let found: FoundRecords = new Map();
	// What was changed while it was read is found under its new names the second time.
	for (let round = 0; round < 2; round++) {
		const {accounts, milliseconds} = (await listIdentifiers(stalker, signal)) ?? {
			accounts: [],
			milliseconds: 0,
		};
		if (accounts.length <= maxPlainAccounts) return null;
		if (round === 0 && milliseconds < minMillisecondsPerBox * accounts.length) return null;
		const lacking = missingFrom(accounts, found);
		const fresh = await ask(lacking, accounts);
		if (!fresh) return null;
		found = new Map([...found, ...fresh]);
		const records = inListOrder(accounts, found);
		if (records) return {records, warnings: [...warnings]};
	}

	return null;

	async function ask(
		lacking: readonly AccountIdentifiers[],
		accounts: readonly AccountIdentifiers[],
	): Promise<FoundRecords | null> {
		const {chunks, nameless} = batchByIdentifier(lacking);
		const singles = nameless.map(account => uniqueLogin(account, accounts));
		if (singles.length > maxUnidentified || singles.includes(null)) return null;
		const fresh: FoundRecords = new Map();
		let done = accounts.length - lacking.length;
		await runAdaptively(
			chunks,
			async (chunk, either) => {
				const answer = await readBatch(chunk, stalker, either);
				for (const [identity, records] of answer.found) fresh.set(identity, records);
				for (const warning of answer.warnings) warnings.add(warning);
				const rows = chunk.reduce((sum, group) => sum + group.accounts.length, 0);
				done += rows;
				onProgress?.(done, accounts.length);
				return {milliseconds: answer.milliseconds, rows};
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

/** The names of all accounts, in the order of the list, and how long the portal took to tell them; `null` where it cannot. */
async function listIdentifiers(
	stalker: StalkerClient,
	signal: AbortSignal | undefined,
): Promise<{readonly accounts: readonly AccountIdentifiers[]; readonly milliseconds: number} | null> {
	try {
		// Not as a list that is kept: the screen of the boxes has its own.
		const {results, milliseconds} = await stalker.read('stb', undefined, signal ? {signal} : {});
		if (!Array.isArray(results)) return null;
		const accounts = results.map((record: unknown) => {
			const {mac, ls, login} = (record ?? {}) as Readonly<Record<string, unknown>>;
			return recordIdentifiers({login, stb_mac: mac, account_number: ls});
		});
		return {accounts, milliseconds};
	} catch (error) {
		signal?.throwIfAborted();
		const isThere = !portalFailures.some(kind => error instanceof kind);
		if (error instanceof StalkerError && isThere) return null;
		throw error;
	}
}

/** What would be said of any other question, too: the portal need not be asked another. */
const portalFailures = [StalkerUnreachable, StalkerUnauthorized, StalkerDisabled];

/** Those whose records have not come. */
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

/** Their records; `null` unless each has one. */
function inListOrder(
	accounts: readonly AccountIdentifiers[],
	found: FoundRecords,
): readonly unknown[] | null {
	const taken = new Map<string, number>();
	const records: unknown[] = [];
	for (const account of accounts) {
		const identity = accountIdentity(account);
		const place = taken.get(identity) ?? 0;
		const record = found.get(identity)?.[place];
		if (record === undefined) return null;
		taken.set(identity, place + 1);
		records.push(record);
	}

	return records;
}

/** The login under which `users/` answers with this account; `null` where it would not arrive, or hides a double. */
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
