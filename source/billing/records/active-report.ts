import {inList} from '../dialects/dialect.ts';
import {insertSupplied} from './insert-supplied.ts';
import type {RecordContext} from './record.ts';

/** As much of a service as ABillS' monthly report of active subscribers needs. */
type ReportedService = {
	readonly id: number;
	readonly uid: number;
	readonly service_id: number;
	readonly tp_id: number;
	readonly disable: number;
};

const table = 'iptv_monthly_active_users_report';

/** Report new services that are active and have a plan. */
export async function insertReport(
	context: RecordContext,
	services: readonly ReportedService[],
): Promise<void> {
	if (!context.shape.traits.report) return;
	await insertSupplied(
		context,
		table,
		['uid', 'subscribe_id', 'service_id', 'tp_id'],
		services
			.filter(({disable, tp_id}) => disable === 0 && tp_id !== 0)
			.map(({id, uid, service_id, tp_id}) => ({uid, subscribe_id: id, service_id, tp_id})),
		{activate: 'current_date'},
	);
}

/** A row that is left behind would count as an active subscriber for ever. */
export async function deleteReport(
	{query, shape}: RecordContext,
	services: ReadonlyArray<Pick<ReportedService, 'id' | 'uid'>>,
): Promise<void> {
	if (!shape.traits.report || services.length === 0) return;
	const uids = services.map(({uid}) => uid);
	const ids = services.map(({id}) => id);
	await query(`delete from ${table} where uid in ${inList(uids)} and subscribe_id in ${inList(ids)}`, [
		...uids,
		...ids,
	]);
}
