import type {Query} from './query.ts';

/** A row of `iptv_channels`. `id` and `port` are Stalker's id, `num` its number; the rest is billing's own. */
export type BillingChannel = {
	readonly id: number;
	readonly name: string;
	readonly num: number;
	readonly port: number;
	readonly comments: string;
	readonly filter_id: string;
	/** 1 is off. */
	readonly disable: number;
	readonly stream: string;
	readonly state: number;
	readonly genre_id: number;
};

/** A channel with the numbers of rows that refer to it. */
export type BillingChannelUsage = BillingChannel & {
	/** Number of services that have chosen it: rows of `iptv_users_channels`. */
	readonly choices: number;
	/** Rows of `iptv_ti_channels`. */
	readonly prices: number;
};

/** What a portal makes of a channel in billing; `id` is its port, too. */
export type ChannelFields = {readonly id: number; readonly name: string; readonly num: number};

const columns =
	'c.id, c.name, c.num, c.port, c.comments, c.filter_id, c.disable, c.stream, c.state, c.genre_id';

/** Reads all channels, by id. The table does not tell providers apart. */
export async function readChannels(query: Query): Promise<readonly BillingChannelUsage[]> {
	return query<BillingChannelUsage>(
		`select ${columns}, coalesce(u.n, 0)::int as choices, coalesce(t.n, 0)::int as prices
		from iptv_channels c
			left join (select channel_id, count(*) as n from iptv_users_channels group by channel_id) u on u.channel_id = c.id
			left join (select channel_id, count(*) as n from iptv_ti_channels group by channel_id) t on t.channel_id = c.id
		order by c.id`,
	);
}

/** A customer's choice, as `iptv_users_channels` has it; `changed` is ISO 8601. */
type ChoiceRow = {
	readonly id: number;
	readonly channel_id: number;
	readonly tp_id: number;
	readonly uid: number;
	readonly changed: string;
};

/** What a channel costs within an interval, as `iptv_ti_channels` has it; money as exact text. */
type PriceRow = {
	readonly channel_id: number;
	readonly interval_id: number;
	readonly month_price: string;
	readonly day_price: string;
	/** 1 or 0. */
	readonly mandatory: number;
};

/** What went with channels that went. */
export type RemovedRows = {readonly choices: readonly ChoiceRow[]; readonly prices: readonly PriceRow[]};

/** Remove channels, with what refers to them; gives that back. */
export async function removeChannels(query: Query, ids: readonly number[]): Promise<RemovedRows> {
	if (ids.length === 0) return {choices: [], prices: []};
	const json = JSON.stringify(ids);
	const gone = '(select value::int from json_array_elements_text(?::json))';
	const choices = await query<ChoiceRow>(
		`delete from iptv_users_channels where channel_id in ${gone} returning id, channel_id, tp_id, uid, changed::text as changed`,
		[json],
	);
	const prices = await query<PriceRow>(
		`delete from iptv_ti_channels where channel_id in ${gone}
		returning channel_id, interval_id, month_price::text as month_price, day_price::text as day_price, mandatory`,
		[json],
	);
	await query(`delete from iptv_channels where id in ${gone}`, [json]);
	return {choices, prices};
}

/** Give channels that stay these names and numbers. */
export async function changeChannels(
	query: Query,
	channels: readonly (ChannelFields & {readonly port: number})[],
): Promise<void> {
	if (channels.length === 0) return;
	await query(
		`update iptv_channels c set name = t.name, num = t.num, port = t.port
		from json_to_recordset(?::json) as t(id int, name text, num int, port int) where c.id = t.id`,
		[JSON.stringify(channels)],
	);
}

/** New channels; what is not said of one is the column's default. Gives them back as billing has them then. */
export async function insertChannels(
	query: Query,
	channels: readonly ChannelFields[],
): Promise<readonly BillingChannel[]> {
	if (channels.length === 0) return [];
	return query<BillingChannel>(
		`insert into iptv_channels as c (id, name, num, port)
		select t.id, t.name, t.num, t.id from json_to_recordset(?::json) as t(id int, name text, num int)
		returning ${columns}`,
		[JSON.stringify(channels)],
	);
}

/** Put channels back exactly as they were, with what referred to them. */
export async function restoreChannels(
	query: Query,
	channels: readonly BillingChannel[],
	{choices, prices}: RemovedRows,
): Promise<void> {
	if (channels.length > 0)
		await query(
			`insert into iptv_channels (id, name, num, port, comments, filter_id, disable, stream, state, genre_id)
			select * from json_to_recordset(?::json) as t(id int, name text, num int, port int, comments text, filter_id text,
				disable smallint, stream text, state smallint, genre_id smallint)`,
			[JSON.stringify(channels)],
		);
	if (choices.length > 0)
		await query(
			`insert into iptv_users_channels (id, channel_id, tp_id, uid, changed)
			select * from json_to_recordset(?::json) as t(id int, channel_id int, tp_id int, uid int, changed timestamptz)`,
			[JSON.stringify(choices)],
		);
	if (prices.length > 0)
		await query(
			`insert into iptv_ti_channels (channel_id, interval_id, month_price, day_price, mandatory)
			select * from json_to_recordset(?::json)
				as t(channel_id int, interval_id int, month_price numeric, day_price numeric, mandatory smallint)`,
			[JSON.stringify(prices)],
		);
}
