import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import {apache, type Answer} from './envelope.ts';
import {fail, isSpoiling, type Fault, type Received} from './faults.ts';
import {createPortal, type Portal} from './portal.ts';
import {sideChannel} from './side-channel.ts';
import type {PortalState} from './state.ts';

/** A portal that listens on loopback, and its side channel for tests, which the API does not reach. */
export type RunningPortal = {
	/** `http://127.0.0.1:PORT/stalker_portal/api/v1` */
	readonly url: string;
	readonly port: number;
	readonly state: PortalState;
	/** Every request since the start, oldest first; those of the side channel are not among them. */
	readonly received: readonly Received[];
	/** From now on this fault and no other; `null` ends it. */
	misbehave(fault: Fault | null): void;
	/** Ends open connections, too. Again is no error. */
	close(): Promise<void>;
};

/**
Serve a portal on loopback.

The same port answers `POST /_demo/fault` (a fault as JSON, with `method` and `path` in place of `on`; `null` ends it) and
`GET /_demo/received`, for tests from another process.
*/
export async function startPortal({
	port = 0,
	state,
	login = 'stalker',
	password = 'demo',
}: {
	readonly port?: number;
	readonly state: PortalState;
	readonly login?: string;
	readonly password?: string;
}): Promise<RunningPortal> {
	const portal = createPortal(state, {login, password});
	const received: Received[] = [];
	const start = performance.now();
	const closing = new AbortController();
	let fault: Fault | null = null;
	let times = Infinity;
	const misbehave = (next: Fault | null): void => {
		fault = next;
		times = next?.times ?? Infinity;
	};

	const take = (request: Received): Fault | null => {
		if (!fault || times < 1 || fault.on?.(request) === false) return null;
		times--;
		return fault;
	};

	const server = createServer((request, response) => {
		void serve(request, response).catch((error: unknown) => response.destroy(error as Error));
	});

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bodyOf(request);
		const [method, path] = [request.method ?? '', request.url ?? ''];
		const aside = sideChannel(method, path, body, received, misbehave);
		if (aside) return send(response, aside);

		const kept = {method, path, body: body.toString(), at: performance.now() - start};
		received.push(kept);
		const headers = request.headers as Readonly<Record<string, string | undefined>>;
		const work = (): Answer => portal.answer({method, path, headers, body});
		await reply({response, socket: request.socket, work, portal, path, closing: closing.signal}, take(kept));
	}

	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const taken = (server.address() as AddressInfo).port;
	return {
		url: `http://127.0.0.1:${taken}/stalker_portal/api/v1`,
		port: taken,
		state,
		received,
		misbehave,
		async close() {
			if (!server.listening) return;
			closing.abort();
			server.closeAllConnections();
			await new Promise<void>((resolve, reject) =>
				server.close(error => (error ? reject(error) : resolve())),
			);
		},
	};
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

type Turn = {
	readonly response: ServerResponse;
	readonly socket: Socket;
	readonly work: () => Answer;
	readonly portal: Portal;
	readonly path: string;
	readonly closing: AbortSignal;
};

async function reply(
	{response, socket, work, portal, path, closing}: Turn,
	fault: Fault | null,
): Promise<void> {
	if (!fault) return send(response, work());
	const early = isSpoiling(fault) || fault.afterWork === true;
	const answer = early ? work() : nothing;
	switch (fault.is) {
		case 'hang':
			return;
		case 'reset':
			socket.resetAndDestroy();
			return;
		case 'slow':
			if (await passes(fault.milliseconds, closing)) send(response, early ? answer : work());
			return;
		case 'paced':
			if (await passes(fault.perAccount * rowsOf(path, answer, portal), closing)) send(response, answer);
			return;
		case 'cut':
			cut(response, answer, fault.afterBytes);
			return;
		default:
			send(response, fail(fault, answer));
	}
}

/** What stands in for the answer when no work was done. */
const nothing = apache(404);

/** Whether the portal is still there when the time has passed. */
const passes = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
	wait(milliseconds, true, {signal}).catch((error: unknown) => {
		if (signal.aborted) return false;
		throw error;
	});

/** Accounts that were read one by one for this answer; `users` without identifier reads them all and sends one. */
function rowsOf(path: string, answer: Answer, {state}: Portal): number {
	const [, resource, id] =
		/\/api(?:\/v1)?\/(accounts|users|account_subscription)(?:\/([^?]*))?/.exec(path) ?? [];
	if (resource === undefined) return 0;
	if (id === undefined || id === '' || id === '0') return state.users.length;
	const {results} = JSON.parse(answer.body.toString()) as {readonly results: unknown};
	return Array.isArray(results) ? results.length : 1;
}

/** The whole length is announced, and less is sent. */
function cut(response: ServerResponse, {status, headers, body}: Answer, afterBytes: number): void {
	const bytes = Buffer.from(body);
	response.writeHead(status, {...headers, 'Content-Length': bytes.length});
	response.flushHeaders();
	response.write(bytes.subarray(0, afterBytes), () => response.destroy());
}

function send(response: ServerResponse, {status, headers, body}: Answer): void {
	const bytes = Buffer.from(body);
	// Apache announces the length of what fits into its buffer, and sends the rest in chunks.
	response.writeHead(status, {...headers, ...(bytes.length < 8192 ? {'Content-Length': bytes.length} : {})});
	response.end(bytes);
}
