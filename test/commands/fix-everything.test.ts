import {mkdtempSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import type {FixUse} from '../../source/sync/fix.ts';
import {createAbills, mariadbServer} from '../billing/abills/database.ts';
import {compareFingerprints, takeFingerprint} from '../billing/abills/fingerprint.ts';
import {abillsRows} from '../billing/abills/rows.ts';
import {businessTables} from '../support/billing-tables.ts';
import {billingKinds, startTestSystems} from '../support/test-systems.ts';
import {createShell, openShell, type Shell} from './shell.ts';

/** So many that each kind of difference of the demo occurs. */
const accounts = 300;

/** Both systems, with a way to tell whether billing is as it was. */
type Systems = {
	readonly shell: Shell;
	/** Billing's rows as text, without its log and the journal. */
	billingState(): Promise<string>;
	close(): Promise<void>;
};

async function openOwn(): Promise<Systems> {
	const systems = await startTestSystems(billingKinds.at(-1)!, {accounts});
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-everything-'));
	const shell = createShell(systems.portal, home, {...systems.environment, HOME: home});
	return {
		shell,
		async billingState() {
			const each = businessTables.map(
				name => `select '${name}' as name, to_jsonb(t)::text as row from ${name} t`,
			);
			return JSON.stringify(await systems.query(`${each.join(' union all ')} order by 1, 2`));
		},
		async close() {
			await shell.close();
			await systems.close();
		},
	};
}

/** An ABillS that is written as a user with the least rights. */
async function openAttached(): Promise<Systems> {
	const own = await openShell({accounts});
	const abills = await createAbills(
		'fresh',
		abillsRows(seedBilling(seedPortal({accounts, seed: 1})), own.portal.url),
	);
	await abills.root.query(`update iptv_services set status = 1 where name = 'Other TV'`);
	const shell = own.with({DATABASE_URL: await abills.addressFor()});
	await shell.call('db', 'attach', '--yes');
	const before = await takeFingerprint(abills.root, abills.name);
	return {
		shell,
		async billingState() {
			const differences = compareFingerprints(before, await takeFingerprint(abills.root, abills.name));
			return JSON.stringify(
				Object.entries(differences).flatMap(([table, {came, went}]) =>
					table.startsWith('admin_') || came + went === 0 ? [] : [[table, came, went]],
				),
			);
		},
		async close() {
			await own.close();
			await abills.drop();
		},
	};
}

/** What an operator chooses, in the order in which one thing rests on another. */
const choices: ReadonlyArray<readonly [kinds: string, use: FixUse]> = [
	['C2,C3,C5', 'stalker'],
	['G1,G2,G3', 'stalker'],
	['A5,B1,B2,B3,B4,C1,C4,D1,D2,E1,E2,E3', 'billing'],
	['C1,D1,D2,E1,E3', 'stalker'],
	['A1,A2', 'stalker'],
	['A3', 'billing'],
	['A3', 'stalker'],
	['D5', 'stalker'],
	['H1,H2', 'billing'],
	['H3', 'stalker'],
];

type Outcomes = {
	readonly done: ReadonlyArray<{readonly key: string}>;
	readonly refused: ReadonlyArray<{readonly key: string; readonly code: string; readonly message: string}>;
	readonly failed: readonly unknown[];
	readonly planned?: readonly unknown[];
};

type Checked = {
	readonly differing: number;
	readonly kinds: Readonly<Record<string, number>>;
	readonly notes: Readonly<Record<string, number>>;
};

describe.each([
	['the demo', openOwn],
	...(mariadbServer === undefined ? [] : [['an attached ABillS', openAttached] as const]),
] as const)('every difference of %s', (_, open) => {
	let systems: Systems;
	beforeAll(async () => {
		systems = await open();
	});
	afterAll(async () => systems.close());

	const check = async () => (await systems.shell.call('check', '--json')).data as Checked;
	const fix = async (kinds: string, use: FixUse, ...more: readonly string[]) =>
		(await systems.shell.call('fix', '--all', '--kind', kinds, '--use', use, '--json', ...more))
			.data as Outcomes;
	/** Fixes all rows; their number is confirmed as it was planned. */
	const fixAll = async (kinds: string, use: FixUse) => {
		const {planned = []} = await fix(kinds, use, '--dry-run');
		return fix(kinds, use, '--yes', '--confirm', String(planned.length));
	};
	/** The portal's accounts, and their chosen channels as sets. */
	const portalState = () => {
		const {users, subscriptions} = systems.shell.portal.state;
		return structuredClone({
			users,
			chosen: subscriptions.map(({uid, sub_ch}) =>
				typeof sub_ch === 'object' && sub_ch !== null
					? [uid, ...Object.values(sub_ch).toSorted()]
					: [uid, sub_ch],
			),
		});
	};

	test(
		'is fixed but for those that a person decides, which say so; once more writes nothing; undo of all restores both systems',
		{timeout: 300_000},
		async () => {
			const [before, portalBefore, billingBefore] = [
				await check(),
				portalState(),
				await systems.billingState(),
			];
			expect(before.differing).toBeGreaterThan(200);
			for (const [kinds, use] of choices)
				expect((await fixAll(kinds, use)).failed, `${kinds} ${use}`).toEqual([]);

			const after = await check();
			expect(after.differing).toBeLessThan(before.differing / 8);
			const all = choices.map(([kinds]) => kinds).join(',');
			const [writes, billingAfter] = [systems.shell.portal.received.length, await systems.billingState()];
			const refusals = [await fixAll(all, 'billing'), await fixAll(all, 'stalker')];
			expect(refusals.map(({done}) => done)).toEqual([[], []]);
			const sent = systems.shell.portal.received.slice(writes).filter(({method}) => method !== 'GET');
			expect([sent, await systems.billingState()]).toEqual([[], billingAfter]);

			const said = new Map(refusals.flatMap(({refused}) => refused.map(one => [one.key, one])));
			for (const {message} of said.values()) expect(message).toMatch(/\S+ \S+/);
			for (const list of ['accounts', 'channels', 'subscriptions', 'tariffs']) {
				const {data} = await systems.shell.call(list, 'list', '--unsynced', '--json');
				for (const {key, mark} of data as ReadonlyArray<{readonly key: string; readonly mark: string}>)
					if (mark !== '!' && mark !== '?') expect(said.has(key), `${list} ${key}`).toBe(true);
			}

			const {data: entries} = await systems.shell.call('journal', 'list', '--limit', '50', '--json');
			for (const {id} of entries as ReadonlyArray<{readonly id: string}>)
				await systems.shell.call('journal', 'undo', id, '--yes');
			expect(await systems.billingState()).toBe(billingBefore);
			// C4: undo can only give the portal's default plan by name, and says so.
			const plans = (state: typeof portalBefore) => state.users.map(({tariff_plan_id: plan}) => plan);
			const now = portalState();
			const had = plans(portalBefore);
			const changed = plans(now).flatMap((plan, index) => (plan === had[index] ? [] : [[had[index], plan]]));
			const byDefault = systems.shell.portal.state.plans.find(({user_default: isDefault}) => isDefault)!.id;
			expect(changed).toEqual([[0, byDefault]]);
			const withoutPlan = (state: typeof portalBefore) => ({
				...state,
				users: state.users.map(({tariff_plan_id: _plan, ...user}) => user),
			});
			expect(withoutPlan(now)).toEqual(withoutPlan(portalBefore));
			expect(await check()).toEqual(before);
		},
	);
});
