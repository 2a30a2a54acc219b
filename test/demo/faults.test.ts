import {expect, onTestFinished, test} from 'vitest';
import type {Fault} from './faults.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal} from './faulty-portal.ts';

async function openPortal(fault: Fault | null = null, accounts = 10) {
	const portal = await startFaultyPortal({state: seedPortal({accounts})});
	onTestFinished(async () => portal.close());
	portal.setFault(fault);
	const call = async (method: string, path: string, body?: string, signal?: AbortSignal) => {
		const response = await fetch(`${portal.url}/${path}`, {
			method,
			headers: {authorization: `Basic ${btoa('stalker:demo')}`},
			...(body === undefined ? {} : {body}),
			...(signal === undefined ? {} : {signal}),
		});
		const bytes = Buffer.from(await response.arrayBuffer());
		return {
			status: response.status,
			type: response.headers.get('content-type'),
			bytes,
			text: bytes.toString(),
		};
	};
	return {
		portal,
		get: async (path = 'accounts', signal?: AbortSignal) => call('GET', path, undefined, signal),
		call,
	};
}

const listOf = ({text}: {readonly text: string}) =>
	(JSON.parse(text) as {readonly results: ReadonlyArray<Readonly<Record<string, unknown>>>}).results;

test('without a fault it answers over HTTP, on loopback, and records its requests', async () => {
	const {portal, get, call} = await openPortal();
	expect(portal.url).toBe(`http://127.0.0.1:${portal.port}/stalker_portal/api/v1`);
	expect(listOf(await get())).toHaveLength(10);
	await call('PUT', 'accounts/100001', 'full_name=%D0%AF');
	expect(portal.state.users[0]!.fname).toBe('Я');
	expect(portal.received.map(({method, path, body}) => [method, path, body])).toEqual([
		['GET', '/stalker_portal/api/v1/accounts', ''],
		['PUT', '/stalker_portal/api/v1/accounts/100001', 'full_name=%D0%AF'],
	]);
});

test('a wrong password is refused', async () => {
	const {portal} = await openPortal();
	const {status} = await fetch(`${portal.url}/accounts`, {
		headers: {authorization: `Basic ${btoa('stalker:wrong')}`},
	});
	expect(status).toBe(401);
});

test.each<[Fault, number, string, RegExp]>([
	[{is: 'status', code: 502}, 502, 'text/html', /502/],
	[{is: 'status', code: 401}, 401, 'text/html', /401/],
	[{is: 'disabled'}, 404, 'text/html', /^API not enabled$/],
	[{is: 'html'}, 200, 'text/html', /^<!DOCTYPE html>/],
	[{is: 'memory'}, 200, 'text/html', /Allowed memory size/],
	[{is: 'trailing-html'}, 200, 'application/json', /\]\}<br \/>\n<b>Warning<\/b>.*api_access\.log/s],
	[{is: 'output'}, 200, 'application/json', /,"output":".*Notice/],
	[{is: 'empty'}, 200, 'application/json', /^$/],
	[{is: 'results-false'}, 200, 'application/json', /^\{"status":"OK","results":false\}$/],
	[{is: 'database-down'}, 200, 'application/json', /"error":"Connect Error \(2002\)/],
])('$is: the response is that of a portal which fails so', async (fault, status, type, body) => {
	const {get} = await openPortal(fault);
	const answer = await get();
	expect(answer.status).toBe(status);
	expect(answer.type).toContain(type);
	expect(answer.text).toMatch(body);
});

test('not-utf8: the bytes are not UTF-8', async () => {
	const {get} = await openPortal({is: 'not-utf8'});
	for (const path of ['accounts', 'send_event']) {
		const {bytes} = await get(path);
		expect(() => new TextDecoder('utf8', {fatal: true}).decode(bytes)).toThrow(TypeError);
	}
});

test('half: a list lacks its second half; zero: it is empty', async () => {
	const {portal, get} = await openPortal({is: 'half'});
	expect(listOf(await get()).map(({account_number: number}) => number)).toEqual([
		'100001',
		'100002',
		'100003',
		'100004',
		'100005',
	]);
	portal.setFault({is: 'zero'});
	expect(listOf(await get())).toEqual([]);
	expect(portal.state.users).toHaveLength(10);
});

test('wrong-types: some entries are no records, some have fields of other types', async () => {
	const {get} = await openPortal({is: 'wrong-types'});
	const list = listOf(await get());
	expect(list[0]).toBeNull();
	expect(list[1]!['login']).toEqual({value: 'user00002'});
	expect(list[2]).toMatchObject({status: expect.toBeOneOf(['0', '1']), account_number: 100_003});
});

test('cut: the body ends after so many bytes', async () => {
	const {portal} = await openPortal({is: 'cut', afterBytes: 100});
	const response = await fetch(`${portal.url}/accounts`, {
		headers: {authorization: `Basic ${btoa('stalker:demo')}`},
	});
	let bytes = 0;
	const read = async () => {
		for await (const chunk of response.body!) bytes += chunk.length;
	};
	await expect(read()).rejects.toThrow(/terminated/);
	expect(bytes).toBe(100);
});

test('reset: the connection breaks before an answer', async () => {
	const {get} = await openPortal({is: 'reset'});
	await expect(get()).rejects.toThrow(/fetch failed/);
});

test('hang: no response comes, and closing the portal ends the wait', async () => {
	const {portal, get} = await openPortal({is: 'hang'});
	const [answer] = await Promise.allSettled([get(), portal.close()]);
	expect(answer).toMatchObject({status: 'rejected', reason: {message: 'fetch failed'}});
});

test('slow: the response comes so much later', async () => {
	const {get} = await openPortal({is: 'slow', milliseconds: 60});
	const start = performance.now();
	expect(listOf(await get())).toHaveLength(10);
	expect(performance.now() - start).toBeGreaterThanOrEqual(59);
});

test('paced: accounts take longer for each row that was read', async () => {
	const {portal, get} = await openPortal({is: 'paced', perAccount: 10});
	for (const path of ['accounts', 'users', 'account_subscription', 'accounts/0']) {
		const start = performance.now();
		await get(path);
		expect(performance.now() - start).toBeGreaterThanOrEqual(99);
	}

	// Each of these would take an hour if it were delayed.
	portal.setFault({is: 'paced', perAccount: 3_600_000});
	for (const path of ['stb', 'tariffs', 'stb/100001']) expect((await get(path)).status).toBe(200);
});

test('a write that fails was not done; with afterWork it was', async () => {
	const {portal, call} = await openPortal({is: 'status', code: 500});
	await call('PUT', 'accounts/100001', 'phone=1');
	expect(portal.state.users[0]!.phone).not.toBe('1');
	portal.setFault({is: 'status', code: 500, afterWork: true});
	expect((await call('PUT', 'accounts/100001', 'phone=1')).status).toBe(500);
	expect(portal.state.users[0]!.phone).toBe('1');
});

test('a fault concerns the requests that match, happens `times` times, and ends when it is removed', async () => {
	const {portal, get} = await openPortal({is: 'zero', matches: ({path}) => path.endsWith('/stb'), times: 2});
	const lengths = [];
	for (const path of ['accounts', 'stb', 'stb', 'stb']) lengths.push(listOf(await get(path)).length);
	expect(lengths).toEqual([10, 0, 0, 10]);
	portal.setFault({is: 'zero'});
	portal.setFault(null);
	expect(listOf(await get())).toHaveLength(10);
});
