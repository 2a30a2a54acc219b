import {isDeepStrictEqual} from 'node:util';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {isAllotted, isReference, textOf, type Change, type Fields} from '../../sync/changes/change.ts';
import {standingOf} from '../../sync/changes/compare.ts';
import type {Insert} from '../sql-ports.ts';
import {inList} from '../dialects/dialect.ts';
import {TvService} from '../entities/television.ts';
import type {RecordContext, RecordType, Workspace} from './record.ts';
import {
	createServiceRegister,
	readServices,
	type ServiceRegister,
	type ServiceRow,
} from './service-register.ts';
import {nextTvIds, saveLastTvId, tvIdsWithChannels} from './tv-ids.ts';

/**
A TV service of the portal: a row of `iptv_main`. Key: `id`, the TV id; to create one `iptv_login`, `cid`, and in `beside` the TV ids that the customer has here, as it was
agreed to; `null`: he is created with it, and must not be there yet.

A service that the customer has already with this login or MAC is the one that was to be created. The TV id is a number that nobody has, or allotted.
*/
export const service: RecordType = {
	record: 'service',
	locks: 'both',
	async open(context, changes) {
		const {query, portal, reserved} = context;
		const created = changes.filter(({operation}) => operation === 'create');
		const asked = created.flatMap(({after}) => (isAllotted(after!['id']) ? [] : [Number(after!['id'])]));
		const written = changes.map(({after}) => after).filter(after => after !== null);
		const rows = await readServices(context, {
			ids: [...asked, ...changes.flatMap(({key: {id}}) => (id === undefined ? [] : [Number(id)]))],
			uids: created.flatMap(({after}) => (isReference(after!['uid']) ? [] : [Number(after!['uid'])])),
			logins: written.map(({iptv_login}) => textOf(iptv_login)),
			cids: written.map(({cid}) => textOf(cid)),
		});
		const free = await nextTvIds(
			query,
			created.length - asked.length,
			new Set([...(reserved.service ?? []), ...asked]),
		);
		const deleted = changes.flatMap(({operation, key}) =>
			operation === 'delete' ? [Number(key['id'])] : [],
		);
		return createWorkspace(context, createServiceRegister(rows, portal), {
			free,
			plans: await readPlanIds(context, created),
			chosen: await tvIdsWithChannels(query, deleted),
		});
	},
};

type Known = {
	/** Numbers that are allotted in this order. */
	readonly free: number[];
	/** `tp_id`s of the provider's own plans. */
	readonly plans: ReadonlySet<number>;
	/** TV ids for which channels were chosen. */
	readonly chosen: ReadonlySet<number>;
};

function createWorkspace(context: RecordContext, register: ServiceRegister, known: Known): Workspace {
	const {portal} = context;
	let allotted: number | null = null;
	const current = (change: Change): ServiceRow | null => {
		const found =
			change.operation === 'create' ? ownService(change, register) : register.byId(Number(change.key['id']));
		return found?.service_id === portal ? found : null;
	};
	return {
		current,
		isCreated: () => true,
		obstacle(change) {
			if (change.operation === 'create') return creationObstacle(change, register, known);
			const now = current(change);
			if (change.operation === 'delete')
				return now && standingOf(change, now).is === 'before' && known.chosen.has(now.id)
					? message('undo-referred', {by: ['channels']})
					: null;
			return updateObstacle(change, now, register, context);
		},
		accept(change) {
			const {operation, after} = change;
			const now = current(change);
			if (now && operation !== 'create') {
				register.remove(now);
				if (operation === 'update') register.put({...now, ...after});
			}

			if (operation !== 'create') return change;
			const id = isAllotted(after!['id']) ? (allotted = known.free.shift()!) : Number(after!['id']);
			const whole = {...after, id, service_id: portal};
			const uid = isReference(after!['uid']) ? 0 : Number(after!['uid']);
			register.put({...whole, uid} as unknown as ServiceRow);
			return {...change, after: whole};
		},
		async write(changes, insert) {
			if (allotted !== null) await saveLastTvId(context.query, allotted);
			return write(context, changes, insert);
		},
		log: logOf,
	};
}

/** The customer's service that has this login or MAC already. */
const ownService = ({after}: Change, register: ServiceRegister): ServiceRow | undefined =>
	[...register.byLogin(textOf(after!['iptv_login'])), ...register.byCid(textOf(after!['cid']))].find(
		({uid}) => uid !== 0 && uid === after!['uid'],
	);

