import {expect, test} from 'vitest';
import {
	failureOf,
	login,
	ok,
	openPortal,
	password,
	recording,
	replay,
	type Responder,
} from './test-portal.ts';

const api = '/stalker_portal/api/v1';

test('a read requests lower-case resources, by identifiers, with login and password in UTF-8', async () => {
	const {stalker, received} = await openPortal(ok([]));
	await stalker.read('Accounts');
	await stalker.read('accounts', ['00:1A:79:AA:BB:CC']);
	await stalker.read('STB', ['100001', 'Договор-17']);
	expect(received.map(({method, path}) => `${method} ${path}`)).toEqual([
		`GET ${api}/accounts`,
		`GET ${api}/accounts/00:1A:79:AA:BB:CC`,
		`GET ${api}/stb/100001,%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80-17`,
	]);
	expect(received[0]!.authorization).toBe(
		`Basic ${Buffer.from(`${login}:${password}`, 'utf8').toString('base64')}`,
	);
});

test('a response has results, size, time and warnings', async () => {
	const {stalker} = await openPortal(replay('408'));
	expect(stalker.lastLatency()).toBeNull();
	const answer = await stalker.read('accounts', ['100001']);
	expect(answer).toMatchObject({
		results: [{login: 'user00001'}],
		warnings: [expect.stringMatching(/^Warning: file_put_contents/)],
		bytes: Buffer.byteLength(recording('408').body),
	});
	expect(answer.milliseconds).toBeGreaterThan(0);
	expect(stalker.lastLatency()).toBe(answer.milliseconds);
});

test('results of a read may be false or null', async () => {
	for (const results of [false, null]) {
		const {stalker} = await openPortal(ok(results));
		expect(await stalker.read('tariffs', ['7'])).toMatchObject({results});
	}
});

test('a list request accepts only a list', async () => {
	const list = await openPortal(ok([{id: '1'}]));
	expect(await list.stalker.list('tariffs')).toMatchObject({results: [{id: '1'}]});
	const none = await openPortal(ok({id: '1'}));
	await expect(none.stalker.list('tariffs')).rejects.toMatchObject({code: 'ERR_STALKER_INVALID_RESPONSE'});
});

test('the latest list is the last complete one; it is read only where there is none, once for all concurrent callers', async () => {
	let answers = 0;
	const {stalker, received} = await openPortal((request, response) => {
		answers += 1;
		return answers === 3
			? void response.writeHead(401).end()
			: ok([{id: String(answers)}])(request, response);
	});
	const [one, other] = await Promise.all([stalker.latestList('accounts'), stalker.latestList('accounts')]);
	expect(one).toEqual([{id: '1'}]);
	expect(other).toBe(one);
	const {results} = await stalker.list('accounts');
	expect(await stalker.latestList('accounts')).toBe(results);
	await expect(stalker.list('accounts')).rejects.toMatchObject({code: 'ERR_STALKER_UNAUTHORIZED'});
	expect(await stalker.latestList('accounts')).toBe(results);
	expect(received).toHaveLength(3);
});

test('accounts that were written take their places in the latest list, also while it is read again', async () => {
	const record = (login: string, account_number: string) => ({login, stb_mac: '', account_number});
	const [a, b, c, renumbered, d] = [
		record('a', '1'),
		record('b', ''),
		record('c', '3'),
		record('b', '2'),
		record('d', '4'),
	];
	const second = Promise.withResolvers<void>();
	const asked = Promise.withResolvers<void>();
	let answers = 0;
	const {stalker} = await openPortal(async (request, response) => {
		answers += 1;
		if (answers === 2) {
			asked.resolve();
			await second.promise;
		}

		ok(answers < 3 ? [a, b, c] : [a])(request, response);
	});
	stalker.replaceAccount(null, d);
	expect(await stalker.latestList('accounts')).toEqual([a, b, c]);
	stalker.replaceAccount(b, renumbered);
	stalker.replaceAccount(c, null);
	stalker.replaceAccount(null, d);
	expect(await stalker.latestList('accounts')).toEqual([a, renumbered, d]);
	const reading = stalker.list('accounts');
	await asked.promise;
	stalker.replaceAccount(renumbered, b);
	stalker.replaceAccount(d, null);
	expect(await stalker.latestList('accounts')).toEqual([a, b]);
	second.resolve();
	await reading;
	// The response was computed before the last two writes, of which it knows nothing.
	expect(await stalker.latestList('accounts')).toEqual([a, b, c]);
	await stalker.list('accounts');
	expect(await stalker.latestList('accounts')).toEqual([a]);
});

