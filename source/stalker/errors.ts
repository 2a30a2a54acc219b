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
export abstract class StalkerError extends Error {
	abstract readonly code: `ERR_STALKER_${string}`;
	/** Not enumerable, so that logs stay short. */
	declare readonly request: Asked;

	constructor(request: Asked, message: string, options?: {readonly cause?: unknown}) {
		super(message, options);
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
		reason: string,
		{isPassing, cause}: {readonly isPassing: boolean; readonly cause?: unknown},
	) {
		super(request, `${request.portal} cannot be reached (${asked(request)}): ${reason}.`, {cause});
		hide(this, {isPassing});
	}
}

/** No answer in time. A write may have been carried out all the same: read before repeating it. */
export class StalkerTimeout extends StalkerError {
	override readonly name = 'StalkerTimeout';
	readonly code = 'ERR_STALKER_TIMEOUT';

	/** `seconds` is the limit that ran out. */
	constructor(request: Asked, seconds: number) {
		const rest = request.method === 'GET' ? '' : ' Whether it was carried out is not known.';
		super(request, `${request.portal} did not answer ${asked(request)} within ${seconds} s.${rest}`);
	}
}

/** HTTP 401: the login or password is wrong. */
export class StalkerUnauthorized extends StalkerError {
	override readonly name = 'StalkerUnauthorized';
	readonly code = 'ERR_STALKER_UNAUTHORIZED';

	constructor(request: Asked) {
		super(
			request,
			`${request.portal} does not accept the login and password (${asked(request)}). Check STALKER_LOGIN and STALKER_PASSWORD.`,
		);
	}
}

/** HTTP 404 `API not enabled`. */
export class StalkerDisabled extends StalkerError {
	override readonly name = 'StalkerDisabled';
	readonly code = 'ERR_STALKER_DISABLED';

	constructor(request: Asked) {
		super(
			request,
			`The API of ${request.portal} is not enabled. Set enable_api = true in the portal’s custom.ini.`,
		);
	}
}

/** The portal understood and said no: `status` is `ERROR`. A write may have been carried out in part (CONTRACT.md, *accounts*, empty tariff). */
export class StalkerRefused extends StalkerError {
	override readonly name = 'StalkerRefused';
	readonly code = 'ERR_STALKER_REFUSED';
	/** The portal's own words, e.g. `Account not found`; SQL that it quotes is left out. */
	readonly said: string;

	constructor(request: Asked, said: string) {
		super(request, `The portal refuses ${asked(request)}: ${said}.`.replace(/([.!?])\.$/, '$1'));
		this.said = said;
	}
}

/** The portal says `OK` to a write, but `results` is `false` or `null`: nothing was done. */
export class StalkerUndone extends StalkerError {
	override readonly name = 'StalkerUndone';
	readonly code = 'ERR_STALKER_UNDONE';

	constructor(request: Asked) {
		super(
			request,
			`The portal did nothing on ${asked(request)}: there is no such record, or there was nothing to change.`,
		);
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
		why: string,
		{
			status,
			excerpt,
			hint,
		}: {readonly status: number; readonly excerpt: string; readonly hint?: string | undefined},
	) {
		const shown = excerpt === '' ? '' : `: “${excerpt}”`;
		super(
			request,
			[`${request.portal} answered ${asked(request)} with ${why}${shown}.`, hint].filter(Boolean).join(' '),
		);
		hide(this, {status, excerpt});
	}
}

/** The answer is longer than this client takes. */
export class StalkerTooLarge extends StalkerError {
	override readonly name = 'StalkerTooLarge';
	readonly code = 'ERR_STALKER_TOO_LARGE';

	/** `limit` in bytes. */
	constructor(request: Asked, limit: number) {
		super(
			request,
			`The answer of ${request.portal} to ${asked(request)} is longer than ${Math.round(limit / 1e6)} MB and was not read.`,
		);
	}
}

/** The portal is elsewhere. Redirects are not followed, because the password would go with them. */
export class StalkerRedirected extends StalkerError {
	override readonly name = 'StalkerRedirected';
	readonly code = 'ERR_STALKER_REDIRECTED';

	/** `location` without credentials and query; `''` when the portal named none. */
	constructor(request: Asked, location: string) {
		const where = location === '' ? 'elsewhere' : `to ${location}`;
		super(
			request,
			`${request.portal} redirects ${asked(request)} ${where}. Set STALKER_URL to the portal’s real address.`,
		);
	}
}

/** The address in the configuration is none of a portal. The message does not repeat it. */
export class StalkerMisaddressed extends Error {
	override readonly name = 'StalkerMisaddressed';
	readonly code = 'ERR_STALKER_URL';
}

/**
A request that must never be sent, because a real portal would take it for another, or for all subscribers. A mistake of the program, found
before anything was sent. CONTRACT.md, *Identifiers* and *Client rules that follow*.
*/
export class StalkerUnsafe extends TypeError {
	override readonly name = 'StalkerUnsafe';
	readonly code = 'ERR_STALKER_UNSAFE';
}

const asked = ({method, path}: Asked): string => `${method} ${path}`;

function hide(error: object, fields: Readonly<Record<string, unknown>>): void {
	for (const [key, value] of Object.entries(fields))
		Object.defineProperty(error, key, {value, enumerable: false});
}
