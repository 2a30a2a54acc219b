import {message} from '../../i18n/translator.ts';
import {isAllotted, pickFields, textOf, type Change, type Fields} from '../../sync/changes/change.ts';
import {TariffPlan} from '../entities/television.ts';
import {findPlan, nextPlanId} from '../find-plan.ts';
import {selectColumns} from '../shape.ts';
import {
	deletedIds,
	referrersOf,
	type ChangeBatch,
	type RecordContext,
	type RecordType,
	type ReferenceRow,
} from './record.ts';
import {deleteRows, insertNumbered, selectRows, updateRows} from '../write-rows.ts';

/**
A tariff plan: a row of `tarif_plans`. Key: `external_id`, the portal's, to create one; `tp_id` else.

Created with `name` and `id`, the public number, which billing allots where it is taken; `filter_id` keeps the external id where that is not
the number. Fees are billing's own, and stay 0.
*/
export const tariff: RecordType = {
	record: 'tariff',
	locks: 'billing',
	async open(context, changes) {
		const {query, isLocking, shape} = context;
		// Numbers are unique among all providers' plans, and there are few of them.
		const plans = await query<PlanRow>(
			`select ${selectColumns(TariffPlan, context, 't')} from tarif_plans t
			where t.module = 'Iptv' and t.domain_id = ${shape.settings.domain} order by t.id ${isLocking ? 'for update' : ''}`,
		);
		const references = await readReferences(context, changes);
		return createBatch(context, plans, references);
	},
};

type PlanRow = Fields & {
	readonly tp_id: number;
	readonly id: number;
	readonly filter_id: string;
	readonly service_id: number;
};

function createBatch(
	context: RecordContext,
	plans: readonly PlanRow[],
	references: ReadonlyMap<number, readonly string[]>,
): ChangeBatch {
	const {query, providerId, reserved, shape} = context;
	const taken = new Set(plans.map(({id}) => id));
	const avoided = new Set(reserved.tariff);
	const own = plans.filter(({service_id}) => service_id === providerId);
	const find = ({key: {tp_id, external_id}}: Change) =>
		tp_id === undefined ? findPlan(textOf(external_id), own) : own.find(plan => plan.tp_id === tp_id);
	const numberFor = ({after}: Change): number | null => {
		const id = after!['id']!;
		if (!isAllotted(id)) return taken.has(Number(id)) ? null : Number(id);
		return id.allot !== null && !taken.has(id.allot) ? id.allot : nextPlanId(taken, avoided);
	};
	return {
		current: change => find(change) ?? null,
		conflict(change) {
			if (change.operation === 'create')
				return numberFor(change) === null ? message('billing-changed', {with: 'number'}) : null;
			const by = references.get(Number(change.key['tp_id'])) ?? [];
			return change.operation === 'delete' && by.length > 0 ? message('undo-referred', {by}) : null;
		},
		accept(change) {
			if (change.operation !== 'create') return change;
			const external = textOf(change.key['external_id']);
			const id = numberFor(change)!;
			const filter_id = String(id) === external ? '' : external;
			taken.add(id);
			own.push({...change.after, tp_id: 0, id, filter_id, service_id: providerId});
			return {...change, after: {...change.after, id, filter_id, service_id: providerId}};
		},
		async write(changes) {
			const created = changes.filter(({operation}) => operation === 'create');
			const ids = await insertNumbered(
				context,
				TariffPlan,
				'tp_id',
				created.map(({after}) => ({
					...after,
					module: 'Iptv',
					service_id: providerId,
					domain_id: shape.settings.domain,
				})),
			);
			await deleteRows(query, 'tarif_plans', 'tp_id', deletedIds(changes, 'tp_id'));
			const updated = changes.filter(({operation}) => operation === 'update');
			await updateRows(
				context,
				'tarif_plans',
				['tp_id'],
				updated.map(({key, after}) => ({
					...pickFields(after!, updatedColumns),
					tp_id: Number(key['tp_id']),
				})),
			);
			const written = [...ids, ...updated.map(({key}) => Number(key['tp_id']))];
			const rows = await selectRows<PlanRow>({...context, isLocking: false}, TariffPlan, 'tp_id', written);
			const now = new Map(rows.map(row => [row.tp_id, row]));
			return changes.map(change => {
				const id = change.operation === 'create' ? ids[created.indexOf(change)] : change.key['tp_id'];
				return now.get(Number(id)) ?? null;
			});
		},
		log: ({operation, before, after}, record) => {
			const {tp_id, id} = (record ?? before) as PlanRow;
			return [
				{
					uid: 0,
					module: 'Iptv',
					action_type: actionTypes[operation as keyof typeof actionTypes],
					actions: `TP:${tp_id} ID: ${id}${operation === 'update' ? ` ${changesText(before!, after!)}` : ''}`,
				},
			];
		},
	};
}

/** ABillS' codes of what was done. */
const actionTypes = {create: 1, update: 2, delete: 10};

/** `NAME:Base->Basic;`, as ABillS' log has it. */
const changesText = (before: Fields, after: Fields): string =>
	Object.entries(after)
		.map(([name, value]) => `${name.toUpperCase()}:${textOf(before[name])}->${textOf(value)};`)
		.join('');

/** Columns that an update may write. */
const updatedColumns = ['name', 'status'] as const;

/** What refers to plans that are to be deleted. */
async function readReferences(
	{query}: RecordContext,
	changes: readonly Change[],
): Promise<ReadonlyMap<number, readonly string[]>> {
	const ids = deletedIds(changes, 'tp_id');
	if (ids.length === 0) return new Map();
	const rows = await query<ReferenceRow>(
		`select distinct tp_id as id, 'subscribers' as referrer from iptv_main where tp_id in ?
		union select distinct tp_id, 'channels' from iptv_users_channels where tp_id in ?
		union select distinct tp_id, 'intervals' from intervals where tp_id in ?
		union select distinct next_tp_id, 'plans' from tarif_plans where next_tp_id in ?`,
		[ids, ids, ids, ids],
	);
	return referrersOf(rows);
}
