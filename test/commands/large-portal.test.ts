import {afterAll, beforeAll, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {createCaller, listedRows} from './command-calls.ts';

let billing: Billing;
let fixture: TestContext;
const reported: string[] = [];
beforeAll(async () => {
	billing = await openBilling('memory:');
	fixture = await createTestContext(billing, {state: seedPortal({accounts: 1500})});
});
afterAll(async () => {
	await fixture.close();
	await billing.close();
});

test('a list that is read in parts reports progress, and equals the list that is read at once', async () => {
	const call = createCaller(
		async () => fixture.context,
		message => void reported.push(message),
	);
	// As on usual portals; otherwise the list is read in one request.
	fixture.portal.setFault({
		is: 'slow',
		milliseconds: 300,
		matches: ({path}) => /\/(stb|accounts\/.*)$/.test(path),
	});
	const inParts = listedRows(await call(['accounts', 'list']));
	const of = fixture.portal.state.users.length;
	const progress = reported.filter(line => line.endsWith(` of ${of}`));
	expect(progress.length).toBeGreaterThan(3);
	expect(progress.length).toBeLessThanOrEqual(10);
	const asked = fixture.portal.received.map(({path}) => path.split('/api/v1/')[1]);
	expect(asked).not.toContain('accounts');

	await fixture.reset();
	fixture.portal.setFault({is: 'memory', matches: ({path}) => path.endsWith('/stb')});
	reported.length = 0;
	const atOnce = listedRows(await call(['accounts', 'list']));
	expect(inParts).toEqual(atOnce);
	expect(reported.filter(line => / of \d+$/.test(line) && !line.includes('rows'))).toEqual([]);
});
