import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../../source/billing/billing.ts';
import {createAttached, stalkerProvider} from '../engines.ts';
import {addServices, createOrder} from '../fixtures.ts';
import {untilBlocked, type AbillsDatabase} from './database.ts';
import {hasMariadb, startMariadb, type PrivateServer} from './private-server.ts';

/** A time zone in which it is another day than in UTC, whenever the test runs. */
const otherDay = new Date().getUTCHours() < 12 ? '-12:00' : '+12:00';

describe.runIf(hasMariadb)('an ABillS on a server in another time zone, with packets of one megabyte', () => {
	let server: PrivateServer;
	let abills: AbillsDatabase;
	let billing: Billing;
	let billingUrl: string;

	beforeAll(async () => {
		server = await startMariadb([`--default-time-zone=${otherDay}`, '--max-allowed-packet=1M']);
		const attached = await createAttached('fresh', stalkerProvider, server.url);
		abills = attached;
		billingUrl = attached.url;
		billing = await openBilling(billingUrl);
	});
	afterAll(async () => {
		await billing.close();
		await abills.drop();
		await server.stop();
	});

	const ask = async (sql: string) => {
		const [[row]] = (await abills.root.query(sql)) as unknown as [ReadonlyArray<Record<string, unknown>>];
		return row;
	};

	test('today, and every date that is written, is the day of the server', async () => {
		const {here, utc} = (await ask(
			'select cast(curdate() as char) as here, cast(utc_date() as char) as utc',
		)) as {here: string; utc: string};
		expect(here).not.toBe(utc);
		expect(await billing.today()).toBe(here);
		const [added] = await addServices(billing, 1, [createOrder('ivan')]);
		expect(added).toMatchObject({is: 'applied'});
		const {id, uid} = added!.current as {id: number; uid: number};
		for (const [table, date, key, value] of [
			['users', 'registration', 'uid', uid],
			['bills', 'registration', 'uid', uid],
			['iptv_main', 'registration', 'id', id],
			['admin_actions', 'date(datetime)', 'uid', uid],
		] as const)
			expect(
				await ask(`select cast(max(${date}) as char) as day from ${table} where ${key} = ${value}`),
			).toEqual({day: here});
	});

	test('a thousand accounts with long names, more than one packet holds, are added at once', async () => {
		const orders = Array.from({length: 1000}, (_, index) =>
			createOrder(`login${index}`, {fio: 'Їжакевич-Ґалаґан '.repeat(7).slice(0, 120)}),
		);
		const added = await addServices(billing, 1, orders);
		expect(added.filter(({is}) => is !== 'applied')).toEqual([]);
		expect(await ask('select count(*) as services from iptv_main')).toEqual({services: 1001});
	});

	test('rows that ABillS holds for long, as its form does while it waits for the portal, are reported as held', async () => {
		await abills.root.query('begin');
		await abills.root.query(`select last from ${abills.own}.stalker_allotment for update`);
		const [held] = await addServices(billing, 1, [createOrder('held')]);
		await abills.root.query('rollback');
		expect(held).toMatchObject({is: 'failed', reason: {code: 'billing-held'}});
		expect(await ask(`select count(*) as customers from users where id = 'held'`)).toEqual({customers: 0});
		const [then] = await addServices(billing, 1, [createOrder('held')]);
		expect(then).toMatchObject({is: 'applied'});
	});

	test('a deadlock with ABillS is reported as one, and nothing is written', async () => {
		const {root} = abills;
		// The server ends the transaction that has changed less.
		await root.query('begin');
		await root.query(`update iptv_main set pin = 'x'`);
		const work = billing.database.transaction(async query => {
			await query(`insert into bills (uid, registration) values (4321, curdate())`);
			await query('select id from bills where uid = 4321 for update');
			const waiting = query(`update iptv_main set iptv_login = 'ivan' where iptv_login = 'ivan'`);
			await untilBlocked(root);
			await Promise.all([waiting, root.query('select count(*) from bills where uid = 4321 for update')]);
		});
		await expect(work).rejects.toMatchObject({
			code: 'ERR_BILLING_REFUSED',
			message: expect.stringContaining('eadlock'),
		});
		await root.query('rollback');
		expect(await ask('select count(*) as bills from bills where uid = 4321')).toEqual({bills: 0});
	});

	test('a server that ends idle connections does not end the lock of apply', async () => {
		await abills.root.query('set global wait_timeout = 1');
		const impatient = await openBilling(billingUrl);
		try {
			const portal = {id: 1, url: 'http://portal.example'};
			await impatient.exclusively(portal, async () => {
				// Longer than the server keeps idle connections, by its own clock.
				await abills.root.query('select sleep(2)');
				await expect(billing.exclusively(portal, async () => 'never')).rejects.toMatchObject({
					code: 'ERR_BILLING_LOCKED',
				});
			});
		} finally {
			await impatient.close();
			await abills.root.query('set global wait_timeout = default');
		}
	});

	test('a server that has become read-only refuses with the reason, and nothing is written', async () => {
		await abills.root.query('set global read_only = 1');
		const [refused] = await addServices(billing, 1, [createOrder('late')]);
		await abills.root.query('set global read_only = 0');
		expect(refused).toMatchObject({is: 'failed', reason: {code: 'billing-read-only'}});
		expect(await ask(`select count(*) as customers from users where id = 'late'`)).toEqual({customers: 0});
	});

	test('a connection that the server has ended is replaced by the next one', async () => {
		const sessions = (await abills.root.query('show processlist')) as unknown as [
			ReadonlyArray<{Id: number; User: string}>,
		];
		const own = sessions[0].filter(({User}) => User !== 'root' && User !== 'system user');
		expect(own.length).toBeGreaterThan(0);
		for (const {Id} of own) await abills.root.query(`kill ${Id}`);
		// The program may learn it by its next statement only: then that action fails, and has written nothing.
		const [first] = await addServices(billing, 1, [createOrder('first')]);
		expect(first!.is).toBeOneOf(['applied', 'failed']);
		const written = first!.is === 'applied' ? 1 : 0;
		expect(await ask(`select count(*) as customers from users where id = 'first'`)).toEqual({
			customers: written,
		});
		const [next] = await addServices(billing, 1, [createOrder('next')]);
		expect(next).toMatchObject({is: 'applied'});
	});
});
