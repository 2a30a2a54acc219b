import {compareKey} from '../../../normalize/collation.ts';
import {readableIdentifier, type AccountIdentifiers} from '../../../stalker/account-address.ts';
import type {StalkerClient} from '../../../stalker/client.ts';
import {StalkerRefused} from '../../../stalker/errors.ts';

/** What one request of `GET accounts/…` asks for: identifiers of one kind, each with all the accounts that have it. */
export type IdentifierBatch<Account extends AccountIdentifiers = AccountIdentifiers> = ReadonlyArray<{
	readonly id: string;
	readonly accounts: readonly Account[];
}>;

/** As many identifiers as one request names: far below what a web server takes as an address. */
const maxIdsPerRequest = 200;

/** Accounts in chunks; and those that no identifier names. */
export function batchByIdentifier<Account extends AccountIdentifiers>(
	accounts: readonly Account[],
): {
	readonly chunks: ReadonlyArray<IdentifierBatch<Account>>;
	readonly nameless: readonly Account[];
} {
	type Group = {readonly id: string; readonly accounts: Account[]};
	const groups = {mac: new Map<string, Group>(), number: new Map<string, Group>()};
	const nameless: Account[] = [];
	for (const account of accounts) {
		const name = readableIdentifier(account);
		if (!name) {
			nameless.push(account);
			continue;
		}

		// The portal compares like this: two spellings of an identifier are one.
		const form = compareKey(name.id);
		const group = groups[name.is].get(form) ?? {id: name.id, accounts: []};
		group.accounts.push(account);
		groups[name.is].set(form, group);
	}

	return {chunks: Object.values(groups).flatMap(kind => splitBatch([...kind.values()])), nameless};
}

const splitBatch = <Account extends AccountIdentifiers>(
	chunk: IdentifierBatch<Account>,
): ReadonlyArray<IdentifierBatch<Account>> =>
	Array.from({length: Math.ceil(chunk.length / maxIdsPerRequest)}, (_, place) =>
		chunk.slice(place * maxIdsPerRequest, (place + 1) * maxIdsPerRequest),
	);

/** Records by the names that they answer to: several where the portal has doubles. */
export type FoundRecords = Map<string, unknown[]>;

/** Which account a record is: the portal sends no id, so it is all three of its names together. */
export const accountIdentity = ({login, stb_mac: mac, account_number: number}: AccountIdentifiers): string =>
	JSON.stringify([compareKey(login), compareKey(mac), compareKey(number)]);

/** What came of asking for some accounts. */
export type BatchResult = {
	/** The records of a chunk's own accounts, and no others: each as often as it was asked for, at most. */
	readonly found: FoundRecords;
	readonly warnings: readonly string[];
	readonly milliseconds: number;
};

/**
Ask for the accounts of one chunk. Which came back is checked by their names, since the portal only counts: a doubled number hides an account that is gone. One
that is missing makes it refuse all; then they are asked for by halves.
*/
export async function readBatch(
	chunk: IdentifierBatch,
	stalker: Pick<StalkerClient, 'read'>,
	signal?: AbortSignal,
): Promise<BatchResult> {
	const {records, ...answered} = await readAllMatching(chunk, stalker, signal);
	return {
		...answered,
		found: selectOwn(
			records,
			chunk.flatMap(group => group.accounts),
		),
	};
}

/** All records that answer to the identifiers of a chunk, whosever they are; none for an identifier that names nobody. */
export async function readAllMatching(
	chunk: IdentifierBatch,
	stalker: Pick<StalkerClient, 'read'>,
	signal?: AbortSignal,
): Promise<Omit<BatchResult, 'found'> & {readonly records: readonly unknown[]}> {
	try {
		const ids = chunk.map(({id}) => id);
		const {results, warning, milliseconds} = await stalker.read('accounts', ids, signal ? {signal} : {});
		return {
			records: Array.isArray(results) ? (results as readonly unknown[]) : [],
			warnings: warning === undefined ? [] : [warning],
			milliseconds,
		};
	} catch (error) {
		if (!(error instanceof StalkerRefused) || !(error.isNotFound || someUnknown.test(error.said)))
			throw error;
		if (chunk.length === 1) return {records: [], warnings: [], milliseconds: 0};
		const half = Math.ceil(chunk.length / 2);
		const one = await readAllMatching(chunk.slice(0, half), stalker, signal);
		const other = await readAllMatching(chunk.slice(half), stalker, signal);
		return {
			records: [...one.records, ...other.records],
			warnings: [...one.warnings, ...other.warnings],
			milliseconds: one.milliseconds + other.milliseconds,
		};
	}
}

/** What the portal says where one identifier of several names nobody. */
const someUnknown = /identifiers are incorrect/i;

function selectOwn(records: readonly unknown[], accounts: readonly AccountIdentifiers[]): FoundRecords {
	const due = new Map<string, number>();
	for (const account of accounts) {
		const identity = accountIdentity(account);
		due.set(identity, (due.get(identity) ?? 0) + 1);
	}

	const found: FoundRecords = new Map();
	for (const record of records) {
		const identity = accountIdentity(recordIdentifiers(record));
		const left = due.get(identity) ?? 0;
		if (left === 0) continue;
		due.set(identity, left - 1);
		found.set(identity, [...(found.get(identity) ?? []), record]);
	}

	return found;
}

/** The names in a record of any shape; what is none is blank. */
export function recordIdentifiers(record: unknown): AccountIdentifiers {
	const fields = (record ?? {}) as Readonly<Record<string, unknown>>;
	const text = (key: string) => {
		const value = fields[key];
		return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	};

	return {login: text('login'), stb_mac: text('stb_mac'), account_number: text('account_number')};
}
