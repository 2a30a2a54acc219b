import type {BillingPlan} from '../../billing/read.ts';
import {findPlan} from '../../billing/find-plan.ts';
import {compareKey} from '../../normalize/collation.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {allOrThrow} from '../../sync/all-or-throw.ts';
import {invalidRows, parseRecords} from '../../sync/parse-records.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column, PortalList, Row} from '../../sync/row.ts';
import {importPlan, type BillingPlans} from './import.ts';
import {parseTariff, type Tariff} from './tariff.ts';
import type {ResourceContext} from '../context.ts';

type TariffColumn = Column<Tariff, BillingPlan>;

const field = (id: keyof Tariff, more: Partial<TariffColumn> = {}): TariffColumn => ({
	id,
	value: ({stalker}) => (stalker ? (stalker[id] as string | null) : null),
	...more,
});

/**
The portal's tariff plans, beside billing's plans of this TV provider.

REST API v1, *tariffs*. An external id that is no number is no disagreement once billing keeps it in `filter_id`. The column `accounts` is
billing's: how many TV services have the plan.
*/
export const tariffs: Resource<Tariff, BillingPlan, PortalList<Tariff>, BillingPlans> = {
	name: 'tariffs',
	docs: 'GET tariffs',
	lists: ['tariffs'],
	columns: [
		field('external_id', {
			isDefault: true,
			maxWidth: 20,
			value: ({stalker, billing}) =>
				stalker?.external_id ?? (billing ? billing.filter_id || String(billing.id) : null),
		}),
		field('name', {
			isDefault: true,
			maxWidth: 32,
			value: ({stalker, billing}) => stalker?.name ?? billing?.name ?? null,
		}),
		field('user_default', {isDefault: true, flag: 'yes-no'}),
		field('packages', {
			isDefault: true,
			maxWidth: 60,
			value: ({stalker}) => stalker?.packages?.map(packageName) ?? null,
			detail: ({stalker}) => stalker?.packages?.map(packageDetail) ?? [],
		}),
		// Billing's count, which costs nothing; the portal's own would cost the whole list of accounts.
		{id: 'accounts', isDefault: true, numeric: true, value: ({billing}) => billing?.accounts ?? null},
		field('days_to_expires', {numeric: true}),
		field('id', {numeric: true}),
	],
	readStalker: readTariffs,
	async readBilling({billing, portalId}: ResourceContext) {
		const [plans, takenIds] = await allOrThrow([billing.plans(portalId ?? noPortal), billing.takenPlanIds()]);
		return {plans, takenIds: new Set(takenIds)};
	},
	empty: {stalker: {items: [], invalid: [], warnings: []}, billing: {plans: [], takenIds: new Set()}},
	expectedCount: ({plans}) => plans.length,
	compare: compareTariffs,
	find: (id, rows) =>
		rows.filter(
			({key, stalker}) =>
				key === id ||
				(stalker !== null &&
					stalker.external_id !== '' &&
					compareKey(stalker.external_id) === compareKey(id)),
		),
	describe: ({key, stalker, billing}) =>
		`${stalker?.external_id || key}  ${stalker?.name ?? billing?.name ?? ''}`,
	actions: [importPlan],
};

const noPortal = -1;

type Package = NonNullable<Tariff['packages']>[number];

/** `HD (optional)`: a package as a person reads it. */
const packageName = ({name, external_id: id, optional}: Package): string =>
	`${name || id || '?'}${optional === '1' ? ' (optional)' : ''}`;

/** `HD (optional)  type tv  external_id hd`: its fields by the API's own names. */
const packageDetail = (item: Package): string =>
	[packageName(item), item.type && `type ${item.type}`, item.external_id && `external_id ${item.external_id}`]
		.filter(Boolean)
		.join('  ');

async function readTariffs({stalker}: ResourceContext, signal?: AbortSignal): Promise<PortalList<Tariff>> {
	const {results, warning} = await stalker.list('tariffs', signal ? {signal} : {});
	return {...parseRecords(results, parseTariff), warnings: warning === undefined ? [] : [warning]};
}

type TariffRow = Row<Tariff, BillingPlan>;

/** Put every plan beside billing's, and add the plans that Stalker does not have. Pure. */
function compareTariffs(
	{items, invalid}: PortalList<Tariff>,
	{plans}: BillingPlans,
	short: boolean,
): readonly TariffRow[] {
	const namesakes = Map.groupBy(items, ({external_id: id}) => compareKey(id));
	const matched = new Set<number>();
	const rows = items.map((theirs): TariffRow => {
		const {external_id: external, name} = theirs;
		const doubles =
			external === '' ? [] : namesakes.get(compareKey(external))!.filter(other => other !== theirs);
		const ours = findPlan(external, plans) ?? null;
		if (ours) matched.add(ours.tp_id);
		const drifts: readonly Difference[] = [
			...(external === '' ? [difference('external_id', external, null)] : []),
			...(doubles.length > 0
				? [{...difference('external_id', external, null), with: doubles.map(other => other.name)}]
				: []),
			...(ours && compareKey(ours.name.trim()) !== compareKey(name.trim())
				? [difference('name', name, ours.name)]
				: []),
			...(!ours && external !== '' && doubles.length === 0
				? [{...difference('external_id', external, null), code: 'C2' as const}]
				: []),
		];
		const key = external === '' || doubles.length > 0 ? `id:${theirs.id}` : external;
		return {
			key,
			mark: syncStatusOf(drifts),
			differences: drifts,
			stalker: theirs,
			billing: ours,
			matchedBy: ours ? (ours.filter_id === '' ? 'id' : 'filter_id') : null,
		};
	});
	const left = plans.filter(({tp_id: id}) => !matched.has(id));
	const unsure = short || invalid.length > 0;
	return [...rows, ...invalidRows(invalid), ...left.map(ours => billingOnlyRow(ours, unsure))];
}

const difference = (field: string, theirs: string | null, ours: string | null): Difference => ({
	code: 'C5',
	field,
	theirs,
	ours,
});

const billingOnlyRow = (ours: BillingPlan, unsure: boolean): TariffRow => ({
	key: `plan:${ours.id}`,
	mark: unsure ? '?' : '-',
	differences: unsure
		? []
		: [{code: 'C3', field: 'external_id', theirs: null, ours: ours.filter_id || String(ours.id)}],
	stalker: null,
	billing: ours,
	matchedBy: null,
});