test('a caller waiting for the latest list reads it when the other caller aborts', async () => {
	const asked = Promise.withResolvers<void>();
	let requests = 0;
	const {stalker} = await openPortal((request, response) => {
		requests += 1;
		if (requests > 1) return ok([{id: '7'}])(request, response);
		asked.resolve();
	});
	const giveUp = new AbortController();
	const first = stalker.list('accounts', {signal: giveUp.signal});
	const second = stalker.latestList('accounts');
	await asked.promise;
	giveUp.abort(new Error('enough'));
	await expect(first).rejects.toThrow('enough');
	expect(await second).toEqual([{id: '7'}]);
});

test('progress is reported while the response arrives', async () => {
	const body = JSON.stringify({status: 'OK', results: ['x'.repeat(300_000)]});
	const {stalker} = await openPortal((_, response) => response.end(body));
	const progress: number[] = [];
	await stalker.read('accounts', undefined, {onProgress: bytes => void progress.push(bytes)});
	expect(progress.length).toBeGreaterThan(1);
	expect(progress).toEqual(progress.toSorted((left, right) => left - right));
	expect(progress.at(-1)).toBe(body.length);
});

test('connections are reused, four at most', async () => {
	const ports = new Set<number>();
	const held: (() => void)[] = [];
	const {stalker, received} = await openPortal((request, response) => {
		ports.add(response.socket!.remotePort!);
		held.push(() => ok([])(request, response));
		if (held.length === 4) for (const release of held.splice(0)) release();
	});
	await Promise.all(Array.from({length: 12}, () => stalker.read('itv')));
	expect(received).toHaveLength(12);
	expect(ports.size).toBe(4);
});

test('a write sends a form, with lists as k[]', async () => {
	const {stalker, received} = await openPortal(ok(true));
	await stalker.write('PUT', 'accounts', '100001', {full_name: 'Анна & Co', comment: '', status: '0'});
	await stalker.write('PUT', 'itv_subscription', '100001', {sub_ch: ['12', '15']});
	await stalker.write('DELETE', 'accounts', '00:1A:79:AA:BB:CC');
	await stalker.write('POST', 'accounts', null, {login: 'a b'});
	expect(received.map(({method, path, body}) => [method, path.slice(api.length), body])).toEqual([
		['PUT', '/accounts/100001', 'full_name=%D0%90%D0%BD%D0%BD%D0%B0%20%26%20Co&comment=&status=0'],
		['PUT', '/itv_subscription/100001', 'sub_ch[]=12&sub_ch[]=15'],
		['DELETE', '/accounts/00:1A:79:AA:BB:CC', ''],
		['POST', '/accounts', 'login=a%20b'],
	]);
});

test('a write whose results are an object, even an empty one, is applied', async () => {
	for (const results of [true, {}, [], '0']) {
		const {stalker} = await openPortal(ok(results));
		expect(await stalker.write('PUT', 'itv', '1', {monitoring_status: '1'})).toMatchObject({results});
	}
});

test.each([false, null])('a write whose results are %j has done nothing', async results => {
	const {stalker, received} = await openPortal(ok(results));
	const error = await failureOf(stalker.write('PUT', 'stb', '999999', {status: '0'}));
	expect(error).toMatchObject({
		code: 'ERR_STALKER_NOT_APPLIED',
		request: {method: 'PUT', path: 'stb/999999'},
	});
	expect(received).toHaveLength(1);
});

