import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {grantStatements} from '../../source/billing/abills/grants.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {createAbills, mariadbServer, type AbillsDatabase} from '../billing/abills/database.ts';
import {compareFingerprints, takeFingerprint, type Fingerprint} from '../billing/abills/fingerprint.ts';
import {abillsRows} from '../billing/abills/rows.ts';
import {setPolicy, widePolicy, type Applied} from './policy-setup.ts';
import {openShell, type Shell} from './shell.ts';

const demo = seedBilling(seedPortal({accounts: 60, seed: 1}));

describe.runIf(mariadbServer)('db attach', () => {
	let abills: AbillsDatabase;
	let shell: Shell;

	beforeAll(async () => {
		shell = await openShell();
		abills = await createAbills('fresh', abillsRows(demo, shell.portal.url));
	});
	afterAll(async () => {
		await shell.close();
		await abills.drop();
	});

	const ownDatabases = async () => {
		const [found] = await abills.root.query(`show databases like '${abills.own}'`);
		return (found as readonly unknown[]).length;
	};

	test('prints the rights to write, and with --read-only those to read', async () => {
		const at = shell.with({DATABASE_URL: await abills.addressFor()});
		const {out} = await at.call('db', 'attach', '--print-grants');
		expect(out).toContain(`grant all privileges on \`${abills.own}\`.*`);
		expect(out).toMatch(/grant select \(.*\), insert, delete, update \(.*\) on .*`iptv_main` to /);
		expect(out).not.toMatch(/password|pin/);
		const reading = await at.call('db', 'attach', '--print-grants', '--read-only');
		expect(reading.out).not.toMatch(/\b(insert|update|delete|all privileges)\b/);
	});

	test('asks first, says what it would make, and makes nothing', async () => {
		const {exit, error} = await shell.with({DATABASE_URL: await abills.addressFor()}).call('db', 'attach');
		expect(exit).toBe(1);
		expect(error).toContain('repeat with --yes');
		expect(error).toContain(`The database ${abills.own} would be made`);
		expect(error).toContain('grant select (');
		expect(await ownDatabases()).toBe(0);
	});

	test('with --demo it is about the billing of the demo, never about the configured one', async () => {
		const at = shell.with({DATABASE_URL: await abills.addressFor()});
		for (const flag of ['--yes', '--print-grants']) {
			const {exit, out, error} = await at.call('db', 'attach', flag, '--demo');
			expect({exit, out}).toEqual({exit: 1, out: ''});
			expect(error).toContain('memory is no MariaDB database of ABillS, so there is nothing to attach');
		}

		expect(await ownDatabases()).toBe(0);
	});

	test('a right too few, a right to read alone, no right to make the database: nothing is made', async () => {
		const names = {database: abills.name, consoleDatabase: abills.own};
		const refusalOf = async (url: string) =>
			(await shell.with({DATABASE_URL: `${url}?own=${abills.own}`}).call('db', 'attach', '--yes')).error;
		const few = await abills.userWith(user =>
			grantStatements({...names, user}).map(grant =>
				grant.replace(/, delete(.* on `\w+`\.`iptv_main`)/, '$1'),
			),
		);
		expect(await refusalOf(few)).toMatch(
			/cannot be written, so nothing was attached: the user lacks rights: delete on iptv_main; .*--print-grants/,
		);
		const reader = await abills.userWith(user => grantStatements({...names, user, readOnly: true}));
		expect(await refusalOf(reader)).toMatch(/lacks rights: insert on users, .*--print-grants/);
		const noOwn = await abills.userWith(user =>
			grantStatements({...names, user}).filter(grant => !grant.includes('all privileges')),
		);
		expect(await refusalOf(noOwn)).toMatch(/may not make the database .*--print-grants/);
		expect(await ownDatabases()).toBe(0);
	});

	test('makes its own tables alone; then status says attached, and once more is nothing', async () => {
		const before = await takeFingerprint(abills.root, abills.name);
		const at = shell.with({DATABASE_URL: await abills.addressFor()});
		expect((await at.call('db', 'status')).out).toContain('db attach');
		const readOnly = await at.call('db', 'attach', '--yes', '--read-only');
		expect([readOnly.exit, await ownDatabases()]).toEqual([1, 0]);
		const attached = await at.call('db', 'attach', '--yes');
		expect(attached.error).toBe('');
		expect(attached.out).toContain(`drop database ${abills.own} removes them`);
		const {exit, data} = await at.call('db', 'status', '--json');
		expect(exit).toBe(0);
		expect(data).toMatchObject({state: 'attached', abills: {unwritable: []}});
		expect((await at.call('db', 'attach', '--yes')).out).toContain('is attached');
		// As the version before has left it.
		await abills.root.query(`drop table ${abills.own}.stalker_counts`);
		await abills.root.query(`delete from ${abills.own}.stalker_migrations where name like '%counts'`);
		const older = await at.call('db', 'status', '--json');
		expect(older.data).toMatchObject({state: 'attached', pending: ['2026-12-01-counts']});
		expect((await at.call('db', 'attach', '--yes')).error).toBe('');
		expect((await at.call('db', 'status', '--json')).data).toMatchObject({pending: []});
		await abills.root.query(`select * from ${abills.own}.stalker_counts`);
		expect(compareFingerprints(before, await takeFingerprint(abills.root, abills.name))).toEqual({});
	});
});

