import {readFileSync} from 'node:fs';
import {createServer as createTcpServer} from 'node:net';
import {inspect} from 'node:util';
import {expect, onTestFinished, test} from 'vitest';
import {createStalkerClient, type StalkerClientOptions} from '../../source/stalker/client.ts';
import {StalkerError} from '../../source/stalker/errors.ts';
import {failureOf, listen, login, openPortal, password, replay, type Responder} from './test-portal.ts';

const certificate = readFileSync(new URL('certificate/certificate.pem', import.meta.url), 'utf8');
const key = readFileSync(new URL('certificate/key.pem', import.meta.url), 'utf8');

const html: (status: number, text: string, headers?: Record<string, string>) => Responder =
	(status, text, headers) => (_, response) =>
		response.writeHead(status, {'content-type': 'text/html', ...headers}).end(text);

type Case = readonly [
	what: string,
	code: string,
	says: RegExp,
	answer: Responder,
	options?: Partial<StalkerClientOptions>,
];

const cases: readonly Case[] = [
	[
		'401',
		'ERR_STALKER_UNAUTHORIZED',
		/does not accept .*Check STALKER_LOGIN and STALKER_PASSWORD\.$/,
		replay('001'),
	],
	['401 with warnings behind it', 'ERR_STALKER_UNAUTHORIZED', /GET accounts\/100001/, replay('410')],
	['API not enabled', 'ERR_STALKER_DISABLED', /enable_api = true/, replay('405')],
	[
		'another 404',
		'ERR_STALKER_INVALID_RESPONSE',
		/HTTP 404: “Not Found”.* Check that STALKER_URL .*: http:\/\/\S+\/api\/v1\/accounts\/100001 was asked\.$/,
		html(404, '<h1>Not Found</h1>'),
	],
	['400', 'ERR_STALKER_INVALID_RESPONSE', /HTTP 400/, replay('420')],
	['500', 'ERR_STALKER_INVALID_RESPONSE', /HTTP 500/, html(500, '')],
	[
		'504',
		'ERR_STALKER_INVALID_RESPONSE',
		/HTTP 504: “Gateway Time-out”.* raise its timeout/,
		html(504, '<h1>Gateway Time-out</h1>'),
	],
	[
		'a redirect',
		'ERR_STALKER_REDIRECTED',
		/to https:\/\/tv\.example\/x\. Set STALKER_URL/,
		html(302, '', {location: 'https://me:hunter2@tv.example/x?token=hunter2'}),
	],
	['a redirect to nowhere', 'ERR_STALKER_REDIRECTED', /elsewhere/, html(301, '')],
	['an empty page', 'ERR_STALKER_INVALID_RESPONSE', /not valid UTF-8/, replay('411')],
	['a memory error', 'ERR_STALKER_INVALID_RESPONSE', /Allowed memory size.*memory_limit/, replay('900')],
	[
		'an old .htaccess',
		'ERR_STALKER_INVALID_RESPONSE',
		/Unauthorized request\..*\.htaccess is too old/,
		replay('016'),
	],
	[
		'another page',
		'ERR_STALKER_INVALID_RESPONSE',
		/“Welcome”.*Check that STALKER_URL/,
		html(200, '<title>Welcome</title>'),
	],
	['half a document', 'ERR_STALKER_INVALID_RESPONSE', /breaks off/, html(200, '{"status":"OK","results":[{')],
	[
		'bytes that are not UTF-8',
		'ERR_STALKER_INVALID_RESPONSE',
		/not UTF-8/,
		(_, response) => response.end(Buffer.from('{"status":"OK","results":"\xE9"}', 'latin1')),
	],
	['a refusal', 'ERR_STALKER_REFUSED', /refuses GET accounts\/100001: Query failed by reason/, replay('412')],
	['no database', 'ERR_STALKER_REFUSED', /Connect Error \(2002\) Connection refused\.$/, replay('401')],
	[
		'too much',
		'ERR_STALKER_TOO_LARGE',
		/longer than 1 MB/,
		(_, response) => response.end('x'.repeat(1_000_001)),
		{maxBytes: 1_000_000},
	],
	['too much without end', 'ERR_STALKER_TOO_LARGE', /longer than 1 MB/, endless, {maxBytes: 1_000_000}],
	[
		'silence',
		'ERR_STALKER_TIMEOUT',
		/did not answer GET accounts\/100001 within 1 s\.$/,
		() => undefined,
		{timeout: {record: 1000}},
	],
	['a reset', 'ERR_STALKER_UNREACHABLE', /cut off/, (_, response) => response.destroy()],
	[
		'the password in a page',
		'ERR_STALKER_INVALID_RESPONSE',
		/Authorization: Basic •••/,
		(request, response) => response.end(`Authorization: ${request.authorization} ${password}`),
	],
	[
		'the password in a refusal',
		'ERR_STALKER_REFUSED',
		/no •••\./,
		(_, response) => response.end(JSON.stringify({status: 'ERROR', results: null, error: `no ${password}`})),
	],
];

