import {billingLockId, lockRows} from './lock-rows.ts';
import {
	changeChoices,
	chosenAt,
	lockServices,
	type ChoiceChange,
	type RecordedChange,
} from './channel-choices.ts';
import type {Database} from './database.ts';
import {closeEntries, type Journal} from './journal.ts';
import type {Query} from './query.ts';
import {logActions} from './admin-log.ts';
import {journaled, type Context} from './journaled.ts';
import type {Obstacle, Removal} from './undo.ts';

/** A change of one service's choices, and what it had when that was agreed to. */
export type ChoiceOrder = ChoiceChange & {
	readonly key: string;
	/** Ascending. */
	readonly was: readonly number[];
	readonly intent: unknown;
};

/** `clash`: the service, its plan, its choices or a channel changed since; nothing was written for it. */
export type ChoiceResult =
	| {readonly key: string; readonly is: 'chosen'; readonly journal: string}
	| {readonly key: string; readonly is: 'clash'; readonly with: 'service' | 'choices' | 'channel'};

/** Change choices, in one transaction with the entries of the journal; results in the order of the orders. */
export async function chooseChannels(
	{database, journal}: {readonly database: Database; readonly journal: Journal},
	serviceId: number,
	orders: readonly ChoiceOrder[],
	context: Context,
): Promise<readonly ChoiceResult[]> {
	const entries = orders.map(({key, intent, was}) => ({
		...context,
		service_id: serviceId,
		resource: 'subscriptions',
		action: 'add',
		subject: key,
		intent,
		before: {channels: was},
	}));
	return journaled(journal, await journal.begin(entries), async ids =>
		database.transaction(async query => {
			await lockRows(query, database.dialect, [billingLockId, serviceId]);
			const clashes = await clashesOf(query, serviceId, orders);
			const good = orders.filter((_, place) => clashes[place] === null);
			const changed = await changeChoices(query, good);
			await logActions(
				query,
				good.map(({uid, tvId, add, remove}) => ({
					uid,
					module: 'Iptv',
					action_type: 2,
					actions: `ID: ${tvId} CH:+${add.join(',')} -${remove.join(',')}`,
				})),
				context.operator,
			);
			await closeEntries(
				query,
				orders.map(({tvId, uid, tp_id, add, remove}, place) => {
					const clash = clashes[place];
					return clash
						? {id: ids[place]!, state: 'failed' as const, error: `clash: ${clash}`}
						: {id: ids[place]!, state: 'done' as const, after: {tvId, uid, tp_id, add, remove, changed}};
				}),
			);
			return orders.map(({key}, place): ChoiceResult => {
				const clash = clashes[place];
				return clash ? {key, is: 'clash', with: clash} : {key, is: 'chosen', journal: ids[place]!};
			});
		}),
	);
}

type With = Extract<ChoiceResult, {is: 'clash'}>['with'];

async function clashesOf(
	query: Query,
	serviceId: number,
	orders: readonly ChoiceOrder[],
): Promise<ReadonlyArray<With | null>> {
	const services = await lockServices(
		query,
		serviceId,
		orders.map(({tvId}) => tvId),
	);
	const channels = await query<{id: number}>(
		'select id from iptv_channels where id in (select value::int from json_array_elements_text(?::json)) for key share',
		[JSON.stringify([...new Set(orders.flatMap(({add}) => add))])],
	);
	const known = new Set(channels.map(({id}) => id));
	return orders.map(({tvId, uid, tp_id, was, add}) => {
		const now = services.get(tvId);
		if (!now || now.uid !== uid || now.tp_id !== tp_id) return 'service';
		if (now.channels.join() !== was.join()) return 'choices';
		return add.every(id => known.has(id)) ? null : 'channel';
	});
}

/** What forbids to take a change of choices back, or `null`: a choice that was taken back meanwhile and made again is another one. */
export async function obstacleToUnchoose(
	query: Query,
	serviceId: number,
	{tvId, uid, tp_id, add, remove, changed}: RecordedChange,
): Promise<Obstacle | null> {
	const now = (await lockServices(query, serviceId, [tvId])).get(tvId);
	if (!now || now.uid !== uid || now.tp_id !== tp_id)
		return {is: 'clash', with: 'changed', fields: ['iptv_main']};
	const has = new Set(now.channels);
	const made = changed === null ? has : await chosenAt(query, {tvId, tp_id}, changed);
	return add.every(id => made.has(id)) && !remove.some(id => has.has(id))
		? null
		: {is: 'clash', with: 'changed', fields: ['iptv_users_channels']};
}

/** Take a change of choices back. */
export async function unchoose(
	query: Query,
	serviceId: number,
	change: RecordedChange,
): Promise<Removal | Obstacle> {
	const obstacle = await obstacleToUnchoose(query, serviceId, change);
	if (obstacle) return obstacle;
	const {tvId, uid, add, remove} = change;
	await changeChoices(query, [{...change, add: remove, remove: add}]);
	return {
		is: 'removed',
		after: {tvId, added: remove, removed: add},
		actions: [
			{uid, module: 'Iptv', action_type: 2, actions: `ID: ${tvId} CH:+${remove.join(',')} -${add.join(',')}`},
		],
	};
}
