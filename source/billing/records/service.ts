import {message} from '../../i18n/translator.ts';
import {
	isAllotted,
	isReference,
	textOf,
	type Change,
	recordStateOf,
	type Fields,
} from '../../sync/changes/change.ts';
import {type ChangeBatch, type RecordContext, type RecordType, storageConflict} from './record.ts';
import {
	createServiceRegister,
	readServices,
	type ServiceRegister,
	type ServiceRow,
	inheritedTvIds,
	nextTvIds,
	saveLastTvId,
} from './service-register.ts';
import {readPlans, readScreens, readUnbilled, type ServiceFacts, screenOwners} from './service-facts.ts';
import {readKnownChannels, readServiceChoices, restoredChoices, withChoices} from './choices.ts';
import {serviceLogOf, writeServices} from './write-services.ts';
import {isDeepStrictEqual} from 'node:util';
import type {Message} from '../../i18n/message.ts';

/**
A TV service of the portal: a row of `iptv_main`. Its key is `id`, the TV id. A change to another tariff plan also has `choices` and
`choice_count`: see `writesChoices` in `service-facts.ts`.

A creation has the key `iptv_login`, `cid` and `beside`: the TV ids that the customer already has here, as the operator saw them; `null`:
the same change set creates the customer, who must not exist yet. Its TV id is a number that no service has, or is allotted by billing. If
the customer already has a service with this login or MAC, that service counts as created.
*/
export const service: RecordType = {
	record: 'service',
	locks: 'both',
	async open(context, changes) {
		const {reserved} = context;
		const created = changes.filter(({operation}) => operation === 'create');
		const asked = created.flatMap(({after}) => (isAllotted(after!['id']) ? [] : [Number(after!['id'])]));
		const written = changes.map(({after}) => after).filter(after => after !== null);
		const cids = written.map(({cid}) => textOf(cid));
		const rows = await readServices(context, {
			ids: [...asked, ...changes.flatMap(({key: {id}}) => (id === undefined ? [] : [Number(id)]))],
			uids: created.flatMap(({after}) => (isReference(after!['uid']) ? [] : [Number(after!['uid'])])),
			logins: written.map(({iptv_login}) => textOf(iptv_login)),
			cids,
		});
		const count = created.length - asked.length;
		const free =
			count === 0 ? [] : await nextTvIds(context, count, new Set([...(reserved.service ?? []), ...asked]));
		return createBatch(context, createServiceRegister(rows, context.providerId), {
			free,
			plans: await readPlans(context, changes),
			choices: await readServiceChoices(context, changes),
			channels: await readKnownChannels(context, changes.flatMap(restoredChannels)),
			inherited: await inheritedTvIds(context, asked),
			screens: await readScreens(context, cids),
			unbilled: await readUnbilled(context, [
				...written.flatMap(({uid}) => (uid === undefined || isReference(uid) ? [] : [Number(uid)])),
				...rows.map(({uid}) => uid),
			]),
		});
	},
};

function createBatch(context: RecordContext, register: ServiceRegister, facts: ServiceFacts): ChangeBatch {
	const {providerId} = context;
	let allotted: number | null = null;
	const current = (change: Change): ServiceRow | null => {
		const found =
			change.operation === 'create' ? ownService(change, register) : register.byId(Number(change.key['id']));
		return found?.service_id === providerId ? withChoices(change, found, facts.choices) : null;
	};
	return {
		current,
		conflict(change) {
			if (change.operation === 'create') return creationConflict(change, register, facts, context);
			const now = current(change);
			if (change.operation === 'delete')
				return now && recordStateOf(change, now).is === 'before' && facts.choices.has(now.id)
					? message('undo-referred', {by: ['channels']})
					: null;
			return updateConflict(change, now, register, context, facts);
		},
		accept(change) {
			const {operation, after} = change;
			const now = current(change);
			if (now && operation !== 'create') {
				register.remove(now);
				const {choices: _, ...columns} = after ?? {};
				if (operation === 'update') register.put({...now, ...columns});
			}

			if (operation !== 'create') return change;
			const id = isAllotted(after!['id']) ? (allotted = facts.free.shift()!) : Number(after!['id']);
			const whole = {...after, id, service_id: providerId};
			const uid = isReference(after!['uid']) ? 0 : Number(after!['uid']);
			register.put({...whole, uid} as unknown as ServiceRow);
			return {...change, after: whole};
		},
		async write(changes) {
			if (allotted !== null) await saveLastTvId(context.query, allotted);
			return writeServices(context, changes, facts);
		},
		log: serviceLogOf,
	};
}

