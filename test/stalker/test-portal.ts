import {readdirSync, readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type RequestListener} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import type {Server} from 'node:net';
import {onTestFinished} from 'vitest';
import {
	createStalkerClient,
	type StalkerClient,
	type StalkerClientOptions,
} from '../../source/stalker/client.ts';

type Received = {
	readonly method: string;
	readonly path: string;
	readonly authorization: string;
	readonly body: string;
};

export type Responder = (request: Received, respond: Parameters<RequestListener>[1]) => void;

export const login = 'stalker';
/** Letters that Latin-1 does not have, so that the encoding of the header matters. */
export const password = 'geheim-ґ@:пароль';

/** Opens a portal that responds as given and records its requests, with a client of it. Both are closed when the test ends. */
export async function openPortal(
	answer: Responder,
	options: Partial<StalkerClientOptions> = {},
	tls?: {key: string; cert: string},
) {
	const received: Received[] = [];
	const listener: RequestListener = (request, response) => {
		void (async () => {
			const body = await bodyOf(request);
			const asked = {
				method: request.method!,
				path: request.url!,
				authorization: request.headers.authorization ?? '',
				body,
			};
			received.push(asked);
			answer(asked, response);
		})();
	};

	const server = tls ? createTlsServer(tls, listener) : createServer(listener);
	const port = await listen(server);
	const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
	const stalker: StalkerClient = createStalkerClient({url, login, password, retry: {delay: 0}, ...options});
	onTestFinished(async () => {
		stalker.close();
		server.closeAllConnections();
		await new Promise(resolve => server.close(resolve));
	});
	return {stalker, received, url};
}

/** Listens on a free port of the loopback; returns the port. */
export async function listen(server: Server): Promise<number> {
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('It does not listen on a port.');
	return address.port;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

type Recording = {
	readonly response: {
		readonly status: number;
		readonly headers: Readonly<Record<string, string>>;
		readonly body: string;
	};
};

/** A recorded response of a real portal, by its number. */
export function recording(number: string): Recording['response'] {
	const folder = new URL('recordings/', import.meta.url);
	const file = readdirSync(folder).find(name => name.startsWith(`${number}-`));
	if (file === undefined) throw new Error(`There is no recording ${number}.`);
	const {response}: Recording = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
	return response;
}

/** Responds to every request with one recording. */
export function replay(number: string): Responder {
	const {status, headers, body} = recording(number);
	return (_, response) =>
		response.writeHead(status, {'content-type': headers['Content-Type'] ?? 'application/json'}).end(body);
}

/** Responds to every request with an envelope of these results. */
export const ok =
	(results: unknown): Responder =>
	(_, response) =>
		response
			.writeHead(200, {'content-type': 'application/json'})
			.end(JSON.stringify({status: 'OK', results}));

/** The error that a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof Error) return error;
	}

	throw new Error('It did not fail.');
}
