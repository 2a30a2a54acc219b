import {pickFields, textOf, type Change, type Fields} from '../sync/changes/change.ts';
import {insertSupplied} from './write-rows.ts';
import type {RecordContext} from './records/record.ts';

/** Rows that refer to channels, by the channel's id: `choices` are those of `iptv_users_channels`, `prices` those of `iptv_ti_channels`. */
export type Uses = {
	readonly choices: ReadonlyMap<number, readonly Fields[]>;
	readonly prices: ReadonlyMap<number, readonly Fields[]>;
};

const choiceColumns = ['id', 'channel_id', 'tp_id', 'uid', 'changed'];
/** An ABillS also stores the date of a price. */
const priceColumnsOf = ({shape}: Pick<RecordContext, 'shape'>): readonly string[] => [
	...['channel_id', 'interval_id', 'month_price', 'day_price', 'mandatory'],
	...(shape.has('iptv_ti_channels', 'date') ? ['date'] : []),
];

/** Reads the rows that refer to these channels; times and money as exact text, so that they can be restored exactly. */
export async function readUses(
	{query, dialect: {toExactText}, shape}: Pick<RecordContext, 'query' | 'dialect' | 'shape'>,
	ids: readonly number[],
): Promise<Uses> {
	const read = async (table: string, columns: string, order: string) => {
		if (ids.length === 0) return new Map<number, readonly Fields[]>();
		const rows = await query<Fields & {readonly channel_id: number}>(
			`select ${columns} from ${table} where channel_id in ? order by ${order}`,
			[ids],
		);
		return Map.groupBy(rows, ({channel_id: id}) => id);
	};
	const [month, day] = [toExactText('month_price'), toExactText('day_price')];
	return {
		choices: await read(
			'iptv_users_channels',
			`id, channel_id, tp_id, uid, ${toExactText('changed')} as changed`,
			'channel_id, id, tp_id',
		),
		prices: await read(
			'iptv_ti_channels',
			`channel_id, interval_id, ${month} as month_price, ${day} as day_price, mandatory${
				shape.has('iptv_ti_channels', 'date') ? `, ${toExactText('date')} as date` : ''
			}`,
			'channel_id, interval_id',
		),
	};
}

/** The rows that refer to one channel, as fields of its record. */
export const usesOf = ({choices, prices}: Uses, id: number): Fields => ({
	choices: choices.get(id) ?? [],
	prices: prices.get(id) ?? [],
});

const rowsIn = (changes: readonly Change[], field: 'choices' | 'prices'): readonly Fields[] =>
	changes.flatMap(({operation, after}) =>
		operation === 'create' ? ((after![field] ?? []) as readonly Fields[]) : [],
	);

/** Restores the rows that were deleted together with channels, with their times. */
export async function restoreUses(
	context: Pick<RecordContext, 'query' | 'dialect' | 'shape'>,
	changes: readonly Change[],
): Promise<void> {
	const rowsOf = (field: 'choices' | 'prices', columns: readonly string[]) =>
		rowsIn(changes, field).map(row => pickFields(row, columns));
	await insertSupplied(context, 'iptv_users_channels', rowsOf('choices', choiceColumns));
	await insertSupplied(context, 'iptv_ti_channels', rowsOf('prices', priceColumnsOf(context)));
}

/** Names of the tables in which a row is missing that a restored choice or price refers to. */
export async function findTablesWithMissingRows(
	{query, shape}: Pick<RecordContext, 'query' | 'shape'>,
	changes: readonly Change[],
): Promise<readonly string[]> {
	const [choices, prices] = [rowsIn(changes, 'choices'), rowsIn(changes, 'prices')];
	const isMissing = async (
		table: string,
		columns: readonly string[],
		rows: readonly Fields[],
		/** The fields of `rows` that refer to these columns. */
		fields = columns,
	) => {
		const keyOf = (row: Fields, names: readonly string[]) => names.map(name => textOf(row[name])).join(' ');
		const wanted = new Set(rows.map(row => keyOf(row, fields)));
		if (wanted.size === 0) return false;
		const ids = [...new Set(rows.map(row => row[fields[0]!]))];
		const found = await query<Fields>(`select ${columns.join(', ')} from ${table} where ${columns[0]} in ?`, [
			ids,
		]);
		const existing = new Set(found.map(row => keyOf(row, columns)));
		return [...wanted].some(key => !existing.has(key));
	};
	// In an ABillS a choice names no customer, and ABillS keeps it when it deletes the service or the plan: nothing is checked for it.
	const checkedChoices = shape.isAbills ? [] : choices;
	return [
		...((await isMissing('iptv_main', ['id', 'uid'], checkedChoices)) ? ['iptv_main'] : []),
		...((await isMissing('tarif_plans', ['tp_id'], checkedChoices)) ? ['tarif_plans'] : []),
		...((await isMissing('intervals', ['id'], prices, ['interval_id'])) ? ['intervals'] : []),
	];
}
