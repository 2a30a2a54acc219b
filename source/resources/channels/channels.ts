import {message} from '../../i18n/translator.ts';
import {allOrThrow} from '../../sync/all-or-throw.ts';
import type {RowLink} from '../../sync/action.ts';
import type {Resource} from '../../sync/resource.ts';
import {parseChannel, type StalkerChannel} from './channel.ts';
import {compareChannels, empty, type ChannelComparison, type ChannelRow} from './compare.ts';
import {importChannels} from './import.ts';
import type {ResourceContext} from '../context.ts';
import {createFieldColumn, createListReader} from '../record-fields.ts';
import type {BillingChannelUsage} from '../../billing/channels.ts';
import type {CurrentRecord, Fields, Value} from '../../sync/changes/change.ts';

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
	readStalker: createListReader('itv', parseChannel),
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

/** The channels with those of billing that an import, or its undo, wrote; `null` where one of the lists is no longer as it was shown. */
function patchChannels(
	{stalker, billing, short}: ChannelComparison,
	current: readonly CurrentRecord[],
): ChannelComparison | null {
	const channels = new Map(billing.channels.map(channel => [channel.id, channel]));
	for (const {key, fields} of current) {
		const id = Number(key['id']);
		if ('id' in key && fields) channels.set(id, patchedChannel(fields, channels.get(id)));
		else if ('id' in key) channels.delete(id);
		// A check returns a list that is another one, and nothing of one that is as it was.
		else if (fields) return null;
	}

	const known = {...billing, channels: [...channels.values()].toSorted((one, other) => one.id - other.id)};
	return {stalker, billing: known, short, rows: compareChannels(stalker, known, short !== null)};
}

/** The record has the rows that refer to the channel where it is created again with them; else their numbers stay. */
const patchedChannel = (fields: Fields, before: BillingChannelUsage | undefined): BillingChannelUsage => ({
	...(fields as unknown as BillingChannelUsage),
	choices: countOf(fields['choices']) ?? before?.choices ?? 0,
	prices: countOf(fields['prices']) ?? before?.prices ?? 0,
});

const countOf = (rows: Value | undefined): number | null => (Array.isArray(rows) ? rows.length : null);
