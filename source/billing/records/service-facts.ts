import {isAllotted, pickFields, type Change, type Fields, type Value} from '../../sync/changes/change.ts';
import {macKeys, readFurtherBoxes, readIds} from '../find-rows.ts';
import type {RecordContext} from './record.ts';
import {deleteRows, insertSupplied} from '../write-rows.ts';

/** Facts that changes of services depend on, for all changes of a batch. */
export type ServiceFacts = {
	/** The free numbers, to be allotted in this order. */
	readonly free: number[];
	/** The provider's own plans by `tp_id`: for how many days a service with it runs; 0: on. */
	readonly plans: ReadonlyMap<number, number>;
	/** The chosen channels of services that get another plan. */
	readonly choices: ServiceChoices;
	/** Channels that an undo must restore and that billing no longer has. */
	readonly missing: ReadonlySet<number>;
	/** TV ids for which channels were chosen. */
	readonly chosen: ReadonlySet<number>;
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

/** Of an ABillS: whose further boxes have any MAC of these `cid`s. All further boxes are read: their notation is not known, and few customers have any. */
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

/** One chosen channel of a service: a row of `iptv_users_channels` without the TV id. */
type Choice = Fields & {
	readonly tp_id: number;
	readonly channel_id: number;
	readonly uid: number;
	/** When it was chosen, as exact text. */
	readonly changed: string;
};

/** The channels that each service has chosen under any plan, by TV id. */
type ServiceChoices = ReadonlyMap<number, readonly Choice[]>;

/**
Whether a change writes the channels of the service too. Another tariff plan clears them, as ABillS does; undo puts back every row of them.

`after.choices` is `{allot: null}` to clear them, or the rows to put back; `before.choice_count` is their number as it was seen.
*/
const writesChoices = ({operation, after}: Change): boolean =>
	operation === 'update' && after?.['choices'] !== undefined;

const tvIdOf = ({key}: Change): number => Number(key['id']);

/** Reads the chosen channels of the services whose changes write them. */
export async function readServiceChoices(
	{query, dialect: {toExactText}, isLocking}: RecordContext,
	changes: readonly Change[],
): Promise<ServiceChoices> {
	const ids = [...new Set(changes.filter(writesChoices).map(tvIdOf))];
	if (ids.length === 0) return new Map();
	const rows = await query<Choice & {readonly id: number}>(
		`select id, tp_id, channel_id, uid, ${toExactText('changed')} as changed from iptv_users_channels
		where id in ? order by id, tp_id, channel_id ${isLocking ? 'for update' : ''}`,
		[ids],
	);
	const byId = Map.groupBy(rows, ({id}) => id);
	return new Map(
		ids.map(tvId => [
			tvId,
			(byId.get(tvId) ?? []).map(({tp_id, channel_id, uid, changed}) => ({tp_id, channel_id, uid, changed})),
		]),
	);
}

/** The record with its chosen channels, where the change writes them. */
export function withChoices<Row extends Fields>(change: Change, row: Row, choices: ServiceChoices): Row {
	const own = writesChoices(change) ? choices.get(tvIdOf(change)) : undefined;
	return own === undefined ? row : {...row, choices: own, choice_count: own.length};
}

/** Clears the chosen channels, or puts back those that an undo names. */
export async function writeServiceChoices(context: RecordContext, changes: readonly Change[]): Promise<void> {
	const own = changes.filter(writesChoices);
	await deleteRows(context.query, 'iptv_users_channels', 'id', own.map(tvIdOf));
	await insertSupplied(
		context,
		'iptv_users_channels',
		own.flatMap(change =>
			choicesIn(change.after!['choices']).map(row => ({
				...pickFields(row, ['tp_id', 'channel_id', 'uid', 'changed']),
				id: tvIdOf(change),
			})),
		),
	);
}

const choicesIn = (value: Value | undefined): readonly Choice[] =>
	value === undefined || isAllotted(value) ? [] : (value as readonly Choice[]);

/** The channels that an undo puts back and billing no longer has. */
export async function readMissingChannels(
	{query}: RecordContext,
	changes: readonly Change[],
): Promise<ReadonlySet<number>> {
	const restored = changes
		.filter(writesChoices)
		.flatMap(({after}) => choicesIn(after!['choices']).map(({channel_id: channel}) => channel));
	const ids = [...new Set(restored)];
	if (ids.length === 0) return new Set();
	const known = new Set(await readIds(query, 'select id from iptv_channels where id in ?', [ids]));
	return new Set(ids.filter(id => !known.has(id)));
}

/** Whether the change puts back a channel that is missing. */
export const restoresMissing = ({after}: Change, missing: ReadonlySet<number>): boolean =>
	choicesIn(after?.['choices']).some(({channel_id: channel}) => missing.has(channel));
