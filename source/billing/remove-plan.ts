import type {Query} from './query.ts';
import {differing, type Obstacle, type Reference, type Removal} from './undo.ts';

/** Exactly what an import created. */
export type ImportedPlan = {
	readonly tp_id: number;
	/** The public number. */
	readonly id: number;
	readonly name: string;
	readonly filter_id: string;
};

/** What forbids to remove it, or `null`: somebody has it, or has given it fees. With `lock` it stays as it is until the transaction ends. */
export async function obstacleToRemovePlan(
	query: Query,
	serviceId: number,
	{tp_id, ...plan}: ImportedPlan,
	{lock = false}: {readonly lock?: boolean} = {},
): Promise<Obstacle | null> {
	const [found] = await query<{row: Readonly<Record<string, unknown>>}>(
		`select to_jsonb(t) as row from tarif_plans t where tp_id = ? ${lock ? 'for update' : ''}`,
		[tp_id],
	);
	if (!found) return {is: 'clash', with: 'changed', fields: ['tarif_plans']};
	const fields = differing(found.row, {...freshPlan, ...plan, service_id: serviceId});
	if (fields.length > 0)
		return {is: 'clash', with: 'changed', fields: fields.map(name => `tarif_plans.${name}`)};
	const [referred] = await query<Readonly<Record<Reference, boolean>>>(
		`select exists (select from iptv_main where tp_id = ?) as subscribers,
			exists (select from iptv_users_channels where tp_id = ?) as channels,
			exists (select from intervals where tp_id = ?) as intervals,
			exists (select from tarif_plans where next_tp_id = ?) as plans`,
		[tp_id, tp_id, tp_id, tp_id],
	);
	const by = (Object.entries(referred!) as ReadonlyArray<[Reference, boolean]>).flatMap(([by, is]) =>
		is ? [by] : [],
	);
	return by.length > 0 ? {is: 'clash', with: 'referred', by} : null;
}

/** Remove a tariff plan that an import made. */
export async function removePlan(
	query: Query,
	serviceId: number,
	plan: ImportedPlan,
): Promise<Removal | Obstacle> {
	const obstacle = await obstacleToRemovePlan(query, serviceId, plan, {lock: true});
	if (obstacle) return obstacle;
	const {tp_id, id} = plan;
	await query('delete from tarif_plans where tp_id = ?', [tp_id]);
	return {
		is: 'removed',
		after: {tp_id, id},
		actions: [{uid: null, module: 'Iptv', action_type: 10, actions: `TP:${tp_id} ID: ${id}`}],
	};
}

const freshPlan = {
	module: 'Iptv',
	domain_id: 0,
	month_fee: 0,
	day_fee: 0,
	activate_price: 0,
	change_price: 0,
	credit: 0,
	payment_type: 0,
	age: 0,
	gid: null,
	priority: 0,
	status: 0,
	comments: '',
	next_tp_id: null,
};
