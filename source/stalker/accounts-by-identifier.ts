import type {ReadOptions} from './http-request.ts';
import {compareKey} from '../normalize/collation.ts';
import {readableIdentifier, type AccountIdentifiers} from './account-address.ts';
import type {StalkerClient} from './client.ts';
import {
	StalkerRefused,
	StalkerDisabled,
	StalkerError,
	StalkerUnauthorized,
	StalkerUnreachable,
} from './errors.ts';

/** The identifiers of one request of `GET accounts/…`, all of one kind, each with the accounts that have it. */
export type IdentifierBatch<Account extends AccountIdentifiers = AccountIdentifiers> = ReadonlyArray<{
	readonly id: string;
	readonly accounts: readonly Account[];
}>;

/** Upper bound of identifiers in one request: far below the longest URL that web servers accept. */
const maxIdsPerRequest = 200;

/** Groups accounts into batches; `nameless` are those without a usable identifier. */
export function batchByIdentifier<Account extends AccountIdentifiers>(
	accounts: readonly Account[],
): {
	readonly batches: ReadonlyArray<IdentifierBatch<Account>>;
	readonly unidentified: readonly Account[];
} {
	type Group = {readonly id: string; readonly accounts: Account[]};
	const groups = {mac: new Map<string, Group>(), number: new Map<string, Group>()};
	const unidentified: Account[] = [];
	for (const account of accounts) {
		const name = readableIdentifier(account);
		if (!name) {
			unidentified.push(account);
			continue;
		}

		// The portal compares like this: two notations of an identifier are one.
		const key = compareKey(name.id);
		const group = groups[name.is].get(key) ?? {id: name.id, accounts: []};
		group.accounts.push(account);
		groups[name.is].set(key, group);
	}

	return {
		batches: Object.values(groups).flatMap(kind => splitBatch([...kind.values()])),
		unidentified,
	};
}

const splitBatch = <Account extends AccountIdentifiers>(
	batch: IdentifierBatch<Account>,
): ReadonlyArray<IdentifierBatch<Account>> =>
	Array.from({length: Math.ceil(batch.length / maxIdsPerRequest)}, (_, index) =>
		batch.slice(index * maxIdsPerRequest, (index + 1) * maxIdsPerRequest),
	);

/** Records by the identity of their account: several where the portal has duplicates. */
export type FoundRecords = Map<string, unknown[]>;

/** Identity of an account: the portal sends no id, so it is all three identifiers together. */
export const accountIdentity = ({login, stb_mac, account_number}: AccountIdentifiers): string =>
	JSON.stringify([compareKey(login), compareKey(stb_mac), compareKey(account_number)]);

/** Result of reading one batch. */
type BatchResult = {
	/** The records of the batch's own accounts only, each at most as often as requested. */
	readonly found: FoundRecords;
	readonly warnings: readonly string[];
	readonly milliseconds: number;
};

/**
Reads the accounts of one batch. The identifiers of each record are checked, since the portal only counts: a shared
number would hide a missing account. When one is missing, the portal refuses the whole request; then the batch is read
in halves.
*/
export async function readBatch(
	batch: IdentifierBatch,
	stalker: Pick<StalkerClient, 'read'>,
	signal?: AbortSignal,
): Promise<BatchResult> {
	const {records, ...rest} = await readAllMatching(batch, stalker, signal);
	return {
		...rest,
		found: selectOwn(
			records,
			batch.flatMap(group => group.accounts),
		),
	};
}

/** Reads all records with the identifiers of a batch, whichever accounts they belong to; an unknown identifier returns none. */
export async function readAllMatching(
	batch: IdentifierBatch,
	stalker: Pick<StalkerClient, 'read'>,
	signal?: AbortSignal,
): Promise<Omit<BatchResult, 'found'> & {readonly records: readonly unknown[]}> {
	try {
		const ids = batch.map(({id}) => id);
		const {results, warnings, milliseconds} = await stalker.read('accounts', ids, {signal});
		return {
			records: Array.isArray(results) ? (results as readonly unknown[]) : [],
			warnings,
			milliseconds,
		};
	} catch (error) {
		if (!(error instanceof StalkerRefused) || !(error.isNotFound || someUnknown.test(error.reason)))
			throw error;
		if (batch.length === 1) return {records: [], warnings: [], milliseconds: 0};
		const half = Math.ceil(batch.length / 2);
		const one = await readAllMatching(batch.slice(0, half), stalker, signal);
		const other = await readAllMatching(batch.slice(half), stalker, signal);
		return {
			records: [...one.records, ...other.records],
			warnings: [...one.warnings, ...other.warnings],
			milliseconds: one.milliseconds + other.milliseconds,
		};
	}
}

/** The portal's message when one of several identifiers is unknown. */
const someUnknown = /identifiers are incorrect/i;

function selectOwn(records: readonly unknown[], accounts: readonly AccountIdentifiers[]): FoundRecords {
	const remaining = new Map<string, number>();
	for (const account of accounts) {
		const identity = accountIdentity(account);
		remaining.set(identity, (remaining.get(identity) ?? 0) + 1);
	}

	const found: FoundRecords = new Map();
	for (const record of records) {
		const identity = accountIdentity(recordIdentifiers(record));
		const left = remaining.get(identity) ?? 0;
		if (left === 0) continue;
		remaining.set(identity, left - 1);
		found.set(identity, [...(found.get(identity) ?? []), record]);
	}

	return found;
}

/** The identifiers in a record of any shape; a missing one is blank. */
export function recordIdentifiers(record: unknown): AccountIdentifiers {
	const fields = (record ?? {}) as Readonly<Record<string, unknown>>;
	const text = (key: string) => {
		const value = fields[key];
		return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	};

	return {login: text('login'), stb_mac: text('stb_mac'), account_number: text('account_number')};
}

/**
The identifiers of all accounts, in the order of the list; `null` where the portal cannot list them. `onRecords` gets the boxes so far while
they arrive.
*/
export async function listIdentifiers(
	stalker: StalkerClient,
	options: Pick<ReadOptions, 'signal' | 'onRecords'>,
): Promise<readonly AccountIdentifiers[] | null> {
	try {
		// Not cached as a list: the screen of the boxes has its own.
		const {results} = await stalker.read('stb', undefined, options);
		return Array.isArray(results) ? results.map(identifiersOfBox) : null;
	} catch (error) {
		options.signal?.throwIfAborted();
		const isReachable = !portalFailures.some(kind => error instanceof kind);
		if (error instanceof StalkerError && isReachable) return null;
		throw error;
	}
}

/** A box has the identifiers of its account, under other names. */
export function identifiersOfBox(record: unknown): AccountIdentifiers {
	const {mac, ls, login} = (record ?? {}) as Readonly<Record<string, unknown>>;
	return recordIdentifiers({login, stb_mac: mac, account_number: ls});
}

/** Whether an account can be recognised: a record without usable identifiers might be any account. */
export const isIdentified = ({login, stb_mac, account_number}: AccountIdentifiers): boolean =>
	login !== '' || stb_mac !== '' || account_number !== '';

/** Errors that any other request would get, too. */
const portalFailures = [StalkerUnreachable, StalkerUnauthorized, StalkerDisabled];
