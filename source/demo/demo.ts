import {openBilling, type Billing} from '../billing/billing.ts';
import {seedBilling} from './billing-seed.ts';
import {loadDemo} from './load-billing.ts';
import {seedPortal} from './portal/seed/seed.ts';
import {startPortal, type RunningPortal} from './portal/server.ts';

/** What the demo shows: how many accounts the portal has, and which. */
type DemoOptions = {readonly port?: number; readonly accounts?: number; readonly seed?: number};

/** The demo portal alone, on loopback. */
export async function serveDemo({
	port = 0,
	accounts = 300,
	seed = 1,
}: DemoOptions = {}): Promise<RunningPortal> {
	return startPortal({port, state: seedPortal({accounts, seed})});
}

/** The demo portal, and a throw-away billing in memory that knows most of it. */
export async function openDemo(options: DemoOptions = {}): Promise<{
	readonly url: string;
	readonly login: string;
	readonly password: string;
	readonly portal: RunningPortal;
	readonly billing: Billing;
	close(): Promise<void>;
}> {
	const portal = await serveDemo(options);
	const billing = await openBilling('memory:');
	await loadDemo(billing, seedBilling(portal.state), portal.url);
	return {
		url: portal.url,
		login: 'stalker',
		password: 'demo',
		portal,
		billing,
		close: async () => portal.close(),
	};
}
