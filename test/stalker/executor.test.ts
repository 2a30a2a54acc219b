import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createEmptyState, insertUser, type User} from '../../source/demo/portal/state.ts';
import {createStalkerClient, type StalkerClient} from '../../source/stalker/client.ts';
import {createStalkerExecutor} from '../../source/stalker/executor.ts';
import {accountFields} from '../../source/stalker/find-account.ts';
import type {Change, Fields} from '../../source/sync/changes/change.ts';
import type {StalkerExecutor} from '../../source/sync/changes/ports.ts';
import type {Fault} from '../demo/faults.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {requestsSince} from '../support/test-context.ts';

let portal: FaultyPortal;
let client: StalkerClient;
let executor: StalkerExecutor;
beforeEach(async () => {
	portal = await startFaultyPortal({state: createEmptyState('2026-11-22 12:00:00')});
	client = createStalkerClient({
		url: portal.url,
		login: 'stalker',
		password: 'demo',
		retry: {limit: 0},
		timeout: {connect: 5000, record: 5000, list: 5000},
	});
	executor = createStalkerExecutor(client);
});
afterEach(async () => {
	client.close();
	await portal.close();
});

const mac = (index: number) => `00:1A:79:00:00:0${index}`;

const add = (row: Partial<User> = {}): User =>
	insertUser(portal.state, {login: 'ivan', mac: mac(1), ls: '17', phone: '+380', status: 0, ...row});

const keyOf = ({login, mac: stb_mac, ls: account_number}: Partial<User>): Fields => ({
	login: login!,
	stb_mac: stb_mac!,
	account_number: account_number!,
});

const update = (user: Partial<User>, before: Fields, after: Fields): Change => ({
	...{system: 'stalker', record: 'account', operation: 'update'},
	...{key: keyOf(user), before, after},
});

const remove = (user: Partial<User>, before: Fields = keyOf(user)): Change => ({
	...{system: 'stalker', record: 'account', operation: 'delete'},
	...{key: keyOf(user), before, after: null},
});

const create = (after: Fields): Change => ({
	...{system: 'stalker', record: 'account', operation: 'create', before: null, after},
	key: {login: '', stb_mac: '', account_number: '', ...after},
});

const reboot = (address: string, before: Fields = {}): Change => ({
	...{system: 'stalker', record: 'box', operation: 'send'},
	...{key: {mac: address}, before, after: {event: 'reboot'}},
});

const apply = async (change: Change) => executor.apply(change, async () => null);
const requests = () => requestsSince(portal, 0);
const writes = () => requests().filter(request => !request.startsWith('GET'));
const onWrite = ({method}: {readonly method: string}) => method !== 'GET';
const fault = (failure: Fault) => portal.setFault({matches: onWrite, ...failure});

