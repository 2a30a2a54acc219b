import type {ChoiceOrder} from '../../billing/choose-channels.ts';
import {refuse, type Lead, type Refusal, type Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import {calledInBilling} from '../accounts/called.ts';
import {
	byPort,
	choiceDifference,
	fewChannels,
	unlisted,
	type SubscriptionRow,
	type SubscriptionsSheet,
} from './compare.ts';
import {placeOf} from './reading.ts';
import type {Subscription} from './subscription.ts';

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
	{theirs, ours}: SubscriptionRow,
	{theirs: {channels}, ours: known}: SubscriptionsSheet,
): number =>
	theirs?.sub_ch && ours ? choiceDifference(theirs.sub_ch, ours, known.channels, channels).beyond.length : 0;

/** What is to be recorded of a row, or why nothing can be. */
export function planAdd(
	row: SubscriptionRow,
	sheet: SubscriptionsSheet,
	{choice = 'keep'}: {readonly choice?: string},
): AddIntent | Refusal {
	const {theirs, ours, mark, drifts, key} = row;
	if (mark === '?') return unknown(row, sheet);
	if (!theirs)
		return refuse(
			mark === '!'
				? say('not-read', {why: drifts[0]?.theirs ?? ''})
				: say('only-in-billing', {login: ours ? calledInBilling(ours) : key}),
		);
	if (mark === '!') return refuse(say('conflict', {drifts}), accountOf(theirs));
	const {sub_ch: chosen, login, mac, ls} = theirs;
	if (!ours) return refuse(say('choice-without-service', {login: login || mac || ls}), accountOf(theirs));
	const name = login || calledInBilling(ours);
	const {
		theirs: {channels: portals},
		ours: known,
	} = sheet;
	// What the portal itself has no more cannot be recorded, nor is it billing's to lose; H2 names it.
	const {missing, beyond} = choiceDifference(chosen!, ours, known.channels, portals);
	const ports = byPort(known.channels);
	const foreign = missing.filter(id => !ports.has(id));
	if (foreign.length > 0)
		return refuse(
			say('choice-of-unknown', {login: name, channels: foreign.map(id => portals.get(id) || id)}),
			{tab: 'channels', id: foreign[0]!},
		);
	const remove = choice === 'remove' ? beyond : [];
	const shortage = remove.length > 0 ? shortageOf(sheet) : null;
	if (shortage) return refuse(shortage, {tab: 'channels', id: String(remove[0]!.id)});
	if (missing.length + remove.length === 0) return {is: 'nothing', login: name, beyond: beyond.length};
	const {id: tvId, tp_id} = ours.service;
	if (tp_id === null) return refuse(say('choice-without-plan', {login: name, tvId}));
	return {
		is: 'change',
		login: name,
		theirs,
		order: {
			tvId,
			uid: ours.uid,
			tp_id,
			was: ours.channels,
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
export const accountOf = ({login, mac, ls}: Subscription): Lead => ({
	tab: 'accounts',
	id: login || (mac ? `mac:${mac}` : ls),
});

/** Why such a row is not known: the portal tells no list of choices, the accounts do not tell whose it is, or too few channels what was chosen. */
function unknown({theirs, ours, key}: SubscriptionRow, sheet: SubscriptionsSheet): Refusal {
	const few = fewChannels(sheet.theirs, sheet.ours);
	const {accounts} = sheet.theirs;
	if (theirs && theirs.sub_ch === null)
		return refuse(say('choices-untold', {login: theirs.login || (ours ? calledInBilling(ours) : key)}));
	if (theirs?.sub_ch && accounts && placeOf(theirs, accounts) === null)
		return refuse(say('choices-of-whom', {mac: theirs.mac, ls: theirs.ls}), accountOf(theirs));
	const [first] = theirs ? unlisted(theirs, sheet.theirs) : [];
	return few && first !== undefined
		? refuse(say('choices-unlisted', few), {tab: 'channels', id: first})
		: refuse(say('not-known'));
}

/** Why nothing may be removed on these lists, however plain one row of them is. */
export function shortageOf({theirs, ours, short}: SubscriptionsSheet): Saying | null {
	if (short) return say('list-short', short);
	const few = fewChannels(theirs, ours);
	return few && say('choices-unlisted', few);
}
