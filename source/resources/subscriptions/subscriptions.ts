import {allOrThrow} from '../../sync/all-or-throw.ts';
import {compareKey} from '../../normalize/collation.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column} from '../../sync/row.ts';
import {expectedRowCount} from '../../sync/comparison.ts';
import {message} from '../../i18n/translator.ts';
import {
	expectedAccounts,
	noCustomers,
	readBillingCustomers,
	providerIdOf,
	customerLabel,
} from '../accounts/billing-customers.ts';
import {add} from './add.ts';
import {
	compareSubscriptions,
	shortChannelList,
	rowIdentifiers,
	type BillingChoices,
	type SubscriptionRow,
	type SubscriptionComparison,
} from './compare.ts';
import {subscriptionFixes} from './fixes.ts';
import {packages} from './packages.ts';
import {readSubscriptions} from './read-subscriptions.ts';
import type {Message} from '../../i18n/message.ts';
import type {RowLink} from '../../sync/action.ts';
import {patchSubscriptions} from './patch.ts';
import type {ResourceContext} from '../context.ts';

type SubscriptionColumn = Column<SubscriptionRow>;

const columns: readonly SubscriptionColumn[] = [
	{
		id: 'login',
		isDefault: true,
		maxWidth: 24,
		value: ({stalker, billing}) => stalker?.login || (billing ? customerLabel(billing) : ''),
	},
	{
		id: 'mac',
		isDefault: true,
		maxWidth: 17,
		mac: true,
		value: ({stalker, billing}) => (stalker ? stalker.mac : (billing?.service.cid ?? '')),
	},
	{
		id: 'ls',
		isDefault: true,
		maxWidth: 12,
		value: ({stalker, billing}) => (stalker ? stalker.ls : billing ? String(billing.service.id) : ''),
	},
	{
		id: 'sub_ch',
		isDefault: true,
		numeric: true,
		value: ({stalker, billing}) =>
			stalker ? (stalker.sub_ch?.length ?? null) : (billing?.channels.length ?? null),
		json: ({stalker, billing}) => (stalker ? stalker.sub_ch : (billing?.channels.map(String) ?? null)),
		detail: ({stalker, billing}) => (stalker ? stalker.names : (billing?.names ?? [])),
	},
	{id: 'choices', isDefault: true, numeric: true, value: ({billing}) => billing?.channels.length ?? null},
	{
		id: 'subscribed',
		isDefault: true,
		maxWidth: 24,
		lazy: true,
		value: ({stalker}) => stalker?.subscribed ?? null,
	},
	{
		id: 'additional_services_on',
		isDefault: true,
		flag: 'yes-no',
		value: ({stalker}) => stalker?.additional_services_on ?? null,
	},
];

const nothingRead: BillingChoices = {
	...noCustomers,
	choices: [],
	channels: [],
	expected: {channels: 0, accounts: 0},
	owner: null,
};

/**
The channels that accounts have chosen, compared with those of their TV services in billing.

REST API v1, *itv_subscription*; `subscribed` are the packages (*account_subscription*), loaded only for the rows on
the screen; `choices` counts billing's `iptv_users_channels`.
*/
export const subscriptions: Resource<SubscriptionComparison> = {
	name: 'subscriptions',
	docs: 'GET itv_subscription',
	lists: ['itv_subscription', 'itv'],
	columns,
	readStalker: async ({stalker}: Pick<ResourceContext, 'stalker'>, signal) =>
		readSubscriptions(stalker, signal),
	async readBilling(context: ResourceContext) {
		const {billing, channelOwner: owner, expectedRows} = context;
		if (owner === 'other') return {...nothingRead, owner};
		const [billingData, choices, channels] = await allOrThrow([
			readBillingCustomers(context),
			billing.channelChoices(providerIdOf(context)),
			billing.channels(),
		]);
		const expected = {
			channels: expectedRowCount('channels', channels.length, expectedRows),
			accounts: expectedRowCount('accounts', expectedAccounts(billingData.customers), expectedRows),
		};
		return {...billingData, choices, channels, expected, owner};
	},
	empty: {
		stalker: {
			items: [],
			invalid: [],
			warnings: [],
			accounts: null,
			accountIndices: [],
			channels: new Map(),
			orphans: 0,
		},
		billing: nothingRead,
	},
	lazyColumns: packages,
	// Billing knows only of the accounts that have chosen channels in billing.
	expectedCount: ({choices}) => choices.length,
	compare: compareSubscriptions,
	find: findSubscriptions,
	describe: ({key, stalker, billing}) =>
		[stalker?.login || (billing && customerLabel(billing)) || key, stalker?.mac ?? billing?.service.cid]
			.filter(Boolean)
			.join('  '),
	related: relatedAccount,
	notes,
	patch: patchSubscriptions,
	actions: [add],
	dependsOn: ['channels', 'accounts'],
	fixes: subscriptionFixes,
	isOnline: ({stalker}) => stalker?.online === true,
	// An account that billing does not know, or whose identifiers contradict each other.
	fixedOn: (row, code) => (code === 'H1' || code === 'H2' ? null : relatedAccount(row)),
};

function relatedAccount({stalker, billing}: SubscriptionRow): RowLink | null {
	const id =
		stalker?.login || (stalker?.mac ? `mac:${stalker.mac}` : billing ? String(billing.service.id) : '');
	return id ? {resource: 'accounts', id} : null;
}

function notes({stalker, billing}: SubscriptionComparison): readonly Message[] {
	if (billing.owner === 'other') return [message('channels-of-another')];
	const {orphans, accounts} = stalker;
	const shortChannels = shortChannelList(stalker, billing);
	return [
		...(orphans > 0 ? [message('choices-of-gone', {n: orphans})] : []),
		...(accounts ? [] : [message('choices-without-accounts')]),
		...(shortChannels ? [message('choices-unlisted', shortChannels)] : []),
	];
}

/** Finds rows by any identifier; a MAC in any notation. */
function findSubscriptions(id: string, rows: readonly SubscriptionRow[]): readonly SubscriptionRow[] {
	const exact = rows.filter(({key}) => key === id);
	if (exact.length > 0) return exact;
	const value = id.replace(/^(login|number|mac):/, '');
	const [name, mac] = [compareKey(value), normalizeMac(value)];
	return name === ''
		? []
		: rows.filter(
				row =>
					rowIdentifiers(row).includes(name) ||
					(mac !== null && normalizeMac(row.stalker?.mac ?? '') === mac),
			);
}
