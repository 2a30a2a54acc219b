import {readUrl} from './safe-request.ts';
import {parseResponse, bodyText} from './parse-response.ts';
import {parseEnvelope} from './envelope.ts';
import {StalkerUnsafeRequest, type RequestInfo} from './errors.ts';
import type {HttpResponse} from './http-request.ts';
import {message} from '../i18n/translator.ts';

/** A response of the portal, whatever it is, to be shown to an operator. */
export type RawResponse = {
	/** Path after `api/v1/`, as requested. */
	readonly path: string;
	/** HTTP status. */
	readonly status: number;
	/** The body as text, without secrets. */
	readonly text: string;
	/** The envelope's `results`; absent where the body is not the API's. */
	readonly results?: unknown;
	/** The error that a normal read would throw; `null` where the response is valid. */
	readonly failure: Error | null;
	/** Bytes of the body. */
	readonly bytes: number;
	readonly milliseconds: number;
};

/**
Parses a path as an operator types it: `accounts`, `stb/00:1A:79:00:00:01,100001`; a leading `/` or `api/v1/` is
ignored.

@throws {StalkerUnsafeRequest} for what would not reach the portal unchanged: a query, a fragment, `..`, an unsafe
identifier.
*/
export function parseApiPath(base: string, typed: string): {readonly path: string; readonly address: string} {
	const path = typed
		.trim()
		.replace(/^\/+/, '')
		.replace(/^(?:stalker_portal\/)?api\/(?:v1\/)?/i, '')
		.replace(/\/$/, '');
	const [resource = '', ids, ...more] = path.split('/');
	if (
		path === '' ||
		more.length > 0 ||
		/[?#\\]/.test(path) ||
		path.split(/[/,]/).some(part => part === '..' || part === '.')
	)
		throw new StalkerUnsafeRequest(message('unsafe-path', {path}));
	return {
		path,
		address: readUrl(base, resource.toLowerCase(), ids === undefined ? undefined : ids.split(',')),
	};
}

/** Converts a response for display; an error of parsing it is kept in `failure`. */
export function toRawResponse(
	path: string,
	info: RequestInfo,
	reply: HttpResponse,
	redact: (text: string) => string,
): RawResponse {
	const {status, bytes, milliseconds} = reply;
	const text = redact(bodyText(reply));
	const envelope = parseEnvelope(text);
	let failure: Error | null = null;
	try {
		parseResponse(info, reply, redact);
	} catch (error) {
		failure = error as Error;
	}

	return {
		path,
		status,
		text,
		...(envelope.is === 'ok' && {results: envelope.results}),
		failure,
		bytes,
		milliseconds,
	};
}