test('a refusal has the portal’s text, and is not retried', async () => {
	const {stalker, received} = await openPortal(replay('409'));
	const error = await failureOf(stalker.read('accounts', ['999999']));
	expect(error).toMatchObject({code: 'ERR_STALKER_REFUSED', reason: 'Account not found'});
	expect(error.message).toBe('The portal refuses GET accounts/999999: Account not found.');
	expect(received).toHaveLength(1);
});

test('a read with a transient error is retried twice', async () => {
	const troubles = [503, 502];
	const {stalker, received} = await openPortal((request, response) => {
		const status = troubles.shift();
		if (status === undefined) ok(['here'])(request, response);
		else response.writeHead(status).end('<html>');
	});
	expect(await stalker.read('itv')).toMatchObject({results: ['here']});
	expect(received).toHaveLength(3);
});

test('a read that is cut off is retried, and never becomes a short list', async () => {
	const {stalker, received} = await openPortal((_, response) => {
		response.writeHead(200, {'content-type': 'application/json'});
		response.write('{"status":"OK","results":[', () => response.destroy());
	});
	await expect(stalker.read('itv')).rejects.toMatchObject({code: 'ERR_STALKER_UNREACHABLE'});
	expect(received).toHaveLength(3);
});

const troubles: [string, Responder][] = [
	['503', (_, response) => response.writeHead(503).end()],
	['a reset', (_, response) => response.destroy()],
	['HTML', replay('900')],
	['an empty page', replay('411')],
	['half a document', (_, response) => response.end('{"status":"OK","res')],
];

test.each(troubles)('a write that meets %s is sent once', async (_, answer) => {
	const {stalker, received} = await openPortal(answer);
	for (const method of ['POST', 'PUT', 'DELETE'] as const) {
		await failureOf(
			stalker.write(method, 'accounts', '100001', method === 'DELETE' ? undefined : {phone: '1'}),
		);
	}

	expect(received.map(({method}) => method)).toEqual(['POST', 'PUT', 'DELETE']);
});

test('an aborted request throws the signal’s own reason, and a waiting read is not retried', async () => {
	const controller = new AbortController();
	const reason = new Error('the operator pressed escape');
	const {stalker, received} = await openPortal(() => controller.abort(reason));
	await expect(stalker.read('accounts', undefined, {signal: controller.signal})).rejects.toBe(reason);
	await expect(stalker.read('accounts', undefined, {signal: controller.signal})).rejects.toBe(reason);
	expect(received).toHaveLength(1);
});

test('an abort ends the pause before a retry', async () => {
	const controller = new AbortController();
	const {stalker, received} = await openPortal(
		(_, response) => {
			response.on('close', () => controller.abort());
			response.writeHead(503).end();
		},
		{retry: {delay: 3_600_000}},
	);
	await expect(stalker.read('accounts', undefined, {signal: controller.signal})).rejects.toMatchObject({
		name: 'AbortError',
	});
	expect(received).toHaveLength(1);
});

test('a client has its portal’s address, and loopback counts as encrypted', async () => {
	const {stalker, url} = await openPortal(ok([]));
	expect(stalker).toMatchObject({url: `${url}/stalker_portal/api/v1`, isUnencrypted: false});
});

test('a list can be taken once; its size stays known', async () => {
	const {stalker} = await openPortal(ok([{id: '1'}, {id: '2'}]));
	expect(stalker.lastListSize('itv')).toBeNull();
	expect(stalker.takeNewList('itv')).toBeNull();
	const {results} = await stalker.list('itv');
	expect(stalker.takeNewList('itv')).toBe(results);
	expect(stalker.takeNewList('itv')).toBeNull();
	expect(stalker.lastListSize('itv')).toBe(2);
});
