import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {PortalRequest} from './parse-request.ts';
import {createPortal} from './portal.ts';
import type {PortalResponse} from './response.ts';
import type {PortalState} from './state.ts';

/** A portal that listens on loopback. */
export type RunningPortal = {
	/** `http://127.0.0.1:PORT/stalker_portal/api/v1` */
	readonly url: string;
	readonly port: number;
	readonly state: PortalState;
	/** Ends open connections, too. Closing twice is no error. */
	close(): Promise<void>;
};

/** One request that the server has received. */
export type Exchange = {
	readonly request: PortalRequest;
	readonly response: ServerResponse;
	/** Does the portal's work: changes the state, and returns the response. */
	handle(): PortalResponse;
	/** Aborted when the portal is closed. */
	readonly closing: AbortSignal;
};

/** Serve a portal on loopback. `respond` answers each request; the tests install one that fails. */
export async function startPortal({
	port = 0,
	state,
	login = 'stalker',
	password = 'demo',
	respond = ({response, handle}) => sendResponse(response, handle()),
}: {
	readonly port?: number;
	readonly state: PortalState;
	readonly login?: string;
	readonly password?: string;
	readonly respond?: (exchange: Exchange) => void | Promise<void>;
}): Promise<RunningPortal> {
	const portal = createPortal(state, {login, password});
	const closing = new AbortController();
	const server = createServer((request, response) => {
		void serve(request, response).catch((error: unknown) => response.destroy(error as Error));
	});

	async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const request: PortalRequest = {
			method: incoming.method ?? '',
			path: incoming.url ?? '',
			headers: incoming.headers as Readonly<Record<string, string | undefined>>,
			body: await readBody(incoming),
		};
		await respond({request, response, handle: () => portal.handle(request), closing: closing.signal});
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

export function sendResponse(response: ServerResponse, {status, headers, body}: PortalResponse): void {
	const bytes = Buffer.from(body);
	// Apache announces the length of what fits into its buffer, and sends the rest in chunks.
	response.writeHead(status, {...headers, ...(bytes.length < 8192 ? {'Content-Length': bytes.length} : {})});
	response.end(bytes);
}
