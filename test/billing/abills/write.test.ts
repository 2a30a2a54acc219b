import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../../source/billing/billing.ts';
import {createAttached} from '../engines.ts';
import {applySets} from '../../../source/sync/changes/apply.ts';
import type {Fields} from '../../../source/sync/changes/change.ts';
import {addServices, applyContext, createOrder, linkService, undoFirst} from '../fixtures.ts';
import {mariadbServer, untilBlocked, type AbillsDatabase} from './database.ts';
import {compareFingerprints, takeFingerprint} from './fingerprint.ts';
import {portalService} from './rows.ts';
import type {Rows} from './rows.ts';

const zeroDate = '0000-00-00';

/** A plan for ten days, a customer with a company's bill, one without any, one whose number another has left behind. */
const rows: Rows = {
	admins: [
		{aid: 1, id: 'abills'},
		{aid: 2, id: 'system'},
		{aid: 4, id: 'olga'},
	],
	iptv_services: [{id: portalService, name: 'Stalker', module: 'Stalker_api', url: 'http://portal.example/'}],
	tarif_plans: [
		{tp_id: 9, id: 5, name: 'Ten days', module: 'Iptv', service_id: portalService, age: 10, comments: ''},
	],
	bills: [{id: 70, company_id: 3, registration: '2020-01-01'}],
	companies: [{id: 3, name: 'Company', bill_id: 70}],
	users: [
		{uid: 1, id: 'of_company', company_id: 3, bill_id: 0},
		{uid: 2, id: 'no_bill', bill_id: 0},
	],
	users_pi: [
		{uid: 1, comments: ''},
		{uid: 2, comments: ''},
	],
	iptv_main: [{id: 20, uid: 2, service_id: portalService, cid: '', iptv_login: 'no_bill'}],
	iptv_users_channels: [{id: 300, channel_id: 1, tp_id: 9}],
	iptv_users_screens: [{service_id: 310, screen_id: 1, cid: '00:1A:79:FF:FF:FF'}],
	iptv_monthly_active_users_report: [
		{uid: 99, subscribe_id: 320, service_id: portalService, tp_id: 9, activate: '2020-01-01'},
	],
};

