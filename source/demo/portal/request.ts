import {apache, failed, type Answer} from './envelope.ts';
import {parseForm, urldecode, type Form} from './form.ts';

/** A request as it came in. Header names are lower case. */
export type PortalRequest = {
	readonly method: string;
	/** With query, still encoded. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Buffer;
};

export type Action = 'get' | 'create' | 'update' | 'delete';

/** What Stalker's `RESTRequest` makes of it. */
export type Call = {
	readonly action: Action;
	/** As typed: some error texts repeat it. */
	readonly resource: string;
	/** Empty when none was given, or when it was `0`: PHP cannot tell the two apart. */
	readonly ids: readonly string[];
	readonly form: Form;
};

/**
A call, or the answer of those who stop it on the way: Apache (400, 403, 404, 414) and the parser, which runs before
authentication.
*/
export function parseRequest({method, path, headers, body}: PortalRequest): Call | Answer {
	const q = rewrite(path);
	if (typeof q !== 'string') return q;
	const action = actions[method];
	if (!action) return failed('Not supported method');
	const [resource, list] = q.split('/').filter(segment => segment !== '');
	if (!resource) return failed('Empty resource');
	return {
		action,
		resource,
		ids: list === undefined || list === '0' ? [] : list.split(','),
		form: parseForm(method, headers['content-type'] ?? '', body),
	};
}

const actions: Readonly<Record<string, Action | undefined>> = {
	GET: 'get',
	POST: 'create',
	PUT: 'update',
	DELETE: 'delete',
};

/**
Apache's part: decode the path once and hand it to PHP as `q=…`, unescaped (no B flag). So a decoded `&` or `#` cuts the
identifier, a decoded `+` becomes a space, and what was escaped twice arrives whole. The query is appended, and its own `q` wins.
*/
function rewrite(target: string): string | Answer {
	if (target.length > 8190) return apache(414);
	const at = target.indexOf('?');
	const [path, query] = at === -1 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
	if (/%(?![\da-f]{2})/i.test(path) || /%00/.test(path)) return apache(400);
	if (/%2f/i.test(path)) return apache(404);
	const decoded = urldecode(path.replaceAll('+', '%2B'));
	const mounted = /^\/stalker_portal\/+api(?:\/+v1(?=\/|$))?(?:\/+(.*))?$/s.exec(decoded);
	if (!mounted) return apache(404);
	// oxlint-disable-next-line no-control-regex -- Apache looks for them, too
	if (/[\0-\x20\x7f?]/.test(decoded)) return apache(403);
	const rewritten = `q=${(mounted[1] ?? '').replace(/#.*$/s, '')}&${query}`;
	const values = rewritten.split('&').filter(pair => pair.startsWith('q='));
	return Buffer.from(urldecode(values.at(-1)!.slice(2)), 'latin1').toString('utf8');
}
