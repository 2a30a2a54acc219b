import {StalkerInvalidUrl} from './errors.ts';
import {message} from '../i18n/translator.ts';

/** Resources that can be read (REST API v1), in the order in which they are offered. */
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
Normalizes the address of a portal to the base URL of its REST API: `http://tv.example:88/stalker_portal/api/v1`.

Accepts the server alone (the portal is then at `/stalker_portal`), the portal's folder, the address that boxes open (`…/c/`,
`…/server/load.php`), the panel's (`…/server/adm/`), and the API's own address with or without `/v1`, slashes, and a resource
(`…/api/accounts/100001`), each also in quotes or angle brackets. Refuses an address with a name or password: addresses are shown and
logged.

@throws {StalkerInvalidUrl} when the text is no such address.
*/
export function normalizePortalUrl(text: string): string {
	const url = parseHttpUrl(withoutQuotes(text.trim()));
	const {origin, pathname, username, password, search, hash} = url;
	if (username !== '' || password !== '') {
		throw new StalkerInvalidUrl(message('url-login'));
	}

	if (search !== '' || hash !== '') {
		throw new StalkerInvalidUrl(message('url-end'));
	}

	const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
	const folder = path.replace(apiPath, '').replace(otherPortalPath, '');
	return `${origin}${folder === '' && !apiPath.test(path) ? '/stalker_portal' : folder}/api/v1`;
}

/** The API's part of an address: `/api`, `/api/v1`, with or without a resource and identifiers behind it. */
const apiPath = new RegExp(
	String.raw`/api(?:/v\d)?(?:/(?:${[...knownResources, 'send_event', 'stb_msg'].join('|')})(?:/[^/]*)?)?$`,
	'i',
);

/** Paths that boxes, the panel and browsers open below the portal's folder. */
const otherPortalPath =
	/\/(?:c(?:\/[\w.-]+\.(?:html|js|css))?|(?:server\/)?(?:load|portal)\.php|(?:server\/(?:adm|administrator|api|tools)|new\/adm|admin)(?:\/.*)?)$/i;

const withoutQuotes = (text: string): string =>
	/^(?:"(.*)"|'(.*)'|<(.*)>|“(.*)”|«(.*)»)$/.exec(text)?.slice(1).find(Boolean) ?? text;

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
