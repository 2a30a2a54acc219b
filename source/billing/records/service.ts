import {isDeepStrictEqual} from 'node:util';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import {isAllotted, isReference, textOf, type Change, type Fields} from '../../sync/changes/change.ts';
import {standingOf} from '../../sync/changes/compare.ts';
import type {Insert} from '../sql-ports.ts';
import {inList} from '../dialects/dialect.ts';
import {deleteReport, insertReport, turnReport} from './active-report.ts';
import {TvService} from '../entities/television.ts';
import type {RecordContext, RecordType, Workspace} from './record.ts';
import {
	createServiceRegister,
	readServices,
	type ServiceRegister,
	type ServiceRow,
} from './service-register.ts';
import {storageObstacle} from './storage.ts';
import {inheritedTvIds, nextTvIds, saveLastTvId, tvIdsWithChannels} from './tv-ids.ts';

/**
A TV service of the portal: a row of `iptv_main`. Key: `id`, the TV id; to create one `iptv_login`, `cid`, and in `beside` the TV ids that the customer has here, as it was
agreed to; `null`: he is created with it, and must not be there yet.

A service that the customer has already with this login or MAC is the one that was to be created. The TV id is a number that nobody has, or allotted.
*/
export const service: RecordType = {
	record: 'service',
	locks: 'both',
	async open(context, changes) {
		const {query, reserved} = context;
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
			context,
			created.length - asked.length,
			new Set([...(reserved.service ?? []), ...asked]),
		);
		const deleted = changes.flatMap(({operation, key}) =>
			operation === 'delete' ? [Number(key['id'])] : [],
		);
		return createWorkspace(context, createServiceRegister(rows, context.portal), {
			free,
			plans: await readPlans(context, created),
			chosen: await tvIdsWithChannels(query, deleted),
			inherited: await inheritedTvIds(context, asked),
			unbilled: await readUnbilled(context, [
				...written.flatMap(({uid}) => (uid === undefined || isReference(uid) ? [] : [Number(uid)])),
				...rows.map(({uid}) => uid),
			]),
		});
	},
};

