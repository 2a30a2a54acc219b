import type {Billing} from '../billing/billing.ts';
import {seedPortal} from './portal/seed/seed-portal.ts';
import {startPortal, type RunningPortal} from './portal/server.ts';

/** What the demo shows: how many accounts the portal has, and which. */
type DemoOptions = {readonly port?: number; readonly accounts?: number; readonly seed?: number};

/** The demo portal alone, on loopback. */
export async function startDemoPortal({
	port = 0,
	accounts = 300,
	seed = 1,
}: DemoOptions = {}): Promise<RunningPortal> {
	return startPortal({port, state: seedPortal({accounts, seed})});
}

/** The demo portal, and a throw-away billing in memory that knows most of it: made when it is asked for, which takes seconds. */
export async function startDemo(options: DemoOptions = {}): Promise<{
	readonly url: string;
	readonly login: string;
	readonly password: string;
	billing(): Promise<Billing>;
	close(): Promise<void>;
}> {
	const portal = await startDemoPortal(options);
	return {
		url: portal.url,
		login: 'stalker',
		password: 'demo',
		async billing() {
			// Only here: loading the database takes longer than showing that it is being loaded.
			const [{openBilling}, {seedBilling}, {loadDemoBilling}] = await Promise.all([
				import('../billing/billing.ts'),
				import('./seed-billing.ts'),
				import('./load-billing.ts'),
			]);
			const billing = await openBilling('memory:');
			await loadDemoBilling(billing, seedBilling(portal.state), portal.url);
			return billing;
		},
		close: async () => portal.close(),
	};
}
