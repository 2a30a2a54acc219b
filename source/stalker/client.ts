import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {readUrl, writeUrl} from './request-url.ts';
import {parseResponse, type ApiResponse} from './parse-response.ts';
import {StalkerInvalidResponse, StalkerUnsafeRequest, type RequestInfo, type Method} from './errors.ts';
import {sendRequest, type HttpRequest, type HttpResponse} from './http-request.ts';
import {encodeForm, type Form} from './form.ts';
import {createListCache, type SharedListName} from './list-cache.ts';
import {parseApiPath, toRawResponse, type RawResponse} from './raw-response.ts';
import {withRetry, type RetryOptions} from './retry.ts';
import {isUnencrypted, normalizePortalUrl} from './portal-url.ts';
import {message} from '../i18n/translator.ts';

export type StalkerClientOptions = {
	/** Any spelling that `portalUrl` takes. */
	readonly url: string;
	readonly login: string;
	readonly password: string;
	/** The text (PEM) of the authority that signed the portal's certificate, trusted instead of the system's. */
	readonly ca?: string;
	/**
	Milliseconds: to connect, to answer about one record, and to answer with a list. The first byte comes after all the work, and `accounts` of a
	large portal is half a minute and more of it; the whole answer may take twice the time.

	@default {connect: 10_000, record: 60_000, list: 300_000}
	*/
	readonly timeout?: {readonly connect?: number; readonly record?: number; readonly list?: number};
	/**
	How often a failed read is tried again, and how many milliseconds after the first failure; each next pause is twice as long.

	@default {limit: 2, delay: 500}
	*/
	readonly retry?: RetryOptions;
	/** The longest answer that is read, in bytes. @default 200_000_000 */
	readonly maxBytes?: number;
	/** @default 'stalker-console' */
	readonly userAgent?: string;
};

type ReadOptions = {
	readonly signal?: AbortSignal;
	/** Called as the body arrives, with its bytes so far. How many there will be, the portal does not say. */
	readonly onProgress?: (bytes: number) => void;
};

/** One portal, over its REST API v1. Every failure is a `StalkerError`; an aborted signal throws its own reason. */
export type StalkerClient = {
	/** The API's base: `http://tv.example:88/stalker_portal/api/v1`. */
	readonly url: string;
	/** The password travels where others can read it: the header warns. */
	readonly isUnencrypted: boolean;
	/**
	The records with these identifiers, in whatever shape the resource has; without identifiers, all. Which records came back is for the caller
	to check: some resources answer an unknown identifier with everybody's.

	@throws {StalkerUnsafeRequest} before anything is sent, for identifiers that would not arrive as they are.
	*/
	read(resource: string, ids?: readonly string[], options?: ReadOptions): Promise<ApiResponse>;
	/** All records of a resource that answers with a list. @throws {StalkerInvalidResponse} when it does not. */
	list(resource: string, options?: ReadOptions): Promise<ApiResponse<readonly unknown[]>>;
	/**
	The last complete list of this run, or one read now where there is none. Whoever asks while it is being read waits for that reading.
	*/
	latestList(resource: SharedListName, options?: ReadOptions): Promise<readonly unknown[]>;
	/** How many records the last complete list of this run had; `null` where there is none. Nothing is asked. */
	lastListSize(resource: string): number | null;
	/** The last complete list of this run, for the one who keeps it: once, then `null` until the next has come. */
	takeNewList(resource: string): readonly unknown[] | null;
	/** A list that is put together from several answers, or held in the records of the one before: whoever asks for the latest waits for it, as for one that is read. */
	provideList(resource: string, reading: Promise<readonly unknown[]>): void;
	/**
	Ask as a person typed it, once, and give whatever comes back, be it HTML: `failure` tells what another read would have thrown.

	@throws {StalkerUnsafeRequest} before anything is sent, for a path that would not arrive as it is. @throws what `read` throws where nothing comes back.
	*/
	readRaw(path: string, options?: {readonly signal?: AbortSignal}): Promise<RawResponse>;
	/**
	Write to one record, once: a failed write is never sent again, because it may have been carried out. `null` is the identifier of a record to
	be made. Whoever calls has made sure that the identifier names one account alone: see `confirmAccount`.

	@throws {StalkerUnsafeRequest} before anything is sent, for what would hit other records than that one.
	@throws {StalkerUndone} when the portal says OK and has done nothing.
	*/
	write(
		method: Method,
		resource: string,
		id: string | null,
		form?: Form,
		options?: {readonly signal?: AbortSignal},
	): Promise<ApiResponse>;
	/** Milliseconds that the last answer took; `null` before the first. */
	lastLatency(): number | null;
	/** Milliseconds that all answers of this run took together, those that came side by side counted one by one: what the portal has worked for us. */
	totalMilliseconds(): number;
	close(): void;
};

