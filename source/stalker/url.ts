import {StalkerMisaddressed} from './errors.ts';
import {say} from '../words/words.ts';

/**
The base of the REST API, in one spelling for every way of naming a portal: `http://tv.example:88/stalker_portal/api/v1`.

Taken are the server alone (the portal is then at `/stalker_portal`), the portal's folder, the address that boxes open (`…/c/`), and the
API's own address with or without `/v1` and slashes. A name or password inside the address is refused: addresses are shown and logged.

@throws {StalkerMisaddressed} when the text is no such address.
*/
export function portalUrl(text: string): string {
	const url = parse(text.trim());
	const {origin, pathname, username, password, search, hash} = url;
	if (username !== '' || password !== '') {
		throw new StalkerMisaddressed(say('url-login'));
	}

	if (search !== '' || hash !== '') {
		throw new StalkerMisaddressed(say('url-end'));
	}

	const folder = pathname
		.replaceAll(/\/{2,}/g, '/')
		.replace(/\/$/, '')
		.replace(/\/(?:api(?:\/v1)?|c(?:\/index\.html)?)$/i, '');
	const isWhole = /\/api(?:\/v1)?\/*$/i.test(pathname);
	return `${origin}${folder === '' && !isWhole ? '/stalker_portal' : folder}/api/v1`;
}

/** Whether whoever stands on the way can read what is sent there: `http` to any host but this one. */
export function isExposed(url: string): boolean {
	const {protocol, hostname} = new URL(url);
	return protocol === 'http:' && !/^(?:localhost\.?|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);
}

function parse(text: string): URL {
	// The text itself is not repeated: what cannot be parsed may still hold a password.
	if (!/^https?:\/\/[^/]/i.test(text)) {
		throw new StalkerMisaddressed(say('url-start'));
	}

	const url = URL.parse(text);
	if (url === null) throw new StalkerMisaddressed(say('url-unreadable'));
	return url;
}
