import type {ChoiceOrder} from '../../billing/choose-channels.ts';
import {message} from '../../i18n/translator.ts';
import {customerLabel} from '../accounts/labels.ts';
import {
	channelsByPort,
	choiceDifference,
	shortChannelList,
	unlistedChannels,
	type SubscriptionRow,
	type SubscriptionComparison,
} from './compare.ts';
import {accountIndexFor} from './read-subscriptions.ts';
import type {Subscription} from './subscription.ts';
import {refuse, type RowLink, type Refusal} from '../../sync/refusal.ts';
import type {Message} from '../../i18n/message.ts';

/** What recording an account's channels would change in billing. */
export type AddIntent =
	| {readonly is: 'nothing'; readonly login: string; readonly beyond: number}
	| {
			readonly is: 'change';
			readonly login: string;
			/** What was agreed to be recorded. */
			readonly theirs: Subscription;
			readonly order: Omit<ChoiceOrder, 'key' | 'intent'>;
			/** Channels that are added and removed, as a person knows them. */
			readonly names: {readonly add: readonly string[]; readonly remove: readonly string[]};
			/** Channels that billing has beyond Stalker's, and keeps. */
			readonly kept: number;
	  };

/** One that changes anything. */
export type Change = Extract<AddIntent, {is: 'change'}>;

/** How many channels billing has beyond what the account has chosen. */
export const beyondOf = (
	{stalker, billing}: SubscriptionRow,
	{stalker: {channels}, billing: known}: SubscriptionComparison,
): number =>
	stalker?.sub_ch && billing
		? choiceDifference(stalker.sub_ch, billing, known.channels, channels).beyond.length
		: 0;

/** What is to be recorded of a row, or why nothing can be. */
export function planAdd(
	row: SubscriptionRow,
	sheet: SubscriptionComparison,
	{choice = 'keep'}: {readonly choice?: string},
): AddIntent | Refusal {
	const {stalker, billing, mark, differences, key} = row;
	if (mark === '?') return unknown(row, sheet);
	if (!stalker)
		return refuse(
			mark === '!'
				? message('not-read', {why: differences[0]?.theirs ?? ''})
				: message('only-in-billing', {login: billing ? customerLabel(billing) : key}),
		);
	if (mark === '!') return refuse(message('conflict', {drifts: differences}), accountOf(stalker));
	const {sub_ch: chosen, login, mac, ls} = stalker;
	if (!billing)
		return refuse(message('choice-without-service', {login: login || mac || ls}), accountOf(stalker));
	const name = login || customerLabel(billing);
	const {
		stalker: {channels: portals},
		billing: known,
	} = sheet;
	// What the portal itself has no more cannot be recorded, nor is it billing's to lose; H2 names it.
	const {missing, beyond} = choiceDifference(chosen!, billing, known.channels, portals);
	const ports = channelsByPort(known.channels);
	const foreign = missing.filter(id => !ports.has(id));
	if (foreign.length > 0)
		return refuse(
			message('choice-of-unknown', {login: name, channels: foreign.map(id => portals.get(id) || id)}),
			{tab: 'channels', id: foreign[0]!},
		);
	const remove = choice === 'remove' ? beyond : [];
	const shortage = remove.length > 0 ? shortageOf(sheet) : null;
	if (shortage) return refuse(shortage, {tab: 'channels', id: String(remove[0]!.id)});
	if (missing.length + remove.length === 0) return {is: 'nothing', login: name, beyond: beyond.length};
	const {id: tvId, tp_id} = billing.service;
	if (tp_id === null) return refuse(message('choice-without-plan', {login: name, tvId}));
	return {
		is: 'change',
		login: name,
		theirs: stalker,
		order: {
			tvId,
			uid: billing.uid,
			tp_id,
			was: billing.channels,
			add: missing.map(id => ports.get(id)!.id),
			remove: remove.map(({id}) => id),
		},
		names: {
			add: missing.map(id => portals.get(id) || id),
			remove: remove.map(({name: its, id}) => its || String(id)),
		},
		kept: beyond.length - remove.length,
	};
}

/** Where its account is shown. */
export const accountOf = ({login, mac, ls}: Subscription): RowLink => ({
	tab: 'accounts',
	id: login || (mac ? `mac:${mac}` : ls),
});

/** Why such a row is not known: the portal tells no list of choices, the accounts do not tell whose it is, or too few channels what was chosen. */
function unknown({stalker, billing, key}: SubscriptionRow, sheet: SubscriptionComparison): Refusal {
	const few = shortChannelList(sheet.stalker, sheet.billing);
	const {accounts} = sheet.stalker;
	if (stalker && stalker.sub_ch === null)
		return refuse(
			message('choices-untold', {login: stalker.login || (billing ? customerLabel(billing) : key)}),
		);
	if (stalker?.sub_ch && accounts && accountIndexFor(stalker, accounts) === null)
		return refuse(message('choices-of-whom', {mac: stalker.mac, ls: stalker.ls}), accountOf(stalker));
	const [first] = stalker ? unlistedChannels(stalker, sheet.stalker) : [];
	return few && first !== undefined
		? refuse(message('choices-unlisted', few), {tab: 'channels', id: first})
		: refuse(message('not-known'));
}

/** Why nothing may be removed on these lists, however plain one row of them is. */
export function shortageOf({stalker, billing, short}: SubscriptionComparison): Message | null {
	if (short) return message('list-short', short);
	const few = shortChannelList(stalker, billing);
	return few && message('choices-unlisted', few);
}
