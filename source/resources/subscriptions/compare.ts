import type {ChannelChoices} from '../../billing/read-types.ts';
import type {BillingChannelUsage} from '../../billing/channels.ts';
import {compareKey} from '../../normalize/collation.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {billingOnlyRow, invalidRows, type Row, type Comparison} from '../../sync/row.ts';
import {isShort} from '../../sync/comparison.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {normalizeMacOrText} from '../accounts/account-index.ts';
import type {ResourceContext} from '../context.ts';
import {findOwner, servicesWithAccount} from './owner.ts';
import type {SubscriptionList, Subscription} from './read-subscriptions.ts';

/** A service with its chosen channels: ids of billing's channels, ascending. */
export type ServiceWithChannels = Subscriber & {
	readonly channels: readonly number[];
	/** Labels of the same channels. */
	readonly names: readonly string[];
};

export type SubscriptionRow = Row<Subscription, ServiceWithChannels>;

/** Billing's data that subscriptions are compared with. */
export type BillingChoices = BillingCustomers & {
	readonly choices: readonly ChannelChoices[];
	readonly channels: readonly BillingChannelUsage[];
	/**
	The numbers of channels and accounts that the portal should list, as on their own screens. With fewer, a record
	missing from a list may exist.
	*/
	readonly expected: {readonly channels: number; readonly accounts: number};
	/** The portal that billing's channels belong to, where that is known. Nothing is compared with those of another portal. */
	readonly owner: ResourceContext['channelOwner'];
};

export type SubscriptionComparison = Comparison<
	Subscription,
	ServiceWithChannels,
	SubscriptionList,
	BillingChoices
>;

/** Billing's channels by Stalker's id for them: their `port`. */
export const channelsByPort = memoizeWeak(
	(channels: readonly BillingChannelUsage[]): ReadonlyMap<string, BillingChannelUsage> =>
		new Map(channels.filter(({port}) => port > 0).map(channel => [String(channel.port), channel])),
);

/**
Pairs every subscription with its service's choices, and adds the services with choices for which Stalker has no
record. Pure.
*/
export function compareSubscriptions(
	list: SubscriptionList,
	billingData: BillingChoices,
	short: boolean,
): readonly SubscriptionRow[] {
	if (billingData.owner === 'other') return stalkerOnlyRows(list);
	const {items, invalid} = list;
	const chosen = new Map(billingData.choices.map(({tvId, channels}) => [tvId, channels]));
	const byId = channelsById(billingData.channels);
	const withChannels = (subscriber: Subscriber): ServiceWithChannels => {
		const channels = chosen.get(subscriber.service.id) ?? [];
		return {...subscriber, channels, names: channels.map(id => `${id}  ${byId.get(id)?.name ?? ''}`.trim())};
	};
	const found = new Set<number>();
	const groups = Map.groupBy(items.keys(), index => subscriptionKey(items[index]!));
	const isChannelListShort = shortChannelList(list, billingData) !== null;
	const rows = items.map((stalker, index): SubscriptionRow => {
		const owner = findOwner(index, list, billingData);
		const billing = owner.is === 'service' ? withChannels(owner.subscriber) : null;
		if (billing) found.add(billing.service.id);
		const name = subscriptionKey(stalker);
		const isListed = !isChannelListShort || !billing || unlistedChannels(stalker, list).length === 0;
		const isKnown = stalker.sub_ch !== null && owner.is !== 'unknown' && isListed;
		const differences = !isKnown
			? []
			: owner.is === 'conflict'
				? [owner.difference]
				: differencesOf(stalker, billing, list, billingData);
		return {
			key: groups.get(name)!.length > 1 ? `${name} #${index + 1}` : name,
			mark: isKnown ? syncStatusOf(differences) : '?',
			differences,
			stalker,
			billing,
			matchedBy: billing ? matchedBy(stalker, billing) : null,
		};
	});
	const isUnsure = short || invalid.length > 0;
	const withoutRecord = billingData.customers
		.filter(hasService)
		// A service that is not activated has no account, rightly.
		.filter(({service: {id, disable}}) => disable !== 2 && chosen.has(id) && !found.has(id));
	// This needs all accounts matched, so it is computed only where something depends on it.
	const present =
		withoutRecord.length === 0 ? null : servicesWithAccount(list, billingData, billingData.expected.accounts);
	const billingOnly = withoutRecord.map(subscriber => {
		const {id} = subscriber.service;
		const billing = withChannels(subscriber);
		return billingOnlyRow(
			`service:${id}`,
			billing,
			{code: 'H3', field: 'sub_ch', ours: String(billing.channels.length)},
			isUnsure || present === null || present.has(id),
		);
	});
	return [...rows, ...invalidRows(invalid), ...billingOnly];
}

