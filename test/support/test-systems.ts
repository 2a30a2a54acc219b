import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {openBilling} from '../../source/billing/billing.ts';
import {openDatabase} from '../../source/billing/database.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {loadDemoBilling} from '../../source/demo/load-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {abillsRows} from '../billing/abills/rows.ts';
import {createAttached, createDatabase, migrated} from '../billing/engines.ts';
import type {PortalState} from '../../source/demo/portal/state.ts';

/** The systems of a program under test: a portal in this process, and a billing that other processes open. */
export type TestSystems = {
	readonly portal: FaultyPortal;
	/** The environment that the built program is started with to use both. */
	readonly environment: Readonly<Record<string, string>>;
	/** Query billing. The embedded one can be queried only while no program has it open. */
	query(sql: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>;
	/** Requests that would change the portal, as `METHOD path`, oldest first. */
	writes(): readonly string[];
	close(): Promise<void>;
};

/** The kinds of billing available here: the embedded one, and a server where `TEST_DATABASE_URL` names one. */
export const billingKinds: ReadonlyArray<'embedded' | 'server'> =
	process.env['TEST_DATABASE_URL'] === undefined ? ['embedded'] : ['embedded', 'server'];

/** `attached`: an ABillS on the server of `TEST_MARIADB_URL`, with the least rights. */
export type BillingKind = 'embedded' | 'server' | 'attached';

/** Start a portal of so many accounts beside a billing that has most of them. */
export async function startTestSystems(kind: BillingKind, {accounts = 300} = {}): Promise<TestSystems> {
	const state = seedPortal({accounts});
	const portal = await startFaultyPortal({state});
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-place-'));
	const {url, drop} = await openers[kind]({state, portalUrl: portal.url, home});
	return {
		portal,
		environment: {
			STALKER_URL: portal.url,
			STALKER_LOGIN: 'stalker',
			STALKER_PASSWORD: 'demo',
			DATABASE_URL: url,
		},
		async query(sql) {
			const database = await openDatabase(url);
			try {
				return await database.query<Record<string, unknown>>(sql);
			} finally {
				await database.close();
			}
		},
		writes: () =>
			portal.received
				.filter(({method}) => method !== 'GET')
				.map(({method, path: asked}) => `${method} ${decodeURIComponent(asked.split('/api/v1/')[1]!)}`),
		async close() {
			await portal.close();
			await drop();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

type Opened = {readonly url: string; drop(): Promise<void>};
type Systems = {readonly state: PortalState; readonly portalUrl: string; readonly home: string};

/** How a billing of each kind is made, with the customers of most accounts. */
const openers: Readonly<Record<BillingKind, (systems: Systems) => Promise<Opened>>> = {
	async embedded({home, ...systems}) {
		const url = `embedded:${home}/billing`;
		await fill(url, systems);
		return {url, drop: async () => undefined};
	},
	async server(systems) {
		const own = await createDatabase();
		await migrated(own.url);
		await fill(own.url, systems);
		return own;
	},
	attached: async ({state, portalUrl}) => createAttached('fresh', abillsRows(seedBilling(state), portalUrl)),
};

async function fill(url: string, {state, portalUrl}: Omit<Systems, 'home'>): Promise<void> {
	const billing = await openBilling(url);
	await loadDemoBilling(billing, seedBilling(state), portalUrl);
	await billing.close();
}
