import {pickFields, textOf, type Change, type Fields} from '../../sync/changes/change.ts';
import {TvService} from '../entities/television.ts';
import {deletedIds, type RecordContext} from './record.ts';
import {deleteRows, insertRows, storeRows} from '../write-rows.ts';
import {readServiceChoices, withChoices, writeServiceChoices} from './choices.ts';
import type {ServiceFacts} from './service-facts.ts';
import type {ServiceRow} from './service-register.ts';

/** Writes accepted changes, with the rows that ABillS keeps besides a service. Returns the services after the write. */
export async function writeServices(
	context: RecordContext,
	changes: readonly Change[],
	{plans}: ServiceFacts,
): Promise<ReadonlyArray<Fields | null>> {
	const {query, dialect} = context;
	const of = (operation: Change['operation']) => changes.filter(change => change.operation === operation);
	const created = of('create').map(({after}) => after as unknown as ServiceRow);
	const today = await readToday(context, plans);
	const idOf = ({key, after}: Change) => Number(key['id'] ?? after!['id']);
	const now = await storeRows<ServiceRow>(context, TvService, 'id', {
		updated: of('update').map(change => ({
			...pickFields(change.after!, updatedColumns),
			id: idOf(change),
			...('expire' in change.after! && {expire: change.after['expire'] ?? dialect.noDate}),
		})),
		created: created.map(row => {
			const {expire = null} = {...row, ...expiryOf(row, plans, today, context)};
			return {...row, expire: expire ?? dialect.noDate};
		}),
	});
	await insertReport(context, created);
	await writeServiceChoices(context, of('update'));
	await deleteRows(query, 'iptv_main', 'id', deletedIds(changes, 'id'));
	await deleteReport(
		context,
		of('delete').map(({before}) => before as ServiceRow),
	);
	await turnReport(
		context,
		of('update').map(change => {
			const row = now.get(idOf(change))!;
			return {previous: {...row, ...(change.before as Partial<ServiceRow>)}, now: row};
		}),
	);
	const choices = await readServiceChoices(context, of('update'));
	return changes.map(change => {
		const row = now.get(idOf(change));
		return row ? withChoices(change, row, choices) : null;
	});
}

/** Today where the database is; `''` where no plan is of limited age, and nobody needs it. */
async function readToday({query, dialect}: RecordContext, plans: ServiceFacts['plans']): Promise<string> {
	if ([...plans.values()].every(days => days === 0)) return '';
	const [row] = await query<{today: string}>(`select ${dialect.today} as today`);
	return row!.today;
}

/** An active service with a plan of limited age ends after so many days in an ABillS. */
function expiryOf(
	{expire, disable, tp_id}: ServiceRow,
	plans: ServiceFacts['plans'],
	today: string,
	{shape}: RecordContext,
): {readonly expire?: string} {
	const days = plans.get(tp_id) ?? 0;
	if (!shape.isAbills || expire != null || disable !== 0 || days === 0) return {};
	const end = new Date(`${today}T00:00:00Z`);
	end.setUTCDate(end.getUTCDate() + days);
	return {expire: end.toISOString().slice(0, 10)};
}

/** Columns that an update may write. */
const updatedColumns = ['cid', 'disable', 'expire', 'iptv_login', 'tp_id'] as const;

/** The entries of `admin_actions` for a change, as ABillS words them. */
export function serviceLogOf({operation, before, after}: Change, record: Fields | null) {
	const {id, uid, service_id, tp_id, cid, disable} = (record ?? before) as Fields;
	const plan = tp_id === 0 ? '' : textOf(tp_id);
	const entry = (action_type: number, actions: string) => [
		{uid: Number(uid), module: 'Iptv', action_type, actions},
	];
	const head = `ID: ${textOf(id)}`;
	switch (operation) {
		case 'create':
			return entry(
				1,
				`${head} SERVICE_ID:${textOf(service_id)}, ID:${textOf(id)}, TP_ID:${plan}, STATUS:${textOf(disable)}, CID:${textOf(cid)}`,
			);
		case 'delete':
			return entry(10, `${head} SERVICE_ID:${textOf(service_id)}, TP_ID:${plan}, CID:${textOf(cid)}`);
		default:
			return entry(
				'disable' in after! ? 4 : 'tp_id' in after! ? 3 : 2,
				`${head} ${Object.entries(after!)
					.filter(([name]) => name !== 'choices')
					.map(([name, value]) => `${name.toUpperCase()}:${textOf(before![name])}->${textOf(value)};`)
					.join('')}`,
			);
	}
}

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

/** Reports new services that are active and have a plan. */
async function insertReport(context: RecordContext, services: readonly ReportedService[]): Promise<void> {
	if (!context.shape.has(table)) return;
	await insertRows(
		context,
		table,
		services
			.filter(service => reportedPlan(service) !== 0)
			.map(({id, uid, service_id, tp_id}) => ({uid, subscribe_id: id, service_id, tp_id})),
		{activate: 'current_date'},
	);
}

/**
Services that were switched on or off, or have another plan, by how they were and are: a report that ends, ends today. Undo of the same day
undoes what it opened and closed.
*/
async function turnReport(
	context: RecordContext,
	services: ReadonlyArray<{
		readonly previous: Pick<ReportedService, 'disable' | 'tp_id'>;
		readonly now: ReportedService;
	}>,
): Promise<void> {
	const turned = services.filter(({previous, now}) => reportedPlan(previous) !== reportedPlan(now));
	if (!context.shape.has(table) || turned.length === 0) return;
	const {query, dialect, isUndo} = context;
	/** Services that get no row: a second one would count twice. */
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
		// What is undone has ended a row: without any there was none.
		if (rows.some(({open}) => open === 1) || (isUndo && rows.length === 0)) kept.add(now.id);
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
async function deleteReport(
	{query, shape}: RecordContext,
	services: ReadonlyArray<Pick<ReportedService, 'id' | 'uid'>>,
): Promise<void> {
	if (!shape.has(table) || services.length === 0) return;
	await query(`delete from ${table} where uid in ? and subscribe_id in ?`, [
		services.map(({uid}) => uid),
		services.map(({id}) => id),
	]);
}