const restoredChannels = (change: Change): readonly number[] =>
	restoredChoices(change).map(({channel_id: channel}) => Number(channel));

/** The customer's service that has this login or MAC already. */
const ownService = ({after}: Change, register: ServiceRegister): ServiceRow | undefined =>
	[...register.byLogin(textOf(after!['iptv_login'])), ...register.byCid(textOf(after!['cid']))].find(
		({uid}) => uid !== 0 && uid === after!['uid'],
	);

/** What forbids a new service, the most serious first; `null`: nothing. */
function creationConflict(
	{key, after}: Change,
	register: ServiceRegister,
	{free, plans, inherited, unbilled, screens}: ServiceFacts,
	{shape}: RecordContext,
): Message | null {
	const {id, uid, tp_id, cid, iptv_login} = after!;
	const isKnown = !isReference(uid);
	const unstorable = storageConflictOf(after!, shape);
	if (unstorable) return unstorable;
	if (isKnown && key['beside'] === null) return message('billing-changed', {with: 'login'});
	if (register.byLogin(textOf(iptv_login)).length > 0) return message('billing-changed', {with: 'login'});
	if (register.byCid(textOf(cid)).length > 0 || screenOwners(textOf(cid), screens).length > 0)
		return message('billing-changed', {with: 'mac'});
	if (tp_id !== 0 && !plans.has(Number(tp_id))) return message('billing-changed', {with: 'plan'});
	const isFree = isAllotted(id)
		? free.length > 0
		: register.byId(Number(id)) === undefined && !inherited.has(Number(id));
	if (!isFree) return message('billing-changed', {with: 'number'});
	if (isKnown && unbilled.has(Number(uid))) return message('abills-no-bill');
	const beside = isKnown ? register.ofCustomer(Number(uid)).map(one => one.id) : [];
	return isDeepStrictEqual(
		beside.toSorted((one, other) => one - other),
		[...((key['beside'] ?? []) as readonly number[])].toSorted((one, other) => one - other),
	)
		? null
		: message('billing-changed', {with: 'customer'});
}

const storageConflictOf = ({iptv_login, cid}: Fields, shape: RecordContext['shape']): Message | null =>
	(iptv_login === undefined ? null : storageConflict(shape, 'iptv_login', iptv_login)) ??
	(cid === undefined ? null : storageConflict(shape, 'stb_mac', cid));

/** What forbids another login, MAC or plan of a service; `null`: nothing. */
function updateConflict(
	change: Change,
	now: ServiceRow | null,
	register: ServiceRegister,
	{isUndo, shape}: RecordContext,
	{unbilled, plans, channels, screens}: ServiceFacts,
): Message | null {
	if (now === null || recordStateOf(change, now).is === 'other')
		return isUndo ? null : message('billing-changed', {with: 'service'});
	const taken = (['login', 'mac'] as const).flatMap(what => {
		const value = textOf(change.after![what === 'login' ? 'iptv_login' : 'cid']);
		const others = what === 'login' ? register.byLogin(value) : register.byCid(value);
		const boxes = what === 'mac' ? screenOwners(value, screens) : [];
		const tvIds = [...new Set([...others.map(({id}) => id), ...boxes])].filter(id => id !== now.id);
		return tvIds.length > 0 ? [{with: what, tvIds}] : [];
	});
	const [first] = taken;
	if (isUndo && first) return message('undo-taken', first);
	if (isUndo)
		return restoredChannels(change).every(id => channels.has(id))
			? null
			: message('choices-changed', {with: 'channel'});
	if (first) return message('billing-changed', first);
	const plan = Number(change.after!['tp_id'] ?? 0);
	if (plan !== 0 && !plans.has(plan)) return message('billing-changed', {with: 'plan'});
	// ABillS charges nothing for a service that is not active, so it needs no bill.
	const isActive = Number(change.after!['disable'] ?? 0) === 0;
	return unbilled.has(now.uid) && isActive
		? message('abills-no-bill')
		: storageConflictOf(change.after!, shape);
}
