import {afterAll, beforeAll, expect, test} from 'vitest';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	// No database: the command needs the portal only.
	shell = await openShell({accounts: 5, database: ''});
});
afterAll(async () => shell.close());

test('a resource is printed as the portal sends it, its time and size go to stderr', async () => {
	const {exit, out, error} = await shell.call('api', 'GET', 'accounts/100001');
	expect(exit).toBe(0);
	expect(JSON.parse(out)).toMatchObject([{account_number: '100001'}]);
	expect(error).toMatch(/^HTTP 200, \d+ ms, \d+ bytes\.\n$/);
	expect((await shell.call('api', 'get', 'tariffs', '--json')).data).toMatchObject({
		status: 200,
		body: {status: 'OK'},
	});
});

test('an error response is printed as well, with exit code 1', async () => {
	shell.portal.setFault({is: 'html', times: 2});
	const {exit, out, error} = await shell.call('api', 'GET', 'accounts');
	expect([exit, out]).toEqual([1, expect.stringContaining('Back soon')]);
	expect(error).toContain('something else than the API’s JSON');
	expect(await shell.call('api', 'GET', 'accounts', '--json')).toMatchObject({exit: 1, data: {status: 200}});
});

test.each([
	[['api'], /api takes GET and a path/],
	[['api', 'POST', 'send_event'], /Nothing but GET is sent/],
	[['api', 'DELETE', 'accounts/1'], /Nothing but GET is sent/],
	[['api', 'GET', 'accounts?x=1'], /a path is a resource/],
])('%j is wrong usage, and nothing is sent', async (argv, said) => {
	const before = shell.portal.received.length;
	const {exit, error} = await shell.call(...argv);
	expect(exit).toBe(2);
	expect(error).toMatch(said);
	expect(shell.portal.received).toHaveLength(before);
});
