import {compareKey} from '../../normalize/collation.ts';
import type {Fields} from '../../sync/changes/change.ts';
import {inList} from '../dialects/dialect.ts';
import {TvService} from '../entities/television.ts';
import {findServicesByLogin, findServicesByMac, macKeys, readIds} from '../find-rows.ts';
import {selectColumns} from '../shape.ts';
import type {RecordContext} from './record.ts';

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
export type ServiceNames = {
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
		`select id from iptv_main where id in ${inList(ids)}
		union select id from iptv_main where service_id = ? and uid in ${inList(uids)}`,
		[...ids, providerId, ...uids],
	);
	const named = [
		...(await findServicesByLogin(context, logins)),
		...(await findServicesByMac(context, cids)),
	];
	return selectServices(context, [...new Set([...found, ...named.map(({id}) => id)])]);
}

/** Services of any provider by id. */
export async function selectServices(
	context: RecordContext,
	ids: readonly number[],
): Promise<readonly ServiceRow[]> {
	if (ids.length === 0) return [];
	return context.query<ServiceRow>(
		`select ${selectColumns(TvService, context, 'm')} from iptv_main m where m.id in ${inList(ids)}
		order by m.id ${context.isLocking ? 'for update' : ''}`,
		ids,
	);
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
