import type {UsedChannel} from '../../billing/channels.ts';
import {markOf, type Drift} from '../../sync/drift.ts';
import {brokenRows} from '../../sync/reading.ts';
import type {Reading, Row} from '../../sync/row.ts';
import type {Channel} from './channel.ts';

export type ChannelRow = Row<Channel, UsedChannel>;

/** All that billing must be asked to judge channels. */
export type KnownChannels = {
	readonly channels: readonly UsedChannel[];
	/** Names of the TV providers that are active; the table does not say whose its channels are. */
	readonly providers: readonly string[];
};

/** Put every channel beside billing's of the same id, and add those that Stalker does not have. Names and numbers name nothing: both occur twice. Pure. */
export function compareChannels(
	{items, bad}: Reading<Channel>,
	{channels}: KnownChannels,
	short: boolean,
): readonly ChannelRow[] {
	const known = new Map(channels.map(channel => [channel.id, channel]));
	const doubles = Map.groupBy(items, ({id}) => id);
	const rows = items.map((theirs): ChannelRow => {
		const {id} = theirs;
		const same = doubles.get(id)!;
		const ours = known.get(id) ?? null;
		const drifts = same.length > 1 ? [doubled(theirs, same)] : driftsOf(theirs, ours);
		return {
			key: same.length > 1 ? `${id} #${same.indexOf(theirs) + 1}` : String(id),
			mark: markOf(drifts),
			drifts,
			theirs,
			ours,
			rule: ours ? 'id' : null,
		};
	});
	const unsure = short || bad.length > 0;
	const left = channels.filter(({id}) => !doubles.has(id));
	return [...rows, ...brokenRows(bad), ...left.map(ours => onlyOurs(ours, unsure))];
}

const doubled = (theirs: Channel, same: readonly Channel[]): Drift => ({
	code: 'G4',
	field: 'id',
	theirs: String(theirs.id),
	ours: null,
	with: same.filter(other => other !== theirs).map(({name}) => name),
});

function driftsOf({id, name, number}: Channel, ours: UsedChannel | null): readonly Drift[] {
	if (!ours) return [{code: 'G1', field: 'id', theirs: String(id), ours: null}];
	const differs = (field: string, theirs: string | number, its: string | number): readonly Drift[] =>
		theirs === its ? [] : [{code: 'G3', field, theirs: String(theirs), ours: String(its)}];
	return [
		...differs('name', name, ours.name),
		...differs('number', number, ours.num),
		...differs('id', id, ours.port),
	];
}

const onlyOurs = (ours: UsedChannel, unsure: boolean): ChannelRow => ({
	key: String(ours.id),
	mark: unsure ? '?' : '-',
	drifts: unsure ? [] : [{code: 'G2', field: 'id', theirs: null, ours: String(ours.id)}],
	theirs: null,
	ours,
	rule: null,
});
