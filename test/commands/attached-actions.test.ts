import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {createAbills, mariadbServer, type AbillsDatabase} from '../billing/abills/database.ts';
import {compareFingerprints, takeFingerprint} from '../billing/abills/fingerprint.ts';
import {abillsRows} from '../billing/abills/rows.ts';
import {createDemoContext} from '../support/test-context.ts';
import {createCaller, exampleCall, screenActions} from './command-calls.ts';
import {openShell, type Shell} from './shell.ts';

/** Actions that write billing. Adding accounts and importing plans is tried in attached-abills. */
const billingActions = screenActions.filter(({resource, action}) =>
	['accounts link', 'stb register', 'channels import', 'subscriptions add'].includes(
		`${resource.name} ${action.name}`,
	),
);

describe.runIf(mariadbServer)('on an attached ABillS, as a user with the least rights', () => {
	let abills: AbillsDatabase;
	let shell: Shell;
	let billing: Billing;

	beforeAll(async () => {
		const own = await openShell();
		abills = await createAbills(
			'fresh',
			abillsRows(seedBilling(seedPortal({accounts: 60, seed: 1})), own.portal.url),
		);
		const address = await abills.addressFor();
		shell = own.with({DATABASE_URL: address});
		await shell.call('db', 'attach', '--yes');
		await shell.call('tariffs', 'import', '--all', '--yes');
		await abills.root.query(`update iptv_services set status = 1 where name = 'Other TV'`);
		// A service of a customer without a bill is not written.
		await abills.root.query('insert into bills (uid) select uid from users where bill_id = 0');
		await abills.root.query(
			'update users u join bills b on b.uid = u.uid set u.bill_id = b.id where u.bill_id = 0',
		);
		billing = await openBilling(address);
	});
	afterAll(async () => {
		await billing.close();
		await shell.close();
		await abills.drop();
	});

	const changed = async (before: Awaited<ReturnType<typeof takeFingerprint>>) =>
		Object.entries(compareFingerprints(before, await takeFingerprint(abills.root, abills.name)))
			.filter(([, {came, went}]) => came > 0 || went > 0)
			.map(([table]) => table);

	test.each(billingActions.map(one => [`${one.resource.name} ${one.action.name}`, one] as const))(
		'%s writes billing, and its undo leaves nothing but lines of the log',
		async (name, {resource, action}) => {
			const provider = await billing.ensureProvider(shell.portal.url);
			const context = createDemoContext(shell.portal, billing, provider);
			const call = createCaller(async () => context);
			const {args, flags} = await exampleCall({resource, action}, context);
			const before = await takeFingerprint(abills.root, abills.name);
			const {exitCode, sentence} = await call([resource.name, action.name], args, flags);
			expect([name, exitCode, sentence]).toEqual([name, 0, '']);
			const tables = await changed(before);
			expect(tables.length).toBeGreaterThan(1);
			const [entry] = await billing.journal.list({limit: 1});
			const undone = await call(['journal', 'undo'], [entry!.id], {yes: true});
			expect([undone.exitCode, undone.sentence]).toEqual([0, '']);
			expect((await changed(before)).filter(table => !/^admin_(system_)?actions$/.test(table))).toEqual([]);
			await context.close();
		},
	);

	test('choices that were removed come back as they were, also those that ABillS wrote without a customer', async () => {
		const before = await takeFingerprint(abills.root, abills.name);
		const {data} = await shell.call(
			'subscriptions',
			'add',
			'--all-unsynced',
			'--beyond',
			'remove',
			'--yes',
			'--json',
		);
		const {iptv_users_channels: {went} = {went: 0}} = compareFingerprints(
			before,
			await takeFingerprint(abills.root, abills.name),
		);
		expect(went).toBeGreaterThan(0);
		const {journal} = (data as {done: ReadonlyArray<{journal: string}>}).done[0]!;
		expect(await shell.call('journal', 'undo', journal, '--yes')).toMatchObject({exit: 0});
		expect((await changed(before)).filter(table => !/^admin_(system_)?actions$/.test(table))).toEqual([]);
	});

	test('nobody is added beyond the customers that the licence allows, nor in a bulk', async () => {
		const [rows] = await abills.root.query('select count(*) as customers from users');
		const [{customers}] = rows as unknown as [{customers: number}];
		const unknown = shell.portal.state.users.filter(({login}) => /^user0005[0-3]$/.test(login));
		for (const [index, user] of unknown.entries())
			Object.assign(user, {
				login: `new${index}`,
				ls: String(700_001 + index),
				mac: `00:1A:79:AA:00:0${index}`,
			});
		const directory = path.join(shell.home, '.config', 'stalker-console');
		mkdirSync(directory, {recursive: true});
		writeFileSync(path.join(directory, 'config.toml'), `[billing]\ncustomers = ${customers + 2}\n`);
		const logins = unknown.map(({login}) => login);
		const {exit, data} = await shell.call('accounts', 'add', ...logins, '--yes', '--json');
		const result = data as Readonly<Record<'done' | 'failed' | 'refused', ReadonlyArray<{code: string}>>>;
		expect(exit).toBe(1);
		expect(result.done.map(({code}) => code)).toEqual(['added', 'added']);
		expect(result.refused.map(({code}) => code)).toEqual(['licence-reached', 'licence-reached']);
		expect(result.failed).toEqual([]);
		const [after] = await abills.root.query('select count(*) as customers from users');
		expect(after).toEqual([{customers: customers + 2}]);
		const one = await shell.call('accounts', 'add', logins.at(-1)!, '--dry-run');
		expect(one.out).toContain(`of the ${customers + 2} that`);
	});
});
