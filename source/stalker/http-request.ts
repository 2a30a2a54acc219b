import type {Agent as HttpAgent, IncomingMessage} from 'node:http';
import type {Agent as HttpsAgent} from 'node:https';
import {StalkerTimeout, StalkerTooLarge, StalkerUnreachable, type RequestInfo} from './errors.ts';
import {createListBodyReader, type ListBody} from './list-body.ts';
import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** What a caller may add to the read of a list. */
export type ReadOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Called as the body arrives with its bytes so far. The portal does not send the total. */
	readonly onProgress?: ((bytes: number) => void) | undefined;
	/**
	Called with the records that were parsed so far while a large list arrives; the list waits for it, and an error that it throws ends the
	request.
	*/
	readonly onRecords?: ((records: readonly unknown[]) => Promise<void>) | undefined;
};

/** What differs from request to request. */
export type RequestContent = ReadOptions & {
	/** Below the API's base URL. */
	readonly url: string;
	/** An encoded form. */
	readonly body?: string | undefined;
	/** Whether the records of a large list are parsed while they arrive. */
	readonly parsesRecords: boolean;
};

/** One HTTP request. Times in milliseconds, sizes in bytes. */
type HttpRequest = RequestContent & {
	readonly info: RequestInfo;
	readonly headers: Readonly<Record<string, string>>;
	readonly agent: {readonly http: HttpAgent; readonly https: HttpsAgent};
	/** PEM of the authority that is trusted instead of the system's. */
	readonly ca?: string | undefined;
	readonly connectTimeoutMs: number;
	readonly responseTimeoutMs: number;
	readonly maxBytes: number;
};

/** One HTTP response, whatever its status. */
export type HttpResponse = ListBody & {
	readonly status: number;
	readonly location: string;
	/** The server's clock, in milliseconds since 1970, to the second; `NaN` where it does not send it. */
	readonly serverTime: number;
	/** Bytes of the whole body. */
	readonly bytes: number;
	readonly milliseconds: number;
};

/**
Sends one request, once: no redirects, no retries.

@throws {StalkerUnreachable} @throws {StalkerTimeout} @throws {StalkerTooLarge} and the signal's reason when it was
aborted.
*/
export async function sendRequest(request: HttpRequest): Promise<HttpResponse> {
	const {info, url, headers, body, agent, ca, connectTimeoutMs, responseTimeoutMs, signal} = request;
	signal?.throwIfAborted();
	// Imported on first use: loading got takes longer than drawing the first frame.
	const {default: got} = await import('got');
	const startedAt = performance.now();
	const stream = got.stream(url, {
		method: info.method,
		headers,
		...(body === undefined ? {} : {body}),
		agent: {http: agent.http, https: agent.https},
		https: {rejectUnauthorized: true, ...(ca === undefined ? {} : {certificateAuthority: ca})},
		timeout: {
			lookup: connectTimeoutMs,
			connect: connectTimeoutMs,
			secureConnect: connectTimeoutMs,
			response: responseTimeoutMs,
			request: 2 * responseTimeoutMs,
		},
		retry: {limit: 0},
		followRedirect: false,
		throwHttpErrors: false,
		...(signal ? {signal} : {}),
	});
	// got leaves a request without a body open for writing, and would wait for it.
	if (body === undefined && info.method !== 'GET') stream.end();
	let response: IncomingMessage | undefined;
	stream.once('response', (message: IncomingMessage) => {
		response = message;
	});
	try {
		const body = await readBody(stream, request);
		return {
			status: response?.statusCode ?? 0,
			location: response?.headers.location ?? '',
			serverTime: Date.parse(response?.headers.date ?? ''),
			...body,
			milliseconds: performance.now() - startedAt,
		};
	} catch (error) {
		signal?.throwIfAborted();
		throw toStalkerError(error, request);
	}
}

async function readBody(
	stream: AsyncIterable<Buffer>,
	{info, maxBytes, parsesRecords, onProgress, onRecords}: HttpRequest,
): Promise<ListBody & {readonly bytes: number}> {
	const list = parsesRecords ? createListBodyReader() : null;
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) throw new StalkerTooLarge(info, maxBytes);
		if (!list) chunks.push(chunk);
		else if (list.add(chunk)) await onRecords?.(list.records);
		onProgress?.(bytes);
	}

	return {...(list?.end() ?? {records: [], body: Buffer.concat(chunks)}), bytes};
}

/** Converts an error of got, which holds the request with its password: no such error leaves this file, not even as a cause. */
function toStalkerError(error: unknown, {info, connectTimeoutMs, responseTimeoutMs}: HttpRequest): unknown {
	if (error instanceof StalkerTooLarge || !(error instanceof Error) || !('code' in error)) return error;
	if (error.name === 'TimeoutError') {
		const phase = 'event' in error ? error.event : '';
		const within =
			phase === 'response'
				? responseTimeoutMs
				: phase === 'request'
					? 2 * responseTimeoutMs
					: connectTimeoutMs;
		return new StalkerTimeout(info, within / 1000);
	}

	const {reason, isTransient} = describeNetworkError(String(error.code), error.message);
	const cause = Object.assign(new Error(error.message), {code: error.code});
	return new StalkerUnreachable(info, reason, {isTransient, cause});
}

/** Describes a failed connection, and says whether a retry may succeed. `code` is Node's, e.g. `ECONNREFUSED`. */
function describeNetworkError(
	code: string,
	reason: string,
): {readonly reason: string | Message; readonly isTransient: boolean} {
	const transient = transientErrors[code];
	if (transient !== undefined) return {reason: transient, isTransient: true};
	if (isUntrusted.test(code)) {
		const detail = reason.replace(/[.;](?:\s.*)?$/s, '');
		return {
			reason: message('network-untrusted', {detail}),
			isTransient: false,
		};
	}

	if (code.startsWith('HPE_')) {
		return {reason: message('network-not-http'), isTransient: false};
	}

	return {
		reason: permanentErrors[code] ?? (isTls.test(code) ? notTls : reason.replace(/\.$/, '')),
		isTransient: false,
	};
}

const transientErrors: Readonly<Record<string, Message>> = {
	ECONNREFUSED: message('network-nobody'),
	ECONNRESET: message('network-cut'),
	ERR_HTTP_CONTENT_LENGTH_MISMATCH: message('network-cut-in-answer'),
	ERR_READING_RESPONSE_STREAM: message('network-cut-in-answer'),
	EPIPE: message('network-cut'),
	ETIMEDOUT: message('network-far'),
	ENETUNREACH: message('network-no-net'),
	EHOSTUNREACH: message('network-no-way'),
	EAI_AGAIN: message('network-no-names'),
};

const notTls = message('network-not-tls');

const permanentErrors: Readonly<Record<string, Message>> = {
	ENOTFOUND: message('network-no-host'),
	EPROTO: notTls,
};

const isUntrusted =
	/^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|CRL_)/;
const isTls = /^ERR_(?:SSL|TLS)_/;
