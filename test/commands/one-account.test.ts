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
async function call(command: string, args: readonly string[], flags: Record<string, boolean | number> = {}) {
	const before = systems.portal.received.length;
	const run = createCaller(async () => systems.context);
	const {exitCode, sentence} = await run(['accounts', command], args, flags);
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

test('one account is added by its login without the list, which is read where a number must be allotted', async () => {
	const kept = await findAccount('+');
	const added = await call('add', [kept.login], {yes: true});
	expect(added).toMatchObject({exitCode: 0, sentence: ''});
	expect(added.requests).not.toContain('GET accounts');
	expect(added.requests.length).toBeLessThanOrEqual(4);

	const {login} = await findAccount('+');
	systems.portal.state.users.find(user => user.login === login)!.ls = 'Договір-7/а';
	const {exitCode, requests} = await call('add', [login], {yes: true});
	expect(exitCode).toBe(0);
	expect(requests).toContain('GET accounts');
});

test('an account is deleted only once the whole list was read: it may be suspiciously short', async () => {
	const {login} = await findAccount('=');
	expect((await call('delete', [login], {confirm: 1})).requests).toContain('GET accounts');
	await systems.reset();
	systems.portal.setFault({is: 'half', matches: ({path}) => path.endsWith('/accounts')});
	const {exitCode, sentence} = await call('delete', [login], {confirm: 1});
	systems.portal.setFault(null);
	expect(exitCode).toBe(1);
	expect(sentence).toMatch(/^The portal listed only \d+ rows/);
	expect(systems.writes()).toEqual([]);
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
