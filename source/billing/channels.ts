import type {Fields} from '../sync/changes/change.ts';
import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';
import type {Shape} from './shape.ts';

/** A row of `iptv_channels`. `id` and `port` are Stalker's id, `num` its number; the rest is billing's own. */
type BillingChannel = {
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

/** What the table of channels can hold. */
export type ChannelLimits = {
	/** Characters of a name. */
	readonly name: number;
	/** The largest id and the largest number; infinite in a database of this program. */
	readonly number: number;
	/** Whether the database refuses two channels with the same name (as it compares names) or the same number. */
	readonly isUnique: boolean;
};

export const channelLimits = ({isAbills, hasUniqueChannels, limit}: Shape): ChannelLimits => ({
	name: limit('iptv_channels', 'name'),
	number: isAbills
		? Math.min(...['id', 'num', 'port'].map(column => limit('iptv_channels', column)))
		: Infinity,
	isUnique: hasUniqueChannels,
});

/** Reads all channels, by id. The table does not contain the provider of a channel. */
export async function readChannels({
	query,
	dialect: {toInteger},
}: {
	readonly query: Query;
	readonly dialect: Dialect;
}): Promise<readonly BillingChannelUsage[]> {
	const columns = ['id', 'num', 'port', 'disable', 'state', 'genre_id'].map(
		column => `${toInteger(`c.${column}`)} as ${column}`,
	);
	return query<BillingChannelUsage>(
		`select c.name, c.comments, c.filter_id, c.stream, ${columns.join(', ')},
			${toInteger('coalesce(u.n, 0)')} as choices, ${toInteger('coalesce(t.n, 0)')} as prices
		from iptv_channels c
			left join (select channel_id, count(*) as n from iptv_users_channels group by channel_id) u on u.channel_id = c.id
			left join (select channel_id, count(*) as n from iptv_ti_channels group by channel_id) t on t.channel_id = c.id
		order by c.id`,
	);
}

/**
The whole list of channels as the fields of one record, so that two lists are compared as two records. `count`: the number of channels.
Under each channel's id: what an import writes (`name`, `num`, `port`). Under `ID own`: the columns that an import keeps.

`providers`: the active TV providers, one of which these channels belong to; they are a field where there are several. `null`: the owner of
the channels is known.
*/
export function channelListFields(
	channels: readonly BillingChannelUsage[],
	providers: readonly string[] | null,
): Fields {
	const fields: Record<string, Fields[string]> = {
		count: channels.length,
		...(providers && {providers: providers.length > 1 ? providers : []}),
	};
	for (const {id, name, num, port, ...own} of channels) {
		fields[id] = {name, num, port};
		fields[`${id} own`] = own;
	}

	return fields;
}
