/**
Converts HTML of a portal into one safe line of text: without tags, control characters and line breaks, at most
`length` characters.

PHP writes its warnings as `<br /><b>Warning</b>:  file_put_contents(…)`, once for every row that has one; the
beginning says enough.
*/
export function toPlainText(html: string, length = 500): string {
	const text = html
		.slice(0, 20 * length)
		.replaceAll(/<(script|style)\b.*?(?:<\/\1\s*>|$)/gis, ' ')
		.replaceAll(/<!?[/a-z-][^<>]*>/gi, ' ')
		.replaceAll(/&(lt|gt|quot|#0?39|nbsp|amp);/gi, (_, name: string) => entities[name.toLowerCase()] ?? "'")
		.replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
		.replaceAll(/ (?=[:.,;])/g, '')
		.trim();
	return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

const entities: Readonly<Record<string, string>> = {lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&'};

/** Content of a response body, without what PHP wrote around it. */
export type Envelope =
	| {readonly is: 'ok'; readonly results: unknown; readonly warning?: string}
	| {readonly is: 'error'; readonly error: string; readonly warning?: string}
	/** Not the envelope; `excerpt` is the beginning of the body without markup. */
	| {readonly is: 'empty' | 'broken' | 'foreign'; readonly excerpt: string};

/**
Parses `{"status":"OK","results":…}` or `{"status":"ERROR","results":null,"error":"…"}` (REST API v1).

HTML before and after the document comes from PHP, and so does `output` inside it: both become the one-line `warning`.
`broken` is a document that begins like the envelope but does not end, `foreign` anything else.
*/
export function parseEnvelope(text: string): Envelope {
	const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
	const whole = parseJson(body);
	if (whole !== undefined) {
		return isEnvelope(whole) ? toEnvelope(whole, []) : {is: 'foreign', excerpt: toPlainText(body, 200)};
	}

	if (body.trim() === '') return {is: 'empty', excerpt: ''};

	const start = body.search(/\{\s*"status"\s*:/);
	if (start === -1) return {is: 'foreign', excerpt: toPlainText(body, 200)};
	const end = endOfValue(body, start);
	const part = end === -1 ? undefined : parseJson(body.slice(start, end));
	if (!isEnvelope(part)) return {is: 'broken', excerpt: toPlainText(body, 200)};
	return toEnvelope(part, [body.slice(0, start), body.slice(end)]);
}

type Document = {
	readonly status: 'OK' | 'ERROR';
	readonly results: unknown;
	readonly error?: unknown;
	readonly output?: unknown;
};

function isEnvelope(value: unknown): value is Document {
	return (
		typeof value === 'object' &&
		value !== null &&
		'results' in value &&
		'status' in value &&
		(value.status === 'OK' || value.status === 'ERROR')
	);
}

function toEnvelope({status, results, error, output}: Document, around: readonly string[]): Envelope {
	const warning = toPlainText([typeof output === 'string' ? output : '', ...around].join(' '));
	const beside = warning === '' ? {} : {warning};
	return status === 'OK'
		? {is: 'ok', results, ...beside}
		: {is: 'error', error: errorTextOf(error), ...beside};
}

/** The portal quotes a failed query with all its values, possibly a password: the query is left out. */
function errorTextOf(error: unknown): string {
	const text = typeof error === 'string' ? error : JSON.stringify(error ?? '');
	return (
		toPlainText(text.replace(/\s*\(\s*(?:select|insert|update|delete|replace)\b.*$/is, '')) ||
		'no reason given'
	);
}

/** Parses JSON; `undefined` where the text is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** The index after the object that begins at `start`; -1 when it does not end. Braces inside strings do not count. */
function endOfValue(text: string, start: number): number {
	let depth = 0;
	for (let index = start; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === quote) {
			index = endOfString(text, index);
			if (index === -1) return -1;
		} else if (code === openBrace || code === openBracket) depth++;
		else if ((code === closeBrace || code === closeBracket) && --depth === 0) return index + 1;
	}

	return -1;
}

/** The index of the quote that closes the string: the first with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
	let end = text.indexOf('"', start + 1);
	while (end !== -1) {
		let slashes = 0;
		while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
		if (slashes % 2 === 0) return end;
		end = text.indexOf('"', end + 1);
	}

	return -1;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
