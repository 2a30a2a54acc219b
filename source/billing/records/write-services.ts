import {pickFields, textOf, type Change, type Fields} from '../../sync/changes/change.ts';
import {TvService} from '../entities/television.ts';
import {deleteReport, insertReport, turnReport} from './active-report.ts';
import type {RecordContext} from './record.ts';
import {deleteRows, insertSupplied, updateRows} from '../write-rows.ts';
import {type ServiceFacts, readServiceChoices, withChoices, writeServiceChoices} from './service-facts.ts';
import {readServices, type ServiceRow} from './service-register.ts';

/** Writes accepted changes, with the rows that ABillS keeps besides a service. Returns the services after the write. */
export async function writeServices(
	context: RecordContext,
	changes: readonly Change[],
	{plans}: ServiceFacts,
): Promise<ReadonlyArray<Fields | null>> {
	const {query, dialect} = context;
	const of = (operation: Change['operation']) => changes.filter(change => change.operation === operation);
	const created = of('create').map(({after}) => after as unknown as ServiceRow);
	const [{today}] = (await query<{today: string}>(`select ${dialect.today} as today`)) as [{today: string}];
	await insertSupplied(
		context,
		TvService,
		created.map(row => {
			const {expire = null} = {...row, ...expiryOf(row, plans, today, context)};
			return {...row, expire: expire ?? dialect.noDate};
		}),
	);
	await insertReport(context, created);
	await updateRows(
		context,
		'iptv_main',
		['id'],
		of('update').map(({key, after}) => ({
			...pickFields(after!, updatedColumns),
			id: Number(key['id']),
			...('expire' in after! && {expire: after['expire'] ?? dialect.noDate}),
		})),
	);
	await writeServiceChoices(context, of('update'));
	const gone = of('delete').map(({key}) => Number(key['id']));
	await deleteRows(query, 'iptv_main', 'id', gone);
	await deleteReport(
		context,
		of('delete').map(({before}) => before as ServiceRow),
	);
	const idOf = ({key, after}: Change) => Number(key['id'] ?? after!['id']);
	// Written rows are locked.
	const rows = await readServices(
		{...context, isLocking: false},
		{
			ids: changes.filter(({operation}) => operation !== 'delete').map(idOf),
			uids: [],
			logins: [],
			cids: [],
		},
	);
	const byId = new Map(rows.map(row => [row.id, row]));
	await turnReport(
		context,
		of('update').map(change => {
			const now = byId.get(idOf(change))!;
			return {previous: {...now, ...(change.before as Partial<ServiceRow>)}, now};
		}),
	);
	const choices = await readServiceChoices(context, of('update'));
	return changes.map(change => {
		const row = byId.get(idOf(change));
		return row ? withChoices(change, row, choices) : null;
	});
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
