import {LocalizedError, message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** A request as shown in messages; never contains credentials or the form. */
export type RequestInfo = {
	/** `http://tv.example:88`. */
	readonly portal: string;
	readonly method: 'GET' | Method;
	/** Path after `api/v1/`: `accounts/100001`. */
	readonly path: string;
	/** The whole address that is asked; it has no credentials. */
	readonly url: string;
};

/** The methods that write. */
export type Method = 'POST' | 'PUT' | 'DELETE';

/**
A request to the portal failed, and not by an expected “no”. Each kind has a stable `code`; the message is one
sentence on the request and the response, with the way out where there is one.
*/
export abstract class StalkerError extends LocalizedError {
	abstract readonly code: `ERR_STALKER_${string}`;
	/** Not enumerable, so that logs stay short. */
	declare readonly request: RequestInfo;

	constructor(request: RequestInfo, text: Message, options?: ErrorOptions) {
		super(text, options);
		defineHidden(this, {request});
	}
}

/** No connection, or a broken one: refused, reset, unknown host, TLS. A write may have been carried out. */
export class StalkerUnreachable extends StalkerError {
	override readonly name = 'StalkerUnreachable';
	readonly code = 'ERR_STALKER_UNREACHABLE';
	/** Whether a retry may succeed: a network error may pass, a wrong certificate does not. */
	declare readonly isTransient: boolean;

	constructor(
		request: RequestInfo,
		reason: string | Message,
		{isTransient, cause}: {readonly isTransient: boolean; readonly cause?: unknown},
	) {
		super(request, message('stalker-unreachable', {...requestValues(request), reason}), {cause});
		defineHidden(this, {isTransient});
	}
}

/** No response in time. A write may have been carried out: read before repeating it. */
export class StalkerTimeout extends StalkerError {
	override readonly name = 'StalkerTimeout';
	readonly code = 'ERR_STALKER_TIMEOUT';

	/** `seconds` is the exceeded timeout. */
	constructor(request: RequestInfo, seconds: number) {
		super(
			request,
			message('stalker-timeout', {...requestValues(request), seconds, writes: request.method !== 'GET'}),
		);
	}
}

/** HTTP 401: the login or password is wrong. */
export class StalkerUnauthorized extends StalkerError {
	override readonly name = 'StalkerUnauthorized';
	readonly code = 'ERR_STALKER_UNAUTHORIZED';

	constructor(request: RequestInfo) {
		super(request, message('stalker-unauthorized', requestValues(request)));
	}
}

/** HTTP 404 `API not enabled`. */
export class StalkerDisabled extends StalkerError {
	override readonly name = 'StalkerDisabled';
	readonly code = 'ERR_STALKER_DISABLED';

	constructor(request: RequestInfo) {
		super(request, message('stalker-disabled', {portal: request.portal}));
	}
}

/**
The portal refused: `status` is `ERROR`. A write may have been carried out in part (`test/demo/recordings/` 141: an
empty tariff plan).
*/
export class StalkerRefused extends StalkerError {
	override readonly name = 'StalkerRefused';
	readonly code = 'ERR_STALKER_REFUSED';
	/** The portal's own text, e.g. `Account not found`; quoted SQL is left out. */
	readonly reason: string;

	constructor(request: RequestInfo, reason: string) {
		super(request, message('stalker-refused', {asked: requestValues(request).asked, answer: reason}));
		this.reason = reason;
	}

	/** The identifier does not exist: `Account not found`. */
	get isNotFound(): boolean {
		return /not found/i.test(this.reason);
	}
}

/** The portal says `OK` to a write, but `results` is `false` or `null`: nothing was done. */
export class StalkerNotApplied extends StalkerError {
	override readonly name = 'StalkerNotApplied';
	readonly code = 'ERR_STALKER_NOT_APPLIED';

	constructor(request: RequestInfo) {
		super(request, message('stalker-not-applied', {asked: requestValues(request).asked}));
	}
}

/**
The response is not the envelope of the API: HTML, empty, or cut off. A write may have been carried out: read before
repeating it.
*/
export class StalkerInvalidResponse extends StalkerError {
	override readonly name = 'StalkerInvalidResponse';
	readonly code = 'ERR_STALKER_INVALID_RESPONSE';
	/** HTTP status. */
	declare readonly status: number;
	/** Beginning of the response without markup, at most 200 characters; `''` for an empty one. */
	declare readonly excerpt: string;

	/** `reason` completes the sentence “answered with …”; `hint` is the way out, a sentence of its own. */
	constructor(
		request: RequestInfo,
		reason: string | Message,
		{
			status,
			excerpt,
			hint = '',
		}: {readonly status: number; readonly excerpt: string; readonly hint?: Message | undefined | ''},
	) {
		super(request, message('stalker-invalid-response', {...requestValues(request), reason, excerpt, hint}));
		defineHidden(this, {status, excerpt});
	}
}

/** The response is larger than this client reads. */
export class StalkerTooLarge extends StalkerError {
	override readonly name = 'StalkerTooLarge';
	readonly code = 'ERR_STALKER_TOO_LARGE';

	/** `limit` in bytes. */
	constructor(request: RequestInfo, limit: number) {
		super(
			request,
			message('stalker-too-large', {...requestValues(request), megabytes: Math.round(limit / 1e6)}),
		);
	}
}

/** The portal redirects. Redirects are not followed, because the password would be sent along. */
export class StalkerRedirected extends StalkerError {
	override readonly name = 'StalkerRedirected';
	readonly code = 'ERR_STALKER_REDIRECTED';

	/** `location` without credentials and query; `''` when the portal sent none. */
	constructor(request: RequestInfo, location: string) {
		super(request, message('stalker-redirected', {...requestValues(request), location}));
	}
}

/** The configured address is not that of a portal. The message does not repeat it: it may hold a password. */
export class StalkerInvalidUrl extends LocalizedError {
	override readonly name = 'StalkerInvalidUrl';
	readonly code = 'ERR_STALKER_URL';
}

/** A record of `accounts` that is no account: a write may depend on it, so nothing is concluded from it. */
export class StalkerInvalidRecord extends LocalizedError {
	override readonly name = 'StalkerInvalidRecord';
	readonly code = 'ERR_STALKER_RECORD';

	constructor() {
		super(message('no-account-record'));
	}
}

/**
A request that must never be sent, because a real portal would read it as another one, or as one for all subscribers.
A bug of the program, found before anything was sent.
*/
export class StalkerUnsafeRequest extends LocalizedError {
	override readonly name = 'StalkerUnsafeRequest';
	readonly code = 'ERR_STALKER_UNSAFE';
}

/** The values of messages about a request: the portal, and `GET accounts/1`. */
const requestValues = ({portal, method, path}: RequestInfo) => ({portal, asked: `${method} ${path}`});

function defineHidden(error: object, fields: Readonly<Record<string, unknown>>): void {
	for (const [key, value] of Object.entries(fields))
		Object.defineProperty(error, key, {value, enumerable: false});
}

/** Whether the portal, or this program, refused: nothing was done. */
export const isRefused = (error: unknown): boolean =>
	error instanceof StalkerRefused ||
	error instanceof StalkerNotApplied ||
	error instanceof StalkerUnauthorized ||
	error instanceof StalkerDisabled ||
	// Its web server refused the request: the API was never reached.
	(error instanceof StalkerInvalidResponse && error.status >= 400 && error.status < 500) ||
	isNotSent(error);

/** Whether it was refused before anything was sent. */
export const isNotSent = (error: unknown): boolean => error instanceof StalkerUnsafeRequest;

/**
Whether the response shows that the portal has finished the request, whether or not anything was done: the record that is read back then
decides. A response of a server in front of the portal (502 and on) does not show it.
*/
export const isOver = (error: unknown): boolean =>
	isRefused(error) || (error instanceof StalkerInvalidResponse && error.status === 500);