describe.runIf(mariadbServer).each(['fresh', 'upgraded', 'mb4', 'extra'] as const)(
	'a customer and his service on an ABillS "%s"',
	variant => {
		let abills: AbillsDatabase;
		let billing: Billing;

		beforeAll(async () => {
			const attached = await createAttached(variant, rows);
			abills = attached;
			billing = await openBilling(attached.url);
		});
		afterAll(async () => {
			await billing?.close();
			await abills.drop();
		});

		const ask = async <Row>(sql: string): Promise<readonly Row[]> => {
			const [found] = await abills.root.query(sql);
			return found as never;
		};
		const has = async (table: string): Promise<boolean> =>
			(await ask(`show tables like '${table}'`)).length > 0;

		test('every row that ABillS itself would write is written, and undo removes exactly those', async () => {
			const before = await takeFingerprint(abills.root, abills.name);
			const order = createOrder('Ivanenko', {tp_id: 9, fio: 'Ґалаґан \u{1F600} Їжак'});
			const [added] = await addServices(billing, portalService, [order]);
			expect(added).toMatchObject({is: 'applied'});
			const {uid, id} = added!.current as {uid: number; id: number};
			const [today] = await ask<{day: string; end: string}>(
				'select cast(curdate() as char) as day, cast(curdate() + interval 10 day as char) as end',
			);
			const [user] = await ask<Record<string, unknown>>(`select * from users where uid = ${uid}`);
			expect(user).toMatchObject({
				id: 'Ivanenko',
				registration: today!.day,
				bill_id: expect.any(Number),
				expire: zeroDate,
				activate: zeroDate,
				domain_id: 0,
				deleted: 0,
			});
			expect(String(user!['password'])).toBe('');
			expect(
				await ask(
					`select uid, company_id, deposit, registration from bills where id = ${String(user!['bill_id'])}`,
				),
			).toEqual([{uid, company_id: 0, deposit: 0, registration: today!.day}]);
			const [info] = await ask<{fio: string; phone: string}>(
				`select fio, phone from users_pi where uid = ${uid}`,
			);
			expect(info).toEqual({fio: 'Ґалаґан ? Їжак', phone: '+380501112233'});
			expect(await ask(`select type_id, value from users_contacts where uid = ${uid}`)).toEqual([
				{type_id: 2, value: '+380501112233'},
			]);
			const [service] = await ask<Record<string, unknown>>(`select * from iptv_main where id = ${id}`);
			expect(service).toMatchObject({
				uid,
				tp_id: 9,
				service_id: portalService,
				cid: order.cid,
				iptv_login: 'Ivanenko',
				registration: today!.day,
				expire: today!.end,
				disable: 0,
			});
			if (await has('iptv_monthly_active_users_report'))
				expect(
					await ask(
						`select uid, service_id, tp_id, activate, expire from iptv_monthly_active_users_report where subscribe_id = ${id}`,
					),
				).toEqual([{uid, service_id: portalService, tp_id: 9, activate: today!.day, expire: zeroDate}]);
			expect(
				await ask(
					`select aid, action_type, module, actions, timestampdiff(minute, datetime, now()) as age from admin_actions where uid = ${uid} order by id`,
				),
			).toEqual([
				{aid: 4, action_type: 7, module: '', actions: 'LOGIN:Ivanenko', age: 0},
				{
					aid: 4,
					action_type: 1,
					module: 'Iptv',
					actions: `ID: ${id} SERVICE_ID:1, ID:${id}, TP_ID:9, STATUS:0, CID:${order.cid}`,
					age: 0,
				},
			]);

			const after = await takeFingerprint(abills.root, abills.name);
			const came = compareFingerprints(before, after);
			expect(Object.keys(came).toSorted()).toEqual(
				[
					...['admin_actions', 'bills', 'iptv_main', 'users', 'users_contacts', 'users_pi'],
					...((await has('iptv_monthly_active_users_report')) ? ['iptv_monthly_active_users_report'] : []),
				].toSorted(),
			);
			for (const table of ['users', 'bills']) expect(came[table]).toMatchObject({came: 1, went: 0});

			const undone = await undoFirst(billing, portalService, added!.journal!);
			expect(undone.results.map(({is, reason}) => [is, reason])).toEqual([
				['applied', undefined],
				['applied', undefined],
			]);
			const left = compareFingerprints(before, await takeFingerprint(abills.root, abills.name));
			expect(Object.entries(left).filter(([, table]) => table.came > 0 || table.went > 0)).toEqual([
				['admin_actions', expect.objectContaining({came: 4, went: 0})],
			]);
		});

		test('an undo is refused once anything of the customer was used', async () => {
			const [added] = await addServices(billing, portalService, [createOrder('used')]);
			const {uid} = added!.current as {uid: number};
			await ask(`insert into payments (date, sum, uid) values (now(), 5, ${uid})`);
			const {results} = await undoFirst(billing, portalService, added!.journal!);
			expect(results.map(({reason}) => reason?.values)).toContainEqual({by: ['payments']});
			await ask(`delete from payments where uid = ${uid}`);
			await ask(`insert into users_contacts (uid, type_id, value) values (${uid}, 9, 'a@example.com')`);
			const again = await undoFirst(billing, portalService, added!.journal!);
			expect(again.results.map(({is}) => is)).not.toContain('applied');
		});

		test("a company's customer is served by its bill; one without any bill is refused, and so is linking his service", async () => {
			const served = createOrder('second', {customer: {uid: 1, deleted: 0, beside: []}});
			expect(await addServices(billing, portalService, [served])).toMatchObject([{is: 'applied'}]);
			const none = createOrder('third', {customer: {uid: 2, deleted: 0, beside: [20]}});
			expect(await addServices(billing, portalService, [none])).toMatchObject([
				{is: 'stale', reason: {code: 'abills-no-bill'}},
			]);
			expect(
				await linkService(
					billing,
					portalService,
					20,
					{cid: '', iptv_login: 'no_bill'},
					{cid: '00:1A:79:00:AA:01', iptv_login: 'no_bill'},
				),
			).toMatchObject({is: 'stale', reason: {code: 'abills-no-bill'}});
		});

		test('no number is given that a deleted service has left something behind for', async () => {
			const left = [
				300,
				...((await has('iptv_users_screens')) ? [310] : []),
				...((await has('iptv_monthly_active_users_report')) ? [320] : []),
			];
			for (const tvId of left) {
				const order = createOrder(`left${tvId}`, {tvId});
				expect(await addServices(billing, portalService, [order])).toMatchObject([
					{is: 'stale', reason: {code: 'billing-changed', values: {with: 'number'}}},
				]);
			}

			const [allotted] = await addServices(billing, portalService, [createOrder('allotted')]);
			expect(Number(allotted!.current!['id'])).toBeGreaterThan(Math.max(...left));
		});

		test('a MAC that is the further box of another service is refused, in a new service and in a link', async ({
			skip,
		}) => {
			skip(!(await has('iptv_users_screens')), 'no further boxes in this ABillS');
			const cid = '00-1a-79-00-bb-02';
			await ask(`insert into iptv_users_screens (service_id, screen_id, cid) values (20, 2, '${cid}')`);
			const [taken] = await addServices(billing, portalService, [
				createOrder('box2', {cid: '00:1A:79:00:BB:02'}),
			]);
			expect(taken).toMatchObject({is: 'stale', reason: {code: 'billing-changed', values: {with: 'mac'}}});
			const [added] = await addServices(billing, portalService, [createOrder('box3')]);
			const {id, cid: own} = added!.current as {id: number; cid: string};
			const linked = await linkService(
				billing,
				portalService,
				id,
				{cid: own, iptv_login: 'box3'},
				{cid: '00:1A:79:00:BB:02', iptv_login: 'box3'},
			);
			expect(linked).toMatchObject({
				is: 'stale',
				reason: {code: 'billing-changed', values: {with: 'mac', tvIds: [20]}},
			});
		});

		test('what a column cannot hold whole is refused where somebody is found by it', async () => {
			const long = createOrder('a'.repeat(21), {iptv_login: 'short'});
			expect(await addServices(billing, portalService, [long])).toMatchObject([
				{is: 'stale', reason: {code: 'too-long', values: {field: 'login', most: 20}}},
			]);
			const two = createOrder('box', {cid: 'x'.repeat(36)});
			expect(await addServices(billing, portalService, [two])).toMatchObject([
				{is: 'stale', reason: {code: 'too-long', values: {field: 'stb_mac', most: 35}}},
			]);
			const name = createOrder('longname', {fio: 'y'.repeat(200)});
			expect(await addServices(billing, portalService, [name])).toMatchObject([{is: 'applied'}]);
		});

		test('a service that is switched off or gets another end is reported and dated as ABillS does', async () => {
			const [added] = await addServices(billing, portalService, [
				createOrder('turned', {tp_id: 9, expire: '2030-01-01'}),
			]);
			const id = Number(added!.current!['id']);
			const change = async (before: Fields, after: Fields) => {
				const [result] = await applySets(
					[
						{
							...{resource: 'accounts', rowKey: 'turned', action: 'fix', questions: [], values: {}},
							changes: [
								{system: 'billing', record: 'service', operation: 'update', key: {id}, before, after},
							],
						},
					],
					applyContext(billing, portalService),
				);
				return result!.results[0]!.is;
			};
			const report = async () =>
				(await has('iptv_monthly_active_users_report'))
					? (
							await ask<{open: number}>(
								`select expire = '${zeroDate}' as open from iptv_monthly_active_users_report where subscribe_id = ${id} order by id`,
							)
						).map(({open}) => open)
					: null;
			const ifReported = (rows: readonly number[]) => async () =>
				expect(await report()).toEqual((await has('iptv_monthly_active_users_report')) ? rows : null);
			await ifReported([1])();
			expect(await change({disable: 0, expire: '2030-01-01'}, {disable: 1, expire: null})).toBe('applied');
			await ifReported([0])();
			expect(await ask(`select disable, expire from iptv_main where id = ${id}`)).toEqual([
				{disable: 1, expire: zeroDate},
			]);
			expect(await change({disable: 1}, {disable: 0})).toBe('applied');
			await ifReported([0, 1])();
			expect(await change({cid: added!.current!['cid']!}, {cid: '00:1A:79:0F:0F:0F'})).toBe('applied');
			await ifReported([0, 1])();
		});

		test('what it logs has as many characters as its column', async () => {
			const [column] = await ask<{most: number}>(
				`select character_maximum_length as most from information_schema.columns where table_schema = database() and table_name = 'admin_actions' and column_name = 'actions'`,
			);
			const order = createOrder('w'.repeat(20), {cid: 'x'.repeat(35)});
			const [added] = await addServices(billing, portalService, [order]);
			const id = Number(added!.current!['id']);
			const names = {cid: 'y'.repeat(35), iptv_login: 'v'.repeat(32)};
			expect(await linkService(billing, portalService, id, order, names)).toMatchObject({is: 'applied'});
			const [line] = await ask<{actions: string}>(
				'select actions from admin_actions order by id desc limit 1',
			);
			const whole = `ID: ${id} CID:${order.cid}->${names.cid};IPTV_LOGIN:${order.iptv_login}->${names.iptv_login};`;
			expect(line!.actions).toBe(whole.slice(0, column!.most));
		});
	},
);

describe.runIf(mariadbServer)('beside an ABillS that adds a service at the same moment', () => {
	test('the number that ABillS was faster to take is not taken, but the next', async () => {
		const abills = await createAttached('fresh', rows);
		const billing = await openBilling(abills.url);
		const {root} = abills;
		try {
			const [first] = await addServices(billing, portalService, [createOrder('first')]);
			const next = Number(first!.current!['id']) + 1;
			await root.query('begin');
			await root.query(
				`insert into iptv_main (id, uid, service_id, cid, iptv_login, pin) values (${next}, 1, ${portalService}, '', 'abills', '')`,
			);
			const adding = addServices(billing, portalService, [createOrder('second')]);
			await untilBlocked(root);
			await root.query('commit');
			const [second] = await adding;
			expect(second).toMatchObject({is: 'applied', current: {id: next + 1}});
		} finally {
			await billing.close();
			await abills.drop();
		}
	});
});
