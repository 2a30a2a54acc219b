import {pickFields, type Change, type Fields, type Value} from '../../sync/changes/change.ts';
import {insertRows} from '../write-rows.ts';
import {insertChoices, readChoices} from './choices.ts';
import type {RecordContext} from './record.ts';

/**
The rows that refer to a channel, as fields of its record: `choices` are those of `iptv_users_channels`, `prices` those of
`iptv_ti_channels`.
*/
export type UsesOf = (id: number) => Fields;

/** The columns of a price. An ABillS also stores its date. */
const priceColumns = ({shape}: RecordContext): readonly string[] => [
	...['channel_id', 'interval_id', 'month_price', 'day_price', 'mandatory'],
	...(shape.has('iptv_ti_channels', 'date') ? ['date'] : []),
];

/** Reads the rows that refer to these channels; times and money as exact text, so that they can be restored exactly. */
export async function readUses(context: RecordContext, ids: readonly number[]): Promise<UsesOf> {
	if (ids.length === 0) return () => ({choices: [], prices: []});
	const {query, dialect} = context;
	const columns = priceColumns(context).map(name =>
		/price|date/.test(name) ? `${dialect.toExactText(name)} as ${name}` : name,
	);
	const choices = Map.groupBy(await readChoices(context, 'channel_id', ids), row => row.channel_id);
	const prices = await query<Fields>(
		`select ${columns.join(', ')} from iptv_ti_channels where channel_id in ? order by channel_id, interval_id`,
		[ids],
	);
	const pricesOf = Map.groupBy(prices, row => row['channel_id']);
	return id => ({choices: choices.get(id) ?? [], prices: pricesOf.get(id) ?? []});
}

/** The rows of one kind that creations of channels restore. */
const rowsIn = (changes: readonly Change[], field: 'choices' | 'prices'): readonly Fields[] =>
	changes.flatMap(({operation, after}) =>
		operation === 'create' ? ((after![field] ?? []) as readonly Fields[]) : [],
	);

/** Restores the rows that were deleted together with channels, with their times. */
export async function restoreUses(context: RecordContext, changes: readonly Change[]): Promise<void> {
	await insertChoices(context, rowsIn(changes, 'choices'));
	const prices = rowsIn(changes, 'prices').map(row => pickFields(row, priceColumns(context)));
	await insertRows(context, 'iptv_ti_channels', prices);
}

/** Names of the tables in which a row is missing that a restored choice or price refers to. */
export async function findTablesWithMissingRows(
	{query, dialect, shape}: RecordContext,
	changes: readonly Change[],
): Promise<readonly string[]> {
	// In an ABillS a choice names no customer, and ABillS keeps it when it deletes the service or the plan: nothing is checked for it.
	const choices = shape.isAbills ? [] : rowsIn(changes, 'choices');
	const referred: ReadonlyArray<
		readonly [table: string, columns: string, keys: ReadonlyArray<readonly Value[]>]
	> = [
		['iptv_main', 'id, uid', choices.map(({id, uid}) => [id!, uid!])],
		['tarif_plans', 'tp_id', choices.map(({tp_id}) => [tp_id!])],
		['intervals', 'id', rowsIn(changes, 'prices').map(({interval_id}) => [interval_id!])],
	];
	const missing: string[] = [];
	for (const [table, columns, keys] of referred) {
		const wanted = [...new Map(keys.map(key => [JSON.stringify(key), key])).values()];
		if (wanted.length === 0) continue;
		const [found] = await query<{count: number}>(
			`select ${dialect.toInteger('count(*)')} as count from ${table} where (${columns}) in ?`,
			[wanted],
		);
		if (found!.count < wanted.length) missing.push(table);
	}

	return missing;
}
