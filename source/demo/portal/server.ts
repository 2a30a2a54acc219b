import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import {apachePage, type PortalResponse} from './response.ts';
import {applyFailure, changesResponse, type Fault, type ReceivedRequest} from './faults.ts';
import {createPortal, type Portal} from './portal.ts';
import {handleTestRequest} from './side-channel.ts';
import type {PortalState} from './state.ts';

/** A portal that listens on loopback, and its side channel for tests, which the API does not reach. */
export type RunningPortal = {
	/** `http://127.0.0.1:PORT/stalker_portal/api/v1` */
	readonly url: string;
	readonly port: number;
	readonly state: PortalState;
	/** Every request since the start, oldest first; those of the side channel are not among them. */
	readonly received: readonly ReceivedRequest[];
	/** From now on this fault and no other; `null` ends it. */
	setFault(fault: Fault | null): void;
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
	const received: ReceivedRequest[] = [];
	const start = performance.now();
	const closing = new AbortController();
	let fault: Fault | null = null;
	let remaining = Infinity;
	const setFault = (next: Fault | null): void => {
		fault = next;
		remaining = next?.times ?? Infinity;
	};

	const takeFault = (request: ReceivedRequest): Fault | null => {
		if (!fault || remaining < 1 || fault.matches?.(request) === false) return null;
		remaining--;
		return fault;
	};

	const server = createServer((request, response) => {
		void serve(request, response).catch((error: unknown) => response.destroy(error as Error));
	});

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readBody(request);
		const [method, path] = [request.method ?? '', request.url ?? ''];
		const testResponse = handleTestRequest(method, path, body, received, setFault);
		if (testResponse) return send(response, testResponse);

		const entry = {method, path, body: body.toString(), at: performance.now() - start};
		received.push(entry);
		const headers = request.headers as Readonly<Record<string, string | undefined>>;
		const work = (): PortalResponse => portal.handle({method, path, headers, body});
		await respond(
			{response, socket: request.socket, answer: work, portal, path, closing: closing.signal},
			takeFault(entry),
		);
	}

	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const boundPort = (server.address() as AddressInfo).port;
	return {
		url: `http://127.0.0.1:${boundPort}/stalker_portal/api/v1`,
		port: boundPort,
		state,
		received,
		setFault,
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

async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

type Exchange = {
	readonly response: ServerResponse;
	readonly socket: Socket;
	readonly answer: () => PortalResponse;
	readonly portal: Portal;
	readonly path: string;
	readonly closing: AbortSignal;
};

async function respond(
	{response, socket, answer: work, portal, path, closing}: Exchange,
	fault: Fault | null,
): Promise<void> {
	if (!fault) return send(response, work());
	const early = changesResponse(fault) || fault.afterWork === true;
	const answer = early ? work() : noResponse;
	switch (fault.is) {
		case 'hang':
			return;
		case 'reset':
			socket.resetAndDestroy();
			return;
		case 'slow':
			if (await waitUnlessClosed(fault.milliseconds, closing)) send(response, early ? answer : work());
			return;
		case 'paced':
			if (await waitUnlessClosed(fault.perAccount * countReadAccounts(path, answer, portal), closing))
				send(response, answer);
			return;
		case 'cut':
			sendPart(response, answer, fault.afterBytes);
			return;
		default:
			send(response, applyFailure(fault, answer));
	}
}

/** What stands in for the answer when no work was done. */
const noResponse = apachePage(404);

/** Whether the portal is still there when the time has passed. */
const waitUnlessClosed = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
	wait(milliseconds, true, {signal}).catch((error: unknown) => {
		if (signal.aborted) return false;
		throw error;
	});

/** Accounts that were read one by one for this answer; `users` without identifier reads them all and sends one. */
function countReadAccounts(path: string, answer: PortalResponse, {state}: Portal): number {
	const [, resource, id] =
		/\/api(?:\/v1)?\/(accounts|users|account_subscription)(?:\/([^?]*))?/.exec(path) ?? [];
	if (resource === undefined) return 0;
	if (id === undefined || id === '' || id === '0') return state.users.length;
	const {results} = JSON.parse(answer.body.toString()) as {readonly results: unknown};
	return Array.isArray(results) ? results.length : 1;
}

/** The whole length is announced, and less is sent. */
function sendPart(
	response: ServerResponse,
	{status, headers, body}: PortalResponse,
	afterBytes: number,
): void {
	const bytes = Buffer.from(body);
	response.writeHead(status, {...headers, 'Content-Length': bytes.length});
	response.flushHeaders();
	response.write(bytes.subarray(0, afterBytes), () => response.destroy());
}

function send(response: ServerResponse, {status, headers, body}: PortalResponse): void {
	const bytes = Buffer.from(body);
	// Apache announces the length of what fits into its buffer, and sends the rest in chunks.
	response.writeHead(status, {...headers, ...(bytes.length < 8192 ? {'Content-Length': bytes.length} : {})});
	response.end(bytes);
}
