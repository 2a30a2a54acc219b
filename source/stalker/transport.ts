import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {type RequestInfo, StalkerInvalidResponse, StalkerUnreachable} from './errors.ts';
import {sendRequest, type HttpResponse, type RequestContent} from './http-request.ts';
import {setTimeout as pause} from 'node:timers/promises';

export type TransportOptions = {
	readonly login: string;
	readonly password: string;
	/** PEM text of the authority that signed the portal's certificate; trusted instead of the system's authorities. */
	readonly ca?: string;
	/**
	Timeouts in milliseconds: to connect, for a response about one record, and for a list. The first byte arrives after
	all the work is done, and `accounts` of a large portal takes half a minute and more; the whole response may take twice
	the time.

	@default {connect: 10_000, record: 60_000, list: 300_000}
	*/
	readonly timeout?: {readonly connect?: number; readonly record?: number; readonly list?: number};
	/** Largest response body in bytes. @default 200_000_000 */
	readonly maxBytes?: number;
	/** @default 'stalker-console' */
	readonly userAgent?: string;
};

type TransportRequest = RequestContent & {
	readonly method: RequestInfo['method'];
	/** Whether the response is a list: decides the timeout. */
	readonly isList: boolean;
};

/** Sends requests to one portal: adds login, timeouts and pooled connections, and measures the time. */
export type Transport = {
	/** Sends one request, once. Returns the response, whatever its status, and the request as shown in messages. */
	send(request: TransportRequest): Promise<{readonly info: RequestInfo; readonly response: HttpResponse}>;
	/** Removes the password from a text of the portal. */
	redact(text: string): string;
	/** Milliseconds of the last response; `null` before the first. */
	lastLatency(): number | null;
	/** Milliseconds of all responses of this run together, parallel ones added up: how long the portal has worked on our requests. */
	totalMilliseconds(): number;
	/**
	Milliseconds that the server's clock was ahead of this one at the last response, to the second; `null` where its responses have no time.
	*/
	clockDifferenceMs(): number | null;
	close(): void;
};

/** `baseUrl`: the API's base URL, see `normalizePortalUrl`. */
export function createTransport(
	baseUrl: string,
	{
		login,
		password,
		ca,
		timeout = {},
		maxBytes = 200_000_000,
		userAgent = 'stalker-console',
	}: TransportOptions,
): Transport {
	const {origin} = new URL(baseUrl);
	const token = Buffer.from(`${login}:${password}`).toString('base64');
	const headers = {authorization: `Basic ${token}`, accept: 'application/json', 'user-agent': userAgent};
	const agent = {
		http: new HttpAgent({keepAlive: true, maxSockets: 4}),
		https: new HttpsAgent({keepAlive: true, maxSockets: 4}),
	};
	const {connect = 10_000, record = 60_000, list = 300_000} = timeout;
	let latency: number | null = null;
	let total = 0;
	let clockDifference: number | null = null;
	return {
		async send({method, isList, ...content}) {
			const {url, body} = content;
			const path = decodeURIComponent(url.slice(baseUrl.length + 1));
			const info = {portal: origin, method, path, url};
			const response = await sendRequest({
				...content,
				...{info, agent, ca, maxBytes},
				headers: {
					...headers,
					...(body !== undefined && {'content-type': 'application/x-www-form-urlencoded'}),
				},
				connectTimeoutMs: connect,
				responseTimeoutMs: isList ? list : record,
			});
			latency = response.milliseconds;
			total += latency;
			// The header leaves out the fraction of the second.
			const difference = response.serverTime + 500 - Date.now();
			clockDifference = Number.isNaN(difference) ? null : difference;
			return {info, response};
		},
		redact: createRedactor([password, encodeURIComponent(password), token]),
		lastLatency: () => latency,
		totalMilliseconds: () => total,
		clockDifferenceMs: () => clockDifference,
		close() {
			agent.http.destroy();
			agent.https.destroy();
		},
	};
}

/** Creates a function that removes secrets from a text. */
function createRedactor(secrets: readonly string[]): (text: string) => string {
	const texts = secrets.filter(secret => secret !== '');
	return text => texts.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}

/** At most `limit` further attempts, the first after `delay` milliseconds, each next one after twice as long. */
export type RetryOptions = {readonly limit?: number; readonly delay?: number};

/**
Retries a failed read. Must not be used for writes. Errors that waiting does not fix (credentials, HTML, a limit) are thrown at once.
*/
export async function withRetry<Value>(
	attempt: () => Promise<Value>,
	{limit = 2, delay = 500}: RetryOptions,
	signal: AbortSignal | undefined,
): Promise<Value> {
	for (let failures = 0; ; failures++) {
		try {
			return await attempt();
		} catch (error) {
			if (failures >= limit || !isTransient(error)) throw error;
			await pause(delay * 2 ** failures, undefined, signal ? {signal} : {}).catch((aborted: unknown) => {
				signal?.throwIfAborted();
				throw aborted;
			});
		}
	}
}

const isTransient = (error: unknown): boolean =>
	(error instanceof StalkerUnreachable && error.isTransient) ||
	(error instanceof StalkerInvalidResponse && [408, 429, 500, 502, 503].includes(error.status));
