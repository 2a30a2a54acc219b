import {htmlResponse, phpWarnings, type PortalResponse} from '../../source/demo/portal/response.ts';

/** Ways in which a real portal, its web server, or the connection to it fails. */
export type Failure =
	/** Answers so many milliseconds later. With `afterWork` the work is done first, also for a client that gives up. */
	| {readonly is: 'slow'; readonly milliseconds: number}
	/** Answers when `until` has resolved. */
	| {readonly is: 'held'; readonly until: Promise<void>}
	/** `accounts`, `users` and `account_subscription` take so many milliseconds longer per account read, as five queries each do. */
	| {readonly is: 'paced'; readonly perAccount: number}
	/** Never answers. */
	| {readonly is: 'hang'}
	/** The connection breaks after so many bytes of the body. */
	| {readonly is: 'cut'; readonly afterBytes: number}
	/** The connection is reset before a byte is answered. */
	| {readonly is: 'reset'}
	/** An HTTP status with an error page of the web server. */
	| {readonly is: 'status'; readonly code: number}
	/** `enable_api` is off: 404, text/html. */
	| {readonly is: 'disabled'}
	/** The maintenance page of a gateway, HTTP 200. */
	| {readonly is: 'html'}
	/** PHP ran out of memory: HTML, HTTP 200. */
	| {readonly is: 'memory'}
	/** The logs are not writable: PHP warnings behind the JSON. */
	| {readonly is: 'trailing-html'}
	/** A PHP notice in the envelope's `output`. */
	| {readonly is: 'output'}
	/** A row was not UTF-8: JSON's type, no body. */
	| {readonly is: 'empty'}
	/** Text in cp1251 instead of UTF-8. */
	| {readonly is: 'not-utf8'}
	/** Entries that are no records, and values of types that no version sends. */
	| {readonly is: 'wrong-types'}
	/** Lists lack their second half. */
	| {readonly is: 'half'}
	/** Lists are empty. */
	| {readonly is: 'zero'}
	/** `status: OK` with `results: false`: nothing was done. */
	| {readonly is: 'results-false'}
	/** The database refuses connections: `status: ERROR`, HTTP 200. */
	| {readonly is: 'database-down'};

/** One request that the API got. `body` is as it came, `at` the milliseconds since the portal started. */
export type ReceivedRequest = {
	readonly method: string;
	readonly path: string;
	readonly body: string;
	readonly at: number;
};

/**
A failure, the requests that it concerns (default: all), and how often it happens (default: until it is removed). Failures that
change a response need one, so the portal's work is always done; with the others it is done only with `afterWork`.
*/
export type Fault = Failure & {
	readonly matches?: (request: ReceivedRequest) => boolean;
	readonly times?: number;
	readonly afterWork?: boolean;
};

/** Whether the failure changes the true response. */
export const changesResponse = ({is}: Failure): boolean =>
	['cut', 'trailing-html', 'output', 'not-utf8', 'wrong-types', 'half', 'zero', 'paced'].includes(is);

/** The response in place of `answer`, which is the true one when the work was done. Failures of the connection return it unchanged. */
export function applyFailure(failure: Failure, answer: PortalResponse): PortalResponse {
	switch (failure.is) {
		case 'status':
			return htmlResponse(
				`<html>\n<head><title>${failure.code}</title></head>\n<body><h1>${failure.code}</h1></body>\n</html>\n`,
				failure.code,
			);
		case 'disabled':
			return htmlResponse('API not enabled', 404);
		case 'html':
			return htmlResponse(
				'<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>\n',
			);
		case 'memory':
			return htmlResponse(
				'<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 8192 bytes) in <b>/var/www/html/stalker_portal/server/lib/mysqlresult.class.php</b> on line <b>60</b><br />\n',
			);
		case 'empty':
			return {...jsonResponse, body: ''};
		case 'results-false':
			return {...jsonResponse, body: '{"status":"OK","results":false}'};
		case 'database-down':
			return {...jsonResponse, body: databaseDownBody};
		case 'trailing-html':
			return {...answer, body: answer.body.toString() + logWarnings(answer.body.toString())};
		case 'output':
			return {...answer, body: withOutput(answer.body.toString())};
		case 'not-utf8':
			return {...answer, body: toCp1251(answer.body.toString())};
		case 'half':
			return changeList(answer, list => list.slice(0, Math.floor(list.length / 2)));
		case 'zero':
			return changeList(answer, () => []);
		case 'wrong-types':
			return changeList(answer, list => list.map(garbleRecord));
		case 'slow':
		case 'held':
		case 'paced':
		case 'hang':
		case 'cut':
		case 'reset':
			return answer;
	}
}

const jsonResponse = {status: 200, headers: {'Content-Type': 'application/json'}} as const;

const databaseDownBody = JSON.stringify({
	status: 'ERROR',
	results: null,
	error: 'Connect Error (2002) Connection refused',
	output: phpWarnings(
		['mysqli_connect(): (HY000/2002): Connection refused', 'mysql.class.php', 90],
		['mysqli_autocommit() expects parameter 1 to be mysqli, bool given', 'mysql.class.php', 92],
	),
}).replaceAll('/', String.raw`\/`);

/** One warning for the access log, and one for the error log where there is an error to write. */
const logWarnings = (body: string): string =>
	(body.startsWith('{"status":"ERROR"') ? ['access', 'error'] : ['access'])
		.map(log =>
			phpWarnings([
				`file_put_contents(/var/log/stalkerd/api_${log}.log): failed to open stream: Permission denied`,
				'logger.class.php',
				19,
			]),
		)
		.join('');

const withOutput = (body: string): string =>
	body.replace(
		/\}$/,
		String.raw`,"output":"<br \/>\n<b>Notice<\/b>:  Undefined index: stb_type in <b>\/var\/www\/html\/stalker_portal\/server\/lib\/user.class.php<\/b> on line <b>77<\/b><br \/>\n"}`,
	);

/** Cyrillic in one byte a letter; a body without Cyrillic gets such bytes in its `output`. */
function toCp1251(body: string): Buffer {
	const letters = body.replaceAll(/\\u04([1-4][\da-f])/g, (_, low: string) =>
		String.fromCharCode(0xc0 + ((Number.parseInt(low, 16) - 0x10) & 0x3f)),
	);
	return Buffer.from(
		letters === body ? body.replace(/\}$/, ',"output":"\xC8\xE2\xE0\xED"}') : letters,
		'latin1',
	);
}

function changeList(
	answer: PortalResponse,
	change: (list: readonly unknown[]) => readonly unknown[],
): PortalResponse {
	if (answer.status !== 200 || !answer.headers['Content-Type']?.startsWith('application/json')) return answer;
	const envelope = JSON.parse(answer.body.toString()) as {readonly results?: unknown};
	if (!Array.isArray(envelope.results)) return answer;
	return {...answer, body: JSON.stringify({...envelope, results: change(envelope.results)})};
}

/** In turn: no record at all, a record whose values are objects, and one with numbers as text and texts as numbers. */
function garbleRecord(row: unknown, index: number): unknown {
	if (index % 3 === 0) return index % 2 === 0 ? null : 'Array';
	if (typeof row !== 'object' || row === null) return row;
	const change = index % 3 === 1 ? wrapValue : swapType;
	return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, change(value)]));
}

const wrapValue = (value: unknown): unknown => ({value});

const swapType = (value: unknown): unknown => {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
};
