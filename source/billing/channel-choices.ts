import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';

/** The channels that one TV service has chosen under its current tariff plan: ids of `iptv_channels`, ascending. */
export type ChannelChoices = {readonly tvId: number; readonly channels: readonly number[]};

/** The channels that each service of the provider has chosen under its current plan. Choices left from former plans and deleted services do not count. */
export async function readChannelChoices(
	{query, dialect: {toInteger}}: {readonly query: Query; readonly dialect: Dialect},
	providerId: number,
): Promise<readonly ChannelChoices[]> {
	const rows = await query<{id: number; channel: number}>(
		`select ${toInteger('c.id')} as id, ${toInteger('c.channel_id')} as channel
		from iptv_users_channels c join iptv_main m on m.id = c.id and m.tp_id = c.tp_id
		where m.service_id = ? order by c.id, c.channel_id`,
		[providerId],
	);
	return [...Map.groupBy(rows, ({id}) => id)].map(([tvId, own]) => ({
		tvId,
		channels: own.map(({channel}) => channel),
	}));
}
