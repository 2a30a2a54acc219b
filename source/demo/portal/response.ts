/** An HTTP response. `body` is a `Buffer` where it is not UTF-8. */
export type PortalResponse = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
};

/** The result of a resource; `output` is the text of PHP's warnings. */
export type ResourceResult = {readonly results: unknown; readonly output?: string};

/** An expected error of the API: becomes `status: ERROR` with this text, HTTP 200. */
export class ApiError extends Error {
	override readonly name = 'Refusal';
}

/** `{"status":"OK",…}`. */
export const okResponse = ({results, output}: ResourceResult): PortalResponse =>
	jsonResponse({status: 'OK', results, ...(output === undefined ? {} : {output})});

/** `{"status":"ERROR",…}`, HTTP 200 all the same. */
export const errorResponse = (error: string, output?: string): PortalResponse =>
	jsonResponse({status: 'ERROR', results: null, error, ...(output === undefined ? {} : {output})});

export const unauthorizedResponse: PortalResponse = {
	...jsonResponse({status: 'ERROR', results: '', error: '401 Unauthorized request'}),
	status: 401,
	headers: {'WWW-Authenticate': 'Basic realm="Stalker API"', 'Content-Type': 'application/json'},
};

/** A page of PHP's own; HTTP 200 unless another status is given. */
export const htmlResponse = (body: string, status = 200): PortalResponse => ({
	status,
	headers: {'Content-Type': 'text/html; charset=UTF-8'},
	body,
});

/** An error page of Apache's: the request has not reached PHP. */
export function apachePage(status: 400 | 403 | 404 | 414): PortalResponse {
	const [reason, title, message] = apachePages[status];
	// Apache refuses a long URL before it reads the Host header.
	const host = status === 414 ? 'localhost' : '127.0.0.1';
	const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${message}</p>\n<hr>\n<address>Apache/2.4.62 (Debian) Server at ${host} Port 8089</address>\n</body></html>\n`;
	return {
		status,
		headers: {
			...(status === 400 || status === 414 ? {Connection: 'close'} : {}),
			'Content-Type': 'text/html; charset=iso-8859-1',
		},
		body,
	};
}

const apachePages = {
	400: [
		'Bad Request',
		'Bad Request',
		'Your browser sent a request that this server could not understand.<br />\n',
	],
	403: ['Forbidden', 'Forbidden', "You don't have permission to access this resource."],
	404: ['Not Found', 'Not Found', 'The requested URL was not found on this server.'],
	414: [
		'Request-URI Too Long',
		'Request-URI Too Long',
		"The requested URL's length exceeds the capacity\nlimit for this server.<br />\n",
	],
} as const;

/** Warnings as PHP prints them, one line of HTML each. */
export const phpWarnings = (
	...lines: ReadonlyArray<readonly [message: string, file: string, line: number]>
): string =>
	lines
		.map(
			([message, file, line]) =>
				`<br />\n<b>Warning</b>:  ${message} in <b>/var/www/html/stalker_portal/server/lib/${file}</b> on line <b>${line}</b><br />\n`,
		)
		.join('');

function jsonResponse(value: unknown): PortalResponse {
	return {status: 200, headers: {'Content-Type': 'application/json'}, body: encodeLikePhp(value)};
}

/** As PHP's `json_encode`: ASCII only, slashes escaped. */
function encodeLikePhp(value: unknown): string {
	return JSON.stringify(value).replaceAll(/[/\u0080-\uFFFF]/g, character =>
		character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
