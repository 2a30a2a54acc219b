import {normaliseMac} from '../../naming/mac.ts';
import type {Outcome, RowAction} from '../../sync/action.ts';
import {refuse, type Refusal} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {World} from '../../world.ts';
import {add} from '../accounts/add.ts';
import type {Known, Subscriber} from '../accounts/billing-side.ts';
import {calledInBilling} from '../accounts/called.ts';
import {macsOf} from '../accounts/match.ts';
import {planAsAdded, runAsAdded, type AsAdded} from './as-added.ts';
import type {Box} from './box.ts';
import {registerChoices} from './choices.ts';
import type {BoxRow, BoxesSheet} from './compare.ts';
import {freshBox} from './fresh-box.ts';
import type {BoxesReading} from './reading.ts';
import {isSettled, likely, targetOf} from './target.ts';
import {undoRegister} from './undo-register.ts';

/** A box into a service that there is. */
type SetIntent = {
	readonly is: 'set';
	readonly mac: string;
	readonly box: Box;
	readonly tvId: number;
	readonly login: string;
	/** What the service holds now. */
	readonly was: {readonly cid: string; readonly iptv_login: string};
	/** Boxes that it loses, and whether somebody watches on one. */
	readonly old: readonly {readonly mac: string; readonly online: boolean}[];
};

type RegisterIntent = SetIntent | ({readonly is: 'add'; readonly mac: string; readonly box: Box} & AsAdded);

/** `t`: give a box to a customer's TV service. Never appends to a list of boxes. */
export const register: RowAction<Box, Subscriber, BoxesReading, Known, RegisterIntent> = {
	name: 'register',
	on: 'rows',
	key: 't',
	guard: 'ask',
	bulk: null,
	size: 1,
	argument: {
		name: 'login',
		given: 'word',
		accepts: text => text.trim() !== '',
		choices: registerChoices,
		settled: ({theirs, mark}, {ours}) => mark !== '+' || theirs === null || isSettled(theirs, ours),
	},

	plan(row, sheet, {choice}) {
		const box = boxOf(row, sheet);
		if ('refused' in box) return box;
		const {mac, theirs} = box;
		const target = choice === undefined ? likely(theirs, sheet.ours) : targetOf(choice, sheet.ours);
		if (target === null) return refuse(say('box-names-nobody', {mac}));
		if ('refused' in target) return target;
		if (target.is === 'new') {
			const added = planAsAdded(mac, target.customer, sheet);
			return 'refused' in added ? added : {is: 'add', mac, box: theirs, ...added};
		}

		const {ours} = target;
		const {id: tvId, cid, iptv_login} = ours.service;
		const old = macsOf(cid).map(other => ({mac: other, online: isOnline(other, sheet)}));
		return {is: 'set', mac, box: theirs, tvId, login: calledInBilling(ours), was: {cid, iptv_login}, old};
	},

	says(intent) {
		if (intent.is === 'set')
			return say('plan-register', {mac: intent.mac, login: intent.login, tvId: intent.tvId});
		return add.says(intent.intent);
	},
	asks(intent) {
		if (intent.is === 'set')
			return intent.old.length > 0 ? [say('ask-replace-box', {tvId: intent.tvId, old: intent.old})] : [];
		return add.asks(intent.intent);
	},
	undo: undoRegister,

	async run(planned, sheet, world, signal): Promise<readonly Outcome[]> {
		const outcomes: Outcome[] = [];
		for (const {key, intent} of planned) {
			const isThere = (await freshBox(world.stalker, intent.mac, intent.box)) !== null;
			outcomes.push(
				!isThere
					? {is: 'refused', key, said: say('changed-row', {key})}
					: intent.is === 'set'
						? await set(key, intent, world)
						: await runAsAdded(key, intent.mac, intent, sheet, world, signal),
			);
		}

		return outcomes;
	},
};

/** The box that a row is of, when it can be registered. */
function boxOf(
	{theirs, ours, mark, key, drifts}: BoxRow,
	{short}: BoxesSheet,
): {readonly mac: string; readonly theirs: Box} | Refusal {
	if (mark === '?') return refuse(say('not-known'));
	if (!theirs)
		return refuse(
			mark === '!' ? say('not-read', {why: drifts[0]?.theirs ?? ''}) : say('box-not-in-stalker', {mac: key}),
		);
	if (mark === '!') return refuse(say('conflict', {drifts}));
	const mac = normaliseMac(theirs.mac);
	if (mac === null) return refuse(say('box-unnamed', {mac: theirs.mac}));
	if (ours)
		return refuse(say('box-taken', {mac, tvIds: [ours.service.id]}), {
			tab: 'accounts',
			id: String(ours.service.id),
		});
	return short ? refuse(say('list-short', short)) : {mac, theirs};
}

const isOnline = (mac: string, {theirs: {items}}: BoxesSheet): boolean =>
	items.some(box => normaliseMac(box.mac) === mac && box.online === '1');

async function set(key: string, {mac, tvId, login, was}: SetIntent, world: World): Promise<Outcome> {
	const {billing, operator, run} = world;
	const order = {
		key,
		deed: ['stb', 'register'] as const,
		tvId,
		cid: mac,
		iptv_login: was.iptv_login,
		was,
		writeBack: false,
		intent: {mac, tvId, login},
		before: was,
	};
	const result = await billing.linkService(await world.claimPortal(), order, {operator, run});
	if (result.is === 'linked')
		return {
			is: 'done',
			key,
			changed: true,
			said: say('registered', {mac, login, tvId}),
			journal: result.journal,
		};
	return {
		is: 'refused',
		key,
		said:
			result.with === 'mac'
				? say('box-taken', {mac, tvIds: result.tvIds ?? []})
				: say('clash', {with: result.with}),
	};
}