describe('an account', () => {
	test('is updated by its MAC: look, write what changes, read back', async () => {
		const user = add();
		const result = await apply(update(user, {status: '1', phone: '+380'}, {status: '0', phone: '+380'}));
		expect(result).toMatchObject({
			is: 'applied',
			current: {status: '0'},
			previous: {status: '1', login: 'ivan'},
		});
		expect(requests()).toEqual([
			`GET accounts/${mac(1)}`,
			`PUT accounts/${mac(1)}`,
			`GET accounts/${mac(1)}`,
		]);
		expect(portal.received[1]!.body).toBe('status=0');
	});

	test('that is stored in part: what is written counts, and what was sent and is there is said', async () => {
		const user = add({account_balance: '1'});
		const sent = '12345678901234567890';
		const change = update(user, {status: '1', account_balance: '1'}, {status: '0', account_balance: sent});
		expect(await apply(change)).toMatchObject({
			is: 'applied',
			current: {status: '0', account_balance: sent.slice(0, 16)},
			reason: {
				code: 'stored-otherwise',
				values: {values: [{field: 'account_balance', sent, stored: sent.slice(0, 16)}]},
			},
		});
	});

	test('that is confirmed and stays as it was: nothing is written', async () => {
		const user = add();
		const change = update(user, {end_date: ''}, {end_date: '2030-01-01 00:00:00'});
		expect(await apply(change)).toMatchObject({
			is: 'failed',
			current: {status: '1'},
			reason: {
				code: 'not-stored',
				values: {values: [{field: 'end_date', sent: '2030-01-01 00:00:00', stored: ''}]},
			},
		});
		expect(writes()).toHaveLength(1);
	});

	test('gets a number: four requests, of which one asks who has the number', async () => {
		const user = add();
		const result = await apply(update(user, {account_number: '17'}, {account_number: '18'}));
		expect(result).toMatchObject({is: 'applied', current: {account_number: '18', record: {login: 'ivan'}}});
		expect(requests()).toEqual([
			`GET accounts/${mac(1)}`,
			'GET accounts/18',
			`PUT accounts/${mac(1)}`,
			'GET accounts/18',
		]);
	});

	test.each([
		['as before', {ls: '17'}, 'applied', 1],
		['as after', {ls: '18'}, 'unchanged', 0],
		['neither', {ls: '19'}, 'stale', 0],
	])('that is %s', async (_, now, is, written) => {
		const user = add();
		Object.assign(portal.state.users[0]!, now);
		const change = update(user, {account_number: '17'}, {account_number: '18'});
		expect(await apply(change)).toMatchObject({
			is,
			current: {account_number: is === 'applied' ? '18' : now.ls},
		});
		expect(writes().length).toBe(written);
	});

	test('that is gone is not written to', async () => {
		const user = add();
		portal.state.users = [];
		expect(await apply(update(user, {status: '1'}, {status: '0'}))).toMatchObject({
			is: 'stale',
			current: null,
			reason: {code: 'gone-meanwhile'},
		});
		expect(writes()).toEqual([]);
	});

	test.each(['', '0', ' ', ',', 'a,b', 'a/b', '..', 'NOW()'])(
		'whose every identifier is %j is neither written to nor taken for gone',
		async name => {
			add({login: 'other', mac: '', ls: ''});
			const user = add({login: name, mac: '', ls: name});
			for (const change of [update(user, {status: '1'}, {status: '0'}), remove(user)])
				expect(await apply(change)).toMatchObject({is: 'stale', reason: {code: 'unaddressable'}});
			expect(requests()).toEqual([]);
			expect(await executor.inspect([remove(user)])).toMatchObject([{state: {is: 'other'}}]);
		},
	);

	test('without MAC and number is written to by its login, once a fresh list shows it alone', async () => {
		const user = add({mac: '', ls: ''});
		expect(await apply(update(user, {status: '1'}, {status: '0'}))).toMatchObject({is: 'applied'});
		expect(requests().slice(0, 3)).toEqual(['GET users/ivan', 'GET accounts', 'PUT users/ivan']);
		add({login: 'IVAN', mac: '', ls: ''});
		expect(await apply(update(user, {status: '0'}, {status: '1'}))).toMatchObject({
			is: 'stale',
			reason: {code: 'names-others'},
		});
		expect(writes().length).toBe(1);
	});

	test('that shares MAC and number is written to by its login, and the others are left alone', async () => {
		const user = add();
		add({login: 'petro'});
		expect(await apply(update(user, {status: '1'}, {status: '0'}))).toMatchObject({is: 'applied'});
		expect(writes()).toEqual(['PUT users/ivan']);
		expect(portal.state.users.map(({status}) => status)).toEqual([1, 0]);
	});

	test('is not given a number, a MAC or a login that is another’s', async () => {
		const user = add();
		add({login: 'petro', mac: mac(2), ls: 'Д-18'});
		for (const [field, value] of [
			['account_number', 'д-18'],
			['stb_mac', mac(2)],
			['login', 'PETRO'],
		] as const) {
			const before = accountFields({login: 'ivan', stb_mac: mac(1), account_number: '17'})[field]!;
			expect(await apply(update(user, {[field]: before}, {[field]: value}))).toMatchObject({
				is: 'stale',
				reason: {values: {others: ['petro']}},
			});
		}

		expect(writes()).toEqual([]);
	});

	test('that another console gives the same number between two requests is no account of others', async () => {
		const user = add();
		portal.setFault({
			is: 'reset',
			matches({path}) {
				if (path.endsWith('/18')) user.ls = '18';
				return false;
			},
		});
		expect(await apply(update(user, {account_number: '17'}, {account_number: '18'}))).toMatchObject({
			is: 'applied',
			current: {account_number: '18'},
		});
	});

	test('whose new number somebody else is given at the same moment is not reported as done', async () => {
		const user = add();
		portal.setFault({
			is: 'reset',
			matches({method}) {
				if (method === 'PUT') add({login: 'petro', mac: mac(2), ls: '18'});
				return false;
			},
		});
		expect(await apply(update(user, {account_number: '17'}, {account_number: '18'}))).toMatchObject({
			is: 'unknown',
			reason: {code: 'number-shared', values: {others: ['petro']}},
		});
	});

	test('is deleted with a snapshot, looked at again behind it, and read back', async () => {
		const user = add();
		portal.state.subscriptions.push({uid: user.id, sub_ch: ['12']});
		let taken: unknown;
		const result = await executor.apply(remove(user), async previous => {
			taken = previous;
			return null;
		});
		expect(result).toMatchObject({is: 'applied', current: null});
		expect(taken).toMatchObject({
			login: 'ivan',
			record: {login: 'ivan', stb_mac: mac(1)},
			itv_subscription: [{sub_ch: ['12'], mac: mac(1)}],
		});
		expect(result.previous).toEqual(taken);
		expect(portal.state.users).toEqual([]);
	});

	test('that is not to be written to any more is left as it is', async () => {
		const user = add();
		const result = await executor.apply(remove(user), async () => ({code: 'already-undone', values: {}}));
		expect(result).toMatchObject({is: 'stale', reason: {code: 'already-undone'}});
		expect(writes()).toEqual([]);
	});

	test('is created where nobody has its names, and is not created twice', async () => {
		const change = create({login: 'ivan', stb_mac: mac(1), account_number: '17', phone: '+380'});
		expect(await apply(change)).toMatchObject({is: 'applied', current: {login: 'ivan'}});
		expect(await apply(change)).toMatchObject({is: 'unchanged', current: {login: 'ivan'}});
		expect(writes()).toEqual(['POST accounts']);
	});

	test.each([
		['login', {login: 'IVAN', mac: mac(2), ls: '18'}],
		['stb_mac', {login: 'petro', mac: mac(1), ls: '18'}],
		['account_number', {login: 'petro', mac: mac(2), ls: '17'}],
	])('whose %s is another’s is not created', async (field, other) => {
		add(other);
		const change = create({login: 'ivan', stb_mac: mac(1), account_number: '17'});
		const reason = {code: 'taken-in-stalker', values: {field}};
		expect(await apply(change)).toMatchObject({is: 'stale', reason});
		expect(await executor.inspect([change])).toMatchObject([{conflict: reason}]);
		expect(writes()).toEqual([]);
	});

	test('that the answer to a look does not show as an account is not taken for gone', async () => {
		const user = add();
		add({login: 'petro', mac: mac(2), ls: '18'});
		for (const is of ['wrong-types', 'results-false'] as const) {
			portal.setFault({is});
			expect(await apply(remove(user))).toMatchObject({is: 'failed'});
		}

		expect(writes()).toEqual([]);
	});

	test.each(['PUT', 'DELETE'])(
		'a %s that was sent is waited for and read back, whatever is aborted',
		async method => {
			const user = add();
			const controller = new AbortController();
			portal.setFault({
				is: 'slow',
				milliseconds: 100,
				matches(request) {
					if (request.method === method) controller.abort();
					return request.method === method;
				},
			});
			const change = method === 'PUT' ? update(user, {phone: '+380'}, {phone: '+381'}) : remove(user);
			expect(await executor.apply(change, async () => null, controller.signal)).toMatchObject({
				is: 'applied',
			});
			expect(controller.signal.aborted).toBe(true);
		},
	);

	test('assertions: one request each, and one list for many; the number tells all who carry it', async () => {
		const users = [1, 2, 3].map(index => add({login: `u${index}`, mac: mac(index), ls: String(index)}));
		add({login: 'twin', mac: mac(4), ls: '2'});
		const asserted = users.map(user =>
			update(user, {status: '1', account_number: user.ls}, {status: '1', account_number: user.ls}),
		);
		const expected = [
			{is: 'unchanged'},
			{is: 'stale', reason: {code: 'number-shared', values: {others: ['twin']}}},
			{is: 'unchanged'},
		];
		expect(await executor.check(asserted)).toMatchObject(expected);
		expect(requests()).toEqual(['GET accounts/1', 'GET accounts/2', 'GET accounts/3']);

		const before = portal.received.length;
		const many = Array.from({length: 10}, () => asserted).flat();
		expect(await executor.check(many)).toMatchObject(Array.from({length: 10}, () => expected).flat());
		expect(requestsSince(portal, before)).toEqual(['GET accounts']);
	});

	test('an assertion about an account that is not as it was seen is stale, whether few or many are asked', async () => {
		const user = add({status: 1});
		const change = update(user, {status: '1'}, {status: '1'});
		const stale = {is: 'stale', reason: {code: 'changed-meanwhile', values: {field: 'status'}}};
		expect(await executor.check([change])).toMatchObject([stale]);
		const [first] = await executor.check(Array.from({length: 21}, () => change));
		expect(first).toMatchObject(stale);
	});
});

