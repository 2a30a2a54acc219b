import {isAllotted, pickFields, type Change, type Fields, type Value} from '../../sync/changes/change.ts';
import {readIds} from '../find-rows.ts';
import {deleteRows, insertRows} from '../write-rows.ts';
import type {RecordContext} from './record.ts';

/** A channel that was chosen for a TV service, under a tariff plan: a row of `iptv_users_channels`. */
export type Choice = Fields & {
	/** The TV id. */
	readonly id: number;
	readonly tp_id: number;
	readonly channel_id: number;
	readonly uid: number;
	/** When it was chosen, as exact text. */
	readonly changed: string;
};

/** The choices that have one of these values in the column, by TV id, tariff plan and channel. */
export const readChoices = async (
	{query, dialect: {toExactText}, isLocking}: Pick<RecordContext, 'query' | 'dialect' | 'isLocking'>,
	column: 'id' | 'channel_id',
	values: readonly number[],
): Promise<readonly Choice[]> =>
	values.length === 0
		? []
		: query(
				`select id, channel_id, tp_id, uid, ${toExactText('changed')} as changed from iptv_users_channels
				where ${column} in ? order by id, tp_id, channel_id ${isLocking ? 'for update' : ''}`,
				[values],
			);

/** Writes choices, with the time and the customer where a row has them. */
export const insertChoices = async (context: RecordContext, rows: readonly Fields[]): Promise<void> =>
	insertRows(
		context,
		'iptv_users_channels',
		rows.map(row => pickFields(row, ['id', 'channel_id', 'tp_id', 'uid', 'changed'])),
	);

/** Which of these channels exist; they are locked until the transaction ends. */
export async function readKnownChannels(
	{query, isLocking}: RecordContext,
	ids: readonly number[],
): Promise<ReadonlySet<number>> {
	if (ids.length === 0) return new Set();
	const lock = isLocking ? 'for update' : '';
	return new Set(
		await readIds(query, `select id from iptv_channels where id in ? order by id ${lock}`, [ids]),
	);
}

/** The choices of each service, whatever the plan, by TV id; without those that have none. */
export type ServiceChoices = ReadonlyMap<number, readonly Choice[]>;

/**
Whether a change writes the channels of the service too. Another tariff plan clears them, as ABillS does; undo puts back every row of them.

`after.choices` is `{allot: null}` to clear them, or the rows to put back; `before.choice_count` is their number as it was seen.
*/
const writesChoices = ({operation, after}: Change): boolean =>
	operation === 'update' && after?.['choices'] !== undefined;

const tvIdOf = ({key}: Change): number => Number(key['id']);

/** The choices of services whose changes write them, or that are to be deleted. */
export async function readServiceChoices(
	context: RecordContext,
	changes: readonly Change[],
): Promise<ServiceChoices> {
	const concerned = changes.filter(change => change.operation === 'delete' || writesChoices(change));
	return Map.groupBy(await readChoices(context, 'id', concerned.map(tvIdOf)), ({id}) => id);
}

/** The record with its chosen channels, where the change writes them. */
export function withChoices<Row extends Fields>(change: Change, row: Row, all: ServiceChoices): Row {
	if (!writesChoices(change)) return row;
	const choices = (all.get(tvIdOf(change)) ?? []).map(choice =>
		pickFields(choice, ['tp_id', 'channel_id', 'uid', 'changed']),
	);
	return {...row, choices, choice_count: choices.length};
}

/** Clears the chosen channels, or puts back those that an undo names. */
export async function writeServiceChoices(context: RecordContext, changes: readonly Change[]): Promise<void> {
	const own = changes.filter(writesChoices);
	await deleteRows(context.query, 'iptv_users_channels', 'id', own.map(tvIdOf));
	await insertChoices(
		context,
		own.flatMap(change => restoredChoices(change).map(row => ({...row, id: tvIdOf(change)}))),
	);
}

/** The rows that an undo puts back. */
export function restoredChoices({after}: Change): readonly Fields[] {
	const choices: Value | undefined = after?.['choices'];
	return choices === undefined || isAllotted(choices) ? [] : (choices as readonly Fields[]);
}
