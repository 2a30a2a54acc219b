import type {Agent as HttpAgent, IncomingMessage} from 'node:http';
import type {Agent as HttpsAgent} from 'node:https';
import {StalkerTimeout, StalkerTooLarge, StalkerUnreachable, type Asked} from './errors.ts';
import {networkTrouble} from './network-trouble.ts';

/** One request, ready to send. Times in milliseconds, sizes in bytes. */
export type Question = {
	readonly asked: Asked;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** An encoded form. */
	readonly body?: string;
	readonly agent: {readonly http: HttpAgent; readonly https: HttpsAgent};
	/** PEM of the authority that is trusted instead of the system's. */
	readonly ca?: string | undefined;
	readonly connectWithin: number;
	readonly answerWithin: number;
	readonly sizeLimit: number;
	readonly signal?: AbortSignal | undefined;
	/** Bytes of the body so far. The portal never says how many there will be. */
	readonly onProgress?: ((bytes: number) => void) | undefined;
};

/** What came back over HTTP, whatever its status. */
export type Reply = {
	readonly status: number;
	readonly location: string;
	readonly body: Buffer;
	readonly milliseconds: number;
};

/**
Send one request, once: no redirects, no retries, bodies as they come.

@throws {StalkerUnreachable} @throws {StalkerTimeout} @throws {StalkerTooLarge} and the signal's reason when it was aborted.
*/
export async function exchange(question: Question): Promise<Reply> {
	const {asked, url, headers, body, agent, ca, connectWithin, answerWithin, signal} = question;
	signal?.throwIfAborted();
	// Loading got takes longer than showing the first frame.
	const {default: got} = await import('got');
	const began = performance.now();
	const stream = got.stream(url, {
		method: asked.method,
		headers,
		...(body === undefined ? {} : {body}),
		agent: {http: agent.http, https: agent.https},
		https: {rejectUnauthorized: true, ...(ca === undefined ? {} : {certificateAuthority: ca})},
		timeout: {
			lookup: connectWithin,
			connect: connectWithin,
			secureConnect: connectWithin,
			response: answerWithin,
			request: 2 * answerWithin,
		},
		retry: {limit: 0},
		followRedirect: false,
		throwHttpErrors: false,
		...(signal ? {signal} : {}),
	});
	// A request without a body is a stream that can still be written to, and would wait for it.
	if (body === undefined && asked.method !== 'GET') stream.end();
	let response: IncomingMessage | undefined;
	stream.once('response', (message: IncomingMessage) => {
		response = message;
	});
	try {
		const body = await collect(stream, question);
		return {
			status: response?.statusCode ?? 0,
			location: response?.headers.location ?? '',
			body,
			milliseconds: performance.now() - began,
		};
	} catch (error) {
		signal?.throwIfAborted();
		throw inOurWords(error, question);
	}
}

async function collect(
	stream: AsyncIterable<Buffer>,
	{asked, sizeLimit, onProgress}: Question,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		bytes += chunk.byteLength;
		if (bytes > sizeLimit) throw new StalkerTooLarge(asked, sizeLimit);
		chunks.push(chunk);
		onProgress?.(bytes);
	}

	return Buffer.concat(chunks);
}

/** got's errors carry the request with its password; none of them leaves this file, not even as a cause. */
function inOurWords(error: unknown, {asked, connectWithin, answerWithin}: Question): unknown {
	if (error instanceof StalkerTooLarge || !(error instanceof Error) || !('code' in error)) return error;
	if (error.name === 'TimeoutError') {
		const phase = 'event' in error ? error.event : '';
		const within =
			phase === 'response' ? answerWithin : phase === 'request' ? 2 * answerWithin : connectWithin;
		return new StalkerTimeout(asked, within / 1000);
	}

	const {reason, isPassing} = networkTrouble(String(error.code), error.message);
	const cause = Object.assign(new Error(error.message), {code: error.code});
	return new StalkerUnreachable(asked, reason, {isPassing, cause});
}
