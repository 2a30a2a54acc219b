import type {Change} from '../../sync/changes/change.ts';
import {macKeys, readFurtherBoxes, readIds} from '../find-rows.ts';
import type {RecordContext} from './record.ts';
import type {ServiceChoices} from './choices.ts';

/** Facts that changes of services depend on, for all changes of a batch. */
export type ServiceFacts = {
	/** The free numbers, to be allotted in this order. */
	readonly free: number[];
	/** The provider's own plans by `tp_id`: for how many days a service with it runs; 0: on. */
	readonly plans: ReadonlyMap<number, number>;
	/** The chosen channels of services that get another plan or are deleted. */
	readonly choices: ServiceChoices;
	/** The channels that an undo puts back and that billing still has. */
	readonly channels: ReadonlySet<number>;
	/** Free TV ids that would inherit rows left by a deleted service. */
	readonly inherited: ReadonlySet<number>;
	/** Customers of an ABillS who have no bill: one service of theirs would stop its nightly charging for everybody. */
	readonly unbilled: ReadonlySet<number>;
	/** TV ids of the portal's services on an ABillS whose further boxes have one of the written MACs, by `macKeys`. */
	readonly screens: ReadonlyMap<string, readonly number[]>;
};

/** Ages in days of those tariff plans of the provider that services are to have, by `tp_id`. */
export async function readPlans(
	{query, providerId}: RecordContext,
	changes: readonly Change[],
): Promise<ServiceFacts['plans']> {
	const ids = [...new Set(changes.map(({after}) => Number(after?.['tp_id'] ?? 0)))].filter(id => id !== 0);
	if (ids.length === 0) return new Map();
	const rows = await query<{tp_id: number; age: number}>(
		`select tp_id, age from tarif_plans where service_id = ? and tp_id in ?`,
		[providerId, ids],
	);
	return new Map(rows.map(({tp_id, age}) => [tp_id, age]));
}

/** Of an ABillS: those of these customers who have no bill, neither their own nor their company's. */
export async function readUnbilled(
	{query, shape}: RecordContext,
	uids: readonly number[],
): Promise<ServiceFacts['unbilled']> {
	if (!shape.isAbills || uids.length === 0) return new Set();
	const sql = `select u.uid as id from users u left join companies c on c.id = u.company_id and u.company_id > 0
		where u.uid in ? and case when u.company_id > 0 then coalesce(c.bill_id, 0) else u.bill_id end = 0`;
	return new Set(await readIds(query, sql, [uids]));
}

/**
Of an ABillS: whose further boxes have any MAC of these `cid`s. All further boxes are read: their notation is not known, and few customers
have any.
*/
export async function readScreens(
	context: RecordContext,
	cids: readonly string[],
): Promise<ServiceFacts['screens']> {
	const written = new Set(cids.flatMap(macKeys));
	const {providerId, shape} = context;
	if (!shape.has('iptv_users_screens') || written.size === 0) return new Map();
	const rows = await readFurtherBoxes(context, providerId);
	const screens = new Map<string, readonly number[]>();
	for (const {id, cid} of rows)
		for (const mac of macKeys(cid)) if (written.has(mac)) screens.set(mac, [...(screens.get(mac) ?? []), id]);
	return screens;
}

/** TV ids of the services whose further boxes have any MAC of this `cid`. */
export const screenOwners = (cid: string, screens: ServiceFacts['screens']): readonly number[] =>
	macKeys(cid).flatMap(mac => screens.get(mac) ?? []);
