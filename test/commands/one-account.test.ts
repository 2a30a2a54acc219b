import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import type {SyncStatus} from '../../source/sync/difference.ts';
import {createTestContext, requestsSince, type TestContext} from '../support/test-context.ts';
import {createCaller} from './command-calls.ts';

let billing: Billing;
let systems: TestContext;
beforeAll(async () => {
	billing = await openBilling('memory:');
	systems = await createTestContext(billing, {accounts: 120});
});
beforeEach(async () => systems.reset());
afterAll(async () => {
	await systems.close();
	await billing.close();
});

/** Calls a command of accounts on one ID: its result, and the requests that it has sent. */
async function call(
	command: string,
	args: readonly string[],
	flags: Record<string, boolean | number> = {},
	resource = 'accounts',
) {
	const before = systems.portal.received.length;
	const run = createCaller(async () => systems.context);
	const {exitCode, sentence} = await run([resource, command], args, flags);
	return {exitCode, sentence, requests: requestsSince(systems.portal, before)};
}

/** An account with this status whose number can be the TV id. */
async function findAccount(mark: SyncStatus) {
	const {rows} = await readAndCompare(accounts, systems.context);
	const row = (rows as ReturnType<typeof accounts.compare>).find(
		({stalker, ...one}) =>
			one.mark === mark &&
			stalker &&
			stalker.login !== '' &&
			['101', '102'].includes(stalker.tariff_plan ?? '') &&
			/^[1-9]\d{0,5}$/.test(stalker.account_number),
	);
	return row!.stalker!;
}

test.each(['=', '+'] as const)(
	'one account that is %s is shown, or tried, by its login without the list',
	async mark => {
		const {login, stb_mac: mac, account_number: number} = await findAccount(mark);
		const alone = [`GET users/${login}`, `GET accounts/${mac}`, `GET accounts/${number}`];
		for (const command of ['show', 'delete', ...(mark === '+' ? ['add'] : [])]) {
			const flags: Record<string, boolean> = command === 'show' ? {} : {'dry-run': true};
			expect(await call(command, [login], flags)).toEqual({exitCode: 0, sentence: '', requests: alone});
		}
	},
);

test.each([
	['=', 0],
	['+', 1],
] as const)('a dry run of adding an account that is %s says how many would be done: %i', async (mark, n) => {
	const {login} = await findAccount(mark);
	const run = createCaller(async () => systems.context);
	const {reply} = await run(['accounts', 'add'], [login], {'dry-run': true});
	expect(reply!.text).toMatch(new RegExp(`^Nothing is written\\. ${n} would be done, 0 refused\\.`));
});

/** The requests by which one row is read among the identifiers of all. */
const amongAll = (mac: string) => ['GET stb', `GET accounts/${mac}`];

test('one account is added by its login without the list, and a number is allotted beside all numbers of the portal', async () => {
	const kept = await findAccount('+');
	const added = await call('add', [kept.login], {yes: true});
	expect(added).toMatchObject({exitCode: 0, sentence: ''});
	expect(added.requests).not.toContain('GET stb');
	expect(added.requests.length).toBeLessThanOrEqual(4);

	const {login, stb_mac: mac} = await findAccount('+');
	const {users} = systems.portal.state;
	users.find(user => user.login === login)!.ls = 'Договір-7/а';
	const [{last}] = (await billing.database.query<{last: number}>(
		'select last from stalker_allotment where id = 1',
	)) as [{last: number}];
	// The next number of the sequence is an account's that billing does not know.
	users.find(user => ![login, kept.login].includes(user.login))!.ls = String(last + 1);
	const {exitCode, requests} = await call('add', [login], {yes: true});
	expect(exitCode).toBe(0);
	expect(requests.slice(-6)).toEqual([
		...amongAll(mac),
		...[`GET accounts/${mac}`, `GET accounts/${last + 2}`, `PUT accounts/${mac}`, `GET accounts/${last + 2}`],
	]);
});

test('an account is deleted only beside the logins of all, and not while the list is suspiciously short', async () => {
	const {login, stb_mac: mac} = await findAccount('=');
	const {requests} = await call('delete', [login], {confirm: 1});
	expect(requests.slice(0, 2)).toEqual(amongAll(mac));
	expect(requests).not.toContain('GET accounts');
	await systems.reset();
	systems.portal.setFault({is: 'half', matches: ({path}) => /\/(accounts|stb)$/.test(path)});
	const {exitCode, sentence} = await call('delete', [login], {confirm: 1});
	systems.portal.setFault(null);
	expect(exitCode).toBe(1);
	expect(sentence).toMatch(/^The portal listed only \d+ rows/);
	expect(systems.writes()).toEqual([]);
});

