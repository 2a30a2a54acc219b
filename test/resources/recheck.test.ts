import {afterEach, expect, test} from 'vitest';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {compareAccounts, type AccountComparison} from '../../source/resources/accounts/compare.ts';
import {findWriteAddress} from '../../source/resources/accounts/write-address.ts';
import {createComparison} from '../../source/sync/comparison.ts';
import {onEachEngine} from '../billing/engines.ts';
import {
	insertCustomer,
	openTwoSystems,
	insertPerson,
	rowsAt,
	insertSubscriber,
	type TwoSystems,
} from './two-systems.ts';

const ivan = 'accounts/00:1A:79:00:00:01';
const marksOf = ({rows}: AccountComparison) => rows.map(({key, mark}) => `${mark} ${key}`);
/** A comparison updated in part must equal one of the whole lists. */
const consistent = (comparison: AccountComparison) =>
	expect(comparison.rows).toEqual(
		compareAccounts(comparison.stalker, comparison.billing, comparison.short !== null),
	);

onEachEngine(scene => {
	let both: TwoSystems;
	/** `people` creates the portal's accounts, then both systems are read. */
	const listed = async (
		...people: ReadonlyArray<Parameters<typeof insertPerson>[1]>
	): Promise<AccountComparison> => {
		both = await openTwoSystems(scene().billing);
		for (const more of people) insertPerson(both.state, more);
		const comparison = await both.list();
		both.asked();
		return comparison;
	};

	afterEach(async () => both.close());

	test('where nothing changed, two requests tell, and the sheet is the very same', async () => {
		const comparison = await listed({});
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect(now).toBe(comparison);
		expect([...changedKeys]).toEqual([]);
		// By its MAC, and the accounts with the number that would become its TV id.
		expect(both.asked()).toEqual([ivan, 'accounts/101']);
	});

	test('a row in sync costs one request', async () => {
		both = await openTwoSystems(scene().billing);
		insertPerson(both.state);
		await insertSubscriber(both);
		const comparison = await both.list();
		both.asked();
		expect(marksOf(comparison)).toEqual(['= ivan']);
		expect((await both.again(['ivan'], comparison)).comparison).toBe(comparison);
		expect(both.asked()).toEqual([ivan]);
	});

	test('a box that was switched on is put in without comparing, and is no change', async () => {
		const comparison = await listed({}, {login: 'petro', ls: '102', mac: '00:1A:79:00:00:02'});
		Object.assign(both.state.users[0]!, {online: true, ip: '10.9.9.9', last_active: '2026-11-23 10:00:00'});
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual([]);
		expect(rowsAt(['ivan'], now)[0]!.stalker).toMatchObject({online: '1', ip: '10.9.9.9'});
		expect(now.stalker.items[0]).toBe(now.rows[0]!.stalker);
		expect(now.rows[1]).toBe(comparison.rows[1]);
		consistent(now);
		expect(findWriteAddress(now.rows[0]!.stalker!, now.stalker.items)).toMatchObject({path: ivan});
	});

	test('another name is a change, and the sheet has it', async () => {
		const comparison = await listed({});
		both.state.users[0]!.fname = 'Інший';
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now.rows[0]!.stalker!.full_name).toBe('Інший');
		consistent(now);
		expect((await both.again(['ivan'], now)).changedKeys.size).toBe(0);
	});

	test('an account that is gone leaves the list; its service is then only in billing', async () => {
		both = await openTwoSystems(scene().billing);
		insertPerson(both.state);
		await insertSubscriber(both);
		const comparison = await both.list();
		both.asked();
		both.state.users = [];
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['- service:101']);
		expect(both.asked()).toEqual([ivan, 'users/ivan']);
	});

	test('an account that was renamed stays in its place', async () => {
		const comparison = await listed({}, {login: 'petro', ls: '102', mac: '00:1A:79:00:00:02'});
		both.state.users[0]!.login = 'ivan2';
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['+ ivan2', '+ petro']);
		consistent(now);
	});

	test('an account with another box is found by its login', async () => {
		const comparison = await listed({});
		both.state.users[0]!.mac = '00:1A:79:00:00:09';
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now.rows.map(({stalker}) => stalker!.stb_mac)).toEqual(['00:1A:79:00:00:09']);
		expect(both.asked()).toEqual([ivan, 'users/ivan', 'accounts/101']);
	});

	test('a box that another account has now is not taken for the account', async () => {
		const comparison = await listed({}, {login: 'petro', ls: '102', mac: '00:1A:79:00:00:02'});
		const [first, second] = both.state.users;
		Object.assign(first!, {mac: ''});
		Object.assign(second!, {mac: '00:1A:79:00:00:01'});
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now.rows.map(({stalker}) => [stalker!.login, stalker!.stb_mac])).toEqual([
			['ivan', ''],
			['petro', '00:1A:79:00:00:01'],
		]);
		consistent(now);
	});

	test('a number that a new account took meanwhile is a conflict, and both are on the sheet', async () => {
		const comparison = await listed({});
		insertPerson(both.state, {login: 'newcomer', mac: '00:1A:79:00:00:07'});
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['! ivan', '! newcomer']);
	});

	test('a number that its other carrier gave up is no conflict any more', async () => {
		const comparison = await listed({}, {login: 'petro', mac: '00:1A:79:00:00:02'});
		expect(marksOf(comparison)).toEqual(['! ivan', '! petro']);
		both.state.users[1]!.ls = '102';
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['+ ivan', '+ petro']);
		expect(both.asked()).toEqual([ivan, 'accounts/101', 'accounts/00:1A:79:00:00:02']);
	});

	test('a number written meanwhile into an account that is addressed by it is found by the login', async () => {
		const comparison = await listed({mac: '', ls: '0101'});
		both.state.users[0]!.ls = '500';
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now.rows[0]!.stalker!.account_number).toBe('500');
		expect(both.asked()).toEqual(['accounts/0101', 'users/ivan', 'accounts/500']);
	});

	test('a customer that appeared in billing makes the row another', async () => {
		const comparison = await listed({});
		await insertCustomer(both);
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now.rows[0]).toMatchObject({
			mark: '+',
			differences: [{code: 'A2'}],
			billing: {login: 'ivan', uid: 1},
		});
		consistent(now);
		expect(now.stalker).toBe(comparison.stalker);
	});

	test('a service that was made meanwhile brings the row in sync', async () => {
		const comparison = await listed({}, {login: 'petro', ls: '102', mac: '00:1A:79:00:00:02'});
		await insertSubscriber(both);
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['= ivan', '+ petro']);
	});

	test('a service that was linked to another account meanwhile is no “-” any more', async () => {
		both = await openTwoSystems(scene().billing);
		insertPerson(both.state);
		await insertSubscriber(both, {uid: 5, login: 'old', id: 877, cid: '00:1A:79:00:00:08'});
		const comparison = await both.list();
		both.asked();
		expect(marksOf(comparison)).toEqual(['+ ivan', '- service:877']);
		await both.query(`update iptv_main set cid = '00:1A:79:00:00:01', iptv_login = 'ivan' where id = 877`);
		const {comparison: now, changedKeys} = await both.again(['service:877'], comparison);
		expect([...changedKeys]).toEqual(['service:877']);
		expect(marksOf(now)).toEqual(['~ ivan']);
		expect(both.asked()).toEqual(['accounts/877', 'accounts/00:1A:79:00:00:08']);
	});

	test('a customer who is gone from billing leaves the row', async () => {
		both = await openTwoSystems(scene().billing);
		insertPerson(both.state);
		await insertCustomer(both);
		const comparison = await both.list();
		await both.query('delete from users where uid = 1');
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now.billing.customers).toEqual([]);
		expect(now.rows[0]).toMatchObject({differences: [{code: 'A1'}], billing: null});
	});

	test('customers not concerned stay the same objects in the same order', async () => {
		both = await openTwoSystems(scene().billing);
		insertPerson(both.state, {login: 'two'});
		for (const uid of [1, 3]) await insertCustomer(both, {uid, login: `c${uid}`});
		const comparison = await both.list();
		await insertCustomer(both, {uid: 2, login: 'two'});
		const {comparison: now} = await both.again(['two'], comparison);
		expect(now.billing.customers.map(({uid}) => uid)).toEqual([1, 2, 3]);
		expect(now.billing.customers[0]).toBe(comparison.billing.customers[0]);
		expect(now.billing.customers[2]).toBe(comparison.billing.customers[1]);
		expect(now.billing.plans).toBe(comparison.billing.plans);
		expect(now.billing.takenIds).toBe(comparison.billing.takenIds);
	});

	test('a service without account whose account came is in sync', async () => {
		both = await openTwoSystems(scene().billing);
		insertPerson(both.state, {login: 'petro', ls: '102', mac: '00:1A:79:00:00:02'});
		await insertSubscriber(both);
		const comparison = await both.list();
		expect(marksOf(comparison)).toEqual(['+ petro', '- service:101']);
		insertPerson(both.state);
		const {comparison: now, changedKeys} = await both.again(['service:101'], comparison);
		expect([...changedKeys]).toEqual(['service:101']);
		expect(marksOf(now)).toEqual(['+ petro', '= ivan']);
	});

	test('a number that another provider’s service took is known before the deed, and changes no row', async () => {
		const comparison = await listed({});
		await both.query(`insert into iptv_services (id, name, module) values (99, 'Other', 'Olltv')`);
		await insertCustomer(both, {uid: 9, login: 'other'});
		await both.query('insert into iptv_main (id, uid, service_id) values (101, 9, 99)');
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual([]);
		expect([...now.billing.takenIds]).toEqual([101]);
		expect(now.rows).toBe(comparison.rows);
	});

	test('an account known by its login alone is looked up in the whole list, where a double would show', async () => {
		const comparison = await listed({mac: '', ls: ''});
		insertPerson(both.state, {login: 'IVAN', mac: '', ls: ''});
		const {comparison: now, changedKeys} = await both.again(['ivan'], comparison);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['! ivan #1', '! IVAN #2']);
		expect(both.asked().toSorted()).toEqual(['accounts', 'tariffs', 'users/ivan']);
	});

	test('an account that no address names alone is looked up in the whole list', async () => {
		const comparison = await listed({mac: '', ls: ''}, {mac: '', ls: ''});
		await both.again(['ivan #1'], comparison);
		expect(both.asked().toSorted()).toEqual(['accounts', 'tariffs']);
	});

	test('more than twenty rows are read whole', async () => {
		const people = Array.from({length: 21}, (_, index) => ({
			login: `user${index}`,
			ls: String(200 + index),
			mac: `00:1A:79:00:01:${String(10 + index)}`,
		}));
		const comparison = await listed(...people);
		both.state.users[3]!.fname = 'Інший';
		const {changedKeys} = await both.again(
			comparison.rows.map(({key}) => key),
			comparison,
		);
		expect([...changedKeys]).toEqual(['user3']);
		expect(both.asked().toSorted()).toEqual(['accounts', 'tariffs']);
	});

	test('while one side has not answered, both are read whole', async () => {
		const {stalker} = await listed({});
		const half = createComparison(accounts, {stalker, billing: null, short: null}) as AccountComparison;
		const {comparison: now, changedKeys} = await both.again(['ivan'], half);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(marksOf(now)).toEqual(['+ ivan']);
	});

	test('a short list stays short, with as many rows as it has now', async () => {
		both = await openTwoSystems(scene().billing);
		await insertSubscriber(both);
		const comparison = await both.list();
		expect(marksOf(comparison)).toEqual(['? service:101']);
		insertPerson(both.state);
		const {comparison: now} = await both.again(['service:101'], comparison);
		expect(now.short).toEqual({got: 1, baseline: 1});
		expect(marksOf(now)).toEqual(['= ivan']);
	});

	test('a row drawn before the list was read again is held against what was drawn', async () => {
		const drawn = await listed({});
		both.state.users[0]!.fname = 'Інший';
		const newer = await both.list();
		const {comparison: now, changedKeys} = await accounts.recheck!(drawn.rows, newer, both.world);
		expect([...changedKeys]).toEqual(['ivan']);
		expect(now).toBe(newer);
	});

	test('a portal that is gone is told by its own error', async () => {
		const comparison = await listed({});
		await both.close();
		await expect(both.again(['ivan'], comparison)).rejects.toMatchObject({code: 'ERR_STALKER_UNREACHABLE'});
	});
});
