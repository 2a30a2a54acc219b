import {billingLockId, lockRows} from './lock-rows.ts';
import {
	changeChannels,
	insertChannels,
	readChannels,
	removeChannels,
	type BillingChannel,
	type ChannelFields,
	type RemovedRows,
	type BillingChannelUsage,
} from './channels.ts';
import type {Database} from './database.ts';
import {closeEntries, type Journal} from './journal.ts';
import {readPortals} from './portal.ts';
import type {Query} from './query.ts';
import {logActions} from './admin-log.ts';
import {journaled, type Context} from './journaled.ts';

/** What an operator was shown and agreed to: billing's list as it was, and as it is to be. */
export type ChannelOrder = {
	/** As {@link readChannels} gave it. */
	readonly was: readonly BillingChannelUsage[];
	/** Exactly the portal's channels, each id once. */
	readonly wanted: readonly ChannelFields[];
};

/** What the three parts of the change are. */
export type ChannelChange = {
	readonly added: readonly ChannelFields[];
	readonly changed: readonly (ChannelFields & {readonly was: BillingChannel})[];
	readonly gone: readonly BillingChannelUsage[];
};

export type ChannelResult =
	| ({readonly is: 'imported'; readonly journal: string} & {readonly lost: RemovedRows})
	/** Billing is not what was shown; nothing was written. `ids` are the channels that are not, or whose uses are not. */
	| {readonly is: 'clash'; readonly with: 'channels'; readonly ids: readonly number[]}
	/** The table knows no provider, and several are active by now; nothing was written. */
	| {readonly is: 'clash'; readonly with: 'providers'; readonly names: readonly string[]};

/** How many TV providers use channels: whose they are, the table does not say. */
export async function activeProviders(query: Query): Promise<readonly string[]> {
	return (await readPortals(query)).filter(({status}) => status === 0).map(({name}) => name);
}

/** Which channels are new, which change, and which go. Pure. */
export function channelChange({was, wanted}: ChannelOrder): ChannelChange {
	const known = new Map(was.map(channel => [channel.id, channel]));
	const kept = new Set(wanted.map(({id}) => id));
	return {
		added: wanted.filter(({id}) => !known.has(id)),
		changed: wanted.flatMap(channel => {
			const before = known.get(channel.id);
			return before &&
				(before.name !== channel.name || before.num !== channel.num || before.port !== channel.id)
				? [{...channel, was: before}]
				: [];
		}),
		gone: was.filter(({id}) => !kept.has(id)),
	};
}

/**
Make billing's channels exactly these, in one transaction; fields that are billing's own stay on the channels that stay.

Under the lock the list is compared with the one that was shown, uses included: where it is another, nothing is written. The journal keeps the list as it was,
the new channels as they became, and what referred to the channels that went.
*/
export async function importChannels(
	{database, journal}: {readonly database: Database; readonly journal: Journal},
	serviceId: number,
	order: ChannelOrder,
	context: Context,
): Promise<ChannelResult> {
	const {added, changed, gone} = channelChange(order);
	const entry = {
		...context,
		service_id: serviceId,
		resource: 'channels',
		action: 'import',
		subject: 'channels',
		intent: {
			added,
			changed: changed.map(({id, name, num}) => ({id, name, num})),
			gone: gone.map(({id}) => id),
		},
		before: {channels: order.was},
	};
	return journaled(journal, await journal.begin([entry]), async ([id]) =>
		database.transaction(async query => {
			await lockRows(query, database.dialect, [billingLockId]);
			const clash = await clashOf(query, order);
			if (clash) {
				await closeEntries(query, [{id: id!, state: 'failed', error: `clash: ${clash.with}`}]);
				return clash;
			}

			const lost = await removeChannels(
				query,
				gone.map(({id: one}) => one),
			);
			await changeChannels(
				query,
				changed.map(({id: one, name, num}) => ({id: one, name, num, port: one})),
			);
			const made = await insertChannels(query, added);
			const counts = `added:${added.length} changed:${changed.length} removed:${gone.length}`;
			await logActions(
				query,
				[{uid: 0, module: 'Iptv', action_type: 1, actions: `CH: ${counts}`}],
				context.operator,
			);
			await closeEntries(query, [{id: id!, state: 'done', after: {lost, added: made}}]);
			return {is: 'imported', journal: id!, lost};
		}),
	);
}

async function clashOf(
	query: Query,
	{was}: ChannelOrder,
): Promise<Extract<ChannelResult, {is: 'clash'}> | null> {
	// Locked, so that no channel is chosen between the read and the write.
	await query('lock table iptv_channels, iptv_users_channels, iptv_ti_channels in share row exclusive mode');
	const names = await activeProviders(query);
	if (names.length > 1) return {is: 'clash', with: 'providers', names};
	const now = await readChannels(query);
	const serialize = (channels: readonly BillingChannelUsage[]) =>
		new Map(channels.map(one => [one.id, JSON.stringify(one)]));
	const [before, after] = [serialize(was), serialize(now)];
	const ids = [...new Set([...before.keys(), ...after.keys()])].filter(
		id => before.get(id) !== after.get(id),
	);
	return ids.length > 0 ? {is: 'clash', with: 'channels', ids} : null;
}
