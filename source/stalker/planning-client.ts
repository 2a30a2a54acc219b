import {retryableOnce} from '../sync/retryable-once.ts';
import {compareKey} from '../normalize/collation.ts';
import {textOf, type Change, type Fields} from '../sync/changes/change.ts';
import {isSystemFailure} from '../sync/changes/outcome.ts';
import {
	batchByIdentifier,
	readAllMatching,
	recordIdentifiers,
	isIdentified,
	listIdentifiers,
} from './accounts-by-identifier.ts';
import type {StalkerClient} from './client.ts';
import {identifiersIn} from './find-account.ts';

/** Up to so many changes, each is planned with requests of its own. */
const maxPlannedAlone = 20;

/** A client that reads each list once, for the plan of several changes: not for a write, before which everything is read anew. */
export function withListsOnce(client: StalkerClient): StalkerClient {
	const lists = new Map<string, ReturnType<StalkerClient['list']>>();
	return {
		...client,
		async list(resource, options) {
			const list = lists.get(resource) ?? client.list(resource, options);
			lists.set(resource, list);
			return list;
		},
	};
}

/**
As `withListsOnce`, with fewer requests where there are many changes: the accounts that they name are read a few hundred in a request, and
the chosen channels of all accounts in one. Whether an identifier is free is looked up in `GET stb`, which has the identifiers of all
accounts. What these responses do not decide is requested as for one change.
*/
export async function createPlanningClient(
	changes: readonly Change[],
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<StalkerClient> {
	const once = withListsOnce(client);
	if (changes.length <= maxPlannedAlone) return once;
	const known = await readNamedAccounts(changes, once, signal);
	const takenIdentifiers = retryableOnce(async () => readIdentifiers(once, signal));
	const choices = retryableOnce(async () => readChoices(once, signal));
	/** What is known without a request; `null`: it has to be requested. */
	const knownRecords = async (resource: string, id: string): Promise<readonly unknown[] | null> => {
		if (resource === 'accounts' && known.has(compareKey(id))) return known.get(compareKey(id))!;
		if (resource === 'accounts' || resource === 'users')
			return (await takenIdentifiers.get())?.[resource].has(compareKey(id)) === false ? [] : null;
		return resource === 'itv_subscription' ? ((await choices.get())?.get(compareKey(id)) ?? null) : null;
	};
	return {
		...once,
		async read(resource, ids, options) {
			const [id, ...others] = ids ?? [];
			const results = id === undefined || others.length > 0 ? null : await knownRecords(resource, id);
			return results ? {results, warnings: [], bytes: 0, milliseconds: 0} : once.read(resource, ids, options);
		},
	};
}

/** The accounts that have the first identifier of each change's key, by that identifier; those that the portal fails for are absent. */
async function readNamedAccounts(
	changes: readonly Change[],
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
	const named = changes.filter(({operation}) => operation !== 'create').map(({key}) => identifiersIn(key));
	const known = new Map<string, readonly unknown[]>();
	for (const batch of batchByIdentifier(named).batches)
		try {
			const {records} = await readAllMatching(batch, client, signal);
			const byName = Map.groupBy(records, record => {
				const {stb_mac, account_number} = recordIdentifiers(record);
				return compareKey(batch[0]!.id.includes(':') ? stb_mac : account_number);
			});
			for (const {id} of batch) known.set(compareKey(id), byName.get(compareKey(id)) ?? []);
		} catch (error) {
			if (signal?.aborted || isSystemFailure(error)) throw error;
		}

	return known;
}

type TakenIdentifiers = {readonly [resource in 'accounts' | 'users']: ReadonlySet<string>};

/** The identifiers of all accounts, by the resource that takes them in its path; `null` where one of them may be missing. */
async function readIdentifiers(
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<TakenIdentifiers | null> {
	const all = await listIdentifiers(client, {signal});
	if (!all?.every(isIdentified)) return null;
	const numbers = all.flatMap(({stb_mac, account_number}) => [stb_mac, account_number]).map(compareKey);
	return {
		accounts: new Set(numbers),
		users: new Set([...numbers, ...all.map(({login}) => compareKey(login))]),
	};
}

/** The chosen channels of all accounts, by MAC and by number; `null` where they cannot be read together. */
async function readChoices(
	client: StalkerClient,
	signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly unknown[]> | null> {
	try {
		const {results} = await client.list('itv_subscription', {signal});
		const choices = new Map<string, unknown[]>();
		for (const record of results) {
			const {mac, ls} = (record ?? {}) as Fields;
			for (const name of [mac, ls].map(textOf).filter(one => one !== ''))
				choices.set(compareKey(name), [...(choices.get(compareKey(name)) ?? []), record]);
		}

		return choices;
	} catch (error) {
		if (signal?.aborted || isSystemFailure(error)) throw error;
		return null;
	}
}
