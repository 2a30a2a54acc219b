import {SaidError} from '../words/said-error.ts';
import {say, type Saying} from '../words/words.ts';

/** What was asked of which portal: enough to say it again, never the credentials or the form. */
export type Asked = {
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
export abstract class StalkerError extends SaidError {
	abstract readonly code: `ERR_STALKER_${string}`;
	/** Not enumerable, so that logs stay short. */
	declare readonly request: Asked;

	constructor(request: Asked, saying: Saying, options?: ErrorOptions) {
		super(saying, options);
		hide(this, {request});
	}
}

/** No connection, or one that broke off: refused, reset, no such host, TLS. A write may have been carried out all the same. */
export class StalkerUnreachable extends StalkerError {
	override readonly name = 'StalkerUnreachable';
	readonly code = 'ERR_STALKER_UNREACHABLE';
	/** Worth another try by itself: the network may be better in a moment, a certificate is not. */
	declare readonly isPassing: boolean;

	constructor(
		request: Asked,
		reason: string | Saying,
		{isPassing, cause}: {readonly isPassing: boolean; readonly cause?: unknown},
	) {
		super(request, say('stalker-unreachable', {...asked(request), reason}), {cause});
		hide(this, {isPassing});
	}
}

/** No answer in time. A write may have been carried out all the same: read before repeating it. */
export class StalkerTimeout extends StalkerError {
	override readonly name = 'StalkerTimeout';
	readonly code = 'ERR_STALKER_TIMEOUT';

	/** `seconds` is the limit that ran out. */
	constructor(request: Asked, seconds: number) {
		super(request, say('stalker-timeout', {...asked(request), seconds, writes: request.method !== 'GET'}));
	}
}

/** HTTP 401: the login or password is wrong. */
export class StalkerUnauthorized extends StalkerError {
	override readonly name = 'StalkerUnauthorized';
	readonly code = 'ERR_STALKER_UNAUTHORIZED';

	constructor(request: Asked) {
		super(request, say('stalker-unauthorized', asked(request)));
	}
}

/** HTTP 404 `API not enabled`. */
export class StalkerDisabled extends StalkerError {
	override readonly name = 'StalkerDisabled';
	readonly code = 'ERR_STALKER_DISABLED';

	constructor(request: Asked) {
		super(request, say('stalker-disabled', {portal: request.portal}));
	}
}

/** The portal understood and said no: `status` is `ERROR`. A write may have been carried out in part (`test/demo/recordings/` 141: an empty tariff plan). */
export class StalkerRefused extends StalkerError {
	override readonly name = 'StalkerRefused';
	readonly code = 'ERR_STALKER_REFUSED';
	/** The portal's own words, e.g. `Account not found`; SQL that it quotes is left out. */
	readonly said: string;

	constructor(request: Asked, said: string) {
		super(request, say('stalker-refused', {asked: asked(request).asked, said}));
		this.said = said;
	}

	/** The identifier names nobody: `Account not found`. */
	get isNotFound(): boolean {
		return /not found/i.test(this.said);
	}
}

/** The portal says `OK` to a write, but `results` is `false` or `null`: nothing was done. */
export class StalkerUndone extends StalkerError {
	override readonly name = 'StalkerUndone';
	readonly code = 'ERR_STALKER_UNDONE';

	constructor(request: Asked) {
		super(request, say('stalker-undone', {asked: asked(request).asked}));
	}
}

/** Not the envelope of the API: HTML, nothing at all, half a document. A write may have been carried out all the same: read before repeating it. */
export class StalkerGarbled extends StalkerError {
	override readonly name = 'StalkerGarbled';
	readonly code = 'ERR_STALKER_GARBLED';
	/** HTTP status. */
	declare readonly status: number;
	/** The beginning of the answer without markup, at most 200 characters; `''` for an empty one. */
	declare readonly excerpt: string;

	/** `why` ends the sentence “answered with …”; `hint` is the way out, a sentence of its own. */
	constructor(
		request: Asked,
		why: string | Saying,
		{
			status,
			excerpt,
			hint = '',
		}: {readonly status: number; readonly excerpt: string; readonly hint?: Saying | undefined | ''},
	) {
		super(request, say('stalker-garbled', {...asked(request), why, excerpt, hint}));
		hide(this, {status, excerpt});
	}
}

/** The answer is longer than this client takes. */
export class StalkerTooLarge extends StalkerError {
	override readonly name = 'StalkerTooLarge';
	readonly code = 'ERR_STALKER_TOO_LARGE';

	/** `limit` in bytes. */
	constructor(request: Asked, limit: number) {
		super(request, say('stalker-too-large', {...asked(request), megabytes: Math.round(limit / 1e6)}));
	}
}

/** The portal is elsewhere. Redirects are not followed, because the password would go with them. */
export class StalkerRedirected extends StalkerError {
	override readonly name = 'StalkerRedirected';
	readonly code = 'ERR_STALKER_REDIRECTED';

	/** `location` without credentials and query; `''` when the portal named none. */
	constructor(request: Asked, location: string) {
		super(request, say('stalker-redirected', {...asked(request), location}));
	}
}

/** The address in the configuration is none of a portal. The message does not repeat it. */
export class StalkerMisaddressed extends SaidError {
	override readonly name = 'StalkerMisaddressed';
	readonly code = 'ERR_STALKER_URL';
}

/**
A request that must never be sent, because a real portal would take it for another, or for all subscribers. A mistake of the program, found
before anything was sent.
*/
export class StalkerUnsafe extends SaidError {
	override readonly name = 'StalkerUnsafe';
	readonly code = 'ERR_STALKER_UNSAFE';
}

/** The portal, and `GET accounts/1`. */
const asked = ({portal, method, path}: Asked) => ({portal, asked: `${method} ${path}`});

function hide(error: object, fields: Readonly<Record<string, unknown>>): void {
	for (const [key, value] of Object.entries(fields))
		Object.defineProperty(error, key, {value, enumerable: false});
}
