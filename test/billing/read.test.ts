import {expect, test} from 'vitest';
import {onEachEngine} from './engines.ts';
import {createBillingReader} from '../../source/billing/reader.ts';
import {createShape} from '../../source/billing/shape.ts';
import {addServices, createOrder, createProvider} from './fixtures.ts';

onEachEngine(fixture => {
	test('every customer has one record per TV service of the portal, and one without any', async () => {
		const {billing, database} = fixture();
		const portal = await createProvider(billing);
		const [other] = await database.query<{id: number}>(
			`insert into iptv_services (name, module) values ('Other', 'Other') returning id`,
		);
		await database.query(
			`insert into users (uid, id, domain_id) values (50, 'bare', 0), (51, 'elsewhere', 1)`,
		);
		await addServices(billing, portal, [createOrder('ivan', {tvId: 5}), createOrder('petro', {tvId: 6})]);
		const uid = (await billing.customers(portal)).find(({login}) => login === 'petro')!.uid;
		await database.query('insert into iptv_main (id, uid, service_id) values (7, ?, ?), (8, ?, ?)', [
			uid,
			portal,
			uid,
			other!.id,
		]);
		const found = (await billing.customers(portal)).map(({login, service}) => [login, service?.id ?? null]);
		expect(found).toEqual([
			['bare', null],
			['ivan', 5],
			['petro', 6],
			['petro', 7],
		]);
		expect(await billing.takenIds(portal)).toEqual([8]);
	});

	test('a customer without information, bill or plan is read all the same', async () => {
		const {billing, database} = fixture();
		await database.query(
			`insert into users (uid, id, disable, deleted, activate, expire, credit) values (1, 'bare', 1, 1, '2026-12-01', '2026-12-31', 12.5)`,
		);
		expect(await billing.customers(1)).toEqual([
			{
				uid: 1,
				login: 'bare',
				user_disable: 1,
				deleted: true,
				user_activate: '2026-12-01',
				user_expire: '2026-12-31',
				fio: '',
				phone: '',
				bill_id: null,
				deposit: null,
				credit: '12.50',
				service: null,
			},
		]);
	});

	test('single customers are read by login in any case, TV login, TV id, uid, or MAC in any notation and in a list', async () => {
		const {billing, database} = fixture();
		const portal = await createProvider(billing);
		const mac = '00:1A:79:0A:0B:0C';
		await addServices(billing, portal, [
			createOrder('Ігор', {tvId: 5}),
			createOrder('petro', {tvId: 6, iptv_login: 'PETRO_TV'}),
			createOrder('olga', {tvId: 7}),
			createOrder('anna', {tvId: 9}),
		]);
		await database.query('update iptv_main set cid = ? where id = 7', [`001a79ffffff;${mac}`]);
		const read = async (only: Parameters<typeof billing.customers>[1]) =>
			(await billing.customers(portal, only)).map(({login}) => login);
		expect(await read({logins: ['ІГОР', 'petro_tv ']})).toEqual(['Ігор', 'petro']);
		expect(await read({tvIds: [6]})).toEqual(['petro']);
		expect(await read({macs: ['00-1a-79-0a-0b-0c']})).toEqual(['olga']);
		expect(await read({macs: ['001a.79ff.ffff'], tvIds: [5]})).toEqual(['Ігор', 'olga']);
		expect(await read({macs: [''], logins: ['']})).toEqual([]);
		expect(await read({})).toEqual([]);
		const [{uid} = {uid: 0}] = await billing.customers(portal, {logins: ['anna']});
		expect(await read({uids: [uid]})).toEqual(['anna']);
	});

	test('plans come with their fees as exact text and the number of services on them', async () => {
		const {billing, database} = fixture();
		const portal = await createProvider(billing);
		await database.query(
			`insert into tarif_plans (tp_id, id, service_id, name, month_fee, filter_id) values (70, 7, ?, 'Базовий', 99.9, ''), (80, 8, 0, 'Not ours', 0, '')`,
			[portal],
		);
		await addServices(billing, portal, [createOrder('ivan', {tp_id: 70})]);
		expect(await billing.plans(portal)).toEqual([
			{
				tp_id: 70,
				id: 7,
				filter_id: '',
				name: 'Базовий',
				service_id: portal,
				month_fee: '99.90',
				day_fee: '0.00',
				activate_price: '0.00',
				credit: '0.00',
				payment_type: 0,
				status: 0,
				accounts: 1,
			},
		]);
		expect(await billing.takenPlanIds()).toEqual([7, 8]);
		expect((await billing.customers(portal))[0]!.service).toMatchObject({
			tp_id: 70,
			plan_id: 7,
			plan_filter_id: '',
			plan_name: 'Базовий',
		});
	});
});

onEachEngine(fixture => {
	test('services are not read once for each customer, whether there are statistics of the tables or not', async () => {
		const {billing, database} = fixture();
		const portal = await createProvider(billing);
		const plans: string[] = [];
		const explaining = createBillingReader(
			{
				...database,
				async mapRows(sql, values) {
					const lines = await database.query(`explain ${sql}`, values);
					plans.push(lines.flatMap(line => Object.values(line)).join('\n'));
					return [];
				},
			},
			createShape(null),
		);
		const addCustomers = async (from: number, provider: number) => {
			await database.query(
				`insert into users (uid, id) select n, concat('user', n) from generate_series(${from}, ${from + 4999}) n`,
			);
			await database.query(
				`insert into iptv_main (uid, service_id, iptv_login) select n, ?, concat('user', n) from generate_series(${from}, ${from + 4999}) n`,
				[provider],
			);
		};
		await addCustomers(1, portal + 1);
		await explaining.customers(portal);
		await database.query('analyze users, iptv_main');
		await addCustomers(5001, portal);
		await explaining.customers(portal);
		expect(plans).toHaveLength(2);
		for (const plan of plans) expect(plan).not.toContain('Join Filter: (m.uid = u.uid)');
	});
});