describe.runIf(mariadbServer)('on an attached ABillS, as a user with the least rights', () => {
	let abills: AbillsDatabase;
	let shell: Shell;

	beforeAll(async () => {
		const own = await openShell();
		abills = await createAbills('fresh', abillsRows(demo, own.portal.url));
		shell = own.with({DATABASE_URL: await abills.addressFor()});
		await shell.call('db', 'attach', '--yes');
	});
	afterAll(async () => {
		await shell.close();
		await abills.drop();
	});

	const lastEntry = async (): Promise<number> => {
		const [rows] = await abills.root.query(`select max(id) as id from ${abills.own}.stalker_journal`);
		return (rows as unknown as ReadonlyArray<{id: number}>)[0]!.id;
	};

	test('tariff plans are imported, journaled, logged as ABillS would, and undone', async () => {
		const before = await takeFingerprint(abills.root, abills.name);
		const imported = await shell.call('tariffs', 'import', '--all', '--yes', '--json');
		const all = (imported.data as {done: ReadonlyArray<{code: string}>}).done;
		const done = all.filter(({code}) => code === 'imported');
		expect(done.length).toBeGreaterThan(1);
		const after = await takeFingerprint(abills.root, abills.name);
		const added = {came: done.length, went: 0};
		const moved = {next: [expect.any(Number), expect.any(Number)]};
		expect(compareFingerprints(before, after)).toEqual({
			tarif_plans: {...added, ...moved},
			admin_system_actions: {...added, ...moved},
		});
		const undone = await shell.call('journal', 'undo', String(await lastEntry()), '--yes');
		expect(undone).toMatchObject({exit: 0, error: ''});
		expect(compareFingerprints(after, await takeFingerprint(abills.root, abills.name))).toEqual({
			tarif_plans: {came: 0, went: done.length},
			admin_system_actions: {...added, ...moved},
		});
		const lines = await abills.root.query(
			'select action_type, module, actions, aid, timestampdiff(minute, datetime, now()) as age from admin_system_actions order by id',
		);
		expect(lines[0]).toEqual([
			...done.map(() => ({
				action_type: 1,
				module: 'Iptv',
				actions: expect.stringMatching(/^TP:\d+ ID: \d+$/),
				aid: 2,
				age: 0,
			})),
			...done.map(() => ({
				action_type: 10,
				module: 'Iptv',
				actions: expect.stringMatching(/^TP:\d+ ID: \d+$/),
				aid: 2,
				age: 0,
			})),
		]);
	});

	/** What a call came to, by the codes of its rows. */
	type Done = Readonly<
		Record<'done' | 'refused' | 'failed', ReadonlyArray<{readonly code: string; readonly message: string}>>
	>;

	const call = async (...argv: readonly string[]): Promise<Done> =>
		(await shell.call(...argv, '--json')).data as Done;

	const changedSince = async (before: Fingerprint) =>
		Object.entries(compareFingerprints(before, await takeFingerprint(abills.root, abills.name))).filter(
			([, {came, went}]) => came > 0 || went > 0,
		);

	const undoLast = async () => shell.call('journal', 'undo', String(await lastEntry()), '--yes');

	test('all accounts that are only in Stalker are added, and undone to the last byte', async () => {
		const before = await takeFingerprint(abills.root, abills.name);
		const {done, failed} = await call('accounts', 'add', '--all-unsynced', '--yes');
		expect(failed).toEqual([]);
		expect(done.filter(({code}) => code === 'added').length).toBeGreaterThan(3);
		const tables = (await changedSince(before)).map(([table, {went}]) => [table, went]);
		expect(tables).toEqual([
			['admin_actions', 0],
			['bills', 0],
			['iptv_main', 0],
			['iptv_monthly_active_users_report', 0],
			['users', 0],
			['users_contacts', 0],
			['users_pi', 0],
		]);
		// Those that were added are in step now.
		const again = await call('accounts', 'add', '--all-unsynced', '--yes', '--dry-run');
		expect(again).not.toMatchObject({planned: expect.arrayContaining([{code: 'plan-add-new'}])});
		const undone = await undoLast();
		expect(undone.error).toBe('');
		expect((await changedSince(before)).map(([table, {went}]) => [table, went])).toEqual([
			['admin_actions', 0],
		]);
	});

	test('the list of channels is replaced, also where names and numbers change places, and put back', async () => {
		await abills.root.query(`update iptv_services set status = 1 where name = 'Other TV'`);
		const [rows] = await abills.root.query('select id, num, name from iptv_channels order by id limit 2');
		const [one, two] = rows as unknown as ReadonlyArray<{id: number; num: number; name: string}>;
		const rename = 'update iptv_channels set num = ?, name = ? where id = ?';
		await abills.root.query(rename, [65_000, 'parked', one!.id]);
		await abills.root.query(rename, [one!.num, one!.name, two!.id]);
		await abills.root.query(rename, [two!.num, two!.name, one!.id]);
		const before = await takeFingerprint(abills.root, abills.name);
		const {error, out} = await shell.call('channels', 'import', '--yes', '--confirm', '1000');
		expect([error, out]).toEqual(['', expect.any(String)]);
		expect((await changedSince(before)).map(([table]) => table)).toContain('iptv_channels');
		const list = await shell.call('channels', 'list', '--unsynced', '--json');
		expect((list.data as ReadonlyArray<{mark: string}>).filter(({mark}) => mark !== '=')).toEqual([]);
		expect((await undoLast()).error).toBe('');
		expect((await changedSince(before)).map(([table]) => table)).toEqual(['admin_system_actions']);
	});

	test('the doctor names customers whose TV service would end the nightly charging', async () => {
		const name = 'without_a_bill';
		expect((await shell.call('doctor')).out).not.toContain(name);
		await abills.insert({
			users: [{uid: 77_777, id: name, bill_id: 0}],
			iptv_main: [{id: 77_777, uid: 77_777, service_id: 1, disable: 0, cid: '', iptv_login: name}],
		});
		expect((await shell.call('doctor')).out).toContain(name);
		await abills.root.query('delete from users where uid = 77777');
		await abills.root.query('delete from iptv_main where uid = 77777');
	});

	test('subscriptions are recorded, and undone', async () => {
		const before = await takeFingerprint(abills.root, abills.name);
		const {done, failed} = await call('subscriptions', 'add', '--all-unsynced', '--yes');
		expect(failed).toEqual([]);
		expect(done.length).toBeGreaterThan(0);
		expect((await changedSince(before)).map(([table]) => table)).toEqual([
			'admin_actions',
			'iptv_users_channels',
		]);
		const undone = await undoLast();
		expect(undone.error).toBe('');
		expect((await changedSince(before)).map(([table]) => table)).toEqual(['admin_actions']);
	});

	test('a policy is applied; a second time there is nothing to change', async () => {
		setPolicy(shell, widePolicy);
		const planned = await shell.call('plan', '--json');
		const {sets} = planned.data as {readonly sets: ReadonlyArray<{readonly kinds: readonly string[]}>};
		expect([planned.exit, sets.length > 0]).toEqual([3, true]);
		const {exit, data} = await shell.call('apply', '--json');
		const {done, failed, stale} = data as Applied;
		expect([exit, failed, stale]).toEqual([0, [], []]);
		expect(done.length).toBeGreaterThanOrEqual(sets.length);
		const again = await shell.call('apply', '--json');
		expect(again).toMatchObject({exit: 0, data: {done: [], failed: [], stale: []}});
	});
});

