import {describe, expect, test} from 'vitest';
import {onEachBilling, onEachEngine, type OnEngine} from './engines.ts';
import {addServices, countRows, createOrder, createProvider, linkService} from './fixtures.ts';

/** Two notations of a login that the portal compares as equal. */
const alike = [
	['José', 'jose'],
	['jose', 'JOSÉ'],
	['Їжак', 'ІЖАК'],
	['иван', 'ИВАН'],
	['ё', 'Е'],
	['Straße', 'STRASE'],
	['ivan', 'ivan  '],
	['йод', 'ЙОД  '],
] as const;

/** An ABillS holds the first plane of Unicode alone. */
const beyondFirstPlane = [
	['????', '😀'],
	['a?????b????', 'A?😀B😀'],
] as const;

const different = [
	['йод', 'иод'],
	['ґава', 'гава'],
	['ivan', ' ivan'],
	['ivan', 'iván2'],
] as const;

const isTaken = {is: 'stale', reason: {code: 'billing-changed', values: {with: 'login'}}};

onEachBilling(fixture => testLogins(fixture, alike));
onEachEngine(fixture => testLogins(fixture, beyondFirstPlane));

function testLogins(
	fixture: () => OnEngine,
	pairs: ReadonlyArray<readonly [one: string, other: string]>,
): void {
	const known = async (login: string, iptvLogin: string | null = null) => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		await query('insert into users (uid, id) values (1, ?)', [login]);
		if (iptvLogin !== null)
			await query('insert into iptv_main (id, uid, service_id, iptv_login) values (5, 1, ?, ?)', [
				portal,
				iptvLogin,
			]);
		return {billing, portal};
	};

	describe.each(pairs)('“%s”, which is “%s”', (one, other) => {
		test('finds a customer, and a service', async () => {
			const {billing, portal} = await known(other);
			const found = async () => (await billing.customers(portal, {logins: [one]})).map(({uid}) => uid);
			expect(await found()).toEqual([1]);
			await fixture().query(`update users set id = 'else'`);
			expect(await found()).toEqual([]);
			await fixture().query(`insert into iptv_main (id, uid, service_id, iptv_login) values (5, 1, ?, ?)`, [
				portal,
				other,
			]);
			expect(await found()).toEqual([1]);
		});

		test('is taken under the lock where a customer has it', async () => {
			const {billing, portal} = await known(other);
			const order = createOrder(one, {iptv_login: 'else'});
			expect(await addServices(billing, portal, [order])).toMatchObject([isTaken]);
			expect(await countRows(billing)).toMatchObject({users: 1, iptv_main: 0});
		});

		test('is taken under the lock where a service has it, and is there where it is his', async () => {
			const {billing, portal} = await known('ivanenko', other);
			const his = createOrder(one, {customer: {uid: 1, deleted: 0, beside: [5]}});
			expect(await addServices(billing, portal, [createOrder(one), his])).toMatchObject([
				isTaken,
				{is: 'unchanged', current: {id: 5}},
			]);
			expect(await countRows(billing)).toMatchObject({users: 1, iptv_main: 1});
		});

		test('is taken by the order in front', async () => {
			const portal = await createProvider(fixture().billing);
			const results = await addServices(fixture().billing, portal, [createOrder(one), createOrder(other)]);
			expect(results).toMatchObject([{is: 'applied'}, isTaken]);
		});

		test('cannot be given to another service', async () => {
			const {billing, portal} = await known('ivan', other);
			await fixture().query(
				`insert into iptv_main (id, uid, service_id, iptv_login) values (6, 1, ?, 'else')`,
				[portal],
			);
			expect(
				await linkService(billing, portal, 6, {cid: '', iptv_login: 'else'}, {iptv_login: one}),
			).toMatchObject({is: 'stale', reason: {code: 'billing-changed', values: {with: 'login', tvIds: [5]}}});
		});
	});

	test.each(different)('“%s” is not “%s”', async (one, other) => {
		const {billing, portal} = await known(other, other);
		expect(await billing.customers(portal, {logins: [one]})).toEqual([]);
		expect(await addServices(billing, portal, [createOrder(one)])).toMatchObject([{is: 'applied'}]);
	});
}