function endless(_: unknown, response: Parameters<Responder>[1]): void {
	const more = (): void => void response.write('x'.repeat(65_536), error => error ?? more());
	more();
}

test.for(cases)(
	'%s is %s, in one sentence and without credentials',
	async ([, code, says, answer, options]) => {
		const {stalker, url} = await openPortal(answer, options);
		const error = await failureOf(stalker.read('accounts', ['100001']));
		expect(error).toBeInstanceOf(StalkerError);
		expect(error).toMatchObject({code, request: {portal: url, method: 'GET', path: 'accounts/100001'}});
		expect(error.message).toMatch(says);
		expect(error.message).not.toMatch(/[<>\n\r]/);
		expect(secretsIn(error)).toEqual([]);
	},
);

test('a write without response says that it may have been carried out', async () => {
	const {stalker} = await openPortal(() => undefined, {timeout: {record: 50}});
	const error = await failureOf(stalker.write('PUT', 'users', 'anna', {password: 'hunter2'}));
	expect(error.message).toMatch(/Whether it was carried out is not known\.$/);
	expect(secretsIn(error)).toEqual([]);
});

test('a refused connection is reported with the way out', async () => {
	const server = createTcpServer();
	const port = await listen(server);
	await new Promise(resolve => server.close(resolve));
	const stalker = createStalkerClient({url: `http://127.0.0.1:${port}`, login, password, retry: {delay: 0}});
	const error = await failureOf(stalker.read('accounts'));
	expect(error).toMatchObject({
		code: 'ERR_STALKER_UNREACHABLE',
		isTransient: true,
		cause: {code: 'ECONNREFUSED'},
	});
	expect(error.message).toMatch(/connection refused\. Check STALKER_URL/);
	expect(secretsIn(error)).toEqual([]);
});

test('a host that does not exist is unreachable', async () => {
	const stalker = createStalkerClient({url: 'http://portal.invalid', login, password, retry: {limit: 0}});
	const error = await failureOf(stalker.read('accounts'));
	expect(error).toMatchObject({code: 'ERR_STALKER_UNREACHABLE'});
	expect(secretsIn(error)).toEqual([]);
});

test('an untrusted certificate is refused, with the reason, before the password is sent', async () => {
	const {stalker, received} = await openPortal(replay('408'), {}, {key, cert: certificate});
	const error = await failureOf(stalker.read('accounts'));
	expect(error).toMatchObject({code: 'ERR_STALKER_UNREACHABLE', isTransient: false});
	expect(error.message).toMatch(/certificate is not trusted \(self-signed certificate\)/);
	expect(received).toEqual([]);
	expect(secretsIn(error)).toEqual([]);
});

test('a certificate of the configured authority is accepted', async () => {
	const {stalker} = await openPortal(replay('408'), {ca: certificate}, {key, cert: certificate});
	expect(await stalker.read('accounts')).toMatchObject({results: [{login: 'user00001'}]});
});

test('https to a plain-http portal is distinguished from a broken connection', async () => {
	const {url} = await openPortal(replay('408'));
	const stalker = createStalkerClient({url: url.replace('http:', 'https:'), login, password});
	onTestFinished(() => stalker.close());
	const error = await failureOf(stalker.read('accounts'));
	expect(error.message).toMatch(/does not speak TLS there/);
});

test('a server that does not speak HTTP is reported as no portal', async () => {
	const server = createTcpServer(socket => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
	const port = await listen(server);
	const stalker = createStalkerClient({url: `http://127.0.0.1:${port}`, login, password, retry: {delay: 0}});
	onTestFinished(async () => {
		stalker.close();
		await new Promise(resolve => server.close(resolve));
	});
	const error = await failureOf(stalker.read('accounts'));
	expect(error.message).toMatch(/does not speak HTTP there/);
	expect(secretsIn(error)).toEqual([]);
});

test('a client shows no credentials when it is inspected', async () => {
	const {stalker} = await openPortal(replay('408'));
	expect(secretsIn(stalker)).toEqual([]);
});

/** The secrets that any way of printing an error shows. */
function secretsIn(value: object): readonly string[] {
	const token = Buffer.from(`${login}:${password}`).toString('base64');
	const prints = [JSON.stringify(value), inspect(value, {depth: 10, showHidden: true})];
	if (value instanceof Error) prints.push(String(value), value.stack ?? '');
	return [password, encodeURIComponent(password), token, 'hunter2'].filter(secret =>
		prints.some(print => print.includes(secret)),
	);
}