describe.runIf(mariadbServer).each([
	['myisam', /have no transactions \(MyISAM\).*ENGINE=InnoDB/],
	['old', /iptv_main\.iptv_login.* missing/],
] as const)('an ABillS "%s"', (variant, reason) => {
	test('is not attached, and the reason says the way out', async () => {
		const shell = await openShell();
		const abills = await createAbills(variant, abillsRows(demo, shell.portal.url));
		try {
			const at = shell.with({DATABASE_URL: await abills.addressFor()});
			const {exit, error} = await at.call('db', 'attach', '--yes');
			expect(exit).toBe(1);
			expect(error).toMatch(reason);
			const [found] = await abills.root.query(`show databases like '${abills.own}'`);
			expect(found).toEqual([]);
		} finally {
			await shell.close();
			await abills.drop();
		}
	});
});

describe.runIf(mariadbServer).each([
	['no provider', [], [], 'Television'],
	['one that is no Stalker', [{id: 1, module: 'Other_tv'}], [], 'Television'],
	[
		'one that is no Stalker, named',
		[{id: 1, module: 'Other_tv'}],
		['--service', '1'],
		'no Stalker service 1',
	],
	['two of this portal', [{id: 1}, {id: 2}], [], '(1, 2)'],
	['one of another portal', [{id: 1, url: 'http://elsewhere.example/'}], [], 'elsewhere.example'],
] as const)('a portal on an ABillS with %s', (_, providers, flags, sentence) => {
	test('is one sentence with the way out, and nothing is written', async () => {
		const own = await openShell({accounts: 20});
		const abills = await createAbills('fresh', {
			iptv_services: providers.map(one => ({
				...{name: `TV ${one.id}`, module: 'Stalker_api', url: own.portal.url},
				...one,
			})),
		});
		const shell = own.with({DATABASE_URL: await abills.addressFor()});
		expect((await shell.call('db', 'attach', '--yes')).error).toBe('');
		const before = await takeFingerprint(abills.root, abills.name);
		for (const words of [
			['accounts', 'add', 'user00001', '--yes'],
			['tariffs', 'import', '--all', '--yes'],
		]) {
			const {exit, out, error} = await shell.call(...words, ...flags);
			expect([exit === 0, out]).toEqual([false, '']);
			expect(error.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)]);
		}

		expect(compareFingerprints(before, await takeFingerprint(abills.root, abills.name))).toEqual({});
		await own.close();
		await abills.drop();
	});
});

test('a database that is no ABillS on MariaDB has nothing to attach', async () => {
	const shell = await openShell();
	const {exit, error} = await shell.call('db', 'attach', '--yes');
	expect(exit).toBe(1);
	expect(error).toContain('so there is nothing to attach');
	await shell.close();
});
