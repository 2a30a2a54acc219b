import type {Billing} from '../billing/billing.ts';
import {seedPortal} from './portal/seed/seed-portal.ts';
import {startPortal, type RunningPortal} from './portal/server.ts';

/** `seed` decides which accounts the portal has; `port` 0 is any free port. */
type DemoOptions = {readonly port?: number; readonly accounts?: number; readonly seed?: number};

/** Starts the demo portal alone, on loopback. */
export async function startDemoPortal({
	port = 0,
	accounts = 300,
	seed = 1,
}: DemoOptions = {}): Promise<RunningPortal> {
	return startPortal({port, state: seedPortal({accounts, seed})});
}

/** Starts the demo portal. `billing()` makes a billing in memory that has most of its accounts, gone when closed; that takes seconds. */
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
			// Loading the database takes longer than the first frame, which shows that it is being loaded.
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
