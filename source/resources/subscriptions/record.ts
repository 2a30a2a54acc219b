import type {Outcome, Planned} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import type {SubscriptionComparison} from './compare.ts';
import {confirmed} from './confirm.ts';
import {accountOf, shortageOf, type Change} from './plan-add.ts';
import {parseSubscription, type Subscription} from './subscription.ts';
import {errorMessage, type Message} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

/** Look at all of theirs once more, which costs little, and at the accounts concerned, and write those that are as they were agreed to. */
export async function record(
	changes: ReadonlyArray<Planned<Change>>,
	sheet: SubscriptionComparison,
	context: ResourceContext,
): Promise<ReadonlyMap<string, Outcome>> {
	const {stalker, billing, operator, runId} = context;
	const {results} = await stalker.list('itv_subscription');
	const now = new Map<string, string[]>();
	for (const raw of results) {
		const read = parseSubscription(raw);
		if ('item' in read)
			now.set(nameOf(read.item), [...(now.get(nameOf(read.item)) ?? []), serialize(read.item)]);
	}

	const isSame = ({theirs}: Change) => now.get(nameOf(theirs))?.join('\n') === serialize(theirs);
	// The lists may have come short since it was agreed to.
	const shortage = shortageOf(sheet);
	const mayNot = ({names: {remove}}: Change): Message | null => (remove.length > 0 ? shortage : null);
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
			{is: 'refused', key, said: mayNot(intent) ?? message('changed-row', {key})},
		]),
	);
	for (const claim of claims) {
		const {key, intent} = claim.change;
		if (owned.has(claim)) continue;
		if (failed.has(claim)) {
			const cause = failed.get(claim);
			outcomes.set(key, {is: 'failed', key, said: message('failed', {message: errorMessage(cause)}), cause});
			continue;
		}

		const {mac, ls} = intent.theirs;
		const leads = accountOf(intent.theirs);
		outcomes.set(key, {is: 'refused', key, said: message('choices-of-other', {mac, ls}), leads});
	}

	if (orders.length === 0) return outcomes;
	const written = await billing.chooseChannels(await context.ensurePortal(), orders, {operator, run: runId});
	for (const [place, result] of written.entries()) {
		const {
			key,
			intent: {login, names, kept},
		} = good[place]!;
		outcomes.set(
			key,
			result.is === 'clash'
				? {is: 'refused', key, said: message('choices-changed', {with: result.with})}
				: {
						is: 'done',
						key,
						changed: true,
						said: message('choices-recorded', {
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
const serialize = ({sub_ch: channels}: Subscription): string => JSON.stringify(channels);
