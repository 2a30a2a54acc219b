import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {TestSystems} from '../support/test-systems.ts';
import {createShell, type Shell} from './shell.ts';

/** What `apply --json` answers. */
export type Applied = {
	readonly done: readonly AppliedRow[];
	readonly refused: readonly AppliedRow[];
	readonly failed: readonly AppliedRow[];
	readonly stale: readonly AppliedRow[];
	readonly settled: number;
};
type AppliedRow = {
	readonly list: string;
	readonly key: string;
	readonly code: string;
	readonly kinds: readonly string[];
	readonly journal?: string;
};

/** Everything that a policy may do, without the limits that protect the few rows of a test. */
export const widePolicy = `C2 = "stalker"
A1 = "stalker"
A2 = "stalker"
A5 = "billing"
B1 = "billing"
B3 = "billing"
C1 = "billing"
E1 = "billing"
E2 = "billing"
allow_switch_off = true
max_changes = 1000
max_share = 100
`;

/** A shell on these systems whose configuration has this policy; it has a home of its own. */
export function openPolicyShell({portal, environment}: TestSystems, policy: string): Shell {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-policy-'));
	const shell = createShell(portal, home, {...environment, HOME: home});
	setPolicy(shell, policy);
	return shell;
}

export function setPolicy({home}: Pick<Shell, 'home'>, policy: string): void {
	const directory = path.join(home, '.config', 'stalker-console');
	mkdirSync(directory, {recursive: true});
	writeFileSync(path.join(directory, 'config.toml'), policy === '' ? '' : `[policy]\n${policy}`);
}

/** All rows that these commands write in billing, as text. */
export const dumpBilling = async (systems: TestSystems): Promise<string> =>
	JSON.stringify(
		await systems.query(
			`select (select json_agg(t order by t.uid) from users t) as users, (select json_agg(t order by t.uid) from users_pi t) as infos,
			(select json_agg(t order by t.id) from bills t) as bills, (select json_agg(t order by t.id) from iptv_main t) as services,
			(select json_agg(t order by t.tp_id) from tarif_plans t) as plans`,
		),
	);

/** The accounts of the portal, as text. */
export const dumpAccounts = ({portal}: TestSystems): string => JSON.stringify(portal.state.users);
