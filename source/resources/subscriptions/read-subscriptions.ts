import * as v from 'valibot';
import {flag, requiredText, optionalText, parseRecord, type ParsedRecord} from '../record-fields.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import {compareKey} from '../../normalize/collation.ts';
import {parseRecordsInSteps, type PortalList} from '../../sync/row.ts';
import {finishStepsInSlices} from '../../sync/sliced-work.ts';
import type {AccountList} from '../accounts/build-row.ts';
import {
	accountIndexOf,
	allAccounts,
	normalizeMacOrText,
	type AccountIndex,
} from '../accounts/account-index.ts';
import {latestAccounts} from '../accounts/read/parse-accounts.ts';

/** Ids of channels. PHP sends `false` for a list that cannot be read or does not exist, and an object where the list has gaps. */
const channels = v.pipe(
	v.optional(
		v.nullable(v.union([v.array(requiredText), v.record(v.string(), requiredText), v.literal(false)])),
		null,
	),
	v.transform((value): readonly string[] | null => (value ? [...new Set(Object.values(value))] : null)),
);

const schema = v.object({
	mac: optionalText,
	ls: optionalText,
	sub_ch: channels,
	additional_services_on: flag,
});

/**
One record of `GET itv_subscription` (REST API v1, *itv_subscription*), under the API's own field names.

`sub_ch` are ids of channels, each once; `null` is unknown, which is never an empty list. `login` is the account's
(*accounts*), `''` until it is known; `subscribed` are the external ids of its packages (*account_subscription*),
`null` until they were loaded.
*/
export type Subscription = v.InferOutput<typeof schema> & {
	readonly login: string;
	/** Whether its account is watching, from the list of accounts. */
	readonly online: boolean;
	/** Labels of the chosen channels, in the order of `sub_ch`. */
	readonly names: readonly string[];
	readonly subscribed: readonly string[] | null;
};

/** Parses a record. */
export function parseSubscription(raw: unknown): ParsedRecord<Subscription> {
	const read = parseRecord(schema, raw);
	return 'reason' in read
		? read
		: {item: {...read.item, login: '', online: false, names: [], subscribed: null}};
}

/** `GET itv_subscription`, with the accounts and channels that its records refer to. */
export type SubscriptionList = PortalList<Subscription> & {
	/** `null` where they could not be read. */
	readonly accounts: AccountList | null;
	/** For each record of `items`, the index of its account in `accounts`; `null` where none is known, or several. */
	readonly accountIndices: ReadonlyArray<number | null>;
	/** The portal's channels: names by id. */
	readonly channels: ReadonlyMap<string, string>;
	/** Number of records whose account no longer exists. */
	readonly orphans: number;
};

/** Reads the records of existing accounts. */
export async function readSubscriptions(
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<SubscriptionList> {
	const options = {signal};
	const [response, itv, accounts] = await Promise.all([
		stalker.list('itv_subscription', options),
		stalker.list('itv', options),
		latestAccounts(stalker, signal),
	]);
	const {items: parsed, invalid} = await finishStepsInSlices(
		parseRecordsInSteps(response.results, parseSubscription),
	);
	const items = parsed.filter(({mac, ls}) => mac !== '' || ls !== '');
	const channels = new Map(itv.results.flatMap(parseChannelName));
	const indices = items.map(item => (accounts ? accountIndexFor(item, accounts) : null));
	return {
		invalid,
		items: items.map((item, at) => {
			const index = indices[at];
			const account = typeof index === 'number' ? accounts!.items[index]! : null;
			const [login, online] = [account?.login ?? '', account?.online === '1'];
			return withChosen({...item, login, online}, item.sub_ch, channels);
		}),
		warnings: [...response.warnings, ...itv.warnings],
		accounts,
		accountIndices: indices,
		channels,
		orphans: parsed.length - items.length,
	};
}

/** The record with these chosen channels, and their labels. */
export const withChosen = (
	subscription: Subscription,
	sub_ch: Subscription['sub_ch'],
	channels: ReadonlyMap<string, string>,
): Subscription => ({
	...subscription,
	sub_ch,
	names: sub_ch?.map(id => `${id}  ${channels.get(id) ?? ''}`.trim()) ?? [],
});

function parseChannelName(raw: unknown): ReadonlyArray<readonly [string, string]> {
	const {id, name} = (raw ?? {}) as Readonly<Record<string, unknown>>;
	const isId = typeof id === 'string' || typeof id === 'number';
	return isId ? [[String(id), typeof name === 'string' ? name : '']] : [];
}

/** The index of the one account with this MAC and number; `null` where there is none, or several: then the owner is unknown. */
export function accountIndexFor(subscription: Subscription, accounts: AccountList): number | null {
	const found = accountIndicesFor(subscription, accountIndexOf(allAccounts(accounts)));
	const [index] = found;
	return found.length === 1 && index! < accounts.items.length ? index! : null;
}

/** The indices of all accounts with the MAC and number of the record, or with the one of them that it has. */
export function accountIndicesFor(
	{mac, ls}: Pick<Subscription, 'mac' | 'ls'>,
	{macs, numbers}: AccountIndex,
): readonly number[] {
	const [box, number] = [normalizeMacOrText(mac), compareKey(ls)];
	if (box === '') return numbers.get(number);
	return macs.get(box).filter(index => number === '' || numbers.nameOf(index) === number);
}
