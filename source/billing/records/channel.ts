import {message} from '../../i18n/translator.ts';
import type {Change, Fields, Value} from '../../sync/changes/change.ts';
import {channelLimits, channelListFields, readChannels, type BillingChannelUsage} from '../channels.ts';
import {Channel} from '../entities/channels.ts';
import {activeProviders} from '../portal.ts';
import {readUses, restoreUses, findTablesWithMissingRows, type UsesOf} from './channel-uses.ts';
import type {Query} from '../query.ts';
import {deletedIds, type ChangeBatch, type RecordContext, type RecordType} from './record.ts';
import {deleteRows, storeRows, updateRows} from '../write-rows.ts';

/**
A channel: a row of `iptv_channels`. Key: `id`; without one, the whole list, which is only checked: see `channelListFields`.

A channel that goes takes its `choices` and `prices` with it; they are part of its record, and created again with it.
*/
export const channel: RecordType = {
	record: 'channel',
	locks: 'billing',
	async open(context, changes) {
		const {query, dialect, isLocking} = context;
		if (isLocking) for (const statement of dialect.lockTables(channelTables)) await query(statement);
		const channels = await readChannels(context);
		return createBatch(context, {
			channels: new Map(channels.map(one => [one.id, one])),
			usesOf: await readUses(context, deletedIds(changes, 'id')),
			providers: await activeProviders(context),
			missing: await findTablesWithMissingRows(context, changes),
		});
	},
};

const channelTables = ['iptv_channels', 'iptv_users_channels', 'iptv_ti_channels'];

/** Facts that changes of channels depend on, for all changes of a batch. */
type ChannelFacts = {
	readonly channels: Map<number, BillingChannelUsage>;
	/** What refers to the channels that are to go. */
	readonly usesOf: UsesOf;
	readonly providers: readonly string[];
	/** Tables in which a row is missing that a restored choice or price refers to. */
	readonly missing: readonly string[];
};

function createBatch(
	context: RecordContext,
	{channels, usesOf, providers, missing}: ChannelFacts,
): ChangeBatch {
	const {query, isUndo} = context;
	const counts: Record<Change['operation'], number> = {create: 0, update: 0, delete: 0, check: 0, send: 0};
	return {
		current(change) {
			if (change.operation === 'check') return channelListFields([...channels.values()], providers);
			const found = channels.get(idOf(change));
			if (!found) return null;
			const {choices: _, prices: __, ...columns} = found;
			return change.operation === 'delete' ? {...columns, ...usesOf(found.id)} : columns;
		},
		conflict(change) {
			const {operation, after} = change;
			if (operation === 'create')
				return hasUses(after!) && missing.length > 0 ? message('undo-changed', {fields: missing}) : null;
			return isUndo && operation === 'delete' && hasUses(usesOf(idOf(change)))
				? message('undo-referred', {by: ['channels']})
				: null;
		},
		accept(change) {
			const {operation, after} = change;
			const id = idOf(change);
			counts[operation]++;
			const known = channels.get(id) ?? {...newChannel, id};
			if (operation === 'delete') channels.delete(id);
			else if (operation !== 'check')
				channels.set(id, {...known, ...(after as object), choices: 0, prices: 0});
			return change;
		},
		async write(changes) {
			const created = changes.filter(({operation}) => operation === 'create');
			await removeChannels(query, deletedIds(changes, 'id'));
			const updated = changes.filter(({operation}) => operation === 'update');
			await giveTemporaryNames(context, updated, new Set([...channels.values()].map(({num}) => num)));
			const rows = {updated: updated.map(rowOf), created: created.map(rowOf)};
			const now = await storeRows<Fields>(context, Channel, 'id', rows);
			await restoreUses(context, created);
			return changes.map(change => {
				const record = now.get(idOf(change));
				if (!record || change.operation === 'check') return null;
				const {choices = [], prices = []} = change.after!;
				return change.operation === 'create' ? {...record, choices, prices} : record;
			});
		},
		log: ({operation}) =>
			operation === 'check'
				? [
						{
							uid: 0,
							module: 'Iptv',
							action_type: isUndo ? 10 : 1,
							actions: `CH: added:${counts.create} changed:${counts.update} removed:${counts.delete}`,
						},
					]
				: [],
	};
}

const idOf = ({key}: Change): number => Number(key['id']);

const hasUses = ({choices, prices}: Fields): boolean => hasRows(choices) || hasRows(prices);
const hasRows = (rows: Value | undefined): boolean => Array.isArray(rows) && rows.length > 0;

/** A new channel: the defaults of the columns. */
const newChannel: Omit<BillingChannelUsage, 'id'> = {
	...{name: '', num: 0, port: 0, comments: '', filter_id: '', disable: 0, stream: '', state: 0, genre_id: 0},
	...{choices: 0, prices: 0},
};

async function removeChannels(query: Query, ids: readonly number[]): Promise<void> {
	await deleteRows(query, 'iptv_users_channels', 'channel_id', ids);
	await deleteRows(query, 'iptv_ti_channels', 'channel_id', ids);
	await deleteRows(query, 'iptv_channels', 'id', ids);
}

/**
Gives the channels that will be changed temporary names and numbers, which no channel has before or afterwards. A unique index is checked
row by row, so two channels could not exchange theirs directly. `taken`: numbers that channels have afterwards.
*/
async function giveTemporaryNames(
	{query, dialect, shape}: RecordContext,
	changes: readonly Change[],
	taken: ReadonlySet<number>,
): Promise<void> {
	const moved = changes.filter(({after}) => 'name' in after! && 'num' in after);
	if (moved.length === 0 || !channelLimits(shape).isUnique) return;
	const used = new Set([...taken, ...moved.map(({before}) => Number(before!['num']))]);
	let free = shape.limit('iptv_channels', 'num');
	const temporary = moved.map(change => {
		while (used.has(free)) free--;
		return {id: idOf(change), name: `~${idOf(change)}~`, num: free--};
	});
	await updateRows({query, dialect}, 'iptv_channels', ['id'], temporary);
}

/** The columns that a change writes. */
const rowOf = (change: Change): Fields => {
	const {choices: _, prices: __, ...columns} = change.after!;
	return {...columns, id: idOf(change)};
};
