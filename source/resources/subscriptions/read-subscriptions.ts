import type {StalkerClient} from '../../stalker/client.ts';
import {compareKey} from '../../normalize/collation.ts';
import {parseRecords} from '../../sync/parse-records.ts';
import type {PortalList} from '../../sync/row.ts';
import type {AccountsReading} from '../accounts/compare.ts';
import {
	accountIndexOf,
	allAccounts,
	normalizeMacOrText,
	type AccountIndex,
} from '../accounts/account-index.ts';
import {latestAccounts} from '../accounts/read/latest-accounts.ts';
import {parseSubscription, type Subscription} from './subscription.ts';

/** `GET itv_subscription`, with the accounts and channels that its records name. */
export type SubscriptionList = PortalList<Subscription> & {
	/** `null` where they could not be read. */
	readonly accounts: AccountsReading | null;
	/** For each record of `items`, the place of its account in `accounts`; `null` where none is known, or several. */
	readonly accountIndices: ReadonlyArray<number | null>;
	/** The portal's channels: names by id. */
	readonly channels: ReadonlyMap<string, string>;
	/** Records of accounts that are gone. */
	readonly orphans: number;
};

/** All records of accounts that there are. */
export async function readSubscriptions(
	stalker: StalkerClient,
	signal?: AbortSignal,
): Promise<SubscriptionList> {
	const options = signal ? {signal} : {};
	const [listed, itv, accounts] = await Promise.all([
		stalker.list('itv_subscription', options),
		stalker.list('itv', options),
		latestAccounts(stalker, signal),
	]);
	const {items: all, invalid} = parseRecords(listed.results, parseSubscription);
	const items = all.filter(({mac, ls}) => mac !== '' || ls !== '');
	const channels = new Map(itv.results.flatMap(parseChannelName));
	const places = items.map(item => (accounts ? accountIndexFor(item, accounts) : null));
	return {
		invalid,
		items: items.map((item, at) => {
			const place = places[at];
			const login = typeof place === 'number' ? accounts!.items[place]!.login : '';
			return {...item, login, names: item.sub_ch?.map(id => `${id}  ${channels.get(id) ?? ''}`.trim()) ?? []};
		}),
		warnings: [listed.warning, itv.warning].filter(warning => warning !== undefined),
		accounts,
		accountIndices: places,
		channels,
		orphans: all.length - items.length,
	};
}

function parseChannelName(raw: unknown): ReadonlyArray<readonly [string, string]> {
	const {id, name} = (raw ?? {}) as Readonly<Record<string, unknown>>;
	const isId = typeof id === 'string' || typeof id === 'number';
	return isId ? [[String(id), typeof name === 'string' ? name : '']] : [];
}

/** The one account that has this MAC and this number; `null` where there is none, or several: then nobody can be said to have chosen. */
export function accountIndexFor(subscription: Subscription, accounts: AccountsReading): number | null {
	const found = accountIndicesFor(subscription, accountIndexOf(allAccounts(accounts)));
	const [place] = found;
	return found.length === 1 && place! < accounts.items.length ? place! : null;
}

/** The places of all accounts that have both the MAC and the number of the record, or the one of them that it has. */
export function accountIndicesFor(
	{mac, ls}: Pick<Subscription, 'mac' | 'ls'>,
	{names, macs, numbers}: AccountIndex,
): readonly number[] {
	const [box, number] = [normalizeMacOrText(mac), compareKey(ls)];
	if (box === '') return numbers.get(number);
	return macs.get(box).filter(place => number === '' || names[place]!.number === number);
}
