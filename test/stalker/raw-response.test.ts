import {afterAll, beforeAll, expect, test} from 'vitest';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {createStalkerClient, type StalkerClient} from '../../source/stalker/client.ts';

let portal: FaultyPortal;
let stalker: StalkerClient;
beforeAll(async () => {
	portal = await startFaultyPortal({state: seedPortal({accounts: 5})});
	stalker = createStalkerClient({url: portal.url, login: 'stalker', password: 'demo', retry: {limit: 0}});
});
afterAll(async () => {
	stalker.close();
	await portal.close();
});

test.each([
	['accounts', 'accounts'],
	['ACCOUNTS', 'accounts'],
	['/stb/', 'stb'],
	['api/v1/itv', 'itv'],
	['stalker_portal/api/tariffs', 'tariffs'],
	['stb/100001,100002', 'stb/100001,100002'],
	['stb/00:1A:79:00:00:01', 'stb/00:1A:79:00:00:01'],
	['nosuch', 'nosuch'],
])('%s asks for %s', async (typed, path) => {
	const before = portal.received.length;
	await stalker.readRaw(typed);
	expect(
		portal.received.slice(before).map(({method, path: asked}) => `${method} ${asked.split('/api/v1/')[1]}`),
	).toEqual([`GET ${path}`]);
});

test.each([
	'',
	'/',
	'accounts?q=x',
	'accounts#x',
	'../admin',
	'accounts/..',
	'accounts/.',
	'accounts/%2e%2e',
	'accounts/a b',
	'a/b/c',
	String.raw`a\b`,
	'accounts/1,',
	'http://elsewhere/x',
])('%j is not asked at all', async typed => {
	const before = portal.received.length;
	await expect(stalker.readRaw(typed)).rejects.toMatchObject({code: 'ERR_STALKER_UNSAFE'});
	expect(portal.received).toHaveLength(before);
});

test('any response is returned, with the error of a normal read, and requested once', async () => {
	expect(await stalker.readRaw('accounts/100001')).toMatchObject({
		status: 200,
		failure: null,
		results: expect.any(Array),
	});
	expect(await stalker.readRaw('nosuch')).toMatchObject({
		status: 200,
		failure: {code: 'ERR_STALKER_REFUSED'},
	});
	const before = portal.received.length;
	for (const [fault, status, text, code] of [
		[{is: 'html'}, 200, /Back soon/, 'ERR_STALKER_INVALID_RESPONSE'],
		[{is: 'empty'}, 200, /^$/, 'ERR_STALKER_INVALID_RESPONSE'],
		[{is: 'memory'}, 200, /Allowed memory size/, 'ERR_STALKER_INVALID_RESPONSE'],
		[{is: 'status', code: 502}, 502, /502/, 'ERR_STALKER_INVALID_RESPONSE'],
		[{is: 'status', code: 401}, 401, /401/, 'ERR_STALKER_UNAUTHORIZED'],
		[{is: 'disabled'}, 404, /not enabled/, 'ERR_STALKER_DISABLED'],
	] as const) {
		portal.setFault(fault);
		expect(await stalker.readRaw('accounts')).toMatchObject({
			status,
			text: expect.stringMatching(text),
			failure: {code},
		});
	}

	expect(portal.received.length - before).toBe(6);
	portal.setFault({is: 'reset'});
	await expect(stalker.readRaw('accounts')).rejects.toMatchObject({code: 'ERR_STALKER_UNREACHABLE'});
	portal.setFault(null);
});
