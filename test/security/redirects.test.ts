import {readFileSync} from 'node:fs';
import {createServer} from 'node:net';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {listen, ok, openPortal} from '../stalker/test-portal.ts';
import {runProgram} from './run-program.ts';

const file = (name: string): string => path.join(import.meta.dirname, '../stalker/certificate', name);

/** Another host, which counts every connection. */
async function openElsewhere(): Promise<{readonly port: number; readonly requests: number}> {
	let requests = 0;
	const server = createServer(socket => {
		requests++;
		socket.destroy();
	});
	const port = await listen(server);
	onTestFinished(() => void server.close());
	return {
		port,
		get requests() {
			return requests;
		},
	};
}

test.each([301, 302, 303, 307, 308])(
	'HTTP %i is not followed, neither to another host nor to another path',
	async status => {
		const elsewhere = await openElsewhere();
		for (const location of [
			`http://127.0.0.1:${elsewhere.port}/x`,
			`//localhost:${elsewhere.port}/x`,
			'/other',
			'/stalker_portal/api/v1/users',
		]) {
			const {url, received} = await openPortal((_, response) =>
				response.writeHead(status, {location: `${location}?token=hunter2`}).end(),
			);
			const environment = {STALKER_URL: url, STALKER_LOGIN: 'stalker', STALKER_PASSWORD: 'hunter3'};
			const {exit, out, error} = await runProgram(environment, 'api', 'GET', 'tariffs');
			expect([exit, out.trim()]).toEqual([1, '']);
			expect(error).toContain(`to ${new URL(location, url).href}. Set STALKER_URL`);
			expect(error).not.toMatch(/hunter/);
			expect(received.map(({path: asked}) => asked)).toEqual(['/stalker_portal/api/v1/tariffs']);
		}

		expect(elsewhere.requests).toBe(0);
	},
);

test('a redirect from https to http is not followed', async () => {
	const elsewhere = await openElsewhere();
	const {url} = await openPortal(
		(_, response) =>
			response
				.writeHead(302, {location: `http://127.0.0.1:${elsewhere.port}/stalker_portal/api/v1/tariffs`})
				.end(),
		{},
		{key: readFileSync(file('key.pem'), 'utf8'), cert: readFileSync(file('certificate.pem'), 'utf8')},
	);
	const environment = {STALKER_URL: url, STALKER_LOGIN: 'stalker', STALKER_PASSWORD: 'hunter3'};
	expect(
		await runProgram(environment, 'api', 'GET', 'tariffs', '--ca-file', file('certificate.pem')),
	).toMatchObject({
		exit: 1,
		error: expect.stringContaining(`http://127.0.0.1:${elsewhere.port}/`),
	});
	expect(elsewhere.requests).toBe(0);
});

test.each(['POST', 'PUT', 'DELETE'] as const)(
	'a redirected %s was not carried out, and is sent once',
	async method => {
		const elsewhere = await openElsewhere();
		const {stalker, received} = await openPortal((_, response) =>
			response.writeHead(307, {location: `http://127.0.0.1:${elsewhere.port}/`}).end(),
		);
		await expect(
			stalker.write(method, 'accounts', '100001', method === 'DELETE' ? undefined : {phone: '1'}),
		).rejects.toMatchObject({
			code: 'ERR_STALKER_REDIRECTED',
		});
		expect(received).toHaveLength(1);
		expect(elsewhere.requests).toBe(0);
	},
);

test('proxies of the environment are not used', async () => {
	const elsewhere = await openElsewhere();
	const {url, received} = await openPortal(ok([]));
	const proxy = `http://127.0.0.1:${elsewhere.port}`;
	const environment = {
		STALKER_URL: url,
		STALKER_LOGIN: 's',
		STALKER_PASSWORD: 'x',
		http_proxy: proxy,
		HTTP_PROXY: proxy,
		ALL_PROXY: proxy,
	};
	expect(await runProgram(environment, 'api', 'GET', 'tariffs')).toMatchObject({exit: 0});
	expect(received).toHaveLength(1);
	expect(elsewhere.requests).toBe(0);
});
