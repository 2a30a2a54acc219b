import {StalkerInvalidUrl} from './errors.ts';
import {message} from '../i18n/translator.ts';

/**
Normalizes the address of a portal to the base URL of its REST API: `http://tv.example:88/stalker_portal/api/v1`.

Accepts the server alone (the portal is then at `/stalker_portal`), the portal's folder, the address that boxes open
(`…/c/`), and the API's own address with or without `/v1` and slashes. Refuses an address with a name or password:
addresses are shown and logged.

@throws {StalkerInvalidUrl} when the text is no such address.
*/
export function normalizePortalUrl(text: string): string {
	const url = parseHttpUrl(text.trim());
	const {origin, pathname, username, password, search, hash} = url;
	if (username !== '' || password !== '') {
		throw new StalkerInvalidUrl(message('url-login'));
	}

	if (search !== '' || hash !== '') {
		throw new StalkerInvalidUrl(message('url-end'));
	}

	const folder = pathname
		.replaceAll(/\/{2,}/g, '/')
		.replace(/\/$/, '')
		.replace(/\/(?:api(?:\/v1)?|c(?:\/index\.html)?)$/i, '');
	const isWhole = /\/api(?:\/v1)?\/*$/i.test(pathname);
	return `${origin}${folder === '' && !isWhole ? '/stalker_portal' : folder}/api/v1`;
}

/** Whether the traffic can be read on the network: `http` to any host but this one. */
export function isUnencrypted(url: string): boolean {
	const {protocol, hostname} = new URL(url);
	return protocol === 'http:' && !/^(?:localhost\.?|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);
}

function parseHttpUrl(text: string): URL {
	// The text itself is not repeated: it may hold a password even where it cannot be parsed.
	if (!/^https?:\/\/[^/]/i.test(text)) {
		throw new StalkerInvalidUrl(message('url-start'));
	}

	const url = URL.parse(text);
	if (url === null) throw new StalkerInvalidUrl(message('url-unreadable'));
	return url;
}
