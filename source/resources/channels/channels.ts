import {message} from '../../i18n/translator.ts';
import {allOrThrow} from '../../sync/all-or-throw.ts';
import {parseRecords, type PortalList} from '../../sync/row.ts';
import type {RowLink} from '../../sync/refusal.ts';
import type {Resource} from '../../sync/resource.ts';
import {parseChannel, type StalkerChannel} from './channel.ts';
import {compareChannels, empty, type ChannelComparison, type ChannelRow} from './compare.ts';
import {importChannels} from './import.ts';
import {patchChannels} from './patch.ts';
import type {ResourceContext} from '../context.ts';
import {createFieldColumn} from '../field-column.ts';
import type {BillingChannelUsage} from '../../billing/channels.ts';

const field = createFieldColumn<StalkerChannel, BillingChannelUsage>();

/**
The portal's channels, compared with billing's.

REST API v1, *itv*; `iptv_channels`, matched by id. The columns `choices` and `prices` are billing's: the number of
services that have chosen a channel, and of intervals in which it has a price.
*/
export const channels: Resource<ChannelComparison> = {
	name: 'channels',
	docs: 'GET itv',
	lists: ['itv'],
	columns: [
		field('id', {
			isDefault: true,
			numeric: true,
			fromBilling: ({id}) => id,
		}),
		field('number', {
			isDefault: true,
			numeric: true,
			fromBilling: ({num}) => num,
		}),
		field('name', {
			isDefault: true,
			maxWidth: 40,
			fromBilling: ({name}) => name,
		}),
		field('hd', {isDefault: true, flag: 'yes-no'}),
		field('base_ch', {isDefault: true, flag: 'yes-no'}),
		{id: 'choices', isDefault: true, numeric: true, value: ({billing}) => billing?.choices ?? null},
		{id: 'prices', numeric: true, value: ({billing}) => billing?.prices ?? null},
		field('enable_monitoring', {flag: 'yes-no'}),
		field('url', {maxWidth: 60}),
	],
	readStalker: readChannels,
	async readBilling({billing, channelOwner: owner}: ResourceContext) {
		const limits = billing.channelLimits;
		if (owner === 'other') return {channels: [], providers: [], owner, limits};
		const [billingChannels, providers] = await allOrThrow([billing.channels(), billing.activeProviders()]);
		return {channels: billingChannels, providers, owner, limits};
	},
	empty,
	expectedCount: ({channels}) => channels.length,
	compare: compareChannels,
	find: (id, rows) => rows.filter(({key, stalker}) => key === id || String(stalker?.id) === id),
	describe: ({key, stalker, billing}) => `${key}  ${stalker?.name ?? billing?.name ?? ''}`,
	related: relatedChannel,
	countedColumns: ['hd'],
	notes: ({billing: {owner}}) => (owner === 'other' ? [message('channels-of-another')] : []),
	patch: patchChannels,
	actions: [importChannels],
	fixes: [{name: 'import-channels', kinds: ['G1', 'G2', 'G3'], use: 'stalker', action: 'import'}],
};

/** Another channel with the same id, which a person has to resolve. */
function relatedChannel({key}: ChannelRow): RowLink | null {
	const [, id, place] = /^(\d+) #(\d+)$/.exec(key) ?? [];
	if (id === undefined) return null;
	return {resource: 'channels', id: `${id} #${place === '1' ? 2 : Number(place) - 1}`};
}

async function readChannels(
	{stalker}: Pick<ResourceContext, 'stalker'>,
	signal?: AbortSignal,
): Promise<PortalList<StalkerChannel>> {
	const {results, warning} = await stalker.list('itv', {signal});
	return {...parseRecords(results, parseChannel), warnings: warning === undefined ? [] : [warning]};
}
