import type {ChannelChoices} from '../../billing/channel-choices.ts';
import type {BillingChannelUsage} from '../../billing/channels.ts';
import {compareKey} from '../../normalize/collation.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {invalidRows} from '../../sync/parse-records.ts';
import type {Row, Comparison} from '../../sync/row.ts';
import {isShort} from '../../sync/comparison.ts';
import {hasService, type BillingCustomers, type Subscriber} from '../accounts/billing-customers.ts';
import {normalizeMacOrText} from '../accounts/account-index.ts';
import {findOwner, servicesWithAccount} from './owner.ts';
import type {SubscriptionList} from './read-subscriptions.ts';
import type {Subscription} from './subscription.ts';

/** A service with what it has chosen: ids of billing's channels, ascending. */
export type ServiceWithChannels = Subscriber & {
	readonly channels: readonly number[];
	/** The same channels as a person knows them. */
	readonly names: readonly string[];
};

export type SubscriptionRow = Row<Subscription, ServiceWithChannels>;

/** All that billing must be asked to judge subscriptions. */
export type BillingChoices = BillingCustomers & {
	readonly choices: readonly ChannelChoices[];
	readonly channels: readonly BillingChannelUsage[];
	/** How many of them the portal is to list, as their own screens have it: with fewer, what a list lacks may be there. */
	readonly expected: {readonly channels: number; readonly accounts: number};
};

export type SubscriptionComparison = Comparison<
	Subscription,
	ServiceWithChannels,
	SubscriptionList,
	BillingChoices
>;

/** Billing's channels by the id that Stalker has for them: their `port`. */
export const channelsByPort = memoizeWeak(
	(channels: readonly BillingChannelUsage[]): ReadonlyMap<string, BillingChannelUsage> =>
		new Map(channels.filter(({port}) => port > 0).map(channel => [String(channel.port), channel])),
);

/** Put every subscription beside what its service has chosen, and add the services that chose and of which Stalker tells nothing. Pure. */
export function compareSubscriptions(
	reading: SubscriptionList,
	known: BillingChoices,
	short: boolean,
): readonly SubscriptionRow[] {
	const {items, invalid} = reading;
	const chosen = new Map(known.choices.map(({tvId, channels}) => [tvId, channels]));
	const byId = channelsById(known.channels);
	const chooserOf = (subscriber: Subscriber): ServiceWithChannels => {
		const channels = chosen.get(subscriber.service.id) ?? [];
		return {...subscriber, channels, names: channels.map(id => `${id}  ${byId.get(id)?.name ?? ''}`.trim())};
	};
	const told = new Set<number>();
	const doubles = Map.groupBy(items.keys(), place => subscriptionKey(items[place]!));
	const few = shortChannelList(reading, known) !== null;
	const rows = items.map((theirs, place): SubscriptionRow => {
		const owner = findOwner(place, reading, known);
		const ours = owner.is === 'service' ? chooserOf(owner.ours) : null;
		if (ours) told.add(ours.service.id);
		const name = subscriptionKey(theirs);
		const isListed = !few || !ours || unlistedChannels(theirs, reading).length === 0;
		const isKnown = theirs.sub_ch !== null && owner.is !== 'unknown' && isListed;
		const drifts = !isKnown
			? []
			: owner.is === 'conflict'
				? [owner.drift]
				: differencesOf(theirs, ours, reading, known);
		return {
			key: doubles.get(name)!.length > 1 ? `${name} #${place + 1}` : name,
			mark: isKnown ? syncStatusOf(drifts) : '?',
			differences: drifts,
			stalker: theirs,
			billing: ours,
			matchedBy: ours ? matchedBy(theirs, ours) : null,
		};
	});
	const present = servicesWithAccount(reading, known, known.expected.accounts);
	const unsure = short || invalid.length > 0;
	const left = known.customers
		.filter(hasService)
		.filter(({service: {id}}) => chosen.has(id) && !told.has(id))
		.map(subscriber =>
			billingOnlyRow(chooserOf(subscriber), unsure || present === null || present.has(subscriber.service.id)),
		);
	return [...rows, ...invalidRows(invalid), ...left];
}

