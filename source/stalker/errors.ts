import {LocalizedError} from '../i18n/localized-error.ts';
import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** What was asked of which portal: enough to say it again, never the credentials or the form. */
export type RequestInfo = {
	/** `http://tv.example:88`. */
	readonly portal: string;
	readonly method: 'GET' | Method;
	/** Behind `api/v1/`, as a person writes it: `accounts/100001`. */
	readonly path: string;
};

/** The methods that write. */
export type Method = 'POST' | 'PUT' | 'DELETE';

/**
The portal did not do what it was asked, and this is no expected “no”. Each kind has a stable `code`; the message is one sentence on what
was asked and what came back, and the way out where there is one.
*/
export abstract class StalkerError extends LocalizedError {
	abstract readonly code: `ERR_STALKER_${string}`;
	/** Not enumerable, so that logs stay short. */
	declare readonly request: RequestInfo;

	constructor(request: RequestInfo, saying: Message, options?: ErrorOptions) {
		super(saying, options);
		defineHidden(this, {request});
	}
}

/** No connection, or one that broke off: refused, reset, no such host, TLS. A write may have been carried out all the same. */
export class StalkerUnreachable extends StalkerError {
	override readonly name = 'StalkerUnreachable';
	readonly code = 'ERR_STALKER_UNREACHABLE';
	/** Worth another try by itself: the network may be better in a moment, a certificate is not. */
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

/** No answer in time. A write may have been carried out all the same: read before repeating it. */
export class StalkerTimeout extends StalkerError {
	override readonly name = 'StalkerTimeout';
	readonly code = 'ERR_STALKER_TIMEOUT';

	/** `seconds` is the limit that ran out. */
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

/** The portal understood and said no: `status` is `ERROR`. A write may have been carried out in part (`test/demo/recordings/` 141: an empty tariff plan). */
export class StalkerRefused extends StalkerError {
	override readonly name = 'StalkerRefused';
	readonly code = 'ERR_STALKER_REFUSED';
	/** The portal's own words, e.g. `Account not found`; SQL that it quotes is left out. */
	readonly said: string;

	constructor(request: RequestInfo, said: string) {
		super(request, message('stalker-refused', {asked: requestValues(request).asked, said}));
		this.said = said;
	}

	/** The identifier names nobody: `Account not found`. */
	get isNotFound(): boolean {
		return /not found/i.test(this.said);
	}
}

/** The portal says `OK` to a write, but `results` is `false` or `null`: nothing was done. */
export class StalkerNotApplied extends StalkerError {
	override readonly name = 'StalkerUndone';
	readonly code = 'ERR_STALKER_UNDONE';

	constructor(request: RequestInfo) {
		super(request, message('stalker-undone', {asked: requestValues(request).asked}));
	}
}

/** Not the envelope of the API: HTML, nothing at all, half a document. A write may have been carried out all the same: read before repeating it. */
export class StalkerInvalidResponse extends StalkerError {
	override readonly name = 'StalkerGarbled';
	readonly code = 'ERR_STALKER_GARBLED';
	/** HTTP status. */
	declare readonly status: number;
	/** The beginning of the answer without markup, at most 200 characters; `''` for an empty one. */
	declare readonly excerpt: string;

	/** `why` ends the sentence “answered with …”; `hint` is the way out, a sentence of its own. */
	constructor(
		request: RequestInfo,
		why: string | Message,
		{
			status,
			excerpt,
			hint = '',
		}: {readonly status: number; readonly excerpt: string; readonly hint?: Message | undefined | ''},
	) {
		super(request, message('stalker-garbled', {...requestValues(request), why, excerpt, hint}));
		defineHidden(this, {status, excerpt});
	}
}

/** The answer is longer than this client takes. */
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

/** The portal is elsewhere. Redirects are not followed, because the password would go with them. */
export class StalkerRedirected extends StalkerError {
	override readonly name = 'StalkerRedirected';
	readonly code = 'ERR_STALKER_REDIRECTED';

	/** `location` without credentials and query; `''` when the portal named none. */
	constructor(request: RequestInfo, location: string) {
		super(request, message('stalker-redirected', {...requestValues(request), location}));
	}
}

/** The address in the configuration is none of a portal. The message does not repeat it. */
export class StalkerInvalidUrl extends LocalizedError {
	override readonly name = 'StalkerMisaddressed';
	readonly code = 'ERR_STALKER_URL';
}

/**
A request that must never be sent, because a real portal would take it for another, or for all subscribers. A mistake of the program, found
before anything was sent.
*/
export class StalkerUnsafeRequest extends LocalizedError {
	override readonly name = 'StalkerUnsafe';
	readonly code = 'ERR_STALKER_UNSAFE';
}

/** The portal, and `GET accounts/1`. */
const requestValues = ({portal, method, path}: RequestInfo) => ({portal, asked: `${method} ${path}`});

function defineHidden(error: object, fields: Readonly<Record<string, unknown>>): void {
	for (const [key, value] of Object.entries(fields))
		Object.defineProperty(error, key, {value, enumerable: false});
}
