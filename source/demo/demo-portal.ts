import {seedPortal} from './portal/seed/seed-portal.ts';
import {startPortal, type RunningPortal} from './portal/server.ts';

/** `seed` decides which accounts the portal has, `first` the index of the first of them; `port` 0 is any free port. */
type DemoOptions = {
	readonly port?: number;
	readonly accounts?: number;
	readonly seed?: number;
	readonly first?: number;
};

/** What every demo portal takes as `api_auth_login` and `api_auth_password`. */
export const demoCredentials = {login: 'stalker', password: 'demo'} as const;

/** Accounts of the demo's first portal. */
export const accountsOfFirst = 300;

/** Starts one demo portal, on loopback. */
export async function startDemoPortal({
	port = 0,
	accounts = accountsOfFirst,
	seed = 1,
	first = 0,
}: DemoOptions = {}): Promise<RunningPortal> {
	return startPortal({port, state: seedPortal({accounts, seed, first}), ...demoCredentials});
}
