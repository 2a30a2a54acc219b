import {message} from '../../i18n/translator.ts';
import {isAllotted, type Change, type Fields} from '../../sync/changes/change.ts';
import {insertChoices, readChoices, readKnownChannels} from './choices.ts';
import type {RecordContext, RecordType, ChangeBatch} from './record.ts';

/**
The channels that a TV service has chosen under its tariff plan: rows of `iptv_users_channels`. Key: `tvId`, `tp_id`.

Fields: `uid`; `channels`, ids of billing's channels, ascending; `changed`, when each of them was chosen, and `owners`, its customer (0
where ABillS itself wrote it), by its id: given in a change only to put a choice back as it was. There is none while the service has another
plan.
*/
export const choice: RecordType = {
	record: 'choice',
	locks: 'both',
	async open(context, changes) {
		const services = await readServices(context, changes.map(tvIdOf));
		const added = changes.flatMap(change => differenceOf(change).add);
		return createBatch(context, services, await readKnownChannels(context, added));
	},
};

type Choices = {
	readonly uid: number;
	readonly channels: readonly number[];
	readonly changed: Readonly<Record<string, string>>;
	readonly owners: Readonly<Record<string, number>>;
};

/** A service as it is now. */
type Service = Choices & {readonly tp_id: number};

const tvIdOf = ({key}: Change): number => Number(key['tvId']);
const channelsIn = (fields: Fields): readonly number[] => fields['channels'] as readonly number[];

/** The channels that a change adds and removes. */
function differenceOf({before, after}: Change) {
	const [previous, wanted] = [channelsIn(before!), channelsIn(after!)];
	return {
		add: wanted.filter(id => !previous.includes(id)),
		remove: previous.filter(id => !wanted.includes(id)),
	};
}

function createBatch(
	context: RecordContext,
	services: Map<number, Service>,
	knownChannels: ReadonlySet<number>,
): ChangeBatch {
	return {
		current(change) {
			const service = services.get(tvIdOf(change));
			if (!service || service.tp_id !== change.key['tp_id']) return null;
			const {uid, channels, changed, owners} = service;
			return {uid, channels, changed, owners};
		},
		conflict: change =>
			differenceOf(change).add.every(id => knownChannels.has(id))
				? null
				: message('choices-changed', {with: 'channel'}),
		accept(change) {
			const id = tvIdOf(change);
			services.set(id, {...services.get(id)!, channels: channelsIn(change.after!)});
			return change;
		},
		async write(changes) {
			await removeChoices(context, changes);
			await addChoices(context, changes);
			const now = await readServices(context, changes.map(tvIdOf));
			return changes.map(change => {
				const {uid, channels, changed, owners} = now.get(tvIdOf(change))!;
				return {uid, channels, changed, owners};
			});
		},
		log(change, record) {
			const {add, remove} = differenceOf(change);
			const actions = `ID: ${tvIdOf(change)} CH:+${add.join(',')} -${remove.join(',')}`;
			return [{uid: Number(record!['uid']), module: 'Iptv', action_type: 2, actions}];
		},
	};
}

async function removeChoices({query}: RecordContext, changes: readonly Change[]): Promise<void> {
	const rows = changes.flatMap(change =>
		differenceOf(change).remove.map(channel => [tvIdOf(change), change.key['tp_id'], channel]),
	);
	if (rows.length > 0)
		await query('delete from iptv_users_channels where (id, tp_id, channel_id) in ?', [rows]);
}

/** With the time at which it was chosen and its customer where these are known, else now and the customer of the service. */
const addChoices = async (context: RecordContext, changes: readonly Change[]): Promise<void> =>
	insertChoices(
		context,
		changes.flatMap(change => {
			const {uid, changed = {}, owners = {}} = change.after!;
			const times = isAllotted(changed) ? {} : (changed as Fields);
			const customers = isAllotted(owners) ? {} : (owners as Fields);
			return differenceOf(change).add.map(channel_id => ({
				...{id: tvIdOf(change), channel_id, tp_id: change.key['tp_id']!},
				uid: customers[channel_id] ?? uid!,
				...(times[channel_id] !== undefined && {changed: times[channel_id]}),
			}));
		}),
	);

async function readServices(context: RecordContext, tvIds: readonly number[]): Promise<Map<number, Service>> {
	const {query, providerId, isLocking} = context;
	const services = await query<{id: number; uid: number; tp_id: number}>(
		`select id, uid, tp_id from iptv_main where service_id = ? and id in ? order by id ${isLocking ? 'for update' : ''}`,
		[providerId, tvIds],
	);
	const choices = await readChoices(context, 'id', tvIds);
	const byService = Map.groupBy(choices, ({id, tp_id}) => `${id} ${tp_id}`);
	return new Map(
		services.map(({id, uid, tp_id}) => {
			const own = byService.get(`${id} ${tp_id}`) ?? [];
			return [
				id,
				{
					...{uid, tp_id, channels: own.map(({channel_id: channel}) => channel)},
					changed: Object.fromEntries(own.map(({channel_id: channel, changed}) => [channel, changed])),
					owners: Object.fromEntries(own.map(({channel_id: channel, uid: owner}) => [channel, owner])),
				},
			];
		}),
	);
}
