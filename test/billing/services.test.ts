import {expect, test} from 'vitest';
import {BillingConstraintError, BillingRefused} from '../../source/billing/errors.ts';
import {onEachEngine} from './engines.ts';
import {createOrder, createProvider, context, countRows} from './fixtures.ts';

onEachEngine(scene => {
	test('a new customer gets his rows in five tables, and the journal is closed with their ids', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		const order = createOrder("o'neil", {
			tvId: 4711,
			customer: {login: "o'neil", fio: 'Ґалаґан "Ї" \\ ?', phone: '+380'},
			expire: '2027-01-31',
			disable: 1,
		});
		const [result] = await billing.addServices(portal, [order], context);

		expect(result).toMatchObject({key: "o'neil", is: 'added', tvId: 4711, createdCustomer: true});
		const [customer] = await billing.customers(portal);
		expect(customer).toMatchObject({
			login: "o'neil",
			fio: 'Ґалаґан "Ї" \\ ?',
			deposit: '0.000000',
			service: {
				id: 4711,
				cid: order.cid,
				iptv_login: "o'neil",
				disable: 1,
				expire: '2027-01-31',
				tp_id: null,
			},
		});
		const [bill] = await database.query('select id, uid from bills');
		expect(bill).toEqual({id: customer!.bill_id, uid: customer!.uid});
		const actions = await database.query(
			'select aid, uid, module, action_type, ip::int as ip, actions from admin_actions order by action_type desc',
		);
		expect(actions).toEqual([
			{aid: 2, uid: customer!.uid, module: '', action_type: 7, ip: 0x0a_00_00_05, actions: "LOGIN:o'neil"},
			{
				aid: 2,
				uid: customer!.uid,
				module: 'Iptv',
				action_type: 1,
				ip: 0x0a_00_00_05,
				actions: `ID: 4711 SERVICE_ID:${portal}, ID:4711, TP_ID:, STATUS:1, CID:${order.cid}`,
			},
		]);
		const entry = await billing.journal.show(result!.is === 'added' ? result!.journal : '0');
		expect(entry).toMatchObject({
			state: 'done',
			action: 'add',
			subject: "o'neil",
			operator: {os_user: 'olga'},
			after: {tvId: 4711, uid: customer!.uid, bill_id: customer!.bill_id, createdCustomer: true},
			error: null,
		});
		expect(entry!.closed_at).not.toBeNull();
	});

	test('a known customer gets a service only; his name, phone and bill stay', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		const [first] = await billing.addServices(portal, [createOrder('ivan')], context);
		const {uid} = first as {uid: number};
		const order = createOrder('ivan_2', {customer: {uid, deleted: false, services: [1]}});
		expect(await billing.addServices(portal, [order], context)).toMatchObject([
			{is: 'added', uid, createdCustomer: false, tvId: 2},
		]);
		expect(await countRows(billing)).toMatchObject({users: 1, users_pi: 1, bills: 1, iptv_main: 2});
	});

	test('an order that must still reach the portal leaves its entry open, with what was created', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		await billing.addServices(portal, [createOrder('ivan', {writeBack: true})], context);
		const open = await billing.journal.list({open: true, limit: 10});
		expect(open).toMatchObject([{state: 'open', after: {tvId: 1, createdCustomer: true}, closed_at: null}]);
		await billing.journal.finish(open[0]!.id, {state: 'done'});
		expect(await billing.journal.list({open: true, limit: 10})).toEqual([]);
		expect(await billing.journal.list({limit: 10})).toMatchObject([{state: 'done', after: {tvId: 1}}]);
	});

	test('the same order a second time finds the service there, by login or by the MAC in another notation', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		const order = createOrder('ivan', {tvId: 77});
		await billing.addServices(portal, [order], context);
		const before = await countRows(billing);
		expect(await billing.addServices(portal, [order], context)).toMatchObject([{is: 'there', tvId: 77}]);
		const uid = (await billing.customers(portal))[0]!.uid;
		const again = createOrder('other', {
			customer: {uid, deleted: false, services: []},
			cid: order.cid.replaceAll(':', '').toLowerCase(),
		});
		expect(await billing.addServices(portal, [again], context)).toMatchObject([{is: 'there', tvId: 77, uid}]);
		expect(await countRows(billing)).toEqual(before);
	});

	test('what changed since the plan was made is a clash, named, and nothing is written', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		const first = createOrder('Іван', {tvId: 5});
		await billing.addServices(portal, [first], context);
		const {uid} = (await billing.customers(portal))[0]!;
		await database.query(`update iptv_main set cid = ? where id = 5`, [`${first.cid};00:1A:79:FF:FF:FF`]);
		const before = await countRows(billing);
		const results = await billing.addServices(
			portal,
			[
				createOrder('іван', {iptv_login: 'x'}),
				createOrder('petro', {iptv_login: 'ІВАН'}),
				createOrder('petro', {cid: '001a.79ff.ffff'}),
				createOrder('petro', {tvId: 5}),
				createOrder('petro', {tp_id: 999}),
				createOrder('petro', {customer: {uid, deleted: false, services: []}}),
				createOrder('petro', {customer: {uid, deleted: false, services: [5, 6]}}),
				createOrder('petro', {customer: {uid, deleted: true, services: [5]}}),
				createOrder('petro', {customer: {uid: 999, deleted: false, services: []}}),
			],
			context,
		);
		expect(results).toMatchObject([
			{is: 'clash', with: 'login', uid},
			{is: 'clash', with: 'login', uid, tvIds: [5]},
			{is: 'clash', with: 'mac', uid, tvIds: [5]},
			{is: 'clash', with: 'number', tvIds: [5]},
			{is: 'clash', with: 'plan'},
			{is: 'clash', with: 'customer', uid, tvIds: [5]},
			{is: 'clash', with: 'customer', uid, tvIds: [5]},
			{is: 'clash', with: 'customer', uid, tvIds: [5]},
			{is: 'clash', with: 'customer', uid: 999},
		]);
		expect(await countRows(billing)).toEqual(before);
		expect(await billing.journal.list({open: true, limit: 10})).toEqual([]);
		expect((await billing.journal.list({limit: 1}))[0]).toMatchObject({
			state: 'failed',
			error: 'clash: customer',
		});
	});

	test('orders of one chunk clash with one another as if they came one by one', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		const first = createOrder('ivan', {tvId: 9});
		const results = await billing.addServices(
			portal,
			[
				first,
				createOrder('IVAN'),
				createOrder('petro', {cid: first.cid.replaceAll(':', '-')}),
				createOrder('petro', {tvId: 9}),
				createOrder('petro'),
			],
			context,
		);
		expect(results.map(result => (result.is === 'clash' ? result.with : result.is))).toEqual([
			'added',
			'login',
			'mac',
			'number',
			'added',
		]);
	});

	test('allotted TV ids go on from the last, past services of any provider, the portal’s own numbers and imported ones', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		const [other] = await database.query<{id: number}>(
			`insert into iptv_services (name, module) values ('Other', 'Other') returning id`,
		);
		const [{uid} = {uid: 0}] = (await billing.addServices(
			portal,
			[createOrder('ivan')],
			context,
		)) as ReadonlyArray<{uid: number}>;
		await database.query('insert into iptv_main (id, uid, service_id) values (2, ?, ?)', [uid, other!.id]);
		const results = await billing.addServices(
			portal,
			[createOrder('a'), createOrder('b', {tvId: 5}), createOrder('c'), createOrder('d', {tvId: 900_000})],
			{
				...context,
				avoid: [3, 900_001],
			},
		);
		expect(results.map(result => ('tvId' in result ? result.tvId : null))).toEqual([4, 5, 6, 900_000]);
		expect(await billing.addServices(portal, [createOrder('e')], context)).toMatchObject([{tvId: 7}]);
	});

	test('past 999999 no TV id is allotted', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		await database.query('update stalker_allotment set last = 999998');
		const results = await billing.addServices(portal, [createOrder('a'), createOrder('b')], context);
		expect(results).toMatchObject([
			{is: 'added', tvId: 999_999},
			{is: 'clash', with: 'number'},
		]);
	});

	test('customers that came with their numbers are stepped over', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		await database.query(`insert into users (uid, id) values (1, 'old-1'), (2, 'old-2')`);
		expect(await billing.addServices(portal, [createOrder('a'), createOrder('b')], context)).toMatchObject([
			{uid: 3},
			{uid: 4},
		]);
	});

	test('an index that objects rolls the chunk back and closes its entries as failed', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		const long = createOrder('b', {customer: {login: 'b', fio: 'x'.repeat(121), phone: ''}});
		await expect(billing.addServices(portal, [createOrder('a'), long], context)).rejects.toThrow(
			BillingRefused,
		);
		expect(await countRows(billing)).toMatchObject({users: 0, iptv_main: 0});
		expect(await billing.journal.list({limit: 10})).toMatchObject([{state: 'failed'}, {state: 'failed'}]);
		expect(await billing.addServices(portal, [createOrder('a')], context)).toMatchObject([
			{is: 'added', tvId: 1},
		]);
	});

	test('a unique index is reported as BillingConstraintError, with names and without values', async () => {
		const {database} = scene();
		await database.query(`insert into users (id) values ('secret-person')`);
		const error = await database
			.query(`insert into users (id) values ('SECRET-person')`)
			.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(BillingConstraintError);
		expect(`${String(error)} ${String((error as Error).cause)}`).not.toMatch(/secret/i);
		expect(String(error)).toContain('users_domain_id_lower_id_unique');
	});

	test('the aid is that of the admin with the operator’s name', async () => {
		const {billing, database} = scene();
		await database.query(`insert into admins (aid, id) values (7, 'olga')`);
		const portal = await createProvider(billing);
		await billing.addServices(portal, [createOrder('ivan')], context);
		expect(await database.query('select distinct aid from admin_actions')).toEqual([{aid: 7}]);
		expect((await billing.journal.list({limit: 1}))[0]!.aid).toBe(7);
		const nobody = {...context, operator: {...context.operator, os_user: 'nobody-here'}};
		await billing.addServices(portal, [createOrder('petro')], nobody);
		expect((await billing.journal.list({limit: 1}))[0]!.aid).toBe(2);
	});

	test('linking writes login and MAC and says what was there before', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		const ivan = createOrder('ivan', {tvId: 5});
		await billing.addServices(portal, [ivan, createOrder('petro', {tvId: 6})], context);
		const order = {
			key: 'new',
			journaledAs: ['accounts', 'link'] as const,
			tvId: 5,
			was: ivan,
			cid: '00:1A:79:AA:AA:AA',
			iptv_login: 'new',
			writeBack: false,
			intent: {},
			before: {},
		};
		expect(await billing.linkService(portal, order, context)).toMatchObject({is: 'linked', tvId: 5});
		expect(await database.query('select cid, iptv_login from iptv_main where id = 5')).toEqual([
			{cid: '00:1A:79:AA:AA:AA', iptv_login: 'new'},
		]);
		const again = {...order, was: order};
		expect(await billing.linkService(portal, {...again, iptv_login: 'PETRO'}, context)).toMatchObject({
			is: 'clash',
			with: 'login',
			tvIds: [6],
		});
		expect(await billing.linkService(portal, {...again, tvId: 99}, context)).toMatchObject({
			is: 'clash',
			with: 'service',
		});
		// What somebody else wrote since the operator agreed is not overwritten.
		expect(await billing.linkService(portal, {...order, iptv_login: 'third'}, context)).toMatchObject({
			is: 'clash',
			with: 'service',
		});
		await billing.linkService(portal, {...again, cid: ''}, context);
		expect(await database.query('select cid from iptv_main where id = 5')).toEqual([
			{cid: '00:1A:79:AA:AA:AA'},
		]);
	});
});
