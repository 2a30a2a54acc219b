import {textOf, type Fields} from '../sync/changes/change.ts';

/** The last list of each resource. */
type ListCache = {
	/**
	The list that is being read, or the last one, with the accounts that were written since. During a reload the previous list is returned,
	also when the reload fails.
	*/
	latest(resource: SharedListName): Promise<readonly unknown[]> | undefined;
	/** Number of records of the last complete list; `null` where there is none. */
	size(resource: string): number | null;
	/** The last complete list that was not taken yet; `null` where there is none. */
	takeNew(resource: string): readonly unknown[] | null;
	/** Registers a list that is being read. */
	track(resource: string, read: Promise<readonly unknown[]>): void;
	/** Puts an account in place of the one that it was before. `null`: there was none, or there is none any more. */
	replaceAccount(before: unknown, now: unknown): void;
};

/** Expensive lists that seldom change, and in which other resources look something up. */
export type SharedListName = 'accounts';

const sharedLists: ReadonlySet<string> = new Set<SharedListName>(['accounts']);

/** The last list of a resource. */
type KnownList = {
	readonly list: Promise<readonly unknown[]>;
	/** The response that `list` was made from. */
	readonly read: Promise<readonly unknown[]>;
	/** How many of the replacements `list` contains. */
	readonly replaced: number;
};

/**
An account that was written. `before`: as it was before the write; `null`: there was none. `now`: as it was read back; `null`: it was
deleted.
*/
type Replacement = {readonly before: unknown; readonly now: unknown};

/** Creates a cache. A list is released when it is taken, except those that are looked up: they are tens of megabytes. */
export function createListCache(): ListCache {
	const latest = new Map<string, KnownList>();
	const newLists = new Map<string, readonly unknown[]>();
	const sizes = new Map<string, number>();
	const replacements: Replacement[] = [];
	/** How many lists are being read. */
	let reads = 0;
	/**
	Removes the replacements when all lists contain them. Not while a list is being read: the portal may have computed it before a write.
	*/
	const dropReplacements = () => {
		if (reads > 0 || [...latest.values()].some(({replaced}) => replaced < replacements.length)) return;
		replacements.length = 0;
		for (const [name, known] of latest) latest.set(name, {...known, replaced: 0});
	};
	return {
		latest(resource) {
			const known = latest.get(resource);
			if (!known || known.replaced === replacements.length) return known?.list;
			const since = replacements.slice(known.replaced);
			const list = known.list.then(records => replaceRecords(records, since));
			latest.set(resource, {...known, list, replaced: replacements.length});
			dropReplacements();
			return list;
		},
		size: resource => sizes.get(resource) ?? null,
		takeNew(resource) {
			const records = newLists.get(resource) ?? null;
			newLists.delete(resource);
			return records;
		},
		track(resource, read) {
			const own = {list: read, read, replaced: replacements.length};
			const isShared = sharedLists.has(resource);
			if (isShared) reads++;
			if (isShared && !latest.has(resource)) latest.set(resource, own);
			const end = () => {
				if (!isShared) return;
				reads--;
				dropReplacements();
			};
			read.then(
				records => {
					newLists.set(resource, records);
					sizes.set(resource, records.length);
					if (isShared) latest.set(resource, own);
					end();
				},
				() => {
					if (latest.get(resource)?.read === read) latest.delete(resource);
					end();
				},
			);
		},
		replaceAccount(before, now) {
			if (latest.size > 0) replacements.push({before, now});
		},
	};
}

/** The identifiers by which a written account was found: no other has all three. `null`: there is no account. */
function identityOf(record: unknown): string | null {
	if (record === null) return null;
	const {login, stb_mac, account_number} = record as Fields;
	return JSON.stringify([textOf(login), textOf(stb_mac), textOf(account_number)]);
}

const loginOf = (record: unknown): string => textOf((record as Fields | null)?.['login']);

/** The records with these accounts in the places of those that they were before; new accounts are at the end. */
function replaceRecords(
	records: readonly unknown[],
	replacements: readonly Replacement[],
): readonly unknown[] {
	// Only the identities of accounts that may be replaced are made: there may be a hundred thousand others.
	const logins = new Set(replacements.flatMap(({before, now}) => [loginOf(before), loginOf(now)]));
	const places = new Map<string | null, number>();
	for (const [index, record] of records.entries())
		if (logins.has(loginOf(record))) places.set(identityOf(record), index);
	const list: unknown[] = [...records];
	for (const replacement of replacements) {
		const {now} = replacement;
		const [before, name] = [identityOf(replacement.before), identityOf(now)];
		// A response that was on its way during the write may have the account as it is now.
		const place =
			(before === null ? undefined : places.get(before)) ?? (name === null ? undefined : places.get(name));
		if (before !== null) places.delete(before);
		if (name !== null) places.set(name, place ?? list.length);
		if (place !== undefined || now !== null) list[place ?? list.length] = now;
	}

	return list.filter(record => record !== null);
}
