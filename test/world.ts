import {randomUUID} from 'node:crypto';
import {passingBaselines} from '../source/baselines.ts';
import type {Billing} from '../source/billing/billing.ts';
import {seedBilling} from '../source/demo/billing-seed.ts';
import {loadDemo} from '../source/demo/load-billing.ts';
import {seedPortal} from '../source/demo/portal/seed/seed.ts';
import {startPortal, type RunningPortal} from '../source/demo/portal/server.ts';
import type {PortalState} from '../source/demo/portal/state.ts';
import {openStalker, type StalkerOptions} from '../source/stalker/client.ts';
import {english} from '../source/words/words.ts';
import {createWorld, type World} from '../source/world.ts';
import {businessTables, keepTables} from './tables.ts';

/** Both systems as one value, for a test: the demo portal over HTTP, beside a real billing that is filled from it. */
export type TestWorld = {
	readonly portal: RunningPortal;
	/** A new one after each reset, which knows nothing of the last. */
	readonly world: World;
	/** `tablesOf` its billing. */
	tables(): Promise<string>;
	/** Billing is emptied and filled again, from the portal's state as it was at the start; so is the portal. */
	reset(options?: Partial<StalkerOptions>): Promise<void>;
	/** `PUT accounts/00:1A:…`: requests that would change something, since the last reset. */
	writes(): readonly string[];
	close(): Promise<void>;
};

/** Every row of billing's tables, its log and the journal apart: equal texts mean that nothing was written. */
export async function tablesOf({database: {query}}: Billing): Promise<string> {
	const each = businessTables.map(
		name => `select '${name}' as name, to_jsonb(t)::text as row from ${name} t`,
	);
	const rows = await query<{name: string; row: string}>(`${each.join(' union all ')} order by 1, 2`);
	return rows.map(({name, row}) => `${name} ${row}`).join('\n');
}

/**
A world over a demo portal and a billing that knows it, as of one day, for olga. Nothing is tried twice. It leaves billing open, which others use.
*/
export function worldOver(
	portal: Pick<RunningPortal, 'url'>,
	billing: Billing,
	service: number,
	{
		stalker: options = {},
		...more
	}: Partial<Omit<World, 'stalker'>> & {readonly stalker?: Partial<StalkerOptions>} = {},
): World {
	const stalker = openStalker({
		url: portal.url,
		login: 'stalker',
		password: 'demo',
		retry: {limit: 0},
		...options,
	});
	const world = createWorld({
		stalker,
		billing,
		portal: service,
		baselines: passingBaselines(),
		operator: {os_user: 'olga', sudo_user: null, ssh_client: null},
		run: randomUUID(),
		readOnly: false,
		words: english,
		now: () => new Date('2026-11-23T12:00:00'),
		...more,
	});
	return {...world, close: async () => stalker.close(), ...more};
}

/** `PUT accounts/00:1A:…`: what the portal received from the request with this number on, as a person writes it. */
export const requestsFrom = ({received}: RunningPortal, from: number): readonly string[] =>
	received.slice(from).map(({method, path}) => `${method} ${decodeURIComponent(path.split('/api/v1/')[1]!)}`);

export async function openTestWorld(
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
		readonly more?: Partial<Omit<World, 'stalker'>>;
		readonly stalker?: Partial<StalkerOptions>;
	} = {},
): Promise<TestWorld> {
	const first = structuredClone(state);
	const portal = await startPortal({state});
	const {query} = billing.database;
	await loadDemo(billing, seedBilling(state), portal.url);
	const service = await billing.claimPortal(portal.url);
	const fill = await keepTables(query);
	const run = randomUUID();
	let from = 0;
	const open = (own: Partial<StalkerOptions> = {}): World =>
		worldOver(portal, billing, service, {run, ...more, stalker: {...options, ...own}});
	let world = open();
	return {
		portal,
		get world() {
			return world;
		},
		tables: async () => tablesOf(billing),
		async reset(own) {
			await world.close();
			world = open(own);
			Object.assign(portal.state, structuredClone(first));
			await fill();
			from = portal.received.length;
		},
		writes: () => requestsFrom(portal, from).filter(request => !request.startsWith('GET ')),
		async close() {
			await world.close();
			await portal.close();
		},
	};
}
