import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {grantStatements} from '../../source/billing/abills/grants.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import type {User} from '../../source/demo/portal/state.ts';
import {createAbills, mariadbServer, type AbillsDatabase} from '../billing/abills/database.ts';
import {compareFingerprints, takeFingerprint} from '../billing/abills/fingerprint.ts';
import {abillsRows} from '../billing/abills/rows.ts';
import {openShell, type Shell} from './shell.ts';

const demo = seedBilling(seedPortal({accounts: 60, seed: 1}));

type Outcomes = Readonly<
	Record<
		'done' | 'refused' | 'failed',
		ReadonlyArray<{readonly key: string; readonly code: string; readonly message: string}>
	>
>;

type Row = Readonly<Record<string, unknown>>;

describe.runIf(mariadbServer)('fixes that write an attached ABillS, as a user with the least rights', () => {
	let abills: AbillsDatabase;
	let shell: Shell;

	beforeAll(async () => {
		const own = await openShell();
		own.portal.state.settings.internalBilling = true;
		abills = await createAbills('fresh', abillsRows(demo, own.portal.url));
		shell = own.with({DATABASE_URL: await abills.addressFor()});
		await abills.root.query('update bills set deposit = 100');
		await shell.call('db', 'attach', '--yes');
	});
	afterAll(async () => {
		await shell.close();
		await abills.drop();
	});

	const ask = async (sql: string): Promise<readonly Row[]> => {
		const [rows] = await abills.root.query(sql);
		return rows as unknown as readonly Row[];
	};
	const fix = async (id: string, kind: string): Promise<Outcomes> =>
		(await shell.call('accounts', 'fix', id, '--kind', kind, '--use', 'stalker', '--yes', '--json'))
			.data as Outcomes;

	/** Accounts that are on and in step with their services; each test takes the next. */
	let taken = 0;
	async function someone(): Promise<{readonly user: User; readonly uid: number; readonly tvId: number}> {
		const {data} = await shell.call('accounts', 'list', '--mark', '=', '--json');
		const on = (data as ReadonlyArray<{readonly key: string; readonly status: number}>).filter(
			({status}) => status === 1,
		);
		const {key} = on[taken++]!;
		const user = shell.portal.state.users.find(({login}) => login === key)!;
		const [row] = await ask(`select uid from iptv_main where id = ${Number(user.ls)}`);
		return {user, uid: Number(row!['uid']), tvId: Number(user.ls)};
	}

	const lastId = async (table: string) =>
		Number((await ask(`select max(id) as id from ${table}`))[0]!['id'] ?? 0);
	const log = async (table: string, after: number) =>
		ask(
			`select action_type as type, module, actions, timestampdiff(minute, datetime, now()) as age from ${table} where id > ${after} order by id`,
		);
	const report = async (tvId: number) =>
		ask(
			`select tp_id, activate = curdate() as today, expire = '0000-00-00' as open from iptv_monthly_active_users_report where subscribe_id = ${tvId} order by id`,
		);

	/** Fixes one row, runs what is to be seen of it, and takes it back: every row but the log is as it was. */
	async function fixed(id: string, kind: string, seen: () => Promise<void>): Promise<readonly Row[]> {
		const before = await takeFingerprint(abills.root, abills.name);
		const since = await lastId('admin_actions');
		const {done, refused, failed} = await fix(id, kind);
		expect([refused, failed]).toEqual([[], []]);
		expect(done).toHaveLength(1);
		await seen();
		const lines = await log('admin_actions', since);
		const [entry] = (await shell.call('journal', 'list', '--limit', '1', '--json')).data as ReadonlyArray<{
			readonly id: string;
		}>;
		const undone = await shell.call('journal', 'undo', entry!.id, '--yes');
		expect(undone).toMatchObject({exit: 0, error: ''});
		const differences = compareFingerprints(before, await takeFingerprint(abills.root, abills.name));
		expect(Object.entries(differences).filter(([, {came, went}]) => came + went > 0)).toEqual([
			['admin_actions', expect.objectContaining({went: 0})],
		]);
		return lines;
	}

	test('B2, off in Stalker: the service is disabled, type 4, and its row of the report ends today', async () => {
		const {user, tvId} = await someone();
		// As the portal's database has it.
		user.status = 1;
		const lines = await fixed(user.login, 'B2', async () => {
			expect(await ask(`select disable from iptv_main where id = ${tvId}`)).toEqual([{disable: 1}]);
			expect((await report(tvId)).map(({open}) => open)).toEqual([0]);
		});
		expect(lines).toEqual([{type: 4, module: 'Iptv', actions: `ID: ${tvId} DISABLE:0->1;`, age: 0}]);
		user.status = 0;
	});

	test('B1, on in Stalker: the service is active, type 4, with a row of the report from today', async () => {
		const {user, tvId} = await someone();
		await abills.root.query(`update iptv_main set disable = 1 where id = ${tvId}`);
		await abills.root.query(
			`update iptv_monthly_active_users_report set expire = '2026-01-01' where subscribe_id = ${tvId}`,
		);
		const lines = await fixed(user.login, 'B1', async () => {
			expect(await ask(`select disable from iptv_main where id = ${tvId}`)).toEqual([{disable: 0}]);
			expect((await report(tvId)).at(-1)).toMatchObject({today: 1, open: 1});
		});
		expect(lines).toEqual([{type: 4, module: 'Iptv', actions: `ID: ${tvId} DISABLE:1->0;`, age: 0}]);
	});

	test('C1, another plan in Stalker: type 3, the report turns to it, and the chosen channels are cleared and come back', async () => {
		const {user, tvId, uid} = await someone();
		const [service] = await ask(
			`select m.tp_id, t.id from iptv_main m join tarif_plans t on t.tp_id = m.tp_id where m.id = ${tvId}`,
		);
		// The default plan would be C4.
		const others = shell.portal.state.plans
			.filter(({external_id: id, user_default: isDefault}) => /^\d+$/.test(id) && !isDefault)
			.map(({external_id: id}) => id);
		const [other] = await ask(
			`select tp_id, id from tarif_plans where service_id = 1 and tp_id <> ${String(service!['tp_id'])} and module = 'Iptv' and filter_id = '' and id in (${others.join(', ')}) limit 1`,
		);
		user.tariff_plan_id = shell.portal.state.plans.find(
			({external_id: id}) => id === String(other!['id']),
		)!.id;
		const [channel] = await ask('select id from iptv_channels limit 1');
		await abills.insert({
			iptv_users_channels: [
				{
					id: tvId,
					channel_id: Number(channel!['id']),
					tp_id: Number(service!['tp_id']),
					uid: 0,
					changed: '2020-02-02 02:02:02',
				},
				{id: tvId, channel_id: Number(channel!['id']), tp_id: 60_000, uid, changed: '2020-02-02 02:02:02'},
			],
		});
		const dry = await shell.call(
			'accounts',
			'fix',
			user.login,
			'--kind',
			'C1',
			'--use',
			'stalker',
			'--dry-run',
		);
		expect(dry.out).toMatch(/The \d+ chosen channels of .* will be cleared.*\n.*No fee is taken/s);
		const lines = await fixed(user.login, 'C1', async () => {
			expect(await ask(`select tp_id from iptv_main where id = ${tvId}`)).toEqual([{tp_id: other!['tp_id']}]);
			expect(await ask(`select * from iptv_users_channels where id = ${tvId}`)).toEqual([]);
			expect((await report(tvId)).at(-1)).toEqual({tp_id: other!['tp_id'], today: 1, open: 1});
		});
		expect(lines).toEqual([
			{
				...{type: 3, module: 'Iptv', age: 0},
				actions: `ID: ${tvId} TP_ID:${String(service!['tp_id'])}->${String(other!['tp_id'])};`,
			},
		]);
	});

	test('E1, another name and phone in Stalker: type 2, the phone among the contacts, too', async () => {
		const {user, uid} = await someone();
		await abills.root.query(`update users_pi set fio2 = '', fio3 = '' where uid = ${uid}`);
		user.fname = 'Нове Імʼя';
		user.phone = '+380441112233';
		await abills.root.query('delete from users_contacts where uid = ?', [uid]);
		await abills.insert({
			users_contacts: [
				{uid, type_id: 1, value: '+380501112233', priority: 3, comments: 'mother', date: '2020-02-02'},
				{uid, type_id: 2, value: '+380502223344', priority: 4, comments: 'office', date: '2020-02-02'},
			],
		});
		await abills.root.query(`update users_pi set phone = '' where uid = ${uid}`);
		const contacts = async () =>
			ask(
				`select type_id, value, priority, comments, date from users_contacts where uid = ${uid} order by id`,
			);
		const [first, second] = await contacts();
		const lines = await fixed(user.login, 'E1', async () => {
			expect(await ask(`select fio, phone from users_pi where uid = ${uid}`)).toEqual([
				{fio: 'Нове Імʼя', phone: '+380441112233'},
			]);
			// Its priority and its comment are the customer's.
			expect(await contacts()).toEqual([{...first, value: '+380441112233'}, second]);
		});
		expect(lines).toEqual([
			{
				...{type: 2, module: '', age: 0},
				actions: expect.stringMatching(/^FIO:.*->Нове Імʼя;PHONE:.*->\+380441112233;$/),
			},
		]);
	});

	test('a name in three parts is left to a person', async () => {
		const {user, uid} = await someone();
		await abills.root.query(
			`update users_pi set fio = 'Ковальчук', fio2 = 'Степан', fio3 = 'Іванович' where uid = ${uid}`,
		);
		user.fname = 'Хтось Інший';
		expect((await fix(user.login, 'E1')).refused).toEqual([
			expect.objectContaining({code: 'fix-three-names'}),
		]);
	});

	test('E3, another end date in Stalker: type 2, a date without time; A3: status 2, type 4', async () => {
		const {user, tvId} = await someone();
		user.expire_billing_date = '2031-05-06 00:00:00';
		const lines = await fixed(user.login, 'E3', async () => {
			expect(await ask(`select cast(expire as char) as day from iptv_main where id = ${tvId}`)).toEqual([
				{day: '2031-05-06'},
			]);
		});
		expect(lines).toEqual([
			expect.objectContaining({
				type: 2,
				module: 'Iptv',
				actions: expect.stringMatching(/^ID: \d+ EXPIRE:.*->2031-05-06;$/),
			}),
		]);
		const {data} = await shell.call('accounts', 'list', '--mark', '-', '--json');
		const {key} = (data as ReadonlyArray<{readonly key: string}>).find(one =>
			one.key.startsWith('service:9'),
		)!;
		const retired = await fixed(key, 'A3', async () => undefined);
		// Active without a row of the report: undo begins none.
		await fixed('service:500001', 'A3', async () => undefined);
		expect(retired).toEqual([
			expect.objectContaining({type: 4, actions: expect.stringMatching(/ DISABLE:[01]->2;$/)}),
		]);
	});

	test('C5 and C3, of tariff plans: lines of type 2 in the log of actions without a customer', async () => {
		const since = await lastId('admin_system_actions');
		const {data} = await shell.call('fix', '--all', '--kind', 'C3,C5', '--use', 'stalker', '--yes', '--json');
		expect((data as Outcomes).done.length).toBeGreaterThan(1);
		expect(await log('admin_system_actions', since)).toEqual(
			(data as Outcomes).done.map(() => ({
				...{type: 2, module: 'Iptv', age: 0},
				actions: expect.stringMatching(/^TP:\d+ ID: \d+ (NAME|STATUS):.*->.*;$/),
			})),
		);
	});

	/** The rights without those to update these columns. */
	const without = (user: string, table: string, columns: RegExp) =>
		grantStatements({database: abills.name, consoleDatabase: abills.own, user}).map(grant =>
			grant.includes(`\`.\`${table}\` to `)
				? grant
						.replaceAll(columns, '')
						.replace(/update \((?:, )*/, 'update (')
						.replace(/(?:, )*update \(\s*\)/, '')
				: grant,
		);

	test.each([
		['iptv_main', /, `(?:disable|tp_id|expire)`(?=[^(]*$)/g, 'update (disable) on iptv_main'],
		[
			'iptv_monthly_active_users_report',
			/`expire`(?=\) on)/g,
			'update (expire) on iptv_monthly_active_users_report',
		],
	] as const)(
		'without the right to update %s such a fix is refused with a sentence, and everything else works',
		async (table, columns, right) => {
			const {user, tvId} = await someone();
			await abills.root.query(`update iptv_main set disable = 1 where id = ${tvId}`);
			const url = await abills.userWith(name => without(name, table, columns));
			const limited = shell.with({DATABASE_URL: `${url}?own=${abills.own}`});
			const refused = await limited.call(
				'accounts',
				'fix',
				user.login,
				'--kind',
				'B1',
				'--use',
				'stalker',
				'--yes',
			);
			expect(refused.exit).toBe(1);
			expect(refused.error + refused.out).toContain(`lacks the right ${right}`);
			expect(await ask(`select disable from iptv_main where id = ${tvId}`)).toEqual([{disable: 1}]);
			const added = await limited.call('accounts', 'add', '--all-unsynced', '--yes', '--json');
			expect((added.data as Outcomes).failed).toEqual([]);
		},
	);
});

test('the printed rights to update are those of the actions, and exactly the columns that fixes write', () => {
	const updates = grantStatements({database: 'abills', consoleDatabase: 'console', user: 'u'}).flatMap(
		grant => {
			const [, columns] = /update(?: \(([^)]*)\))?(?=,| on )/.exec(grant) ?? [];
			const [, table] = /on `abills`\.`(\w+)`/.exec(grant) ?? [];
			return grant.includes('update') ? [[table, columns?.replaceAll('`', '')]] : [];
		},
	);
	expect(Object.fromEntries(updates)).toEqual({
		users: 'bill_id, deleted',
		users_pi: 'fio, phone',
		users_contacts: 'value',
		tarif_plans: 'name, status',
		iptv_main: 'cid, iptv_login, disable, tp_id, expire',
		iptv_channels: undefined,
		iptv_monthly_active_users_report: 'expire',
	});
});
