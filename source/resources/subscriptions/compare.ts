import type {Chosen} from '../../billing/choices.ts';
import type {UsedChannel} from '../../billing/channels.ts';
import {collate} from '../../naming/collation.ts';
import {markOf, type Drift} from '../../sync/drift.ts';
import {oncePer} from '../../sync/once.ts';
import {brokenRows} from '../../sync/reading.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import {isShort} from '../../sync/sheet.ts';
import {hasService, type Known, type Subscriber} from '../accounts/billing-side.ts';
import {macName} from '../accounts/keys.ts';
import {ownerOf, servicesPresent} from './owner.ts';
import type {SubscriptionsReading} from './reading.ts';
import type {Subscription} from './subscription.ts';

/** A service with what it has chosen: ids of billing's channels, ascending. */
export type Chooser = Subscriber & {
	readonly channels: readonly number[];
	/** The same channels as a person knows them. */
	readonly names: readonly string[];
};

export type SubscriptionRow = Row<Subscription, Chooser>;

/** All that billing must be asked to judge subscriptions. */
export type KnownChoices = Known & {
	readonly choices: readonly Chosen[];
	readonly channels: readonly UsedChannel[];
	/** How many of them the portal is to list, as their own screens have it: with fewer, what a list lacks may be there. */
	readonly expected: {readonly channels: number; readonly accounts: number};
};

export type SubscriptionsSheet = Sheet<Subscription, Chooser, SubscriptionsReading, KnownChoices>;

/** Billing's channels by the id that Stalker has for them: their `port`. */
export const byPort = oncePer(
	(channels: readonly UsedChannel[]): ReadonlyMap<string, UsedChannel> =>
		new Map(channels.filter(({port}) => port > 0).map(channel => [String(channel.port), channel])),
);

/** Put every subscription beside what its service has chosen, and add the services that chose and of which Stalker tells nothing. Pure. */
export function compareSubscriptions(
	reading: SubscriptionsReading,
	known: KnownChoices,
	short: boolean,
): readonly SubscriptionRow[] {
	const {items, bad} = reading;
	const chosen = new Map(known.choices.map(({tvId, channels}) => [tvId, channels]));
	const byId = byIds(known.channels);
	const chooserOf = (subscriber: Subscriber): Chooser => {
		const channels = chosen.get(subscriber.service.id) ?? [];
		return {...subscriber, channels, names: channels.map(id => `${id}  ${byId.get(id)?.name ?? ''}`.trim())};
	};
	const told = new Set<number>();
	const doubles = Map.groupBy(items.keys(), place => nameOf(items[place]!));
	const few = fewChannels(reading, known) !== null;
	const rows = items.map((theirs, place): SubscriptionRow => {
		const owner = ownerOf(place, reading, known);
		const ours = owner.is === 'service' ? chooserOf(owner.ours) : null;
		if (ours) told.add(ours.service.id);
		const name = nameOf(theirs);
		const isListed = !few || !ours || unlisted(theirs, reading).length === 0;
		const isKnown = theirs.sub_ch !== null && owner.is !== 'unknown' && isListed;
		const drifts = !isKnown
			? []
			: owner.is === 'conflict'
				? [owner.drift]
				: driftsOf(theirs, ours, reading, known);
		return {
			key: doubles.get(name)!.length > 1 ? `${name} #${place + 1}` : name,
			mark: isKnown ? markOf(drifts) : '?',
			drifts,
			theirs,
			ours,
			rule: ours ? ruleOf(theirs, ours) : null,
		};
	});
	const present = servicesPresent(reading, known, known.expected.accounts);
	const unsure = short || bad.length > 0;
	const left = known.customers
		.filter(hasService)
		.filter(({service: {id}}) => chosen.has(id) && !told.has(id))
		.map(subscriber =>
			onlyOurs(chooserOf(subscriber), unsure || present === null || present.has(subscriber.service.id)),
		);
	return [...rows, ...brokenRows(bad), ...left];
}

