import {
	changeChannels,
	readChannels,
	removeChannels,
	restoreChannels,
	type BillingChannel,
	type ChannelFields,
	type RemovedRows,
} from './channels.ts';
import type {Query} from './query.ts';
import type {Obstacle, Removal} from './undo.ts';

/** Exactly what an import did: from its journal entry. */
export type ImportedChannels = {
	/** The whole list as it was. */
	readonly before: readonly BillingChannel[];
	/** As billing made them, its own fields included. */
	readonly added: readonly BillingChannel[];
	readonly changed: readonly ChannelFields[];
	readonly gone: readonly number[];
	readonly lost: RemovedRows;
};

/**
What forbids to put the list back, or `null`: a channel is not what the import made it, or whoever had chosen one is gone.

Of channels that stay only what the import writes is compared, as only that is put back; of those that it added everything, as they are removed whole.
*/
export async function obstacleToRestore(query: Query, imported: ImportedChannels): Promise<Obstacle | null> {
	const {before, added, changed, gone, lost} = imported;
	const now = new Map((await readChannels(query)).map(channel => [channel.id, channel]));
	const left = new Set(gone);
	const expected = new Map<number, Partial<BillingChannel>>([
		...before
			.filter(({id}) => !left.has(id))
			.map(({id, name, num, port}) => [id, {name, num, port}] as const),
		...changed.map(({id, name, num}) => [id, {name, num, port: id}] as const),
		...added.map(one => [one.id, one] as const),
	]);
	const differs = [...new Set([...now.keys(), ...expected.keys()])].filter(id => {
		const [is, was] = [now.get(id), expected.get(id)];
		return !is || !was || entriesOf(was).some(([field, value]) => is[field] !== value);
	});
	if (differs.length > 0)
		return {is: 'clash', with: 'changed', fields: differs.slice(0, 20).map(id => `iptv_channels ${id}`)};
	if (added.some(({id}) => now.get(id)!.choices + now.get(id)!.prices > 0))
		return {is: 'clash', with: 'referred', by: ['channels']};
	const missing = await missingFor(query, lost);
	return missing.length > 0 ? {is: 'clash', with: 'changed', fields: missing} : null;
}

const entriesOf = (channel: Partial<BillingChannel>) =>
	Object.entries(channel) as ReadonlyArray<readonly [keyof BillingChannel, string | number]>;

/** Tables in which a row is gone that a lost choice or price needs. */
async function missingFor(query: Query, {choices, prices}: RemovedRows): Promise<readonly string[]> {
	const [found] = await query<Readonly<Record<string, boolean>>>(
		`select
			exists (select from json_to_recordset(?::json) as t(id int, uid int) where not exists (select from iptv_main m where m.id = t.id and m.uid = t.uid)) as iptv_main,
			exists (select from json_to_recordset(?::json) as t(tp_id int) where not exists (select from tarif_plans p where p.tp_id = t.tp_id)) as tarif_plans,
			exists (select from json_to_recordset(?::json) as t(interval_id int) where not exists (select from intervals i where i.id = t.interval_id)) as intervals`,
		[JSON.stringify(choices), JSON.stringify(choices), JSON.stringify(prices)],
	);
	return Object.entries(found!).flatMap(([table, is]) => (is ? [table] : []));
}

/** Put the list back as it was before an import, with the choices and prices that went with it. */
export async function restoreList(query: Query, imported: ImportedChannels): Promise<Removal | Obstacle> {
	await query('lock table iptv_channels, iptv_users_channels, iptv_ti_channels in share row exclusive mode');
	const obstacle = await obstacleToRestore(query, imported);
	if (obstacle) return obstacle;
	const {before, added, changed, gone, lost} = imported;
	const [left, touched] = [new Set(gone), new Set(changed.map(({id}) => id))];
	await removeChannels(
		query,
		added.map(({id}) => id),
	);
	await changeChannels(
		query,
		before.filter(({id}) => touched.has(id)),
	);
	await restoreChannels(
		query,
		before.filter(({id}) => left.has(id)),
		lost,
	);
	const counts = `added:${gone.length} changed:${changed.length} removed:${added.length}`;
	return {
		is: 'removed',
		after: {channels: before.length},
		actions: [{uid: 0, module: 'Iptv', action_type: 10, actions: `CH: ${counts}`}],
	};
}
