import {isDeepStrictEqual} from 'node:util';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {
	isAllotted,
	isReference,
	textOf,
	type Change,
	type Fields,
	recordStateOf,
} from '../../sync/changes/change.ts';
import type {RecordContext} from './record.ts';
import {restoresMissing} from './service-choices.ts';
import {screenOwners, type ServiceFacts} from './service-facts.ts';
import type {ServiceRegister, ServiceRow} from './service-register.ts';
import {storageConflict} from './storage.ts';

/** What forbids a new service, the most serious first; `null`: nothing. */
export function creationConflict(
	{key, after}: Change,
	register: ServiceRegister,
	{free, plans, inherited, unbilled, screens}: ServiceFacts,
	{shape}: RecordContext,
): Message | null {
	const {id, uid, tp_id, cid, iptv_login} = after!;
	const isKnown = !isReference(uid);
	const unstorable = storageConflictOf(after!, shape);
	if (unstorable) return unstorable;
	if (isKnown && key['beside'] === null) return message('clash', {with: 'login'});
	if (register.byLogin(textOf(iptv_login)).length > 0) return message('clash', {with: 'login'});
	if (register.byCid(textOf(cid)).length > 0 || screenOwners(textOf(cid), screens).length > 0)
		return message('clash', {with: 'mac'});
	if (tp_id !== 0 && !plans.has(Number(tp_id))) return message('clash', {with: 'plan'});
	const isFree = isAllotted(id)
		? free.length > 0
		: register.byId(Number(id)) === undefined && !inherited.has(Number(id));
	if (!isFree) return message('clash', {with: 'number'});
	if (isKnown && unbilled.has(Number(uid))) return message('abills-no-bill');
	const beside = isKnown ? register.ofCustomer(Number(uid)).map(one => one.id) : [];
	return isDeepStrictEqual(
		beside.toSorted((one, other) => one - other),
		[...((key['beside'] ?? []) as readonly number[])].toSorted((one, other) => one - other),
	)
		? null
		: message('clash', {with: 'customer'});
}

const storageConflictOf = ({iptv_login, cid}: Fields, shape: RecordContext['shape']): Message | null =>
	(iptv_login === undefined ? null : storageConflict(shape, 'iptv_login', iptv_login)) ??
	(cid === undefined ? null : storageConflict(shape, 'stb_mac', cid));

/** What forbids another login, MAC or plan of a service; `null`: nothing. */
export function updateConflict(
	change: Change,
	now: ServiceRow | null,
	register: ServiceRegister,
	{isUndo, shape}: RecordContext,
	{unbilled, plans, missing, screens}: ServiceFacts,
): Message | null {
	if (now === null || recordStateOf(change, now).is === 'other')
		return isUndo ? null : message('clash', {with: 'service'});
	const taken = (['login', 'mac'] as const).flatMap(what => {
		const value = textOf(change.after![what === 'login' ? 'iptv_login' : 'cid']);
		const others = what === 'login' ? register.byLogin(value) : register.byCid(value);
		const boxes = what === 'mac' ? screenOwners(value, screens) : [];
		const tvIds = [...new Set([...others.map(({id}) => id), ...boxes])].filter(id => id !== now.id);
		return tvIds.length > 0 ? [{with: what, tvIds}] : [];
	});
	const [first] = taken;
	if (isUndo && first) return message('undo-taken', first);
	if (isUndo) return restoresMissing(change, missing) ? message('choices-changed', {with: 'channel'}) : null;
	if (first) return message('clash', first);
	const plan = Number(change.after!['tp_id'] ?? 0);
	if (plan !== 0 && !plans.has(plan)) return message('clash', {with: 'plan'});
	// One that is not active is charged nothing.
	const isActive = Number(change.after!['disable'] ?? 0) === 0;
	return unbilled.has(now.uid) && isActive
		? message('abills-no-bill')
		: storageConflictOf(change.after!, shape);
}
