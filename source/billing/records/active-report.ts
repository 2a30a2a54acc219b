import {inList} from '../dialects/dialect.ts';
import {insertSupplied} from '../write-rows.ts';
import type {RecordContext} from './record.ts';

/** As much of a service as ABillS' monthly report of active subscribers needs. */
type ReportedService = {
	readonly id: number;
	readonly uid: number;
	readonly service_id: number;
	readonly tp_id: number;
	readonly disable: number;
};

/** The plan under which a service is reported: an active one under its own; 0: it is not reported. */
const reportedPlan = ({disable, tp_id}: Pick<ReportedService, 'disable' | 'tp_id'>): number =>
	disable === 0 ? tp_id : 0;

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
		services
			.filter(service => reportedPlan(service) !== 0)
			.map(({id, uid, service_id, tp_id}) => ({uid, subscribe_id: id, service_id, tp_id})),
		{activate: 'current_date'},
	);
}

/** Services that were switched on or off, or have another plan, by how they were and are: a report that ends, ends today. Undo of the same day undoes what it opened and closed. */
export async function turnReport(
	context: RecordContext,
	services: ReadonlyArray<{
		readonly previous: Pick<ReportedService, 'disable' | 'tp_id'>;
		readonly now: ReportedService;
	}>,
): Promise<void> {
	const turned = services.filter(({previous, now}) => reportedPlan(previous) !== reportedPlan(now));
	if (!context.shape.traits.report || turned.length === 0) return;
	const {query, dialect, isUndo} = context;
	/** Services whose row is there: a second one would count twice. */
	const kept = new Set<number>();
	for (const {previous, now} of turned) {
		const row = [now.uid, now.id];
		if (reportedPlan(previous) !== 0) {
			const opened = [...row, previous.tp_id, dialect.noDate];
			if (isUndo)
				await query(`delete from ${table} ${ofPlan} and expire = ? and activate = current_date`, opened);
			await query(`update ${table} set expire = current_date ${ofPlan} and expire = ?`, opened);
		}

		if (reportedPlan(now) === 0) continue;
		const rows = await readReports(context, now);
		if (rows.some(({open}) => open === 1)) kept.add(now.id);
		else if (isUndo && rows.some(({endsToday}) => endsToday === 1)) {
			kept.add(now.id);
			await query(`update ${table} set expire = ? ${ofPlan} and expire = current_date`, [
				dialect.noDate,
				...row,
				now.tp_id,
			]);
		}
	}

	await insertReport(
		context,
		turned.map(({now}) => now).filter(({id}) => !kept.has(id)),
	);
}

const ofPlan = 'where uid = ? and subscribe_id = ? and tp_id = ?';

/** The rows of a service under its plan. */
const readReports = async (
	{query, dialect}: RecordContext,
	{uid, id, tp_id}: ReportedService,
): Promise<ReadonlyArray<{readonly open: number; readonly endsToday: number}>> =>
	query(`select expire = ? as open, expire = current_date as endsToday from ${table} ${ofPlan}`, [
		dialect.noDate,
		...[uid, id, tp_id],
	]);

/** Deletes the rows of deleted services: a row that stayed would count as an active subscriber for ever. */
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
