import {apachePage, errorResponse, type PortalResponse} from './response.ts';
import {parseForm, urldecode, type Form} from './parse-form.ts';

/** A request as it came in. Header names are lower case. */
export type PortalRequest = {
	readonly method: string;
	/** With query, still encoded. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Buffer;
};

export type ApiAction = 'get' | 'create' | 'update' | 'delete';

/** The request as Stalker's `RESTRequest` parses it. */
export type ApiCall = {
	readonly action: ApiAction;
	/** As typed: some error texts repeat it. */
	readonly resource: string;
	/** Empty when none was given, or when it was `0`: PHP treats both alike. */
	readonly ids: readonly string[];
	readonly form: Form;
};

/**
Returns the call, or the response where Apache (400, 403, 404, 414) or the parser refuses it. The parser runs before
authentication.
*/
export function parseRequest({method, path, headers, body}: PortalRequest): ApiCall | PortalResponse {
	const q = rewritePath(path);
	if (typeof q !== 'string') return q;
	const action = actionByMethod[method];
	if (!action) return errorResponse('Not supported method');
	const [resource, list] = q.split('/').filter(segment => segment !== '');
	if (!resource) return errorResponse('Empty resource');
	return {
		action,
		resource,
		ids: list === undefined || list === '0' ? [] : list.split(','),
		form: parseForm(method, headers['content-type'] ?? '', body),
	};
}

const actionByMethod: Readonly<Record<string, ApiAction | undefined>> = {
	GET: 'get',
	POST: 'create',
	PUT: 'update',
	DELETE: 'delete',
};

/**
The work of Apache: decodes the path once and passes it to PHP as `q=…`, unescaped (no B flag). So a decoded `&` or `#` cuts the identifier,
a decoded `+` becomes a space, and text that was escaped twice arrives escaped once. The query is appended, and its own `q` wins.
*/
function rewritePath(target: string): string | PortalResponse {
	if (target.length > 8190) return apachePage(414);
	const queryStart = target.indexOf('?');
	const [path, query] =
		queryStart === -1 ? [target, ''] : [target.slice(0, queryStart), target.slice(queryStart + 1)];
	if (/%(?![\da-f]{2})/i.test(path) || /%00/.test(path)) return apachePage(400);
	if (/%2f/i.test(path)) return apachePage(404);
	const decoded = urldecode(path.replaceAll('+', '%2B'));
	const apiPath = /^\/stalker_portal\/+api(?:\/+v1(?=\/|$))?(?:\/+(.*))?$/s.exec(decoded);
	if (!apiPath) return apachePage(404);
	// oxlint-disable-next-line no-control-regex -- Apache rejects these bytes, too
	if (/[\0-\x20\x7f?]/.test(decoded)) return apachePage(403);
	const rewritten = `q=${(apiPath[1] ?? '').replace(/#.*$/s, '')}&${query}`;
	const values = rewritten.split('&').filter(pair => pair.startsWith('q='));
	return Buffer.from(urldecode(values.at(-1)!.slice(2)), 'latin1').toString('utf8');
}
