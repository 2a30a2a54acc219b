import {message} from '../../i18n/translator.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {assertion, update, type Change} from '../../sync/changes/change.ts';
import type {DifferenceCode} from '../../sync/difference.ts';
import type {Fix, FixDraft} from '../../sync/fix.ts';
import {refuse, type Refusal} from '../../sync/action.ts';
import {accountKey} from '../accounts/account-change.ts';
import {type Account, accountLabel} from '../accounts/account.ts';
import {allAccounts, findWriteAddress} from '../accounts/account-index.ts';
import {billingAssertions, retireService} from '../accounts/fixes/drafts.ts';
import {
	channelsById,
	unlistedChannels,
	type ServiceWithChannels,
	type SubscriptionComparison,
	type SubscriptionRow,
} from './compare.ts';
import {shortageOf} from './plan-add.ts';
import {accountIndexFor, type SubscriptionList, type Subscription} from './read-subscriptions.ts';

type SubscriptionFix = Fix<SubscriptionComparison>;

/** Fixes of chosen channels. */
export const subscriptionFixes: readonly SubscriptionFix[] = [
	{
		name: 'send-choices',
		kinds: ['H1'],
		use: 'billing',
		writes: ['itv_subscription.sub_ch', 'send_event.event'],
		interruptsTv: true,
		note: message('note-bonus'),
		changes: sendChoices,
	},
	{
		name: 'drop-missing-channels',
		kinds: ['H2'],
		use: 'billing',
		writes: ['itv_subscription.sub_ch', 'send_event.event'],
		note: message('note-bonus'),
		changes: sendChoices,
	},
	{name: 'record-choices', kinds: ['H1'], use: 'stalker', action: 'add'},
	{
		name: 'retire-service',
		kinds: ['H3'],
		use: 'stalker',
		writes: ['iptv_main.disable'],
		changes: (row, {short}) => retireService(row, short),
	},
];

/**
H1: sends the channels that are chosen in billing. H2 alone: sends those that Stalker has, without the ones that do not exist. One request
for both, then an event that makes the box read its channels.
*/
function sendChoices(
	row: SubscriptionRow,
	comparison: SubscriptionComparison,
	kinds: ReadonlySet<DifferenceCode>,
): FixDraft | Refusal {
	const {stalker: list} = comparison;
	const {stalker, billing} = row as {readonly stalker: Subscription; readonly billing: ServiceWithChannels};
	const shortage = shortageOf(comparison);
	if (shortage) return refuse(shortage);
	const account = accountFor(stalker, list);
	if (!account) return refuse(message('not-known'));
	const address = findWriteAddress(account, allAccounts(list.accounts!));
	// These resources cannot be addressed by login.
	if (!address || address.is === 'login')
		return refuse(message('unaddressable', {login: accountLabel(account)}));
	const wanted = kinds.has('H1')
		? wantedChannels(account, billing, comparison)
		: listedChannels(stalker, list);
	if ('refused' in wanted) return wanted;
	const [current, next] = [stalker.sub_ch!.toSorted(), [...wanted].toSorted()];
	const {id: tvId, tp_id} = billing.service;
	const seen = {uid: billing.uid, channels: billing.channels};
	return {
		label: accountLabel(account),
		changes: [
			...billingAssertions(billing),
			...(tp_id === null ? [] : [assertion('choice', {tvId, tp_id}, seen)]),
			update('subscription', accountKey(account), {sub_ch: current}, {sub_ch: next}),
			...boxEvents(account),
		],
		shown: [
			{
				...{system: 'stalker', field: 'sub_ch'},
				from: String(current.length),
				to: `${next.length}${differenceText(current, next, list)}`,
			},
		],
	};
}

const accountFor = (subscription: Subscription, {accounts}: SubscriptionList): Account | null => {
	const index = accounts && accountIndexFor(subscription, accounts);
	return typeof index === 'number' ? accounts!.items[index]! : null;
};

/** Stalker's ids of the channels that are chosen in billing; every one of them must be there. */
function wantedChannels(
	account: Account,
	{channels}: ServiceWithChannels,
	{stalker: list, billing: {channels: known}}: SubscriptionComparison,
): readonly string[] | Refusal {
	const byId = channelsById(known);
	const missing = channels.filter(id => !list.channels.has(String(byId.get(id)?.port ?? 0)));
	return missing.length === 0
		? channels.map(id => String(byId.get(id)!.port))
		: refuse(
				message('fix-channels-missing', {
					login: accountLabel(account),
					channels: missing.map(id => byId.get(id)?.name || String(id)),
				}),
				{resource: 'channels', id: String(missing[0]!)},
			);
}

const listedChannels = (subscription: Subscription, list: SubscriptionList): readonly string[] => {
	const unlisted = new Set(unlistedChannels(subscription, list));
	return subscription.sub_ch!.filter(id => !unlisted.has(id));
};

/** An event makes the box read its channels again; the portal sends none by itself. */
function boxEvents({stb_mac, login, account_number}: Account): readonly Change[] {
	const mac = normalizeMac(stb_mac);
	return mac === null || mac !== stb_mac
		? []
		: [
				{
					...{system: 'stalker', record: 'box', operation: 'send'},
					key: {mac},
					before: {login, ls: account_number},
					after: {event: 'update_channels'},
					...{isOptional: true, isRepeatable: true},
				},
			];
}

/** At most so many channels are named. */
const maxNames = 6;

/** ` (+Eurosport, −CNN)` */
function differenceText(
	current: readonly string[],
	next: readonly string[],
	{channels}: SubscriptionList,
): string {
	const nameOf = (id: string) => channels.get(id) || id;
	const names = [
		...next.filter(id => !current.includes(id)).map(id => `+${nameOf(id)}`),
		...current.filter(id => !next.includes(id)).map(id => `−${nameOf(id)}`),
	];
	if (names.length === 0) return '';
	return ` (${names.slice(0, maxNames).join(', ')}${names.length > maxNames ? ', …' : ''})`;
}