/** Whose it is: the MAC where there is one, else the number. */
const subscriptionKey = ({mac, ls}: Subscription): string => mac || `number:${ls}`;

const matchedBy = ({mac}: Subscription, {service: {cid}}: ServiceWithChannels): string =>
	mac !== '' && cid.split(';').some(one => normalizeMacOrText(one) === normalizeMacOrText(mac))
		? 'mac'
		: 'login';

/** Whether the portal listed suspiciously few channels: then it is not known which of the chosen ones exist, and nothing is removed. */
export function shortChannelList(
	{channels}: SubscriptionList,
	{expected}: BillingChoices,
): Comparison['short'] {
	const [got, baseline] = [channels.size, expected.channels];
	return isShort(got, baseline) ? {got, baseline} : null;
}

/** Chosen channels that the portal does not list. */
export const unlistedChannels = (
	{sub_ch: chosen}: Subscription,
	{channels}: SubscriptionList,
): readonly string[] => chosen?.filter(id => !channels.has(id)) ?? [];

function differencesOf(
	theirs: Subscription,
	ours: ServiceWithChannels | null,
	reading: SubscriptionList,
	known: BillingChoices,
): readonly Difference[] {
	const {sub_ch: chosen, login, mac, ls} = theirs;
	if (!ours) return [{code: 'A1', field: 'login', theirs: login || mac || ls, ours: null}];
	const {channels} = reading;
	const gone = unlistedChannels(theirs, reading);
	const {missing, beyond} = choiceDifference(chosen!, ours, known.channels, channels);
	const names = [
		...missing.map(id => `+${channels.get(id) || id}`),
		...beyond.map(({name, id}) => `-${name || id}`),
	];
	const differs: Difference = {
		code: 'H1',
		field: 'sub_ch',
		theirs: String(chosen!.length),
		ours: String(ours.channels.length),
		with: names.slice(0, maxNames),
	};
	return [
		...(names.length > 0 ? [differs] : []),
		...(gone.length > 0 ? [{code: 'H2', field: 'sub_ch', theirs: gone.join(' '), ours: null} as const] : []),
	];
}

const channelsById = memoizeWeak(
	(channels: readonly BillingChannelUsage[]): ReadonlyMap<number, BillingChannelUsage> =>
		new Map(channels.map(channel => [channel.id, channel])),
);

/** More names than this are no help in a line. */
const maxNames = 10;

/**
What theirs has and ours lacks, by Stalker's ids; and what ours has beyond.

What the portal does not list is not missed: it cannot be recorded. But what theirs names is never beyond, listed or not.
*/
export function choiceDifference(
	theirs: readonly string[],
	{channels}: ServiceWithChannels,
	known: readonly BillingChannelUsage[],
	listed: ReadonlyMap<string, string>,
): {readonly missing: readonly string[]; readonly beyond: readonly BillingChannelUsage[]} {
	const ports = channelsByPort(known);
	const has = new Set(channels);
	const wanted = new Set(theirs.map(id => ports.get(id)?.id));
	return {
		missing: theirs.filter(id => listed.has(id) && !has.has(ports.get(id)?.id ?? -1)),
		// By what it chose, not by all that there is: this is asked of every row.
		beyond: channels.flatMap(id => (wanted.has(id) ? [] : (channelsById(known).get(id) ?? []))),
	};
}

const billingOnlyRow = (ours: ServiceWithChannels, unsure: boolean): SubscriptionRow => ({
	key: `service:${ours.service.id}`,
	mark: unsure ? '?' : '-',
	differences: unsure
		? []
		: [{code: 'H3', field: 'sub_ch', theirs: null, ours: String(ours.channels.length)}],
	stalker: null,
	billing: ours,
	matchedBy: null,
});

/** For `find`: every name of a row. */
export const rowIdentifiers = ({key, stalker, billing}: SubscriptionRow): readonly string[] =>
	[key, stalker?.login, stalker?.ls, billing?.login, billing && String(billing.service.id)]
		.filter((name): name is string => Boolean(name))
		.map(compareKey);
