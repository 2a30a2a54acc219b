import type {BillingPlan} from '../../billing/read-types.ts';
import {findPlan} from '../../billing/find-plan.ts';
import {compareKey} from '../../normalize/collation.ts';
import {syncStatusOf, type Difference} from '../../sync/difference.ts';
import {allOrThrow} from '../../sync/all-or-throw.ts';
import {billingOnlyRow, invalidRows, type PortalList, type RowOf} from '../../sync/row.ts';
import type {Resource} from '../../sync/resource.ts';
import type {CurrentRecord} from '../../sync/changes/change.ts';
import {tariffFixes, importPlan, type BillingPlans, type TariffComparison} from './import.ts';
import {parseTariff, type Tariff} from './tariff.ts';
import type {ResourceContext} from '../context.ts';
import {createFieldColumn, createListReader} from '../record-fields.ts';

const field = createFieldColumn<Tariff, BillingPlan>();

/**
The portal's tariff plans, compared with billing's plans of this TV provider.

REST API v1, *tariffs*. An external id that is no number is no difference once billing has it in `filter_id`. The
column `accounts` is billing's: the number of TV services with the plan.
*/
export const tariffs: Resource<TariffComparison> = {
	name: 'tariffs',
	docs: 'GET tariffs',
	lists: ['tariffs'],
	columns: [
		field('external_id', {
			isDefault: true,
			maxWidth: 20,
			fromBilling: ({filter_id, id}) => filter_id || String(id),
		}),
		field('name', {
			isDefault: true,
			maxWidth: 32,
			fromBilling: ({name}) => name,
		}),
		field('user_default', {isDefault: true, flag: 'yes-no'}),
		{
			id: 'packages',
			isDefault: true,
			maxWidth: 60,
			value: ({stalker}) => stalker?.packages?.map(packageName) ?? null,
			detail: ({stalker}) => stalker?.packages?.map(packageDetail) ?? [],
		},
		// Billing's count, which is cheap; the portal's own would need the whole list of accounts.
		{id: 'accounts', isDefault: true, numeric: true, value: ({billing}) => billing?.accounts ?? null},
		field('days_to_expires', {numeric: true}),
		field('id', {numeric: true}),
	],
	readStalker: createListReader('tariffs', parseTariff),
	async readBilling({billing, providerId}: ResourceContext) {
		const [plans, takenIds] = await allOrThrow([
			billing.plans(providerId ?? noPortal),
			billing.takenPlanIds(),
		]);
		return {plans, takenIds: new Set(takenIds), limits: billing.planLimits};
	},
	empty: {
		stalker: {items: [], invalid: [], warnings: []},
		billing: {plans: [], takenIds: new Set(), limits: {name: Infinity, external_id: Infinity}},
	},
	expectedCount: ({plans}) => plans.filter(plan => !isRetired(plan)).length,
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
	patch: patchPlans,
	actions: [importPlan],
	fixes: tariffFixes,
};

const noPortal = -1;

type Package = NonNullable<Tariff['packages']>[number];

/** Label of a package: `HD (optional)`. */
const packageName = ({name, external_id, optional}: Package): string =>
	`${name || external_id || '?'}${optional === '1' ? ' (optional)' : ''}`;

/** Fields of a package under the API's names: `HD (optional)  type tv  external_id hd`. */
const packageDetail = (item: Package): string =>
	[packageName(item), item.type && `type ${item.type}`, item.external_id && `external_id ${item.external_id}`]
		.filter(Boolean)
		.join('  ');

type TariffRow = RowOf<TariffComparison>;

/** Billing's plans with those that were just written. */
function patchPlans(
	{stalker, billing, short}: TariffComparison,
	current: readonly CurrentRecord[],
): TariffComparison {
	const plans = new Map(billing.plans.map(plan => [plan.tp_id, plan]));
	const takenIds = new Set(billing.takenIds);
	for (const {key, fields} of current) {
		const id = Number((fields ?? key)['tp_id']);
		const before = plans.get(id);
		plans.delete(id);
		if (before) takenIds.delete(before.id);
		if (!fields) continue;
		const plan = {...(fields as unknown as BillingPlan), accounts: before?.accounts ?? 0};
		plans.set(id, plan);
		takenIds.add(plan.id);
	}

	const known = {
		...billing,
		plans: [...plans.values()].toSorted((one, other) => one.id - other.id),
		takenIds,
	};
	return {stalker, billing: known, short, rows: compareTariffs(stalker, known, short !== null)};
}

/** Pairs every plan with billing's, and adds the plans that Stalker does not have. Pure. */
function compareTariffs(
	{items, invalid}: PortalList<Tariff>,
	{plans}: BillingPlans,
	short: boolean,
): readonly TariffRow[] {
	const groups = Map.groupBy(items, ({external_id}) => compareKey(external_id));
	const matched = new Set<number>();
	const rows = items.map((stalker): TariffRow => {
		const {external_id, name} = stalker;
		const duplicates =
			external_id === '' ? [] : groups.get(compareKey(external_id))!.filter(other => other !== stalker);
		const billing = findPlan(external_id, plans) ?? null;
		if (billing) matched.add(billing.tp_id);
		const differences: readonly Difference[] = [
			...(external_id === '' ? [difference('external_id', external_id, null)] : []),
			...(duplicates.length > 0
				? [{...difference('external_id', external_id, null), with: duplicates.map(other => other.name)}]
				: []),
			...(billing && compareKey(billing.name.trim()) !== compareKey(name.trim())
				? [difference('name', name, billing.name)]
				: []),
			...(!billing && external_id !== '' && duplicates.length === 0
				? [{...difference('external_id', external_id, null), code: 'C2' as const}]
				: []),
		];
		const key = external_id === '' || duplicates.length > 0 ? `id:${stalker.id}` : external_id;
		return {
			key,
			mark: syncStatusOf(differences),
			differences,
			stalker,
			billing,
			matchedBy: billing ? (billing.filter_id === '' ? 'id' : 'filter_id') : null,
		};
	});
	const unmatched = plans.filter(({tp_id}) => !matched.has(tp_id));
	const isUnsure = short || invalid.length > 0;
	return [...rows, ...invalidRows(invalid), ...unmatched.map(billing => unmatchedRow(billing, isUnsure))];
}

const difference = (field: string, stalker: string | null, billing: string | null): Difference => ({
	code: 'C5',
	field,
	theirs: stalker,
	ours: billing,
});

/** Hidden in billing, and no service has it: Stalker needs none like it. */
const isRetired = ({status, accounts}: BillingPlan): boolean => status !== 0 && accounts === 0;

const unmatchedRow = (billing: BillingPlan, isUnsure: boolean): TariffRow => {
	const ours = billing.filter_id || String(billing.id);
	const row = billingOnlyRow(
		`plan:${billing.id}`,
		billing,
		{code: 'C3', field: 'external_id', ours},
		isUnsure,
	);
	return isRetired(billing) && !isUnsure ? {...row, mark: '=', differences: []} : row;
};
