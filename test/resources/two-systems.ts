import type {Billing} from '../../source/billing/billing.ts';
import {createEmptyState, insertUser, type PortalState} from '../../source/demo/portal/state.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import type {AccountRow, AccountComparison} from '../../source/resources/accounts/compare.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {AppContext} from '../../source/app/context.ts';
import {createDemoContext} from '../support/test-context.ts';

/** A demo portal over HTTP and a billing, with the calls that the recheck tests need. */
export type TwoSystems = {
	readonly world: AppContext;
	readonly state: PortalState;
	/** Paths of the requests since the last call, after `api/v1/`. */
	asked(): readonly string[];
	list(): Promise<AccountComparison>;
	/** Rechecks these rows. */
	again(
		keys: readonly string[],
		comparison: AccountComparison,
	): ReturnType<NonNullable<typeof accounts.recheck>>;
	query(sql: string, values?: readonly unknown[]): Promise<unknown>;
	close(): Promise<void>;
};

/** Opens a portal with one plan and the accounts that `people` creates in it, together with this billing. */
export async function openTwoSystems(billing: Billing): Promise<TwoSystems> {
	const state = createEmptyState('2026-11-22 12:00:00');
	state.plans = [{id: 1, external_id: '101', name: 'Базовий', user_default: false, packages: []}];
	const portal = await startFaultyPortal({state});
	const service = await billing.ensurePortal(portal.url);
	const query = async (sql: string, values: readonly unknown[] = []) => billing.database.query(sql, values);
	await query(
		`insert into tarif_plans (tp_id, id, module, service_id, name) values (70, 101, 'Iptv', ?, 'Базовий')`,
		[service],
	);
	const context = createDemoContext(portal, billing, service);
	let seen = 0;
	return {
		world: context,
		state,
		asked: () => pathsSince(portal),
		list: async () => (await readAndCompare(accounts, context)) as AccountComparison,
		again: async (keys, comparison) => accounts.recheck!(rowsAt(keys, comparison), comparison, context),
		query,
		async close() {
			await context.close();
			await portal.close();
		},
	};

	function pathsSince({received}: FaultyPortal): readonly string[] {
		const paths = received.slice(seen).map(({path}) => decodeURIComponent(path.split('/api/v1/')[1]!));
		seen = received.length;
		return paths;
	}
}

export const rowsAt = (keys: readonly string[], {rows}: AccountComparison): readonly AccountRow[] =>
	keys.map(key => rows.find(row => row.key === key)!);

/** Inserts an account into the portal: `ivan`, with a box and a number, unless given otherwise. */
export const insertPerson = (state: PortalState, more: Parameters<typeof insertUser>[1] = {}) =>
	insertUser(state, {
		login: 'ivan',
		fname: 'Іваненко Олег',
		phone: '+380501112233',
		ls: '101',
		mac: '00:1A:79:00:00:01',
		tariff_plan_id: 1,
		...more,
	});

/** Inserts a customer with a TV service into billing. */
export async function insertSubscriber(
	{query, world: context}: TwoSystems,
	{uid = 1, login = 'ivan', id = 101, cid = '00:1A:79:00:00:01'} = {},
): Promise<void> {
	await insertCustomer({query}, {uid, login});
	await query(
		'insert into iptv_main (id, uid, tp_id, service_id, cid, iptv_login, disable) values (?, ?, 70, ?, ?, ?, 0)',
		[id, uid, context.portalId, cid, login],
	);
}

export async function insertCustomer(
	{query}: Pick<TwoSystems, 'query'>,
	{uid = 1, login = 'ivan'} = {},
): Promise<void> {
	await query('insert into users (uid, id) values (?, ?)', [uid, login]);
	await query(`insert into users_pi (uid, fio, phone) values (?, 'Іваненко Олег', '+380501112233')`, [uid]);
}
