import {randomUUID} from 'node:crypto';
import {createInMemoryCountHistory} from '../../source/storage/count-history.ts';
import {createInMemoryExpectedRows} from '../../source/storage/expected-rows.ts';
import type {Billing} from '../../source/billing/billing.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {loadDemoBilling} from '../../source/demo/load-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import type {PortalState} from '../../source/demo/portal/state.ts';
import {createStalkerClient, type StalkerClientOptions} from '../../source/stalker/client.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';
import {createAppContext, type AppContext} from '../../source/app/context.ts';
import {businessTables, saveTables} from './billing-tables.ts';

/** Both systems of a test: the demo portal over HTTP, and a real billing that is filled from it. */
export type TestContext = {
	readonly portal: FaultyPortal;
	/** A new context after each reset, without state of the one before. */
	readonly context: AppContext;
	/** The rows of its billing, see `dumpTables`. */
	dumpTables(): Promise<string>;
	/** Restores billing and portal to their state at the start. */
	reset(options?: Partial<StalkerClientOptions>): Promise<void>;
	/** `PUT accounts/00:1A:…`: requests that would change something, since the last reset. */
	writes(): readonly string[];
	close(): Promise<void>;
};

/** Every row of billing's tables as text, without its log and the journal: equal texts mean that nothing was written. */
export async function dumpTables({database: {query}}: Billing): Promise<string> {
	const each = businessTables.map(
		name => `select '${name}' as name, to_jsonb(t)::text as row from ${name} t`,
	);
	const rows = await query<{name: string; row: string}>(`${each.join(' union all ')} order by 1, 2`);
	return rows.map(({name, row}) => `${name} ${row}`).join('\n');
}

/**
A context over a demo portal and a billing, at a fixed date, for the operator olga. Failed requests are not retried. `close` leaves billing
open: other contexts use it.
*/
export function createDemoContext(
	portal: Pick<FaultyPortal, 'url'>,
	billing: Billing,
	providerId: number,
	{
		stalker: options = {},
		...more
	}: Partial<Omit<AppContext, 'stalker'>> & {readonly stalker?: Partial<StalkerClientOptions>} = {},
): AppContext {
	const stalker = createStalkerClient({
		url: portal.url,
		login: 'stalker',
		password: 'demo',
		retry: {limit: 0},
		...options,
	});
	const context = createAppContext({
		stalker,
		billing,
		providerId,
		channelOwner: null,
		expectedRows: createInMemoryExpectedRows(),
		countHistory: createInMemoryCountHistory(),
		operator: {os_user: 'olga', sudo_user: null, ssh_client: null},
		runId: randomUUID(),
		readOnly: false,
		translator: englishTranslator,
		now: () => new Date('2026-11-23T12:00:00'),
		...more,
	});
	return {...context, close: async () => stalker.close(), ...more};
}

/** `PUT accounts/00:1A:…`: the requests that the portal has received, from this index on. */
export const requestsSince = ({received}: FaultyPortal, from: number): readonly string[] =>
	received.slice(from).map(({method, path}) => `${method} ${decodeURIComponent(path.split('/api/v1/')[1]!)}`);

export async function createTestContext(
	billing: Billing,
	{
		accounts = 24,
		seed = 1,
		state = seedPortal({accounts, seed}),
		more = {},
		stalker: options = {},
	}: {
		readonly accounts?: number;
		readonly seed?: number;
		readonly state?: PortalState;
		readonly more?: Partial<Omit<AppContext, 'stalker'>>;
		readonly stalker?: Partial<StalkerClientOptions>;
	} = {},
): Promise<TestContext> {
	const initialState = structuredClone(state);
	const portal = await startFaultyPortal({state});
	const {query} = billing.database;
	await loadDemoBilling(billing, seedBilling(state), portal.url);
	const providerId = await billing.ensureProvider(portal.url);
	const restoreTables = await saveTables(query);
	const run = randomUUID();
	let firstRequest = 0;
	const open = (own: Partial<StalkerClientOptions> = {}): AppContext =>
		createDemoContext(portal, billing, providerId, {runId: run, ...more, stalker: {...options, ...own}});
	let context = open();
	return {
		portal,
		get context() {
			return context;
		},
		dumpTables: async () => dumpTables(billing),
		async reset(own) {
			await context.close();
			context = open(own);
			Object.assign(portal.state, structuredClone(initialState));
			await restoreTables();
			firstRequest = portal.received.length;
		},
		writes: () => requestsSince(portal, firstRequest).filter(request => !request.startsWith('GET ')),
		async close() {
			await context.close();
			await portal.close();
		},
	};
}
