import type {BillingChannelUsage, ChannelLimits} from '../../billing/channels.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {billingOnlyRow, invalidRows, type Comparison, type PortalList, type Row} from '../../sync/row.ts';
import {type StalkerChannel, toStorableChannels, type StorableChannel} from './channel.ts';
import type {ResourceContext} from '../context.ts';

export type ChannelRow = Row<StalkerChannel, BillingChannelUsage>;

/** Billing's data that channels are compared with. */
type BillingChannels = {
	readonly channels: readonly BillingChannelUsage[];
	/** Names of the active TV providers; the table of channels does not contain their provider. */
	readonly providers: readonly string[];
	/** The owner of the channels, where that is known. Channels of another portal are not read. */
	readonly owner: ResourceContext['channelOwner'];
	readonly limits: ChannelLimits;
};

export type ChannelComparison = Comparison<
	StalkerChannel,
	BillingChannelUsage,
	PortalList<StalkerChannel>,
	BillingChannels
>;

/** Stands for a side that has not been read; distinct from an empty list. */
export const empty: Pick<ChannelComparison, 'stalker' | 'billing'> = {
	stalker: {items: [], invalid: [], warnings: []},
	billing: {
		channels: [],
		providers: [],
		owner: null,
		limits: {name: Infinity, number: Infinity, isUnique: false},
	},
};

/**
Pairs every channel with billing's of the same id, and adds those that Stalker does not have. Names and numbers do not
identify a channel: both occur twice. Where billing's channels are another portal's, Stalker's are listed alone, without differences. Pure.
*/
export function compareChannels(
	{items, invalid}: PortalList<StalkerChannel>,
	{channels, owner, limits}: BillingChannels,
	short: boolean,
): readonly ChannelRow[] {
	const byId = new Map(channels.map(channel => [channel.id, channel]));
	const groups = Map.groupBy(items, ({id}) => id);
	const storable = toStorableChannels(items, channels, limits);
	const rows = items.map((stalker): ChannelRow => {
		const {id} = stalker;
		const duplicates = groups.get(id)!;
		const billing = byId.get(id) ?? null;
		const differences =
			owner === 'other'
				? []
				: duplicates.length > 1
					? [duplicateDifference(stalker, duplicates)]
					: differencesOf(stalker, storable.get(id), billing);
		return {
			key: duplicates.length > 1 ? `${id} #${duplicates.indexOf(stalker) + 1}` : String(id),
			mark: syncStatusOf(differences),
			differences,
			stalker,
			billing,
			matchedBy: billing ? 'id' : null,
			...(owner === 'other' && {isCompared: false}),
		};
	});
	const isUnsure = short || invalid.length > 0;
	const unmatched = channels.filter(({id}) => !groups.has(id));
	return [
		...rows,
		...invalidRows(invalid),
		...unmatched.map(billing => {
			const id = String(billing.id);
			return billingOnlyRow(id, billing, {code: 'G2', field: 'id', ours: id}, isUnsure);
		}),
	];
}

const duplicateDifference = (stalker: StalkerChannel, duplicates: readonly StalkerChannel[]): Difference => ({
	code: 'G4',
	field: 'id',
	theirs: String(stalker.id),
	ours: null,
	with: duplicates.filter(other => other !== stalker).map(({name}) => name),
});

function differencesOf(
	{id, name, number}: StalkerChannel,
	storable: StorableChannel | undefined,
	billing: BillingChannelUsage | null,
): readonly Difference[] {
	if (!billing) return [{code: 'G1', field: 'id', theirs: String(id), ours: null}];
	const differs = (
		field: string,
		stalker: string | number,
		billingValue: string | number,
	): readonly Difference[] =>
		stalker === billingValue
			? []
			: [{code: 'G3', field, theirs: String(stalker), ours: String(billingValue)}];
	return [
		...differs('name', storable?.name ?? name, billing.name),
		...differs('number', storable?.num ?? number, billing.num),
		...differs('id', id, billing.port),
	];
}
