import {all} from '../../sync/all.ts';
import {collate} from '../../naming/collation.ts';
import {normaliseMac} from '../../naming/mac.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column} from '../../sync/row.ts';
import {baselineOf} from '../../sync/sheet.ts';
import type {Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import {ownedOf, readKnown, serviceOf} from '../accounts/billing-side.ts';
import {calledInBilling} from '../accounts/called.ts';
import {add} from './add.ts';
import {
	compareSubscriptions,
	fewChannels,
	namesOf,
	type Chooser,
	type KnownChoices,
	type SubscriptionRow,
	type SubscriptionsSheet,
} from './compare.ts';
import {packages} from './packages.ts';
import {readSubscriptions, type SubscriptionsReading} from './reading.ts';
import type {Subscription} from './subscription.ts';

type SubscriptionColumn = Column<Subscription, Chooser>;

const columns: readonly SubscriptionColumn[] = [
	{
		id: 'login',
		standard: true,
		width: 24,
		value: ({theirs, ours}) => theirs?.login || (ours ? calledInBilling(ours) : ''),
	},
	{
		id: 'mac',
		standard: true,
		width: 17,
		mac: true,
		value: ({theirs, ours}) => (theirs ? theirs.mac : (ours?.service.cid ?? '')),
	},
	{
		id: 'ls',
		standard: true,
		width: 12,
		value: ({theirs, ours}) => (theirs ? theirs.ls : ours ? String(ours.service.id) : ''),
	},
	{
		id: 'sub_ch',
		standard: true,
		numeric: true,
		value: ({theirs, ours}) => (theirs ? (theirs.sub_ch?.length ?? null) : (ours?.channels.length ?? null)),
		detail: ({theirs, ours}) => (theirs ? theirs.names : (ours?.names ?? [])),
	},
	{id: 'choices', standard: true, numeric: true, value: ({ours}) => ours?.channels.length ?? null},
	{id: 'subscribed', standard: true, width: 24, dear: true, value: ({theirs}) => theirs?.subscribed ?? null},
	{
		id: 'additional_services_on',
		standard: true,
		flag: 'yes-no',
		value: ({theirs}) => theirs?.additional_services_on ?? null,
	},
];

/**
The channels that accounts have chosen, beside those that their TV services have in billing.

REST API v1, *itv_subscription*; `subscribed` are the packages (*account_subscription*), asked for only where somebody looks; `choices` counts billing's
`iptv_users_channels`.
*/
export const subscriptions: Resource<Subscription, Chooser, SubscriptionsReading, KnownChoices> = {
	name: 'subscriptions',
	docs: 'GET itv_subscription',
	lists: ['itv_subscription', 'itv'],
	columns,
	theirs: async ({stalker}, signal) => readSubscriptions(stalker, signal),
	async ours(world) {
		const {billing, baselines} = world;
		const [known, choices, channels] = await all([
			readKnown(world),
			billing.choices(serviceOf(world)),
			billing.channels(),
		]);
		const expected = {
			channels: baselineOf('channels', channels.length, baselines),
			accounts: baselineOf('accounts', ownedOf(known.customers), baselines),
		};
		return {...known, choices, channels, expected};
	},
	nothing: {
		theirs: {items: [], bad: [], warnings: [], accounts: null, places: [], channels: new Map(), orphans: 0},
		ours: {
			customers: [],
			plans: [],
			takenIds: new Set(),
			today: '',
			choices: [],
			channels: [],
			expected: {channels: 0, accounts: 0},
		},
	},
	completing: packages,
	// Of how many accounts choose, billing knows only of those that chose in billing.
	owned: ({choices}) => choices.length,
	compare: compareSubscriptions,
	find: findSubscriptions,
	describe: ({key, theirs, ours}) =>
		[theirs?.login || (ours && calledInBilling(ours)) || key, theirs?.mac ?? ours?.service.cid]
			.filter(Boolean)
			.join('  '),
	leads: ({theirs, ours}) => {
		const id = theirs?.login || (theirs?.mac ? `mac:${theirs.mac}` : ours ? String(ours.service.id) : '');
		return id ? {tab: 'accounts', id} : null;
	},
	notes,
	actions: [add],
};

function notes({theirs, ours}: SubscriptionsSheet): readonly Saying[] {
	const {orphans, accounts} = theirs;
	const few = fewChannels(theirs, ours);
	return [
		...(orphans > 0 ? [say('choices-of-gone', {n: orphans})] : []),
		...(accounts ? [] : [say('choices-without-accounts')]),
		...(few ? [say('choices-unlisted', few)] : []),
	];
}

/** By any name; a MAC in any notation. */
function findSubscriptions(id: string, rows: readonly SubscriptionRow[]): readonly SubscriptionRow[] {
	const exact = rows.filter(({key}) => key === id);
	if (exact.length > 0) return exact;
	const value = id.replace(/^(login|number|mac):/, '');
	const [name, mac] = [collate(value), normaliseMac(value)];
	return name === ''
		? []
		: rows.filter(
				row => namesOf(row).includes(name) || (mac !== null && normaliseMac(row.theirs?.mac ?? '') === mac),
			);
}