/**
Open a portal. Nothing is sent before the first request.

@throws {StalkerMisaddressed} when `url` is no address of a portal.
@example
const stalker = openStalker({url: 'http://tv.example:88', login: 'stalker', password});
const {results} = await stalker.read('accounts', ['100001']);
*/
export function createStalkerClient(options: StalkerClientOptions): StalkerClient {
	const {
		login,
		password,
		ca,
		timeout = {},
		retry = {},
		maxBytes = 200_000_000,
		userAgent = 'stalker-console',
	} = options;
	const url = normalizePortalUrl(options.url);
	const {origin} = new URL(url);
	const token = Buffer.from(`${login}:${password}`).toString('base64');
	const redact = createRedactor([password, encodeURIComponent(password), token]);
	const headers = {authorization: `Basic ${token}`, accept: 'application/json', 'user-agent': userAgent};
	const agent = {
		http: new HttpAgent({keepAlive: true, maxSockets: 4}),
		https: new HttpsAgent({keepAlive: true, maxSockets: 4}),
	};
	const shared = {agent, ca, connectTimeoutMs: timeout.connect ?? 10_000, maxBytes};
	let latency: number | null = null;
	let spent = 0;
	const lists = createListCache();

	const send = async (question: HttpRequest): Promise<HttpResponse> => {
		const reply = await sendRequest(question);
		latency = reply.milliseconds;
		spent += latency;
		return reply;
	};

	const request = async (question: HttpRequest): Promise<ApiResponse> =>
		parseResponse(question.info, await send(question), redact);

	const requestInfo = (method: RequestInfo['method'], address: string): RequestInfo => ({
		portal: origin,
		method,
		path: decodeURIComponent(address.slice(url.length + 1)),
	});

	const stalker: StalkerClient = {
		url,
		isUnencrypted: isUnencrypted(url),
		async read(name, ids, {signal, onProgress} = {}) {
			const address = readUrl(url, name.toLowerCase(), ids);
			const answerWithin = ids ? (timeout.record ?? 60_000) : (timeout.list ?? 300_000);
			const question = {
				...shared,
				info: requestInfo('GET', address),
				url: address,
				headers,
				responseTimeoutMs: answerWithin,
				signal,
				onProgress,
			};
			return withRetry(() => request(question), retry, signal);
		},
		async list(name, readOptions) {
			const answer = readList(name, readOptions);
			lists.track(
				name,
				answer.then(({results}) => results),
			);
			return answer;
		},
		async latestList(name, readOptions = {}) {
			const known = lists.latest(name);
			if (!known) return (await stalker.list(name, readOptions)).results;
			// Another's reading may have been given up.
			return known.catch(async () => {
				readOptions.signal?.throwIfAborted();
				return (await stalker.list(name, readOptions)).results;
			});
		},
		lastListSize: lists.size,
		takeNewList: lists.takeNew,
		provideList: lists.track,
		async readRaw(typed, {signal} = {}) {
			const {path, address} = parseApiPath(url, typed);
			const answerWithin = path.includes('/') ? (timeout.record ?? 60_000) : (timeout.list ?? 300_000);
			const asked = requestInfo('GET', address);
			const reply = await send({
				...shared,
				info: asked,
				url: address,
				headers,
				responseTimeoutMs: answerWithin,
				signal,
			});
			return toRawResponse(path, asked, reply, redact);
		},
		async write(method, name, id, form, {signal} = {}) {
			const resource = name.toLowerCase();
			const address = writeUrl(url, method, resource, id);
			if (form && method === 'DELETE') {
				throw new StalkerUnsafeRequest(message('unsafe-body', {request: `DELETE ${resource}`}));
			}

			const body = form && encodeForm(method, resource, form);
			const sent =
				body === undefined
					? {headers}
					: {headers: {...headers, 'content-type': 'application/x-www-form-urlencoded'}, body};
			return request({
				...shared,
				...sent,
				info: requestInfo(method, address),
				url: address,
				responseTimeoutMs: timeout.record ?? 60_000,
				signal,
			});
		},
		lastLatency: () => latency,
		totalMilliseconds: () => spent,
		close() {
			agent.http.destroy();
			agent.https.destroy();
		},
	};
	return stalker;

	async function readList(name: string, options?: ReadOptions): Promise<ApiResponse<readonly unknown[]>> {
		const {results, ...rest} = await stalker.read(name, undefined, options);
		if (Array.isArray(results)) return {...rest, results: results as readonly unknown[]};
		throw new StalkerInvalidResponse(
			{portal: origin, method: 'GET', path: name},
			message('garbled-no-list'),
			{
				status: 200,
				excerpt: '',
			},
		);
	}
}

/** Takes secrets out of a text that somebody else wrote. */
function createRedactor(secrets: readonly string[]): (text: string) => string {
	const known = secrets.filter(secret => secret !== '');
	return text => known.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}
