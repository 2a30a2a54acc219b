import {isAllotted, type Change, type Fields, type Value} from '../../sync/changes/change.ts';
import {inList} from '../dialects/dialect.ts';
import {insertSupplied} from './insert-supplied.ts';
import type {RecordContext} from './record.ts';

/** One chosen channel of a service: a row of `iptv_users_channels` without the TV id. */
type Choice = Fields & {
	readonly tp_id: number;
	readonly channel_id: number;
	readonly uid: number;
	/** When it was chosen, as exact text. */
	readonly changed: string;
};

/** The channels that each service has chosen under any plan, by TV id. */
export type ServiceChoices = ReadonlyMap<number, readonly Choice[]>;

/**
Whether a change writes the channels of the service too. Another tariff plan clears them, as ABillS does; undo puts back every row of them.

`after.choices` is `{allot: null}` to clear them, or the rows to put back; `before.choice_count` is their number as it was seen.
*/
const writesChoices = ({operation, after}: Change): boolean =>
	operation === 'update' && after?.['choices'] !== undefined;

const tvIdOf = ({key}: Change): number => Number(key['id']);

/** Reads the chosen channels of the services whose changes write them. */
export async function readServiceChoices(
	{query, dialect: {toExactText}, isLocking}: RecordContext,
	changes: readonly Change[],
): Promise<ServiceChoices> {
	const ids = [...new Set(changes.filter(writesChoices).map(tvIdOf))];
	if (ids.length === 0) return new Map();
	const rows = await query<Choice & {readonly id: number}>(
		`select id, tp_id, channel_id, uid, ${toExactText('changed')} as changed from iptv_users_channels
		where id in ${inList(ids)} order by id, tp_id, channel_id ${isLocking ? 'for update' : ''}`,
		ids,
	);
	const byId = Map.groupBy(rows, ({id}) => id);
	return new Map(
		ids.map(tvId => [
			tvId,
			(byId.get(tvId) ?? []).map(({tp_id, channel_id, uid, changed}) => ({tp_id, channel_id, uid, changed})),
		]),
	);
}

/** The record with its chosen channels, where the change writes them. */
export function withChoices<Row extends Fields>(change: Change, row: Row, choices: ServiceChoices): Row {
	const own = writesChoices(change) ? choices.get(tvIdOf(change)) : undefined;
	return own === undefined ? row : {...row, choices: own, choice_count: own.length};
}

/** Clears the chosen channels, or puts back those that an undo names. */
export async function writeServiceChoices(context: RecordContext, changes: readonly Change[]): Promise<void> {
	const own = changes.filter(writesChoices);
	if (own.length === 0) return;
	const ids = own.map(tvIdOf);
	await context.query(`delete from iptv_users_channels where id in ${inList(ids)}`, ids);
	await insertSupplied(
		context,
		'iptv_users_channels',
		['id', 'tp_id', 'channel_id', 'uid', 'changed'],
		own.flatMap(change => choicesIn(change.after!['choices']).map(row => ({id: tvIdOf(change), ...row}))),
	);
}

const choicesIn = (value: Value | undefined): readonly Choice[] =>
	value === undefined || isAllotted(value) ? [] : (value as readonly Choice[]);

/** The channels that an undo puts back and billing no longer has. */
export async function readMissingChannels(
	{query}: RecordContext,
	changes: readonly Change[],
): Promise<ReadonlySet<number>> {
	const restored = changes
		.filter(writesChoices)
		.flatMap(({after}) => choicesIn(after!['choices']).map(({channel_id: channel}) => channel));
	const ids = [...new Set(restored)];
	if (ids.length === 0) return new Set();
	const rows = await query<{id: number}>(`select id from iptv_channels where id in ${inList(ids)}`, ids);
	const known = new Set(rows.map(({id}) => id));
	return new Set(ids.filter(id => !known.has(id)));
}

/** Whether the change puts back a channel that is missing. */
export const restoresMissing = ({after}: Change, missing: ReadonlySet<number>): boolean =>
	choicesIn(after?.['choices']).some(({channel_id: channel}) => missing.has(channel));