const faults: ReadonlyArray<readonly [name: string, fault: Fault]> = [
	['a reset', {is: 'reset'}],
	['an answer cut off', {is: 'cut', afterBytes: 12}],
	['401', {is: 'status', code: 401}],
	['404', {is: 'status', code: 404}],
	['API not enabled', {is: 'disabled'}],
	['500', {is: 'status', code: 500}],
	['502', {is: 'status', code: 502}],
	['results false', {is: 'results-false'}],
	['not UTF-8', {is: 'not-utf8'}],
];

/** What a fault on a write means where the portal has not done its work, and where it has. */
const meanings: Readonly<Record<string, readonly [notDone: string, done: string, event: string]>> = {
	'a reset': ['unknown', 'applied', 'unknown'],
	'an answer cut off': ['applied', 'applied', 'unknown'],
	'401': ['failed', 'applied', 'failed'],
	'404': ['failed', 'applied', 'failed'],
	'API not enabled': ['failed', 'applied', 'failed'],
	'500': ['failed', 'applied', 'unknown'],
	'502': ['unknown', 'applied', 'unknown'],
	'results false': ['failed', 'applied', 'failed'],
	'not UTF-8': ['applied', 'applied', 'unknown'],
};

describe.each(faults)('%s on the write', (name, failure) => {
	const [notDone, done, event] = meanings[name]!;

	test.each([
		[false, notDone],
		[true, done],
	])('of an account, done: %s', async (afterWork, is) => {
		const user = add();
		fault({...failure, afterWork});
		expect((await apply(remove(user))).is).toBe(is);
		expect(writes().length).toBe(1);
		expect(portal.state.users.length).toBe(is === 'applied' ? 0 : 1);
	});

	test('of an event', async () => {
		add();
		fault(failure);
		const result = await apply(reboot(mac(1)));
		expect(result.is).toBe(event);
		expect(result.reason).toBeDefined();
		expect(writes().length).toBe(1);
	});
});

