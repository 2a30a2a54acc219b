import {isUtf8} from 'node:buffer';
import {parseEnvelope, type Envelope, toPlainText} from './envelope.ts';
import {
	StalkerDisabled,
	StalkerInvalidResponse,
	StalkerRedirected,
	StalkerRefused,
	StalkerUnauthorized,
	StalkerNotApplied,
	type RequestInfo,
} from './errors.ts';
import type {HttpResponse} from './http-request.ts';
import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** A successful response of the API. */
export type ApiResponse<Results = unknown> = {
	/** `results` of the envelope; its shape depends on the resource. */
	readonly results: Results;
	/** PHP warnings around or inside the response, as one line without markup; empty where there are none. */
	readonly warnings: readonly string[];
	/** Bytes of the body. */
	readonly bytes: number;
	readonly milliseconds: number;
};

/**
Parses a response (REST API v1): success is HTTP 200, JSON, `status` OK and, for a write, `results` neither `false`
nor `null`. Everything else throws a `StalkerError`. `redact` removes secrets from texts of the portal.
*/
export function parseResponse(
	info: RequestInfo,
	reply: HttpResponse,
	redact: (text: string) => string,
): ApiResponse {
	const {status, location, body, bytes, milliseconds} = reply;
	if (status === 401) throw new StalkerUnauthorized(info);
	if (status >= 300 && status < 400) {
		throw new StalkerRedirected(info, redact(withoutQuery(location, info.portal)));
	}

	if (!isUtf8(body)) {
		throw new StalkerInvalidResponse(info, message('garbled-encoding'), {
			status,
			excerpt: redact(toPlainText(bodyText(reply), 200)),
		});
	}

	if (status === 404 && /^\s*API not enabled/.test(bodyText(reply))) throw new StalkerDisabled(info);
	if (status !== 200) {
		const excerpt = redact(toPlainText(bodyText(reply), 200));
		throw new StalkerInvalidResponse(info, `HTTP ${status}`, {
			status,
			excerpt,
			hint: statusHint(status, info),
		});
	}

	const envelope = withRecords(reply.records, parseEnvelope(bodyText(reply)));
	if (envelope.is === 'error') throw new StalkerRefused(info, redact(envelope.error));
	if (envelope.is !== 'ok') throw invalidResponse(info, envelope.is, redact(envelope.excerpt));
	const {results, warning} = envelope;
	if (info.method !== 'GET' && (results === false || results === null)) throw new StalkerNotApplied(info);
	return {
		results,
		warnings: warning === undefined ? [] : [redact(warning)],
		bytes,
		milliseconds,
	};
}

/** The envelope of the whole list: `rest` is that of the records that were not parsed before. */
function withRecords(records: readonly unknown[], rest: Envelope): Envelope {
	if (records.length === 0 || rest.is !== 'ok' || !Array.isArray(rest.results)) return rest;
	return {...rest, results: [...records, ...(rest.results as readonly unknown[])]};
}

/** The body as UTF-8; as Latin-1 where it is not valid UTF-8. */
export const bodyText = ({body}: HttpResponse): string => body.toString(isUtf8(body) ? 'utf8' : 'latin1');

function invalidResponse(
	info: RequestInfo,
	is: 'empty' | 'broken' | 'foreign',
	excerpt: string,
): StalkerInvalidResponse {
	const reason = {
		empty: message('garbled-empty'),
		broken: message('garbled-broken'),
		foreign: message('garbled-foreign'),
	}[is];
	const hint =
		is === 'empty'
			? emptyBodyHint
			: (excerptHints.find(([words]) => words.test(excerpt))?.[1] ?? addressHint(info));
	return new StalkerInvalidResponse(info, reason, {status: 200, excerpt, hint});
}

const emptyBodyHint = message('hint-utf8');

const excerptHints: ReadonlyArray<readonly [RegExp, Message]> = [
	[/Allowed memory size/i, message('hint-memory')],
	[/Maximum execution time/i, message('hint-time')],
	[/^Unauthorized request/i, message('hint-htaccess')],
];

/** A hint at the configured address, with the requested one: its folder may be wrong. */
const addressHint = ({url}: RequestInfo): Message => message('hint-address', {url});

const statusHint = (status: number, info: RequestInfo): Message | undefined =>
	status === 404 ? addressHint(info) : statusHints[status];

const statusHints: Readonly<Record<number, Message>> = {
	403: message('hint-403'),
	502: message('hint-502'),
	503: message('hint-503'),
	504: message('hint-504'),
};

function withoutQuery(location: string, portal: string): string {
	const url = location === '' ? null : URL.parse(location, portal);
	return url === null ? '' : toPlainText(`${url.origin}${url.pathname}`, 200);
}
