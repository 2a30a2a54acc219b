import {type ActionInput, refuse, type RowLink, type Refusal, withoutRecord} from '../../sync/action.ts';
import {update, type Change, type Fields} from '../../sync/changes/change.ts';
import {compareKey} from '../../normalize/collation.ts';
import {message} from '../../i18n/translator.ts';
import {
	channelsByPort,
	choiceDifference,
	shortChannelList,
	unlistedChannels,
	type ServiceWithChannels,
	type SubscriptionRow,
	type SubscriptionComparison,
} from './compare.ts';
import {accountIndexFor, type Subscription} from './read-subscriptions.ts';
import type {Message} from '../../i18n/message.ts';
import {customerLabel} from '../accounts/billing-customers.ts';

/** What the sentences of `add` need. `add` and `remove`: labels of channels; `kept`: how many billing has beyond Stalker's, and keeps. */
export type AddValues = {
	readonly login: string;
	readonly tvId: number;
	readonly add: readonly string[];
	readonly remove: readonly string[];
	readonly kept: number;
	readonly account: RowLink;
};

/** How many channels billing has beyond what the account has chosen. */
export const beyondOf = (
	{stalker, billing}: SubscriptionRow,
	{stalker: {channels}, billing: known}: SubscriptionComparison,
): number =>
	stalker?.sub_ch && billing
		? choiceDifference(stalker.sub_ch, billing, known.channels, channels).beyond.length
		: 0;

/** What is to be recorded of a row, or why nothing can be. Pure. */
export function changesOf(
	row: SubscriptionRow,
	comparison: SubscriptionComparison,
	{choice = 'keep'}: ActionInput,
):
	| {readonly changes: readonly Change[]; readonly questions: readonly Message[]; readonly values: AddValues}
	| Refusal {
	const {stalker, billing, mark, differences, key} = row;
	if (mark === '?') return unknown(row, comparison);
	if (!stalker)
		return refuse(
			withoutRecord(row, message('only-in-billing', {login: billing ? customerLabel(billing) : key})),
		);
	if (mark === '!') return refuse(message('conflict', {drifts: differences}), accountOf(stalker));
	if (comparison.billing.owner === 'other') return refuse(message('channels-of-another'));
	const {sub_ch: chosen, login, mac, ls} = stalker;
	if (!billing)
		return refuse(message('choice-without-service', {login: login || mac || ls}), accountOf(stalker));
	const name = login || customerLabel(billing);
	const {
		stalker: {channels: portals},
		billing: known,
	} = comparison;
	// A channel that the portal no longer has cannot be recorded, and is not removed from billing; the difference H2 names it.
	const {missing, beyond} = choiceDifference(chosen!, billing, known.channels, portals);
	const ports = channelsByPort(known.channels);
	const foreign = missing.filter(id => !ports.has(id));
	if (foreign.length > 0)
		return refuse(
			message('choice-of-unknown', {login: name, channels: foreign.map(id => portals.get(id) || id)}),
			{resource: 'channels', id: foreign[0]!},
		);
	const remove = choice === 'remove' ? beyond : [];
	const shortage = remove.length > 0 ? shortageOf(comparison) : null;
	if (shortage) return refuse(shortage, {resource: 'channels', id: String(remove[0]!.id)});
	const {id: tvId, tp_id} = billing.service;
	const values: AddValues = {
		login: name,
		tvId,
		add: missing.map(id => portals.get(id) || id),
		remove: remove.map(({name: its, id}) => its || String(id)),
		kept: beyond.length - remove.length,
		account: accountOf(stalker),
	};
	if (missing.length + remove.length === 0) return {changes: [], questions: [], values};
	if (tp_id === null) return refuse(message('choice-without-plan', {login: name, tvId}));
	const removed = new Set(remove.map(({id}) => id));
	const channels = [
		...billing.channels.filter(id => !removed.has(id)),
		...missing.map(id => ports.get(id)!.id),
	].toSorted((one, other) => one - other);
	return {
		changes: [
			{
				system: 'stalker',
				record: 'choices',
				operation: 'check',
				key: {mac, ls},
				before: {sub_ch: chosen, ...ownerOf(stalker, billing, comparison)},
				after: null,
			},
			update(
				'choice',
				{tvId, tp_id},
				{uid: billing.uid, channels: billing.channels},
				// Billing stores when each was chosen.
				{uid: billing.uid, channels, changed: {allot: null}, owners: {allot: null}},
			),
		],
		questions: remove.length > 0 ? [message('ask-unchoose', {n: remove.length})] : [],
		values,
	};
}

/**
The owner that the portal's record must still have: the account that was matched with the service; where none was, an account with one of
the logins that match it.
*/
function ownerOf(
	subscription: Subscription,
	{login, service}: ServiceWithChannels,
	{stalker: {accounts}}: SubscriptionComparison,
): Fields {
	const index = accounts && accountIndexFor(subscription, accounts);
	if (typeof index !== 'number')
		return {logins: [service.iptv_login, login, `${login}_${service.id}`].filter(Boolean).map(compareKey)};
	const {login: own, stb_mac, account_number} = accounts!.items[index]!;
	return {login: own, stb_mac, account_number};
}

/** The link to its account. */
const accountOf = ({login, mac, ls}: Subscription): RowLink => ({
	resource: 'accounts',
	id: login || (mac ? `mac:${mac}` : ls),
});

/**
Why the row's choices are unknown: the portal returned no list of them, its account was not found, or too few channels were listed to tell
which ones were chosen.
*/
function unknown({stalker, billing, key}: SubscriptionRow, comparison: SubscriptionComparison): Refusal {
	const few = shortChannelList(comparison.stalker, comparison.billing);
	const {accounts} = comparison.stalker;
	if (stalker && stalker.sub_ch === null)
		return refuse(
			message('choices-unreadable', {login: stalker.login || (billing ? customerLabel(billing) : key)}),
		);
	if (stalker?.sub_ch && accounts && accountIndexFor(stalker, accounts) === null)
		return refuse(message('choices-of-whom', {mac: stalker.mac, ls: stalker.ls}), accountOf(stalker));
	const [first] = stalker ? unlistedChannels(stalker, comparison.stalker) : [];
	return few && first !== undefined
		? refuse(message('choices-unlisted', few), {resource: 'channels', id: first})
		: refuse(message('not-known'));
}

/** Why nothing may be removed on these lists, however plain one row of them is. */
export function shortageOf({stalker, billing, short}: SubscriptionComparison): Message | null {
	if (short) return message('list-short', short);
	const few = shortChannelList(stalker, billing);
	return few && message('choices-unlisted', few);
}