/** What stands in the way of a new service, the gravest first. */
function creationObstacle(
	{key, after}: Change,
	register: ServiceRegister,
	{free, plans}: Known,
): Message | null {
	const {id, uid, tp_id, cid, iptv_login} = after!;
	const isKnown = !isReference(uid);
	if (isKnown && key['beside'] === null) return message('clash', {with: 'login'});
	if (register.byLogin(textOf(iptv_login)).length > 0) return message('clash', {with: 'login'});
	if (register.byCid(textOf(cid)).length > 0) return message('clash', {with: 'mac'});
	if (tp_id !== 0 && !plans.has(Number(tp_id))) return message('clash', {with: 'plan'});
	const isFree = isAllotted(id) ? free.length > 0 : register.byId(Number(id)) === undefined;
	if (!isFree) return message('clash', {with: 'number'});
	const beside = isKnown ? register.ofCustomer(Number(uid)).map(one => one.id) : [];
	return isDeepStrictEqual(
		beside.toSorted((one, other) => one - other),
		[...((key['beside'] ?? []) as readonly number[])].toSorted((one, other) => one - other),
	)
		? null
		: message('clash', {with: 'customer'});
}

/** What stands in the way of another login or MAC of a service. */
function updateObstacle(
	change: Change,
	now: ServiceRow | null,
	register: ServiceRegister,
	{isUndo}: RecordContext,
): Message | null {
	if (now === null || standingOf(change, now).is === 'other')
		return isUndo ? null : message('clash', {with: 'service'});
	const taken = (['login', 'mac'] as const).flatMap(what => {
		const value = textOf(change.after![what === 'login' ? 'iptv_login' : 'cid']);
		const others = what === 'login' ? register.byLogin(value) : register.byCid(value);
		const tvIds = others.map(({id}) => id).filter(id => id !== now.id);
		return tvIds.length > 0 ? [{with: what, tvIds}] : [];
	});
	const [first] = taken;
	if (!first) return null;
	return isUndo ? message('undo-taken', first) : message('clash', first);
}

async function readPlanIds(
	{query, portal}: RecordContext,
	created: readonly Change[],
): Promise<ReadonlySet<number>> {
	const ids = [...new Set(created.map(({after}) => Number(after!['tp_id'])))].filter(id => id !== 0);
	if (ids.length === 0) return new Set();
	const rows = await query<{tp_id: number}>(
		`select tp_id from tarif_plans where service_id = ? and tp_id in ${inList(ids)}`,
		[portal, ...ids],
	);
	return new Set(rows.map(({tp_id}) => tp_id));
}

async function write(
	context: RecordContext,
	changes: readonly Change[],
	insert: Insert,
): Promise<ReadonlyArray<Fields | null>> {
	const {query, dialect} = context;
	const of = (operation: Change['operation']) => changes.filter(change => change.operation === operation);
	await insert(
		TvService,
		of('create').map(({after}) => after as unknown as ServiceRow),
	);
	// Sets of one action write the same columns, or fewer.
	for (const columns of ['cid,iptv_login', 'cid', 'iptv_login']) {
		const own = of('update').filter(({after}) => Object.keys(after!).toSorted().join(',') === columns);
		if (own.length === 0) continue;
		const {sql, values} = dialect.updateRows(
			'iptv_main',
			['id'],
			columns.split(','),
			own.map(({key, after}) => ({...after, id: Number(key['id'])})),
		);
		await query(sql, values);
	}

	const gone = of('delete').map(({key}) => Number(key['id']));
	if (gone.length > 0) await query(`delete from iptv_main where id in ${inList(gone)}`, gone);
	const idOf = ({key, after}: Change) => Number(key['id'] ?? after!['id']);
	const rows = await readServices(context, {
		ids: changes.filter(({operation}) => operation !== 'delete').map(idOf),
		uids: [],
		logins: [],
		cids: [],
	});
	const byId = new Map(rows.map(row => [row.id, row]));
	return changes.map(change => byId.get(idOf(change)) ?? null);
}

function logOf({operation, before, after}: Change, record: Fields | null) {
	const {id, uid, service_id, tp_id, cid, disable} = (record ?? before) as Fields;
	const plan = tp_id === 0 ? '' : textOf(tp_id);
	const entry = (action_type: number, actions: string) => [
		{uid: Number(uid), module: 'Iptv', action_type, actions},
	];
	const head = `ID: ${textOf(id)}`;
	switch (operation) {
		case 'create':
			return entry(
				1,
				`${head} SERVICE_ID:${textOf(service_id)}, ID:${textOf(id)}, TP_ID:${plan}, STATUS:${textOf(disable)}, CID:${textOf(cid)}`,
			);
		case 'delete':
			return entry(10, `${head} SERVICE_ID:${textOf(service_id)}, TP_ID:${plan}, CID:${textOf(cid)}`);
		default:
			return entry(
				2,
				`${head} ${Object.entries(after!)
					.map(([name, value]) => `${name.toUpperCase()}:${textOf(before![name])}->${textOf(value)};`)
					.join('')}`,
			);
	}
}
