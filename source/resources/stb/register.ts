import {normalizeMac} from '../../normalize/mac.ts';
import type {Outcome, RowAction} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import {add} from '../accounts/add.ts';
import type {BillingCustomers, Subscriber} from '../accounts/billing-customers.ts';
import {customerLabel} from '../accounts/labels.ts';
import {parseMacs} from '../accounts/match.ts';
import {planNewService, addNewService, type NewService} from './register-new.ts';
import type {Box} from './box.ts';
import {registerChoices} from './register-choices.ts';
import type {BoxRow, BoxComparison} from './compare.ts';
import {fetchBox} from './fetch-box.ts';
import type {BoxList} from './read-boxes.ts';
import {hasOneTarget, suggestTarget, parseTarget} from './resolve-customer.ts';
import {undoRegister} from './undo-register.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

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

type RegisterIntent =
	| SetIntent
	| ({readonly is: 'add'; readonly mac: string; readonly box: Box} & NewService);

/** `t`: give a box to a customer's TV service. Never appends to a list of boxes. */
export const register: RowAction<Box, Subscriber, BoxList, BillingCustomers, RegisterIntent> = {
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
		settled: ({stalker, mark}, {billing}) =>
			mark !== '+' || stalker === null || hasOneTarget(stalker, billing),
	},

	plan(row, sheet, {choice}) {
		const box = boxOf(row, sheet);
		if ('refused' in box) return box;
		const {mac, theirs} = box;
		const target =
			choice === undefined ? suggestTarget(theirs, sheet.billing) : parseTarget(choice, sheet.billing);
		if (target === null) return refuse(message('box-names-nobody', {mac}));
		if ('refused' in target) return target;
		if (target.is === 'new') {
			const added = planNewService(mac, target.customer, sheet);
			return 'refused' in added ? added : {is: 'add', mac, box: theirs, ...added};
		}

		const {subscriber: ours} = target;
		const {id: tvId, cid, iptv_login} = ours.service;
		const old = parseMacs(cid).map(other => ({mac: other, online: isOnline(other, sheet)}));
		return {is: 'set', mac, box: theirs, tvId, login: customerLabel(ours), was: {cid, iptv_login}, old};
	},

	summary(intent) {
		if (intent.is === 'set')
			return message('plan-register', {mac: intent.mac, login: intent.login, tvId: intent.tvId});
		return add.summary(intent.intent);
	},
	questions(intent) {
		if (intent.is === 'set')
			return intent.old.length > 0 ? [message('ask-replace-box', {tvId: intent.tvId, old: intent.old})] : [];
		return add.questions(intent.intent);
	},
	undo: undoRegister,

	async run(planned, sheet, context: ResourceContext, signal): Promise<readonly Outcome[]> {
		const outcomes: Outcome[] = [];
		for (const {key, intent} of planned) {
			const isThere = (await fetchBox(context.stalker, intent.mac, intent.box)) !== null;
			outcomes.push(
				!isThere
					? {is: 'refused', key, said: message('changed-row', {key})}
					: intent.is === 'set'
						? await set(key, intent, context)
						: await addNewService(key, intent.mac, intent, sheet, context, signal),
			);
		}

		return outcomes;
	},
};

/** The box that a row is of, when it can be registered. */
function boxOf(
	{stalker, billing, mark, key, differences}: BoxRow,
	{short}: BoxComparison,
): {readonly mac: string; readonly theirs: Box} | Refusal {
	if (mark === '?') return refuse(message('not-known'));
	if (!stalker)
		return refuse(
			mark === '!'
				? message('not-read', {why: differences[0]?.theirs ?? ''})
				: message('box-not-in-stalker', {mac: key}),
		);
	if (mark === '!') return refuse(message('conflict', {drifts: differences}));
	const mac = normalizeMac(stalker.mac);
	if (mac === null) return refuse(message('box-unnamed', {mac: stalker.mac}));
	if (billing)
		return refuse(message('box-taken', {mac, tvIds: [billing.service.id]}), {
			tab: 'accounts',
			id: String(billing.service.id),
		});
	return short ? refuse(message('list-short', short)) : {mac, theirs: stalker};
}

const isOnline = (mac: string, {stalker: {items}}: BoxComparison): boolean =>
	items.some(box => normalizeMac(box.mac) === mac && box.online === '1');

async function set(
	key: string,
	{mac, tvId, login, was}: SetIntent,
	context: ResourceContext,
): Promise<Outcome> {
	const {billing, operator, runId} = context;
	const order = {
		key,
		journaledAs: ['stb', 'register'] as const,
		tvId,
		cid: mac,
		iptv_login: was.iptv_login,
		was,
		writeBack: false,
		intent: {mac, tvId, login},
		before: was,
	};
	const result = await billing.linkService(await context.ensurePortal(), order, {operator, run: runId});
	if (result.is === 'linked')
		return {
			is: 'done',
			key,
			changed: true,
			said: message('registered', {mac, login, tvId}),
			journal: result.journal,
		};
	return {
		is: 'refused',
		key,
		said:
			result.with === 'mac'
				? message('box-taken', {mac, tvIds: result.tvIds ?? []})
				: message('clash', {with: result.with}),
	};
}
