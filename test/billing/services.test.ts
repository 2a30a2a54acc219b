import {expect, test} from 'vitest';
import {onEachBilling} from './engines.ts';
import {
	addServices,
	applyContext,
	context,
	countRows,
	createOrder,
	createProvider,
	linkService,
} from './fixtures.ts';

const billingChanged = (what: string, tvIds?: readonly number[]) => ({
	is: 'stale',
	reason: {code: 'billing-changed', values: {with: what, ...(tvIds && {tvIds})}},
});

onEachBilling(fixture => {
	test('a new customer gets his rows in five tables, and the journal holds them as they were read back', async () => {
		const {billing, query, engine} = fixture();
		const portal = await createProvider(billing);
		const order = createOrder("o'neil", {
			tvId: 4711,
			fio: 'Ґалаґан "Ї" \\ ?',
			expire: '2027-01-31',
			disable: 1,
		});
		const [result] = await addServices(billing, portal, [order]);

		expect(result).toMatchObject({
			is: 'applied',
			current: {id: 4711, service_id: portal, expire: '2027-01-31'},
		});
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
		const [bill] = await query('select id, uid from bills');
		expect(bill).toEqual({id: customer!.bill_id, uid: customer!.uid});
		const actions = await query<{ip: unknown}>(
			'select aid, uid, module, action_type, ip, actions from admin_actions order by action_type desc',
		);
		expect(actions.map(action => ({...action, ip: Number(action.ip)}))).toEqual([
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
		const entry = await billing.journal.show(result!.journal!);
		expect(entry).toMatchObject({
			state: 'done',
			action: 'add',
			subject: "o'neil",
			operator: {os_user: 'olga'},
			error: null,
		});
		expect(entry!.closed_at).not.toBeNull();
		const rows = await billing.changeJournal.rows(entry!.id);
		// An ABillS does not even let it be asked whether there is a password.
		const [made] = rows[0]!.results;
		expect(made!.current!['password']).toBe(engine.name === 'MariaDB' ? undefined : 0);
		expect(rows).toMatchObject([
			{
				state: 'done',
				results: [
					{current: {uid: customer!.uid, bill_id: customer!.bill_id, 'bills.deposit': '0.000000'}},
					{current: {id: 4711, uid: customer!.uid}},
				],
			},
		]);
	});

	test('a known customer gets a service only; his name, phone and bill stay', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const [first] = await addServices(billing, portal, [createOrder('ivan')]);
		const uid = Number(first!.current!['uid']);
		const order = createOrder('ivan_2', {customer: {uid, deleted: 0, beside: [1]}});
		expect(await addServices(billing, portal, [order])).toMatchObject([
			{is: 'applied', current: {uid, id: 2}},
		]);
		expect(await countRows(billing)).toMatchObject({users: 1, users_pi: 1, bills: 1, iptv_main: 2});
	});

	test('the same order a second time finds the service there, by login or by the MAC in another notation', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const order = createOrder('ivan', {tvId: 77});
		await addServices(billing, portal, [order]);
		const before = await countRows(billing);
		expect(await addServices(billing, portal, [order])).toMatchObject([{is: 'unchanged', current: {id: 77}}]);
		const {uid} = (await billing.customers(portal))[0]!;
		const again = createOrder('other', {
			customer: {uid, deleted: 0, beside: []},
			cid: order.cid.replaceAll(':', '').toLowerCase(),
		});
		expect(await addServices(billing, portal, [again])).toMatchObject([
			{is: 'unchanged', current: {id: 77, uid}},
		]);
		expect(await countRows(billing)).toEqual(before);
	});

	test('what changed since the plan was made is named, and nothing is written', async () => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		const first = createOrder('Іван', {tvId: 5});
		await addServices(billing, portal, [first]);
		const {uid} = (await billing.customers(portal))[0]!;
		await query(`update iptv_main set cid = ? where id = 5`, [`${first.cid};00:1A:79:FF:FF:FF`]);
		const before = await countRows(billing);
		const results = await addServices(billing, portal, [
			createOrder('іван', {iptv_login: 'x'}),
			createOrder('petro', {iptv_login: 'ІВАН'}),
			createOrder('petro', {cid: '001a.79ff.ffff'}),
			createOrder('petro', {tvId: 5}),
			createOrder('petro', {tp_id: 999}),
			createOrder('petro', {customer: {uid, deleted: 0, beside: []}}),
			createOrder('petro', {customer: {uid, deleted: 0, beside: [5, 6]}}),
			createOrder('petro', {customer: {uid, deleted: 1, beside: [5]}}),
			createOrder('petro', {customer: {uid: 999, deleted: 0, beside: []}}),
		]);
		expect(results).toMatchObject([
			billingChanged('login'),
			billingChanged('login'),
			billingChanged('mac'),
			billingChanged('number'),
			billingChanged('plan'),
			billingChanged('customer'),
			billingChanged('customer'),
			billingChanged('customer'),
			billingChanged('customer'),
		]);
		expect(await countRows(billing)).toEqual(before);
		expect(await billing.journal.list({open: true, limit: 10})).toEqual([]);
		expect((await billing.journal.list({limit: 1}))[0]).toMatchObject({
			state: 'failed',
			error: expect.stringContaining('Somebody changed billing meanwhile'),
		});
	});

	test('orders of one batch clash with one another as if they came one by one', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const first = createOrder('ivan', {tvId: 9});
		const results = await addServices(billing, portal, [
			first,
			createOrder('IVAN'),
			createOrder('petro', {cid: first.cid.replaceAll(':', '-')}),
			createOrder('petro', {tvId: 9}),
			createOrder('petro'),
		]);
		expect(results).toMatchObject([
			{is: 'applied'},
			billingChanged('login'),
			billingChanged('mac'),
			billingChanged('number'),
			{is: 'applied'},
		]);
	});

	test('allotted TV ids go on from the last, past services of any provider, the portal’s own numbers and imported ones', async () => {
		const {billing, query, engine} = fixture();
		const portal = await createProvider(billing);
		const [other] = await query<{id: number}>(
			`insert into iptv_services (name, module) values ('Other', 'Other') returning id`,
		);
		const [first] = await addServices(billing, portal, [createOrder('ivan')]);
		await query('insert into iptv_main (id, uid, service_id) values (2, ?, ?)', [
			first!.current!['uid'],
			other!.id,
		]);
		const results = await addServices(
			billing,
			portal,
			[createOrder('a'), createOrder('b', {tvId: 5}), createOrder('c'), createOrder('d', {tvId: 900_000})],
			{avoid: [3, 900_001]},
		);
		expect(results.map(({current}) => current!['id'])).toEqual([4, 5, 6, 900_000]);
		// A number that an ABillS has had may have left something behind.
		const id = engine.name === 'MariaDB' ? 900_001 : 7;
		expect(await addServices(billing, portal, [createOrder('e')])).toMatchObject([{current: {id}}]);
	});

	test('past 999999 no TV id is allotted', async () => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		await query('update stalker_allotment set last = 999998');
		const results = await addServices(billing, portal, [createOrder('a'), createOrder('b')]);
		expect(results).toMatchObject([{is: 'applied', current: {id: 999_999}}, billingChanged('number')]);
	});

	test('customers and bills that came with their numbers are stepped over', async () => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		await query(`insert into users (uid, id) values (1, 'old-1'), (2, 'old-2')`);
		await query(`insert into bills (id, uid) values (1, 1)`);
		expect(await addServices(billing, portal, [createOrder('a'), createOrder('b')])).toMatchObject([
			{current: {uid: 3}},
			{current: {uid: 4}},
		]);
		expect(await query('select uid, bill_id from users order by uid')).toMatchObject([
			{uid: 1},
			{uid: 2},
			{uid: 3, bill_id: 2},
			{uid: 4, bill_id: 3},
		]);
	});

	test('a row that the database refuses fails alone: the batch is rolled back and redone one by one', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const far = createOrder('b', {tvId: 5_000_000_000});
		const results = await addServices(billing, portal, [createOrder('a'), far]);
		expect(results).toMatchObject([{is: 'applied'}, {is: 'failed', cause: {code: 'ERR_BILLING_REFUSED'}}]);
		expect(await countRows(billing)).toMatchObject({users: 1, iptv_main: 1});
		const [entry] = await billing.journal.list({limit: 10});
		expect(await billing.changeJournal.rows(entry!.id)).toMatchObject([{state: 'done'}, {state: 'failed'}]);
	});

	test('a stop after a refused batch leaves no open entry, since nothing was written', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const stop = new AbortController();
		const {ports} = applyContext(billing, portal);
		const results = await addServices(
			billing,
			portal,
			[createOrder('a'), createOrder('b', {tvId: 5_000_000_000})],
			{
				signal: stop.signal,
				ports: {
					...ports,
					billing: {
						...ports.billing,
						apply: async (...batch) => ports.billing.apply(...batch).finally(() => stop.abort()),
					},
				},
			},
		);
		expect(results).toMatchObject([{is: 'skipped'}, {is: 'skipped'}]);
		expect(await countRows(billing)).toMatchObject({users: 0, iptv_main: 0});
		const [entry] = await billing.journal.list({limit: 10});
		expect(entry).toMatchObject({state: 'failed', row_count: 2});
	});

	test('more than a thousand at once are written at the first attempt', async () => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		const orders = Array.from({length: 1100}, (_, index) => createOrder(`user${index}`));
		await addServices(billing, portal, [createOrder('first')]);
		const results = await addServices(billing, portal, orders);
		expect(results.filter(({is}) => is !== 'applied')).toEqual([]);
		// An attempt that was rolled back has used up numbers.
		const [drawn] = await query<Record<'first' | 'last', number>>(
			'select min(uid) as first, max(uid) as last from users',
		);
		expect(drawn!.last - drawn!.first).toBe(orders.length);
	});

	test('more than a thousand at once are as if they came one by one, and one that is refused is refused alone', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const orders = Array.from({length: 1100}, (_, index) => createOrder(`user${index}`));
		const doubled = createOrder('doubled', {cid: orders[0]!.cid});
		const far = createOrder('far', {tvId: 5_000_000_000});
		const results = await addServices(billing, portal, [...orders, doubled, far, createOrder('last')]);
		const added = [...orders.map((_, index) => index + 1), 1101];
		expect(results.flatMap(({is, current}) => (is === 'applied' ? [current!['id']] : []))).toEqual(added);
		expect(results.slice(-3)).toMatchObject([billingChanged('mac'), {is: 'failed'}, {is: 'applied'}]);
		expect(await countRows(billing)).toMatchObject({users: 1101, users_pi: 1101, iptv_main: 1101});
		const [entry] = await billing.journal.list({limit: 10});
		const rows = await billing.changeJournal.rows(entry!.id);
		expect(rows.map(({state}) => state)).toEqual([...orders.map(() => 'done'), 'failed', 'failed', 'done']);
	});

	test('a unique index is reported as such, with names and without values', async () => {
		const {database, engine} = fixture();
		const insert = async (login: string) =>
			database.query('insert into users (id, password) values (?, ?)', [login, '']);
		await insert('secret-person');
		const error = await insert('SECRET-person').catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({code: 'ERR_BILLING_CLASH'});
		expect(`${String(error)} ${String((error as Error).cause)}`).not.toMatch(/secret/i);
		expect(String(error)).toContain(
			engine.name === 'MariaDB' ? 'domain_id' : 'users_domain_id_lower_id_unique',
		);
	});

	test('the aid is that of the admin with the operator’s name', async () => {
		const {billing, query} = fixture();
		await query(`insert into admins (aid, id) values (7, 'olga')`);
		const portal = await createProvider(billing);
		await addServices(billing, portal, [createOrder('ivan')]);
		expect(await query('select distinct aid from admin_actions')).toEqual([{aid: 7}]);
		expect((await billing.journal.list({limit: 1}))[0]!.aid).toBe(7);
		await addServices(billing, portal, [createOrder('petro')], {
			operator: {...context.operator, os_user: 'nobody-here'},
		});
		expect((await billing.journal.list({limit: 1}))[0]!.aid).toBe(2);
	});

	test('linking writes login and MAC and says what was there before', async () => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		const ivan = createOrder('ivan', {tvId: 5});
		await addServices(billing, portal, [ivan, createOrder('petro', {tvId: 6})]);
		const names = {cid: '00:1A:79:AA:AA:AA', iptv_login: 'new'};
		expect(await linkService(billing, portal, 5, ivan, names)).toMatchObject({
			is: 'applied',
			current: {id: 5, ...names},
			previous: {cid: ivan.cid, iptv_login: 'ivan'},
		});
		expect(await query('select cid, iptv_login from iptv_main where id = 5')).toEqual([names]);
		expect(await query(`select actions from admin_actions where action_type = 2`)).toEqual([
			{actions: `ID: 5 CID:${ivan.cid}->${names.cid};IPTV_LOGIN:ivan->new;`},
		]);
		expect(await linkService(billing, portal, 5, names, {...names, iptv_login: 'PETRO'})).toMatchObject(
			billingChanged('login', [6]),
		);
		expect(await linkService(billing, portal, 99, names, {...names, iptv_login: 'x'})).toMatchObject(
			billingChanged('service'),
		);
		// What somebody else wrote since the operator agreed is not overwritten.
		expect(await linkService(billing, portal, 5, ivan, {...names, iptv_login: 'third'})).toMatchObject(
			billingChanged('service'),
		);
		await linkService(billing, portal, 5, names, {iptv_login: 'fourth'});
		expect(await query('select cid, iptv_login from iptv_main where id = 5')).toEqual([
			{...names, iptv_login: 'fourth'},
		]);
	});
});
