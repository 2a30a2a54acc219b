import {isUtf8} from 'node:buffer';
import {readEnvelope} from './envelope.ts';
import {
	StalkerDisabled,
	StalkerGarbled,
	StalkerRedirected,
	StalkerRefused,
	StalkerUnauthorized,
	StalkerUndone,
	type Asked,
} from './errors.ts';
import type {Reply} from './exchange.ts';
import {readLargeList} from './large-list.ts';
import {say, type Saying} from '../words/words.ts';
import {plainText} from './plain-text.ts';

/** What the portal answered to a request that it carried out. */
export type Answer<Results = unknown> = {
	/** As in the envelope; its shape depends on the resource. */
	readonly results: Results;
	/** PHP warnings around or inside the answer, one line without markup. */
	readonly warning?: string;
	/** Length of the body. */
	readonly bytes: number;
	readonly milliseconds: number;
};

/**
Judge a reply (REST API v1): success is HTTP 200, JSON, `status` OK and, for a write, `results` neither
`false` nor `null`. Everything else is one of the `StalkerError`s. `redact` takes secrets out of what the portal says.
*/
export function judge(asked: Asked, reply: Reply, redact: (text: string) => string): Answer {
	const {status, location, body, milliseconds} = reply;
	if (status === 401) throw new StalkerUnauthorized(asked);
	if (status >= 300 && status < 400) {
		throw new StalkerRedirected(asked, redact(withoutSecrets(location, asked.portal)));
	}

	if (!isUtf8(body)) {
		throw new StalkerGarbled(asked, say('garbled-encoding'), {
			status,
			excerpt: redact(plainText(textOf(reply), 200)),
		});
	}

	if (status === 404 && /^\s*API not enabled/.test(textOf(reply))) throw new StalkerDisabled(asked);
	if (status !== 200) {
		const excerpt = redact(plainText(textOf(reply), 200));
		throw new StalkerGarbled(asked, `HTTP ${status}`, {status, excerpt, hint: hints[status]});
	}

	const envelope = readLargeList(body) ?? readEnvelope(textOf(reply));
	if (envelope.is === 'error') throw new StalkerRefused(asked, redact(envelope.said));
	if (envelope.is !== 'ok') throw garbled(asked, envelope.is, redact(envelope.excerpt));
	const {results, warning} = envelope;
	if (asked.method !== 'GET' && (results === false || results === null)) throw new StalkerUndone(asked);
	return {
		results,
		...(warning === undefined ? {} : {warning: redact(warning)}),
		bytes: body.byteLength,
		milliseconds,
	};
}

/** The body as UTF-8; where it is none, byte by byte. */
export const textOf = ({body}: Reply): string => body.toString(isUtf8(body) ? 'utf8' : 'latin1');

function garbled(asked: Asked, is: 'empty' | 'broken' | 'foreign', excerpt: string): StalkerGarbled {
	const why = {
		empty: say('garbled-empty'),
		broken: say('garbled-broken'),
		foreign: say('garbled-foreign'),
	}[is];
	const hint = is === 'empty' ? emptyHint : excerptHints.find(([words]) => words.test(excerpt))?.[1];
	return new StalkerGarbled(asked, why, {status: 200, excerpt, hint});
}

const emptyHint = say('hint-utf8');

const excerptHints: ReadonlyArray<readonly [RegExp, Saying]> = [
	[/Allowed memory size/i, say('hint-memory')],
	[/Maximum execution time/i, say('hint-time')],
	[/^Unauthorized request/i, say('hint-htaccess')],
	[/^/, say('hint-address')],
];

const hints: Readonly<Record<number, Saying>> = {
	403: say('hint-403'),
	404: say('hint-address'),
	502: say('hint-502'),
	503: say('hint-503'),
	504: say('hint-504'),
};

function withoutSecrets(location: string, portal: string): string {
	const url = location === '' ? null : URL.parse(location, portal);
	return url === null ? '' : plainText(`${url.origin}${url.pathname}`, 200);
}