/** Whose it is: the MAC where there is one, else the number. */
const nameOf = ({mac, ls}: Subscription): string => mac || `number:${ls}`;

const ruleOf = ({mac}: Subscription, {service: {cid}}: Chooser): string =>
	mac !== '' && cid.split(';').some(one => macName(one) === macName(mac)) ? 'mac' : 'login';

/** Whether the portal listed suspiciously few channels: then it is not known which of the chosen ones exist, and nothing is removed. */
export function fewChannels({channels}: SubscriptionsReading, {expected}: KnownChoices): Sheet['short'] {
	const [got, baseline] = [channels.size, expected.channels];
	return isShort(got, baseline) ? {got, baseline} : null;
}

/** Chosen channels that the portal does not list. */
export const unlisted = (
	{sub_ch: chosen}: Subscription,
	{channels}: SubscriptionsReading,
): readonly string[] => chosen?.filter(id => !channels.has(id)) ?? [];

function driftsOf(
	theirs: Subscription,
	ours: Chooser | null,
	reading: SubscriptionsReading,
	known: KnownChoices,
): readonly Drift[] {
	const {sub_ch: chosen, login, mac, ls} = theirs;
	if (!ours) return [{code: 'A1', field: 'login', theirs: login || mac || ls, ours: null}];
	const {channels} = reading;
	const gone = unlisted(theirs, reading);
	const {missing, beyond} = choiceDifference(chosen!, ours, known.channels, channels);
	const names = [
		...missing.map(id => `+${channels.get(id) || id}`),
		...beyond.map(({name, id}) => `-${name || id}`),
	];
	const differs: Drift = {
		code: 'H1',
		field: 'sub_ch',
		theirs: String(chosen!.length),
		ours: String(ours.channels.length),
		with: names.slice(0, mostNames),
	};
	return [
		...(names.length > 0 ? [differs] : []),
		...(gone.length > 0 ? [{code: 'H2', field: 'sub_ch', theirs: gone.join(' '), ours: null} as const] : []),
	];
}

const byIds = oncePer(
	(channels: readonly UsedChannel[]): ReadonlyMap<number, UsedChannel> =>
		new Map(channels.map(channel => [channel.id, channel])),
);

/** More names than this are no help in a line. */
const mostNames = 10;

/**
What theirs has and ours lacks, by Stalker's ids; and what ours has beyond.

What the portal does not list is not missed: it cannot be recorded. But what theirs names is never beyond, listed or not.
*/
export function choiceDifference(
	theirs: readonly string[],
	{channels}: Chooser,
	known: readonly UsedChannel[],
	listed: ReadonlyMap<string, string>,
): {readonly missing: readonly string[]; readonly beyond: readonly UsedChannel[]} {
	const ports = byPort(known);
	const has = new Set(channels);
	const wanted = new Set(theirs.map(id => ports.get(id)?.id));
	return {
		missing: theirs.filter(id => listed.has(id) && !has.has(ports.get(id)?.id ?? -1)),
		// By what it chose, not by all that there is: this is asked of every row.
		beyond: channels.flatMap(id => (wanted.has(id) ? [] : (byIds(known).get(id) ?? []))),
	};
}

const onlyOurs = (ours: Chooser, unsure: boolean): SubscriptionRow => ({
	key: `service:${ours.service.id}`,
	mark: unsure ? '?' : '-',
	drifts: unsure ? [] : [{code: 'H3', field: 'sub_ch', theirs: null, ours: String(ours.channels.length)}],
	theirs: null,
	ours,
	rule: null,
});

/** For `find`: every name of a row. */
export const namesOf = ({key, theirs, ours}: SubscriptionRow): readonly string[] =>
	[key, theirs?.login, theirs?.ls, ours?.login, ours && String(ours.service.id)]
		.filter((name): name is string => Boolean(name))
		.map(collate);
