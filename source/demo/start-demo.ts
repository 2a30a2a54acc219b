import type {Billing} from '../billing/billing.ts';
import {seedPortal} from './portal/seed/seed-portal.ts';
import {startPortal, type RunningPortal} from './portal/server.ts';
import type {DemoBilling} from './seed-billing.ts';

/** `seed` decides which accounts the portal has, `first` the index of the first of them; `port` 0 is any free port. */
type DemoOptions = {
	readonly port?: number;
	readonly accounts?: number;
	readonly seed?: number;
	readonly first?: number;
};

/** What every demo portal takes as `api_auth_login` and `api_auth_password`. */
export const demoCredentials = {login: 'stalker', password: 'demo'} as const;

/** Accounts of the demo's first portal, and of each other one. */
const accountsOfFirst = 300;
const accountsOfOthers = 100;

/** Starts one demo portal, on loopback. */
export async function startDemoPortal({
	port = 0,
	accounts = accountsOfFirst,
	seed = 1,
	first = 0,
}: DemoOptions = {}): Promise<RunningPortal> {
	return startPortal({port, state: seedPortal({accounts, seed, first}), ...demoCredentials});
}

/**
Starts so many demo portals, on loopback, whose accounts have nothing in common. `billing()` makes a billing in memory that has most of them, gone when closed; that takes
seconds.
*/
export async function startDemo(count = 1): Promise<{
	readonly urls: readonly string[];
	billing(): Promise<Billing>;
	close(): Promise<void>;
}> {
	const portals = await Promise.all(
		Array.from({length: count}, async (_, index) =>
			startDemoPortal(
				index === 0
					? {}
					: {
							accounts: accountsOfOthers,
							seed: index + 1,
							first: accountsOfFirst + (index - 1) * accountsOfOthers,
						},
			),
		),
	);
	return {
		urls: portals.map(({url}) => url),
		async billing() {
			// Loading the database takes longer than the first frame, which shows that it is being loaded.
			const [{openBilling}, {seedBilling}, {loadDemoBilling}] = await Promise.all([
				import('../billing/billing.ts'),
				import('./seed-billing.ts'),
				import('./load-billing.ts'),
			]);
			const billing = await openBilling('memory:');
			for (const [index, {state, url}] of portals.entries())
				await loadDemoBilling(billing, forPortal(seedBilling(state), index), url);
			return billing;
		},
		close: async () => void (await Promise.all(portals.map(async portal => portal.close()))),
	};
}

/** The records for the portal at this index. Numbers of plans are unique among all portals, and the channels are the first one's. */
const forPortal = (data: DemoBilling, index: number): DemoBilling =>
	index === 0
		? data
		: {
				...data,
				plans: data.plans.map(({id, filter_id, name}) => ({
					id: id + 1000 * index,
					filter_id: filter_id || String(id),
					name,
				})),
				...{channels: [], choices: [], prices: []},
			};
