import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {requestsSince, createTestContext, type TestContext} from '../support/test-context.ts';
import {createCaller, listedRows, type ListedRow} from './command-calls.ts';

let billing: Billing;
let fixture: TestContext;
beforeAll(async () => {
	billing = await openBilling('memory:');
	fixture = await createTestContext(billing, {state: seedPortal({accounts: 60})});
});
afterAll(async () => {
	await fixture.close();
	await billing.close();
});
beforeEach(async () => fixture.reset());

const call = createCaller(async () => fixture.context);

/** The requests of a call. */
async function requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
	const from = fixture.portal.received.length;
	await work();
	return requestsSince(fixture.portal, from);
}

const listed = async () => listedRows(await call(['accounts', 'list']));

test('show asks for the account alone, and tells of it what the list tells', async () => {
	const list = await listed();
	const plain = list.filter(({key, mark}) => mark !== '-' && /^user\d+$/.test(key));
	expect(plain.length).toBeGreaterThan(30);
	for (const {key, mark} of plain) {
		let shown: Awaited<ReturnType<typeof call>> | undefined;
		const requests = await requestsOf(async () => (shown = await call(['accounts', 'show'], [key])));
		expect([key, shown!.exitCode]).toEqual([key, 0]);
		expect([key, (shown!.reply!.data as ListedRow).mark]).toEqual([key, mark]);
		expect(
			requests.filter(request => request === 'GET accounts' || request === 'GET stb'),
			key,
		).toEqual([]);
		expect(requests.length, requests.join()).toBeLessThanOrEqual(4);
	}
});

test.each([
	['a login', ({key}: ListedRow) => key, 3],
	['a number', ({account_number}: ListedRow) => `number:${String(account_number)}`, 2],
	['a MAC', ({stb_mac}: ListedRow) => `mac:${String(stb_mac)}`, 2],
])('%s that is in sync is shown by few requests', async (_, idOf, count) => {
	const row = (await listed()).find(({mark, key}) => mark === '=' && key === 'user00001')!;
	expect(await requestsOf(async () => call(['accounts', 'show'], [idOf(row)]))).toHaveLength(count);
});

test('an ID that the portal does not know is looked for in the whole list', async () => {
	const only = (await listed()).find(({mark}) => mark === '-')!;
	const requests = await requestsOf(async () =>
		expect(await call(['accounts', 'show'], [only.key])).toMatchObject({exitCode: 0}),
	);
	expect(requests.some(request => /^GET (accounts|stb)$/.test(request))).toBe(true);
	expect(await call(['accounts', 'show'], ['nobody'])).toMatchObject({exitCode: 2});
});
