import type {ChoiceOrder} from '../../billing/choose-channels.ts';
import type {Outcome, Planned, RowAction} from '../../sync/action.ts';
import {refuse, sayingOf, type Lead, type Refusal, type Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import {calledInBilling} from '../accounts/called.ts';
import {
	byPort,
	choiceDifference,
	fewChannels,
	unlisted,
	type Chooser,
	type KnownChoices,
	type SubscriptionRow,
	type SubscriptionsSheet,
} from './compare.ts';
import {confirmed} from './confirm.ts';
import {placeOf, type SubscriptionsReading} from './reading.ts';
import {readSubscription, type Subscription} from './subscription.ts';
import {undoAdd} from './undo-add.ts';

type AddIntent =
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

/** What becomes of channels that only billing has. */
const answers = ['keep', 'remove'] as const;

/** `+`: record in billing the channels that the account has chosen. What billing has beyond stays, unless it is asked for. */
export const add: RowAction<Subscription, Chooser, SubscriptionsReading, KnownChoices, AddIntent> = {
	name: 'add',
	on: 'rows',
	key: '+',
	guard: 'act',
	bulk: {flag: 'all-unsynced', takes: ({mark}) => mark === '~'},
	argument: {
		name: 'beyond',
		given: 'flag',
		answers,
		accepts: text => answers.some(answer => answer === text),
		choices: (row, sheet) => {
			const n = beyondOf(row, sheet);
			return answers.map(value => ({value, text: value, says: say(`choice-${value}`, {n})}));
		},
		settled: (row, sheet) => beyondOf(row, sheet) === 0,
	},
	plan: planAdd,

	says(intent) {
		if (intent.is === 'nothing') return say('choices-same', intent);
		const {login, names, order, kept} = intent;
		return say('plan-choices', {login, tvId: order.tvId, ...names, kept});
	},
	asks: intent =>
		intent.is === 'change' && intent.names.remove.length > 0
			? [say('ask-unchoose', {n: intent.names.remove.length})]
			: [],
	undo: undoAdd,

	async run(planned, sheet, world): Promise<readonly Outcome[]> {
		const changes = planned.filter((one): one is Planned<Change> => one.intent.is === 'change');
		const became = changes.length > 0 ? await record(changes, sheet, world) : new Map<string, Outcome>();
		return planned.map(
			({key, intent}) =>
				became.get(key) ?? {
					is: 'done',
					key,
					changed: false,
					said: say('choices-same', intent as Extract<AddIntent, {is: 'nothing'}>),
				},
		);
	},
};

type Change = Extract<AddIntent, {is: 'change'}>;

const beyondOf = (
	{theirs, ours}: SubscriptionRow,
	{theirs: {channels}, ours: known}: SubscriptionsSheet,
): number =>
	theirs?.sub_ch && ours ? choiceDifference(theirs.sub_ch, ours, known.channels, channels).beyond.length : 0;

function planAdd(
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
const accountOf = ({login, mac, ls}: Subscription): Lead => ({
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
function shortageOf({theirs, ours, short}: SubscriptionsSheet): Saying | null {
	if (short) return say('list-short', short);
	const few = fewChannels(theirs, ours);
	return few && say('choices-unlisted', few);
}

/** Look at all of theirs once more, which costs little, and at the accounts concerned, and write those that are as they were agreed to. */
async function record(
	changes: ReadonlyArray<Planned<Change>>,
	sheet: SubscriptionsSheet,
	world: World,
): Promise<ReadonlyMap<string, Outcome>> {
	const {stalker, billing, operator, run} = world;
	const {results} = await stalker.list('itv_subscription');
	const now = new Map<string, string[]>();
	for (const raw of results) {
		const read = readSubscription(raw);
		if ('item' in read) now.set(nameOf(read.item), [...(now.get(nameOf(read.item)) ?? []), told(read.item)]);
	}

	const isSame = ({theirs}: Change) => now.get(nameOf(theirs))?.join('\n') === told(theirs);
	// The lists may have come short since it was agreed to.
	const shortage = shortageOf(sheet);
	const mayNot = ({names: {remove}}: Change): Saying | null => (remove.length > 0 ? shortage : null);
	const alike = changes.filter(({intent}) => isSame(intent) && !mayNot(intent));
	const claims = alike.map(change => ({
		theirs: change.intent.theirs,
		tvId: change.intent.order.tvId,
		change,
	}));
	const {good: owned, failed} = await confirmed(claims, sheet, stalker);
	const good = claims.filter(claim => owned.has(claim)).map(({change}) => change);
	const orders = good.map(({key, intent: {order, login, names}}) => ({
		...order,
		key,
		intent: {login, ...names},
	}));
	const outcomes = new Map<string, Outcome>(
		changes.map(({key, intent}) => [
			key,
			{is: 'refused', key, said: mayNot(intent) ?? say('changed-row', {key})},
		]),
	);
	for (const claim of claims) {
		const {key, intent} = claim.change;
		if (owned.has(claim)) continue;
		if (failed.has(claim)) {
			const cause = failed.get(claim);
			outcomes.set(key, {is: 'failed', key, said: say('failed', {message: sayingOf(cause)}), cause});
			continue;
		}

		const {mac, ls} = intent.theirs;
		const leads = accountOf(intent.theirs);
		outcomes.set(key, {is: 'refused', key, said: say('choices-of-other', {mac, ls}), leads});
	}

	if (orders.length === 0) return outcomes;
	const written = await billing.chooseChannels(await world.claimPortal(), orders, {operator, run});
	for (const [place, result] of written.entries()) {
		const {
			key,
			intent: {login, names, kept},
		} = good[place]!;
		outcomes.set(
			key,
			result.is === 'clash'
				? {is: 'refused', key, said: say('choices-changed', {with: result.with})}
				: {
						is: 'done',
						key,
						changed: true,
						said: say('choices-recorded', {
							login,
							added: names.add.length,
							removed: names.remove.length,
							kept,
						}),
						journal: result.journal,
					},
		);
	}

	return outcomes;
}

const nameOf = ({mac, ls}: Subscription): string => `${mac} ${ls}`;
const told = ({sub_ch: channels}: Subscription): string => JSON.stringify(channels);
