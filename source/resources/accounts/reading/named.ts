import {collate} from '../../../naming/collation.ts';
import {readableName, type Named} from '../../../stalker/account-name.ts';
import type {Stalker} from '../../../stalker/client.ts';
import {StalkerRefused} from '../../../stalker/errors.ts';

/** What one request of `GET accounts/…` asks for: identifiers of one kind, each with all the accounts that have it. */
export type Chunk<Account extends Named = Named> = ReadonlyArray<{
	readonly id: string;
	readonly accounts: readonly Account[];
}>;

/** As many identifiers as one request names: far below what a web server takes as an address. */
const mostIds = 200;

/** Accounts in chunks; and those that no identifier names. */
export function chunksOf<Account extends Named>(
	accounts: readonly Account[],
): {
	readonly chunks: ReadonlyArray<Chunk<Account>>;
	readonly nameless: readonly Account[];
} {
	type Group = {readonly id: string; readonly accounts: Account[]};
	const groups = {mac: new Map<string, Group>(), number: new Map<string, Group>()};
	const nameless: Account[] = [];
	for (const account of accounts) {
		const name = readableName(account);
		if (!name) {
			nameless.push(account);
			continue;
		}

		// The portal compares like this: two spellings of an identifier are one.
		const form = collate(name.id);
		const group = groups[name.is].get(form) ?? {id: name.id, accounts: []};
		group.accounts.push(account);
		groups[name.is].set(form, group);
	}

	return {chunks: Object.values(groups).flatMap(kind => cut([...kind.values()])), nameless};
}

const cut = <Account extends Named>(chunk: Chunk<Account>): ReadonlyArray<Chunk<Account>> =>
	Array.from({length: Math.ceil(chunk.length / mostIds)}, (_, place) =>
		chunk.slice(place * mostIds, (place + 1) * mostIds),
	);

/** Records by the names that they answer to: several where the portal has doubles. */
export type Found = Map<string, unknown[]>;

/** Which account a record is: the portal sends no id, so it is all three of its names together. */
export const identityOf = ({login, stb_mac: mac, account_number: number}: Named): string =>
	JSON.stringify([collate(login), collate(mac), collate(number)]);

/** What came of asking for some accounts. */
export type Answered = {
	/** The records of a chunk's own accounts, and no others: each as often as it was asked for, at most. */
	readonly found: Found;
	readonly warnings: readonly string[];
	readonly milliseconds: number;
};

/**
Ask for the accounts of one chunk. Which came back is checked by their names, since the portal only counts: a doubled number hides an account that is gone. One
that is missing makes it refuse all; then they are asked for by halves.
*/
export async function readChunk(
	chunk: Chunk,
	stalker: Pick<Stalker, 'read'>,
	signal?: AbortSignal,
): Promise<Answered> {
	const {records, ...answered} = await readAllOf(chunk, stalker, signal);
	return {
		...answered,
		found: own(
			records,
			chunk.flatMap(group => group.accounts),
		),
	};
}

/** All records that answer to the identifiers of a chunk, whosever they are; none for an identifier that names nobody. */
export async function readAllOf(
	chunk: Chunk,
	stalker: Pick<Stalker, 'read'>,
	signal?: AbortSignal,
): Promise<Omit<Answered, 'found'> & {readonly records: readonly unknown[]}> {
	try {
		const ids = chunk.map(({id}) => id);
		const {results, warning, milliseconds} = await stalker.read('accounts', ids, signal ? {signal} : {});
		return {
			records: Array.isArray(results) ? (results as readonly unknown[]) : [],
			warnings: warning === undefined ? [] : [warning],
			milliseconds,
		};
	} catch (error) {
		if (!(error instanceof StalkerRefused) || !(error.isNotFound || lacksOne.test(error.said))) throw error;
		if (chunk.length === 1) return {records: [], warnings: [], milliseconds: 0};
		const half = Math.ceil(chunk.length / 2);
		const one = await readAllOf(chunk.slice(0, half), stalker, signal);
		const other = await readAllOf(chunk.slice(half), stalker, signal);
		return {
			records: [...one.records, ...other.records],
			warnings: [...one.warnings, ...other.warnings],
			milliseconds: one.milliseconds + other.milliseconds,
		};
	}
}

/** What the portal says where one identifier of several names nobody. */
const lacksOne = /identifiers are incorrect/i;

function own(records: readonly unknown[], accounts: readonly Named[]): Found {
	const due = new Map<string, number>();
	for (const account of accounts) {
		const identity = identityOf(account);
		due.set(identity, (due.get(identity) ?? 0) + 1);
	}

	const found: Found = new Map();
	for (const record of records) {
		const identity = identityOf(namesIn(record));
		const left = due.get(identity) ?? 0;
		if (left === 0) continue;
		due.set(identity, left - 1);
		found.set(identity, [...(found.get(identity) ?? []), record]);
	}

	return found;
}

/** The names in a record of any shape; what is none is blank. */
export function namesIn(record: unknown): Named {
	const fields = (record ?? {}) as Readonly<Record<string, unknown>>;
	const text = (key: string) => {
		const value = fields[key];
		return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	};

	return {login: text('login'), stb_mac: text('stb_mac'), account_number: text('account_number')};
}