test('a login that two accounts have is not guessed: both are named, and none is deleted', async () => {
	const {login} = await findAccount('=');
	const other = systems.portal.state.users.find(user => user.login !== login)!;
	other.login = login;
	const {exitCode, sentence} = await call('delete', [login], {confirm: 1});
	expect([exitCode, sentence]).toEqual([2, expect.stringContaining(other.mac)]);
	expect(systems.writes()).toEqual([]);
});

test('the whole list is read where the portal cannot list its boxes', async () => {
	const {login} = await findAccount('=');
	systems.portal.setFault({is: 'memory', matches: ({path}) => path.endsWith('/stb')});
	const {exitCode, requests} = await call('delete', [login], {confirm: 1});
	systems.portal.setFault(null);
	expect(exitCode).toBe(0);
	expect(requests).toContain('GET accounts');
});

test('one account is linked, and one box registered, beside the identifiers of all', async () => {
	const {login, stb_mac: mac} = await findAccount('+');
	const {rows} = await readAndCompare(accounts, systems.context);
	const free = rows.find(({mark}) => mark === '-')!.key.split(':')[1]!;
	const linked = await call('link', [login, free], {yes: true});
	expect(linked).toMatchObject({exitCode: 0, sentence: ''});
	expect(linked.requests).toEqual([
		...amongAll(mac),
		...[`GET accounts/${free}`, `GET accounts/${mac}`, `GET accounts/${free}`],
		...[`PUT accounts/${mac}`, `GET accounts/${free}`],
	]);

	const other = await findAccount('+');
	const registered = await call('register', [other.stb_mac, `new:${other.login}`], {yes: true}, 'stb');
	expect(registered.requests).not.toContain('GET accounts');
	expect(registered.requests.slice(0, 2)).toEqual(amongAll(other.stb_mac));
});

test('an account whose box another account has is refused, by its login as in the list', async () => {
	const {login, stb_mac: mac} = await findAccount('+');
	const other = systems.portal.state.users.find(user => user.login !== login)!;
	other.mac = mac;
	const {rows} = await readAndCompare(accounts, systems.context);
	expect(rows.find(({key}) => key === login)?.mark).toBe('!');
	const {exitCode, sentence} = await call('add', [login], {yes: true});
	expect([exitCode, sentence]).toEqual([1, expect.stringContaining(other.login)]);
	expect(systems.writes()).toEqual([]);
});

test('an account that shows the default plan is compared as in the list, alone and among the identifiers of all', async () => {
	const {login, account_number: number} = await findAccount('=');
	const user = systems.portal.state.users.find(one => one.login === login)!;
	user.tariff_plan_id = 0;
	const plan = systems.portal.state.plans.find(one => !one.user_default && /^\d+$/.test(one.external_id))!;
	const shown = async () => {
		const before = systems.portal.received.length;
		const {reply} = await createCaller(async () => systems.context)(['accounts', 'show'], [user.login]);
		const isAmongAll = requestsSince(systems.portal, before).includes('GET stb');
		const {rows} = await readAndCompare(accounts, systems.context);
		const listed = rows.find(({key}) => key === user.login)!;
		expect(reply!.data).toMatchObject({mark: listed.mark, theirs: listed.stalker});
		expect((reply!.data as {drifts: readonly {code: string}[]}).drifts.map(({code}) => code)).toEqual(
			listed.differences.map(({code}) => code),
		);
		return {isAmongAll, codes: listed.differences.map(({code}) => code)};
	};

	for (const name of [login, `${login}#1`]) {
		// No path can name the second login.
		user.login = name;
		const isAmongAll = name !== login;
		await billing.database.query('update iptv_main set tp_id = 0 where id = ?', [Number(number)]);
		expect(await shown()).toEqual({isAmongAll, codes: []});
		await billing.database.query(
			`update iptv_main set tp_id = (select tp_id from tarif_plans where id = ?) where id = ?`,
			[Number(plan.external_id), Number(number)],
		);
		expect(await shown()).toEqual({isAmongAll, codes: ['C4']});
	}
});
