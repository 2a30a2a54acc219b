import {readUrl} from './request-url.ts';
import {parseResponse, bodyText} from './parse-response.ts';
import {parseEnvelope} from './envelope.ts';
import {StalkerUnsafeRequest, type RequestInfo} from './errors.ts';
import type {HttpResponse} from './http-request.ts';
import {message} from '../i18n/translator.ts';

/** What the portal answered, whatever it is: for a person to look at. */
export type RawResponse = {
	/** Behind `api/v1/`, as it was asked. */
	readonly path: string;
	/** HTTP status. */
	readonly status: number;
	/** The body as text, without our secrets. */
	readonly text: string;
	/** The envelope's `results`; absent where the body is not the API's. */
	readonly results?: unknown;
	/** Why the answer is none, in words; `null` where it is one. */
	readonly failure: Error | null;
	/** Length of the body. */
	readonly bytes: number;
	readonly milliseconds: number;
};

/** Resources that a GET reads (REST API v1), in the order in which they are offered. */
export const knownResources = [
	'accounts',
	'account_subscription',
	'itv',
	'itv_subscription',
	'services_package',
	'stb',
	'stb_modules',
	'tariffs',
	'users',
] as const;

/**
The address of a path as a person types it: `accounts`, `stb/00:1A:79:00:00:01,100001`; a leading `/` or `api/v1/` is left out.

@throws {StalkerUnsafeRequest} for what would not arrive as it is: a query, a fragment, `..`, an identifier that the portal takes for another.
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

/** What came back, judged but not thrown away. */
export function toRawResponse(
	path: string,
	asked: RequestInfo,
	reply: HttpResponse,
	redact: (text: string) => string,
): RawResponse {
	const {status, body, milliseconds} = reply;
	const text = redact(bodyText(reply));
	const envelope = parseEnvelope(text);
	let failure: Error | null = null;
	try {
		parseResponse(asked, reply, redact);
	} catch (error) {
		failure = error as Error;
	}

	return {
		path,
		status,
		text,
		...(envelope.is === 'ok' && {results: envelope.results}),
		failure,
		bytes: body.byteLength,
		milliseconds,
	};
}
