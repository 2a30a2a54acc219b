import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';

/** The channels that one TV service has chosen under its current tariff plan: ids of `iptv_channels`, ascending. */
export type ChannelChoices = {readonly tvId: number; readonly channels: readonly number[]};

/** What each service of the provider has chosen under the plan that it has now. What is left of former plans and of deleted services does not count. */
export async function readChannelChoices(
	{query, dialect: {whole}}: {readonly query: Query; readonly dialect: Dialect},
	serviceId: number,
): Promise<readonly ChannelChoices[]> {
	const rows = await query<{id: number; channel: number}>(
		`select ${whole('c.id')} as id, ${whole('c.channel_id')} as channel
		from iptv_users_channels c join iptv_main m on m.id = c.id and m.tp_id = c.tp_id
		where m.service_id = ? order by c.id, c.channel_id`,
		[serviceId],
	);
	return [...Map.groupBy(rows, ({id}) => id)].map(([tvId, own]) => ({
		tvId,
		channels: own.map(({channel}) => channel),
	}));
}

/** What a service is to choose beyond what it has, and what no more. */
export type ChoiceChange = {
	readonly tvId: number;
	readonly uid: number;
	readonly tp_id: number;
	readonly add: readonly number[];
	readonly remove: readonly number[];
};

/** A change as it was made: `changed` tells the choices that it added from later ones of the same channels; `null` in entries that do not tell. */
export type RecordedChange = ChoiceChange & {readonly changed: string | null};

/** Add and remove choices, whatever was there. Gives `changed` of those that were added, which is one and the same for all; `null` where there were none. */
export async function changeChoices(query: Query, changes: readonly ChoiceChange[]): Promise<string | null> {
	const rows = (of: 'add' | 'remove') =>
		changes.flatMap(({[of]: channels, ...one}) =>
			channels.map(channel_id => ({id: one.tvId, uid: one.uid, tp_id: one.tp_id, channel_id})),
		);
	await query(
		`delete from iptv_users_channels c using json_to_recordset(?::json) as t(id int, tp_id int, channel_id int)
		where c.id = t.id and c.tp_id = t.tp_id and c.channel_id = t.channel_id`,
		[JSON.stringify(rows('remove'))],
	);
	// A column's `now()` is when the transaction began.
	const [added] = await query<{changed: string | null}>(
		`with added as (insert into iptv_users_channels (id, channel_id, tp_id, uid)
			select id, channel_id, tp_id, uid from json_to_recordset(?::json) as t(id int, channel_id int, tp_id int, uid int)
			returning changed)
		select max(changed)::text as changed from added`,
		[JSON.stringify(rows('add'))],
	);
	return added!.changed;
}

/** Which channels a service has chosen at exactly this time, under this plan. */
export async function chosenAt(
	query: Query,
	{tvId, tp_id}: Pick<ChoiceChange, 'tvId' | 'tp_id'>,
	changed: string,
): Promise<ReadonlySet<number>> {
	const rows = await query<{channel_id: number}>(
		'select channel_id from iptv_users_channels where id = ? and tp_id = ? and changed = ?::timestamptz',
		[tvId, tp_id, changed],
	);
	return new Set(rows.map(({channel_id: id}) => id));
}

/** A service as it is now, with its choices; for whoever is to change them. */
type ServiceChoices = {
	readonly id: number;
	readonly uid: number;
	readonly tp_id: number | null;
	readonly channels: readonly number[];
};

/** These services, locked until the transaction ends. */
export async function lockServices(
	query: Query,
	serviceId: number,
	tvIds: readonly number[],
): Promise<ReadonlyMap<number, ServiceChoices>> {
	const json = JSON.stringify(tvIds);
	await query(
		'select 1 from iptv_main where service_id = ? and id in (select value::int from json_array_elements_text(?::json)) order by id for update',
		[serviceId, json],
	);
	const rows = await query<ServiceChoices>(
		`select m.id, m.uid, m.tp_id, coalesce((select json_agg(c.channel_id order by c.channel_id) from iptv_users_channels c
			where c.id = m.id and c.tp_id = m.tp_id), '[]'::json) as channels
		from iptv_main m where m.service_id = ? and m.id in (select value::int from json_array_elements_text(?::json))`,
		[serviceId, json],
	);
	return new Map(rows.map(row => [row.id, row]));
}
