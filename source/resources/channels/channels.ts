import type {UsedChannel} from '../../billing/channels.ts';
import {all} from '../../sync/all.ts';
import {readRecords} from '../../sync/reading.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column, Reading} from '../../sync/row.ts';
import type {World} from '../../world.ts';
import {readChannel, type Channel} from './channel.ts';
import {compareChannels, type KnownChannels} from './compare.ts';
import {importChannels} from './import.ts';
import {nothing} from './nothing.ts';

type ChannelColumn = Column<Channel, UsedChannel>;

const field = (id: keyof Channel, more: Partial<ChannelColumn> = {}): ChannelColumn => ({
	id,
	value: ({theirs}) => theirs?.[id] ?? null,
	...more,
});

/**
The portal's channels, beside billing's.

REST API v1, *itv*; `iptv_channels`, matched by id. The columns `choices` and `prices` are billing's: how many services have chosen a channel, and in how many
intervals it has a price.
*/
export const channels: Resource<Channel, UsedChannel, Reading<Channel>, KnownChannels> = {
	name: 'channels',
	docs: 'GET itv',
	lists: ['itv'],
	columns: [
		field('id', {standard: true, numeric: true, value: ({theirs, ours}) => theirs?.id ?? ours?.id ?? null}),
		field('number', {
			standard: true,
			numeric: true,
			value: ({theirs, ours}) => theirs?.number ?? ours?.num ?? null,
		}),
		field('name', {standard: true, width: 40, value: ({theirs, ours}) => theirs?.name ?? ours?.name ?? null}),
		field('hd', {standard: true, flag: 'yes-no'}),
		field('base_ch', {standard: true, flag: 'yes-no'}),
		{id: 'choices', standard: true, numeric: true, value: ({ours}) => ours?.choices ?? null},
		{id: 'prices', numeric: true, value: ({ours}) => ours?.prices ?? null},
		field('enable_monitoring', {flag: 'yes-no'}),
		field('url', {width: 60}),
	],
	theirs: readChannels,
	async ours({billing}) {
		const [known, providers] = await all([billing.channels(), billing.providers()]);
		return {channels: known, providers};
	},
	nothing,
	owned: ({channels: known}) => known.length,
	compare: compareChannels,
	find: (id, rows) => rows.filter(({key, theirs}) => key === id || String(theirs?.id) === id),
	describe: ({key, theirs, ours}) => `${key}  ${theirs?.name ?? ours?.name ?? ''}`,
	tally: ['hd'],
	actions: [importChannels],
};

async function readChannels(
	{stalker}: Pick<World, 'stalker'>,
	signal?: AbortSignal,
): Promise<Reading<Channel>> {
	const {results, warning} = await stalker.list('itv', signal ? {signal} : {});
	return {...readRecords(results, readChannel), warnings: warning === undefined ? [] : [warning]};
}
