import {compareKey} from '../../normalize/collation.ts';
import type {Fields} from '../../sync/changes/change.ts';
import {TvService} from '../entities/television.ts';
import {findServicesByLogin, findServicesByMac, macKeys, readIds} from '../find-rows.ts';
import {selectRows} from '../write-rows.ts';
import type {RecordContext} from './record.ts';
import type {Query} from '../query.ts';

/** A row of `iptv_main`. */
export type ServiceRow = Fields & {
	readonly id: number;
	/** 0: that of a customer whom the same batch creates. */
	readonly uid: number;
	readonly service_id: number;
	readonly tp_id: number;
	readonly disable: number;
	readonly cid: string;
	readonly iptv_login: string;
};

/** The keys by which services are found. */
type ServiceNames = {
	readonly ids: readonly number[];
	readonly uids: readonly number[];
	readonly logins: readonly string[];
	readonly cids: readonly string[];
};

/** Services by id among all providers', else by customer, login or MAC among this one's. Four statements, however many there are. */
export async function readServices(
	context: RecordContext,
	{ids, uids, logins, cids}: ServiceNames,
): Promise<readonly ServiceRow[]> {
	const {query, providerId} = context;
	const found = await readIds(
		query,
		`select id from iptv_main where id in ?
		union select id from iptv_main where service_id = ? and uid in ?`,
		[ids, providerId, uids],
	);
	const named = [
		...(await findServicesByLogin(context, logins)),
		...(await findServicesByMac(context, cids)),
	];
	const all = [...new Set([...found, ...named.map(({id}) => id)])];
	return selectRows(context, TvService, 'id', all);
}

/** Services by each of their identifiers. */
export type ServiceRegister = {
	put(row: ServiceRow): void;
	remove(row: ServiceRow): void;
	/** Of any provider. */
	byId(id: number): ServiceRow | undefined;
	byLogin(login: string): readonly ServiceRow[];
	/** The services with any MAC of this `cid`. */
	byCid(cid: string): readonly ServiceRow[];
	ofCustomer(uid: number): readonly ServiceRow[];
};

/** Names of services of the portal; ids of all. */
export function createServiceRegister(rows: readonly ServiceRow[], providerId: number): ServiceRegister {
	const ids = new Map<number, ServiceRow>();
	const logins = new Map<string, ServiceRow[]>();
	const macs = new Map<string, ServiceRow[]>();
	const uids = new Map<number, ServiceRow[]>();
	const indexes = (
		row: ServiceRow,
	): ReadonlyArray<readonly [Map<string | number, ServiceRow[]>, string | number]> =>
		row.service_id === providerId
			? [
					...(row.iptv_login === '' ? [] : [[logins, compareKey(row.iptv_login)] as const]),
					...macKeys(row.cid).map(mac => [macs, mac] as const),
					...(row.uid === 0 ? [] : [[uids, row.uid] as const]),
				]
			: [];
	const register: ServiceRegister = {
		put(row) {
			ids.set(row.id, row);
			for (const [index, name] of indexes(row)) index.set(name, [...(index.get(name) ?? []), row]);
		},
		remove(row) {
			ids.delete(row.id);
			for (const [index, name] of indexes(row))
				index.set(
					name,
					(index.get(name) ?? []).filter(other => other !== row),
				);
		},
		byId: id => ids.get(id),
		byLogin: login => logins.get(compareKey(login)) ?? [],
		byCid: cid => macKeys(cid).flatMap(mac => macs.get(mac) ?? []),
		ofCustomer: uid => uids.get(uid) ?? [],
	};
	for (const row of rows) register.put(row);
	return register;
}

/** The largest TV id: billing reads at most six digits of the portal's account number. */
const maxTvId = 999_999;

/**
The next free TV ids of our own sequence, at most `count`: past the last allotted one, skipping those of any provider's service and those to
`avoid`. An imported number does not move the sequence. On an ABillS none is taken that was ever another service's, as far as that can be
seen.
*/
export async function nextTvIds(
	context: RecordContext,
	count: number,
	avoid: ReadonlySet<number>,
): Promise<number[]> {
	const {query} = context;
	const [row] = await query<{last: number}>('select last from stalker_allotment where id = 1 for update');
	const tvIds: number[] = [];
	let next = Math.max(row!.last, await largestUsed(context)) + 1;
	while (tvIds.length < count && next <= maxTvId) {
		const until = Math.min(maxTvId, next + Math.max(1000, 2 * count));
		const taken = new Set(
			await readIds(query, 'select id from iptv_main where id between ? and ?', [next, until]),
		);
		for (; next <= until && tvIds.length < count; next++)
			if (!taken.has(next) && !avoid.has(next)) tvIds.push(next);
	}

	return tvIds;
}

/**
Where an ABillS keeps TV ids, and does not remove them with their service: a new service with the number would inherit the channels and
boxes. By table and column; those that are there.
*/
const leftBehind = ({shape}: RecordContext): ReadonlyArray<readonly [table: string, column: string]> =>
	(
		[
			['iptv_users_channels', 'id'],
			['iptv_users_screens', 'service_id'],
			['iptv_monthly_active_users_report', 'subscribe_id'],
		] as const
	).filter(([table, column]) => shape.isAbills && shape.has(table, column));

/** 0 on this program's own tables, where a deleted service leaves nothing. */
async function largestUsed(context: RecordContext): Promise<number> {
	if (!context.shape.isAbills) return 0;
	const places = [['iptv_main', 'id'] as const, ...leftBehind(context)];
	const rows = await context.query<{most: number | null}>(
		places.map(([table, column]) => `select max(${column}) as most from ${table}`).join(' union all '),
	);
	return Math.max(0, ...rows.map(({most}) => most ?? 0));
}

/** Those of these TV ids that no service has, but of which rows are left. */
export async function inheritedTvIds(
	context: RecordContext,
	ids: readonly number[],
): Promise<ReadonlySet<number>> {
	const places = leftBehind(context);
	if (ids.length === 0 || places.length === 0) return new Set();
	const sql = places
		.map(([table, column]) => `select ${column} as id from ${table} where ${column} in ?`)
		.join(' union ');
	return new Set(
		await readIds(
			context.query,
			sql,
			places.map(() => ids),
		),
	);
}

/** Stores the last number that was really used. */
export async function saveLastTvId(query: Query, last: number): Promise<void> {
	await query('update stalker_allotment set last = ? where id = 1', [last]);
}