test('a portal that is gone behind the write leaves it unknown, whatever it did', async () => {
	const user = add();
	let isGone = false;
	portal.setFault({is: 'reset', afterWork: true, matches: ({method}) => (isGone ||= method === 'DELETE')});
	const result = await apply(remove(user));
	expect(result).toMatchObject({is: 'unknown', previous: {login: 'ivan'}});
	expect(result.cause).toBeInstanceOf(Error);
});

describe('a box', () => {
	test('gets an event by its MAC, after a look at it', async () => {
		const user = add();
		add({login: 'petro', mac: mac(2), ls: '18'});
		expect(await apply(reboot(mac(1), {login: 'ivan'}))).toMatchObject({is: 'applied'});
		expect(requests()).toEqual([`GET stb/${mac(1)}`, `POST send_event/${mac(1)}`]);
		expect(portal.state.events.map(({uid}) => uid)).toEqual([user.id]);
	});

	test.each(['', '0', ',', `${mac(1)},`, '17', 'all'])('named %j is sent nothing', async name => {
		add();
		add({login: 'petro', mac: '', ls: ''});
		expect(['stale', 'failed']).toContain((await apply(reboot(name))).is);
		expect(writes()).toEqual([]);
	});

	test.each([
		['gone', {mac: mac(9)}, 'changed-row'],
		['another’s by now', {login: 'petro'}, 'changed-row'],
	])('that is %s is sent nothing', async (_, now, code) => {
		add();
		Object.assign(portal.state.users[0]!, now);
		expect(await apply(reboot(mac(1), {login: 'ivan'}))).toMatchObject({is: 'stale', reason: {code}});
		expect(writes()).toEqual([]);
	});

	test('that two accounts have is sent nothing', async () => {
		add();
		add({login: 'petro', ls: '18'});
		expect(await apply(reboot(mac(1)))).toMatchObject({is: 'stale', reason: {code: 'box-doubled'}});
		expect(writes()).toEqual([]);
	});
});