/** Stalker's side alone, of a portal whose channels billing does not have: nothing differs. */
const stalkerOnlyRows = ({items, invalid}: SubscriptionList): readonly SubscriptionRow[] => {
	const groups = Map.groupBy(items.keys(), index => subscriptionKey(items[index]!));
	return [
		...items.map((stalker, index): SubscriptionRow => {
			const name = subscriptionKey(stalker);
			const key = groups.get(name)!.length > 1 ? `${name} #${index + 1}` : name;
			return {
				key,
				mark: '=',
				differences: [],
				stalker,
				billing: null,
				matchedBy: null,
				isCompared: false,
			};
		}),
		...invalidRows(invalid),
	];
};

/** Identity of a subscription: the MAC where there is one, else the number. */
const subscriptionKey = ({mac, ls}: Subscription): string => mac || `number:${ls}`;

const matchedBy = ({mac}: Subscription, {service: {cid, screens = ''}}: ServiceWithChannels): string =>
	mac !== '' &&
	`${cid};${screens}`.split(';').some(one => normalizeMacOrText(one) === normalizeMacOrText(mac))
		? 'mac'
		: 'login';

/**
Set when the portal listed suspiciously few channels: then it is unknown which of the chosen ones exist, and nothing
is removed.
*/
export function shortChannelList(
	{channels}: SubscriptionList,
	{expected}: BillingChoices,
): Comparison['short'] {
	const [got, baseline] = [channels.size, expected.channels];
	return isShort(got, baseline) ? {got, baseline} : null;
}

/** Chosen channels that the portal does not list. */
export const unlistedChannels = ({sub_ch}: Subscription, {channels}: SubscriptionList): readonly string[] =>
	sub_ch?.filter(id => !channels.has(id)) ?? [];

function differencesOf(
	stalker: Subscription,
	billing: ServiceWithChannels | null,
	list: SubscriptionList,
	billingData: BillingChoices,
): readonly Difference[] {
	const {sub_ch, login, mac, ls} = stalker;
	if (!billing) return [{code: 'A1', field: 'login', theirs: login || mac || ls, ours: null}];
	const {channels} = list;
	const unlisted = unlistedChannels(stalker, list);
	const {missing, beyond} = choiceDifference(sub_ch!, billing, billingData.channels, channels);
	const names = [
		...missing.map(id => `+${channels.get(id) || id}`),
		...beyond.map(({name, id}) => `-${name || id}`),
	];
	const differs: Difference = {
		code: 'H1',
		field: 'sub_ch',
		theirs: String(sub_ch!.length),
		ours: String(billing.channels.length),
		with: names.slice(0, maxNames),
	};
	return [
		...(names.length > 0 ? [differs] : []),
		...(unlisted.length > 0
			? [{code: 'H2', field: 'sub_ch', theirs: unlisted.join(' '), ours: null} as const]
			: []),
	];
}

/** Billing's channels by their own id. */
export const channelsById = memoizeWeak(
	(channels: readonly BillingChannelUsage[]): ReadonlyMap<number, BillingChannelUsage> =>
		new Map(channels.map(channel => [channel.id, channel])),
);

/** Upper bound of the names in a difference. */
const maxNames = 10;

/**
The channels that only the portal's record has (`missing` in billing, by Stalker's ids), and those that only billing
has (`beyond`).

A channel that the portal does not list is not `missing`: it cannot be recorded. But a channel of the portal's record
is never `beyond`, listed or not.
*/
export function choiceDifference(
	stalkerIds: readonly string[],
	{channels}: ServiceWithChannels,
	billingChannels: readonly BillingChannelUsage[],
	listed: ReadonlyMap<string, string>,
): {readonly missing: readonly string[]; readonly beyond: readonly BillingChannelUsage[]} {
	const ports = channelsByPort(billingChannels);
	const has = new Set(channels);
	const wanted = new Set(stalkerIds.map(id => ports.get(id)?.id));
	return {
		missing: stalkerIds.filter(id => listed.has(id) && !has.has(ports.get(id)?.id ?? -1)),
		// Iterates over its choices, not over all channels: this runs for every row.
		beyond: channels.flatMap(id => (wanted.has(id) ? [] : (channelsById(billingChannels).get(id) ?? []))),
	};
}

/** Every identifier of a row, for `find`. */
export const rowIdentifiers = ({key, stalker, billing}: SubscriptionRow): readonly string[] =>
	[key, stalker?.login, stalker?.ls, billing?.login, billing && String(billing.service.id)]
		.filter((name): name is string => Boolean(name))
		.map(compareKey);
