import {isDeepStrictEqual} from 'node:util';
import {channelListFields, type BillingChannelUsage} from '../../billing/channels.ts';
import {message} from '../../i18n/translator.ts';
import {portalChannelFields} from '../../stalker/records/channels.ts';
import {
	creation,
	deletion,
	update,
	type Change,
	type ChangeSet,
	type Fields,
} from '../../sync/changes/change.ts';
import {type ListAction, refuse, type Refusal} from '../../sync/action.ts';
import {type StalkerChannel, toStorableChannels, unstorableReason, type StorableChannel} from './channel.ts';
import {empty, type ChannelComparison} from './compare.ts';
import {previewImport} from './preview-import.ts';

/**
`i`: makes billing's channels equal to Stalker's. Channels whose names billing cannot store are left out: billing's records of them stay as
they are.
*/
export const importChannels: ListAction<ChannelComparison> = {
	resource: 'channels',
	scope: 'list',
	name: 'import',
	key: 'i',

	changes(comparison) {
		const refused = refusalOf(comparison);
		if (refused) return refused;
		const {
			stalker: {items},
			billing: {channels: previous, providers, owner, limits},
		} = comparison;
		const changes = channelChanges(items, previous, toStorableChannels(items, previous, limits));
		if (changes.length === 0) return {changes};
		const kept = new Set(items.map(({id}) => id));
		const lost = previous.filter(({id}) => !kept.has(id));
		const [choices, prices] = [sum(lost, 'choices'), sum(lost, 'prices')];
		const listed = portalChannelFields(items);
		return {
			changes: [
				{system: 'stalker', record: 'channels', operation: 'check', key: {}, before: listed, after: null},
				{
					system: 'billing',
					record: 'channel',
					operation: 'check',
					key: {},
					before: channelListFields(previous, owner === 'this' ? null : providers),
					after: listAfter(previous, changes),
				},
				...changes,
			],
			questions: choices + prices > 0 ? [message('channels-lose', {choices, prices})] : [],
		};
	},

	leftOut: ({stalker: {items}, billing: {limits}}) =>
		items.flatMap(item => {
			const reason = unstorableReason(item, limits);
			return reason ? [{key: String(item.id), refused: reason}] : [];
		}),
	/** More than 30 % of at least 10 rows. */
	count({changes}) {
		const gone = changes.filter(({operation}) => operation === 'delete').length;
		const known = Number(listOf(changes)?.before!['count'] ?? 0);
		return known >= 10 && gone > known * 0.3 ? gone : null;
	},
	preview: previewImport,

	summary: ({changes}) =>
		changes.length === 0 ? message('channels-the-same') : message('channels-import', countsOf(changes)),
	done: ({changes}) =>
		changes.length === 0 ? message('channels-the-same') : message('channels-imported', countsOf(changes)),
	notDone({changes}, {results}) {
		const [portal, billing] = results;
		if (portal?.is === 'stale')
			return message('portal-channels-changed', {ids: differingIds(changes[0]!.before!, portal.current!)});
		if (billing?.is !== 'stale') return null;
		const names = billing.current!['providers'] as readonly string[];
		return names.length > 0 && 'providers' in changes[1]!.before!
			? message('channels-of-several', {names})
			: message('channels-changed', {ids: differingIds(changes[1]!.before!, billing.current!).map(Number)});
	},
	undoSummary: ({changes}) =>
		message('channels-undo', {
			added: count(changes, 'delete'),
			changed: count(changes, 'update'),
			gone: count(changes, 'create'),
			uses: changes.reduce(
				(all, {operation, after}) => all + (operation === 'create' ? usesIn(after!) : 0),
				0,
			),
		}),
	undone: ({changes}) => message('channels-undone', {n: Number(listOf(changes)!.after!['count'])}),
};

