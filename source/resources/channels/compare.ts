import type {BillingChannelUsage} from '../../billing/channels.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {invalidRows} from '../../sync/parse-records.ts';
import type {PortalList, Row} from '../../sync/row.ts';
import type {StalkerChannel} from './channel.ts';

export type ChannelRow = Row<StalkerChannel, BillingChannelUsage>;

/** All that billing must be asked to judge channels. */
export type BillingChannels = {
	readonly channels: readonly BillingChannelUsage[];
	/** Names of the TV providers that are active; the table does not say whose its channels are. */
	readonly providers: readonly string[];
};

/** Put every channel beside billing's of the same id, and add those that Stalker does not have. Names and numbers name nothing: both occur twice. Pure. */
export function compareChannels(
	{items, invalid}: PortalList<StalkerChannel>,
	{channels}: BillingChannels,
	short: boolean,
): readonly ChannelRow[] {
	const known = new Map(channels.map(channel => [channel.id, channel]));
	const doubles = Map.groupBy(items, ({id}) => id);
	const rows = items.map((theirs): ChannelRow => {
		const {id} = theirs;
		const same = doubles.get(id)!;
		const ours = known.get(id) ?? null;
		const drifts = same.length > 1 ? [duplicateDifference(theirs, same)] : differencesOf(theirs, ours);
		return {
			key: same.length > 1 ? `${id} #${same.indexOf(theirs) + 1}` : String(id),
			mark: syncStatusOf(drifts),
			differences: drifts,
			stalker: theirs,
			billing: ours,
			matchedBy: ours ? 'id' : null,
		};
	});
	const unsure = short || invalid.length > 0;
	const left = channels.filter(({id}) => !doubles.has(id));
	return [...rows, ...invalidRows(invalid), ...left.map(ours => billingOnlyRow(ours, unsure))];
}

const duplicateDifference = (theirs: StalkerChannel, same: readonly StalkerChannel[]): Difference => ({
	code: 'G4',
	field: 'id',
	theirs: String(theirs.id),
	ours: null,
	with: same.filter(other => other !== theirs).map(({name}) => name),
});

function differencesOf(
	{id, name, number}: StalkerChannel,
	ours: BillingChannelUsage | null,
): readonly Difference[] {
	if (!ours) return [{code: 'G1', field: 'id', theirs: String(id), ours: null}];
	const differs = (field: string, theirs: string | number, its: string | number): readonly Difference[] =>
		theirs === its ? [] : [{code: 'G3', field, theirs: String(theirs), ours: String(its)}];
	return [
		...differs('name', name, ours.name),
		...differs('number', number, ours.num),
		...differs('id', id, ours.port),
	];
}

const billingOnlyRow = (ours: BillingChannelUsage, unsure: boolean): ChannelRow => ({
	key: String(ours.id),
	mark: unsure ? '?' : '-',
	differences: unsure ? [] : [{code: 'G2', field: 'id', theirs: null, ours: String(ours.id)}],
	stalker: null,
	billing: ours,
	matchedBy: null,
});