type Known = {
	/** Numbers that are allotted in this order. */
	readonly free: number[];
	/** The provider's own plans by `tp_id`: for how many days a service with it runs; 0: on. */
	readonly plans: ReadonlyMap<number, number>;
	/** TV ids for which channels were chosen. */
	readonly chosen: ReadonlySet<number>;
	/** TV ids that nobody has, and that would inherit what is left of a deleted service. */
	readonly inherited: ReadonlySet<number>;
	/** Customers of an ABillS who have no bill: one service of theirs would stop its nightly charging for everybody. */
	readonly unbilled: ReadonlySet<number>;
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
			if (change.operation === 'create') return creationObstacle(change, register, known, context);
			const now = current(change);
			if (change.operation === 'delete')
				return now && standingOf(change, now).is === 'before' && known.chosen.has(now.id)
					? message('undo-referred', {by: ['channels']})
					: null;
			return updateObstacle(change, now, register, context, known);
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
			return write(context, changes, insert, known);
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
	{free, plans, inherited, unbilled}: Known,
	{shape}: RecordContext,
): Message | null {
	const {id, uid, tp_id, cid, iptv_login} = after!;
	const isKnown = !isReference(uid);
	const unstorable = storageObstacleOf(after!, shape);
	if (unstorable) return unstorable;
	if (isKnown && key['beside'] === null) return message('clash', {with: 'login'});
	if (register.byLogin(textOf(iptv_login)).length > 0) return message('clash', {with: 'login'});
	if (register.byCid(textOf(cid)).length > 0) return message('clash', {with: 'mac'});
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

const storageObstacleOf = ({iptv_login, cid}: Fields, shape: RecordContext['shape']): Message | null =>
	(iptv_login === undefined ? null : storageObstacle(shape, 'iptv_login', iptv_login)) ??
	(cid === undefined ? null : storageObstacle(shape, 'stb_mac', cid));

/** What stands in the way of another login or MAC of a service. */
function updateObstacle(
	change: Change,
	now: ServiceRow | null,
	register: ServiceRegister,
	{isUndo, shape}: RecordContext,
	{unbilled}: Known,
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
	if (isUndo) return first ? message('undo-taken', first) : null;
	if (first) return message('clash', first);
	return unbilled.has(now.uid) ? message('abills-no-bill') : storageObstacleOf(change.after!, shape);
}

async function readPlans(
	{query, portal}: RecordContext,
	created: readonly Change[],
): Promise<Known['plans']> {
	const ids = [...new Set(created.map(({after}) => Number(after!['tp_id'])))].filter(id => id !== 0);
	if (ids.length === 0) return new Map();
	const rows = await query<{tp_id: number; age: number}>(
		`select tp_id, age from tarif_plans where service_id = ? and tp_id in ${inList(ids)}`,
		[portal, ...ids],
	);
	return new Map(rows.map(({tp_id, age}) => [tp_id, age]));
}

/** Of an ABillS: those of these customers who have no bill, neither their own nor their company's. */
async function readUnbilled(
	{query, shape}: RecordContext,
	uids: readonly number[],
): Promise<Known['unbilled']> {
	if (!shape.isAbills || uids.length === 0) return new Set();
	const rows = await query<{uid: number}>(
		`select u.uid from users u left join companies c on c.id = u.company_id and u.company_id > 0
		where u.uid in ${inList(uids)} and case when u.company_id > 0 then coalesce(c.bill_id, 0) else u.bill_id end = 0`,
		uids,
	);
	return new Set(rows.map(({uid}) => uid));
}

async function write(
	context: RecordContext,
	changes: readonly Change[],
	insert: Insert,
	{plans}: Known,
): Promise<ReadonlyArray<Fields | null>> {
	const {query, dialect} = context;
	const of = (operation: Change['operation']) => changes.filter(change => change.operation === operation);
	const created = of('create').map(({after}) => after as unknown as ServiceRow);
	const [{today}] = (await query<{today: string}>(`select ${dialect.today} as today`)) as [{today: string}];
	await insert(
		TvService,
		created.map(row => ({...row, ...expiryOf(row, plans, today, context)})),
	);
	await insertReport(context, created);
	await update(context, of('update'));
	const gone = of('delete').map(({key}) => Number(key['id']));
	if (gone.length > 0) await query(`delete from iptv_main where id in ${inList(gone)}`, gone);
	await deleteReport(
		context,
		of('delete').map(({before}) => before as ServiceRow),
	);
	const idOf = ({key, after}: Change) => Number(key['id'] ?? after!['id']);
	const rows = await readServices(context, {
		ids: changes.filter(({operation}) => operation !== 'delete').map(idOf),
		uids: [],
		logins: [],
		cids: [],
	});
	const byId = new Map(rows.map(row => [row.id, row]));
	await turnReport(
		context,
		of('update').map(change => {
			const now = byId.get(idOf(change))!;
			return {was: {...now, ...(change.before as Partial<ServiceRow>)}, now};
		}),
	);
	return changes.map(change => byId.get(idOf(change)) ?? null);
}

/** An ABillS lets an active service with a plan of limited age run for so many days. */
function expiryOf(
	{expire, disable, tp_id}: ServiceRow,
	plans: Known['plans'],
	today: string,
	{shape}: RecordContext,
): {readonly expire?: string} {
	const days = plans.get(tp_id) ?? 0;
	if (!shape.isAbills || expire != null || disable !== 0 || days === 0) return {};
	const end = new Date(`${today}T00:00:00Z`);
	end.setUTCDate(end.getUTCDate() + days);
	return {expire: end.toISOString().slice(0, 10)};
}

/** Columns that an update may write, but for `expire`. */
const updatedColumns = ['cid', 'disable', 'iptv_login', 'tp_id'] as const;

async function update({query, dialect}: RecordContext, changes: readonly Change[]): Promise<void> {
	const columnsOf = ({after}: Change) => updatedColumns.filter(name => name in after!);
	// Sets of one action write the same columns, or fewer.
	for (const own of Map.groupBy(changes, change => columnsOf(change).join(',')).values()) {
		const columns = columnsOf(own[0]!);
		if (columns.length === 0) continue;
		const {sql, values} = dialect.updateRows(
			'iptv_main',
			['id'],
			columns,
			own.map(({key, after}) => ({...after, id: Number(key['id'])})),
		);
		await query(sql, values);
	}

	// One statement for each date: in a `values` list PostgreSQL takes it for text.
	const ending = changes.filter(({after}) => 'expire' in after!);
	for (const [day, own] of Map.groupBy(ending, ({after}) => after!['expire'] as string | null)) {
		const ids = own.map(({key}) => Number(key['id']));
		await query(`update iptv_main set expire = ? where id in ${inList(ids)}`, [
			day ?? dialect.noDate,
			...ids,
		]);
	}
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
				'disable' in after! ? 4 : 'tp_id' in after! ? 3 : 2,
				`${head} ${Object.entries(after!)
					.map(([name, value]) => `${name.toUpperCase()}:${textOf(before![name])}->${textOf(value)};`)
					.join('')}`,
			);
	}
}
