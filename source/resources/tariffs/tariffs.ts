import type {Plan} from '../../billing/read.ts';
import {findPlan} from '../../billing/find-plan.ts';
import {collate} from '../../naming/collation.ts';
import {markOf, type Drift} from '../../sync/drift.ts';
import {all} from '../../sync/all.ts';
import {brokenRows, readRecords} from '../../sync/reading.ts';
import type {Resource} from '../../sync/resource.ts';
import type {Column, Reading, Row} from '../../sync/row.ts';
import type {World} from '../../world.ts';
import {importPlan, type KnownPlans} from './import.ts';
import {readTariff, type Tariff} from './tariff.ts';

type TariffColumn = Column<Tariff, Plan>;

const field = (id: keyof Tariff, more: Partial<TariffColumn> = {}): TariffColumn => ({
	id,
	value: ({theirs}) => (theirs ? (theirs[id] as string | null) : null),
	...more,
});

/**
The portal's tariff plans, beside billing's plans of this TV provider.

REST API v1, *tariffs*. An external id that is no number is no disagreement once billing keeps it in `filter_id`. The column `accounts` is
billing's: how many TV services have the plan.
*/
export const tariffs: Resource<Tariff, Plan, Reading<Tariff>, KnownPlans> = {
	name: 'tariffs',
	docs: 'GET tariffs',
	lists: ['tariffs'],
	columns: [
		field('external_id', {
			standard: true,
			width: 20,
			value: ({theirs, ours}) => theirs?.external_id ?? (ours ? ours.filter_id || String(ours.id) : null),
		}),
		field('name', {standard: true, width: 32, value: ({theirs, ours}) => theirs?.name ?? ours?.name ?? null}),
		field('user_default', {standard: true, flag: 'yes-no'}),
		field('packages', {
			standard: true,
			width: 60,
			value: ({theirs}) => theirs?.packages?.map(nameOf) ?? null,
			detail: ({theirs}) => theirs?.packages?.map(detailOf) ?? [],
		}),
		// Billing's count, which costs nothing; the portal's own would cost the whole list of accounts.
		{id: 'accounts', standard: true, numeric: true, value: ({ours}) => ours?.accounts ?? null},
		field('days_to_expires', {numeric: true}),
		field('id', {numeric: true}),
	],
	theirs: readTariffs,
	async ours({billing, portal}) {
		const [plans, takenIds] = await all([billing.plans(portal ?? noPortal), billing.takenPlanIds()]);
		return {plans, takenIds: new Set(takenIds)};
	},
	nothing: {theirs: {items: [], bad: [], warnings: []}, ours: {plans: [], takenIds: new Set()}},
	owned: ({plans}) => plans.length,
	compare: compareTariffs,
	find: (id, rows) =>
		rows.filter(
			({key, theirs}) =>
				key === id ||
				(theirs !== null && theirs.external_id !== '' && collate(theirs.external_id) === collate(id)),
		),
	describe: ({key, theirs, ours}) => `${theirs?.external_id || key}  ${theirs?.name ?? ours?.name ?? ''}`,
	actions: [importPlan],
};

const noPortal = -1;

type Package = NonNullable<Tariff['packages']>[number];

/** `HD (optional)`: a package as a person reads it. */
const nameOf = ({name, external_id: id, optional}: Package): string =>
	`${name || id || '?'}${optional === '1' ? ' (optional)' : ''}`;

/** `HD (optional)  type tv  external_id hd`: its fields by the API's own names. */
const detailOf = (item: Package): string =>
	[nameOf(item), item.type && `type ${item.type}`, item.external_id && `external_id ${item.external_id}`]
		.filter(Boolean)
		.join('  ');

async function readTariffs({stalker}: World, signal?: AbortSignal): Promise<Reading<Tariff>> {
	const {results, warning} = await stalker.list('tariffs', signal ? {signal} : {});
	return {...readRecords(results, readTariff), warnings: warning === undefined ? [] : [warning]};
}

type TariffRow = Row<Tariff, Plan>;

/** Put every plan beside billing's, and add the plans that Stalker does not have. Pure. */
function compareTariffs(
	{items, bad}: Reading<Tariff>,
	{plans}: KnownPlans,
	short: boolean,
): readonly TariffRow[] {
	const namesakes = Map.groupBy(items, ({external_id: id}) => collate(id));
	const matched = new Set<number>();
	const rows = items.map((theirs): TariffRow => {
		const {external_id: external, name} = theirs;
		const doubles =
			external === '' ? [] : namesakes.get(collate(external))!.filter(other => other !== theirs);
		const ours = findPlan(external, plans) ?? null;
		if (ours) matched.add(ours.tp_id);
		const drifts: readonly Drift[] = [
			...(external === '' ? [drift('external_id', external, null)] : []),
			...(doubles.length > 0
				? [{...drift('external_id', external, null), with: doubles.map(other => other.name)}]
				: []),
			...(ours && collate(ours.name.trim()) !== collate(name.trim()) ? [drift('name', name, ours.name)] : []),
			...(!ours && external !== '' && doubles.length === 0
				? [{...drift('external_id', external, null), code: 'C2' as const}]
				: []),
		];
		const key = external === '' || doubles.length > 0 ? `id:${theirs.id}` : external;
		return {
			key,
			mark: markOf(drifts),
			drifts,
			theirs,
			ours,
			rule: ours ? (ours.filter_id === '' ? 'id' : 'filter_id') : null,
		};
	});
	const left = plans.filter(({tp_id: id}) => !matched.has(id));
	const unsure = short || bad.length > 0;
	return [...rows, ...brokenRows(bad), ...left.map(ours => onlyOurs(ours, unsure))];
}

const drift = (field: string, theirs: string | null, ours: string | null): Drift => ({
	code: 'C5',
	field,
	theirs,
	ours,
});

const onlyOurs = (ours: Plan, unsure: boolean): TariffRow => ({
	key: `plan:${ours.id}`,
	mark: unsure ? '?' : '-',
	drifts: unsure
		? []
		: [{code: 'C3', field: 'external_id', theirs: null, ours: ours.filter_id || String(ours.id)}],
	theirs: null,
	ours,
	rule: null,
});
