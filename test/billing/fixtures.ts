import type {Billing} from '../../source/billing/billing.ts';
import type {ApplyContext, SetResult} from '../../source/sync/changes/ports.ts';
import {applySets} from '../../source/sync/changes/apply.ts';
import {invertSet} from '../../source/sync/changes/invert.ts';
import type {Change, ChangeResult, ChangeSet} from '../../source/sync/changes/change.ts';
import type {JournalOperator} from '../../source/sync/journal.ts';

const operator: JournalOperator = {os_user: 'olga', sudo_user: null, ssh_client: '10.0.0.5'};

export const context = {operator, run: 'run-1'};

/** Sets that write to billing alone: the portal is never asked. */
export const applyContext = (
	{executor, changeJournal}: Billing,
	portal: number,
	more: Partial<ApplyContext> = {},
): ApplyContext => ({
	ports: {
		billing: executor,
		journal: changeJournal,
		stalker: {
			check: async () => Promise.reject(new Error('asked')),
			apply: async () => Promise.reject(new Error('asked')),
			inspect: async () => Promise.reject(new Error('asked')),
			restore: async () => Promise.reject(new Error('asked')),
		},
	},
	...context,
	ensureProvider: async () => portal,
	...more,
});

/** A TV service to be made, and its customer where no `uid` is given. */
export type Order = {
	readonly login: string;
	readonly fio: string;
	/** The customer who is there, as he was agreed to. */
	readonly customer: {
		readonly uid: number;
		readonly deleted: 0 | 1;
		readonly beside: readonly number[];
	} | null;
	/** `null`: allotted. */
	readonly tvId: number | null;
	readonly tp_id: number;
	readonly cid: string;
	readonly iptv_login: string;
	readonly disable: 0 | 1;
	readonly expire: string | null;
};

const macs = {used: 0};

/** An order for a new customer; the MAC is a new one each time. */
export const createOrder = (login: string, more: Partial<Order> = {}): Order => ({
	login,
	fio: `Name of ${login}`,
	customer: null,
	tvId: null,
	tp_id: 0,
	cid: `00:1A:79:00:${(Math.floor(++macs.used / 256) % 256).toString(16).padStart(2, '0').toUpperCase()}:${(macs.used % 256).toString(16).padStart(2, '0').toUpperCase()}`,
	iptv_login: login,
	disable: 0,
	expire: null,
	...more,
});

const billingChange = (change: Omit<Change, 'system'>): Change => ({system: 'billing', ...change});

/** The changes of an order, as `+` on an account makes them. */
const serviceSet = ({login, fio, customer, tvId, ...service}: Order): ChangeSet => ({
	resource: 'accounts',
	rowKey: login,
	action: 'add',
	changes: [
		customer === null
			? billingChange({
					record: 'customer',
					operation: 'create',
					key: {login},
					before: null,
					after: {id: login, 'users_pi.fio': fio, 'users_pi.phone': '+380501112233'},
				})
			: billingChange({
					record: 'customer',
					operation: 'update',
					key: {uid: customer.uid},
					before: {deleted: customer.deleted},
					after: {deleted: customer.deleted},
				}),
		billingChange({
			record: 'service',
			operation: 'create',
			key: {iptv_login: service.iptv_login, cid: service.cid, beside: customer && customer.beside},
			before: null,
			after: {...service, id: tvId ?? {allot: null}, uid: customer?.uid ?? {ref: 'customer.uid'}},
		}),
	],
	questions: [],
	values: {},
});

/** What became of an order: that of its service, and where it was refused, whatever refused it. */
export type Added = ChangeResult & {readonly journal: string | null; readonly cause?: unknown};

/** Make services, as `+` on several accounts does. */
export async function addServices(
	billing: Billing,
	portal: number,
	orders: readonly Order[],
	{
		avoid = [],
		signal,
		...more
	}: Partial<ApplyContext> & {readonly avoid?: readonly number[]; readonly signal?: AbortSignal} = {},
): Promise<readonly Added[]> {
	const results = await applySets(orders.map(serviceSet), applyContext(billing, portal, more), {
		reserved: {service: avoid},
		signal,
	});
	return results.map(({results: [customer, service], journal, cause}) => ({
		...(service!.is === 'skipped' ? customer! : service!),
		journal,
		...(cause !== undefined && {cause}),
	}));
}

/** Give a service another login and MAC, as a link does. */
export async function linkService(
	billing: Billing,
	portal: number,
	id: number,
	before: {readonly cid: string; readonly iptv_login: string},
	after: {readonly cid?: string; readonly iptv_login: string},
): Promise<ChangeResult> {
	const {cid, iptv_login} = before;
	const set: ChangeSet = {
		resource: 'accounts',
		rowKey: after.iptv_login,
		action: 'link',
		changes: [
			billingChange({
				record: 'service',
				operation: 'update',
				key: {id},
				before: after.cid === undefined ? {iptv_login} : {cid, iptv_login},
				after,
			}),
		],
		questions: [],
		values: {},
	};
	const [result] = await applySets([set], applyContext(billing, portal));
	return result!.results[0]!;
}

/** Take back the first row of an entry, as `journal undo` does. */
export async function undoFirst(billing: Billing, portal: number, entry: string): Promise<SetResult> {
	const [row] = await billing.changeJournal.rows(entry);
	const {changes} = invertSet(row!.set, row!.results);
	const undo: ChangeSet = {...row!.set, action: 'undo', changes, undoes: {entry, position: 1}};
	const [result] = await applySets([undo], applyContext(billing, portal));
	return result!;
}

/** The portal's row of `iptv_services`. */
export const createProvider = async (billing: Billing): Promise<number> =>
	billing.ensureProvider('http://portal.example/stalker_portal/api/v1');

export async function countRows({database}: Billing): Promise<Readonly<Record<string, number>>> {
	const tables = ['users', 'users_pi', 'bills', 'iptv_main', 'admin_actions'];
	const [row] = await database.query<Record<string, unknown>>(
		`select ${tables.map(table => `(select count(*) from ${table}) as ${table}`).join(', ')}`,
	);
	return Object.fromEntries(tables.map(table => [table, Number(row![table])]));
}