/** Why nothing may be replaced on these two lists, with the way out. */
function refusalOf({stalker, billing, short}: ChannelComparison): Refusal | null {
	if (stalker === empty.stalker || billing === empty.billing) return refuse(message('not-known'));
	if (short) return refuse(message('list-short', short));
	if (billing.owner === 'other') return refuse(message('channels-of-another'));
	if (billing.providers.length > 1 && billing.owner === null)
		return refuse(message('channels-of-several', {names: billing.providers}));
	if (stalker.invalid.length > 0)
		return refuse(
			message('channels-unreadable', {n: stalker.invalid.length, reason: stalker.invalid[0]!.reason}),
		);
	const doubles = [...Map.groupBy(stalker.items, ({id}) => id)].filter(([, {length}]) => length > 1);
	if (doubles.length > 0) return refuse(message('channels-doubled', {ids: doubles.map(([id]) => id)}));
	const [first] = stalker.items;
	const isAnyStorable = stalker.items.some(item => unstorableReason(item, billing.limits) === null);
	return first && !isAnyStorable ? refuse(unstorableReason(first, billing.limits)!) : null;
}

/** Deleted channels, renamed or renumbered ones, new ones. */
function channelChanges(
	items: readonly StalkerChannel[],
	previous: readonly BillingChannelUsage[],
	storable: ReadonlyMap<number, StorableChannel>,
): readonly Change[] {
	const known = new Map(previous.map(channel => [channel.id, channel]));
	const kept = new Set(items.map(({id}) => id));
	const wanted = items.flatMap(({id}) => {
		const one = storable.get(id);
		return one ? [{id, after: {...one, port: id}}] : [];
	});
	return [
		...previous
			.filter(({id}) => !kept.has(id))
			.map((channel): Change => {
				const {choices: _, prices: __, ...before} = channel;
				const {id} = channel;
				return deletion('channel', {id}, before);
			}),
		...wanted.flatMap(({id, after}): readonly Change[] => {
			const before = known.get(id);
			if (!before) return [];
			const now = {name: before.name, num: before.num, port: before.port};
			return isDeepStrictEqual(now, after) ? [] : [update('channel', {id}, now, after)];
		}),
		...wanted.flatMap(({id, after}): readonly Change[] =>
			known.has(id) ? [] : [creation('channel', {id}, after)],
		),
	];
}

/**
What an undo checks: that there are exactly the channels that the import leaves, and those that it does not touch are named and numbered as
they were.
*/
function listAfter(previous: readonly BillingChannelUsage[], changes: readonly Change[]): Fields {
	const touched = new Set(changes.map(({key}) => key['id']));
	return {
		...Object.fromEntries(
			previous.filter(({id}) => !touched.has(id)).map(({id, name, num, port}) => [id, {name, num, port}]),
		),
		count: previous.length + count(changes, 'create') - count(changes, 'delete'),
	};
}

/** The check of billing's whole list. */
const listOf = (changes: readonly Change[]): Change | undefined =>
	changes.find(({system, operation}) => system === 'billing' && operation === 'check');

const count = (changes: ChangeSet['changes'], of: Change['operation']): number =>
	changes.filter(({system, operation}) => system === 'billing' && operation === of).length;

const countsOf = (changes: ChangeSet['changes']) => ({
	added: count(changes, 'create'),
	changed: count(changes, 'update'),
	gone: count(changes, 'delete'),
});

const usesIn = ({choices, prices}: Fields): number =>
	[choices, prices].reduce<number>((all, rows) => all + (Array.isArray(rows) ? rows.length : 0), 0);

const sum = (channels: readonly BillingChannelUsage[], of: 'choices' | 'prices'): number =>
	channels.reduce((all, channel) => all + channel[of], 0);

/** The channels that differ in two lists, by id; fields that are no channel by name. */
function differingIds(one: Fields, other: Fields): ReadonlyArray<number | string> {
	const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
		name => name !== 'count' && name !== 'providers' && !isDeepStrictEqual(one[name], other[name]),
	);
	return [...new Set(names.map(name => name.replace(/ own$/, '')))].map(name =>
		/^\d+$/.test(name) ? Number(name) : name,
	);
}
