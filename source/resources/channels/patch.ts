import type {BillingChannelUsage} from '../../billing/channels.ts';
import type {CurrentRecord, Fields, Value} from '../../sync/changes/change.ts';
import {compareChannels, type ChannelComparison} from './compare.ts';

/** The channels with those of billing that an import, or its undo, wrote; `null` where one of the lists is no longer as it was shown. */
export function patchChannels(
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
