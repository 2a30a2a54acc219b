import type {ReadOptions} from './http-request.ts';
import {readUrl, writeUrl, encodeForm, type Form} from './safe-request.ts';
import {parseResponse, type ApiResponse} from './parse-response.ts';
import {StalkerInvalidResponse, StalkerUnsafeRequest, type Method} from './errors.ts';
import {createListCache, type SharedListName} from './list-cache.ts';
import {parseApiPath, toRawResponse, type RawResponse} from './raw-response.ts';
import {
	createTransport,
	type Transport,
	type TransportOptions,
	withRetry,
	type RetryOptions,
} from './transport.ts';
import {isUnencrypted, normalizePortalUrl} from './portal-url.ts';
import {message} from '../i18n/translator.ts';

export type StalkerClientOptions = TransportOptions & {
	/** Any notation that `normalizePortalUrl` accepts. */
	readonly url: string;
	/**
	How often a failed read is retried, and how many milliseconds after the first failure; each further pause is twice as
	long.

	@default {limit: 2, delay: 500}
	*/
	readonly retry?: RetryOptions;
};

/** Client of one portal's REST API v1. Every failure is a `StalkerError`; an aborted signal throws its own reason. */
export type StalkerClient = Omit<Transport, 'send' | 'redact'> & {
	/** Base URL of the API: `http://tv.example:88/stalker_portal/api/v1`. */
	readonly url: string;
	/** The password is sent over plain HTTP to another machine: the header shows a warning. */
	readonly isUnencrypted: boolean;
	/**
	Reads the records with these identifiers, in whatever shape the resource has; without identifiers, all. The caller
	checks which records came back: some resources return everybody's for an unknown identifier.

	@throws {StalkerUnsafeRequest} before anything is sent, for identifiers that would not reach the portal unchanged.
	*/
	read(resource: string, ids?: readonly string[], options?: ReadOptions): Promise<ApiResponse>;
	/**
	Reads all records of a resource that returns a list.

	@throws {StalkerInvalidResponse} when it does not.
	*/
	list(resource: string, options?: ReadOptions): Promise<ApiResponse<readonly unknown[]>>;
	/** The last complete list of this run, or one read now where there is none. Callers during that read share it. */
	latestList(resource: SharedListName, options?: ReadOptions): Promise<readonly unknown[]>;
	/** Number of records of the last complete list of this run; `null` where there is none. Sends nothing. */
	lastListSize(resource: string): number | null;
	/** The last complete list that was not taken yet, else `null`: for the snapshot of each list, which is written once. */
	takeNewList(resource: string): readonly unknown[] | null;
	/**
	Puts an account that was written, and read back, in place of the one before in the list of `latestList`. `null`: there was none, or
	there is none any more.
	*/
	replaceAccount(before: unknown, now: unknown): void;
	/**
	Stores a list that the caller assembles from several responses, or shares with the one before, as if it had been read:
	`latestList` waits for it.
	*/
	provideList(resource: string, reading: Promise<readonly unknown[]>): void;
	/**
	Sends a GET for a path that an operator typed, once, and returns whatever comes back, even HTML; `failure` is the
	error that another read would have thrown.

	@throws {StalkerUnsafeRequest} before anything is sent, for a path that would not reach the portal unchanged.
	@throws what `read` throws where nothing comes back.
	*/
	readRaw(path: string, options?: {readonly signal?: AbortSignal}): Promise<RawResponse>;
	/**
	Writes to one record, once: a failed write is never repeated, and a running one never aborted, because it may have been carried out. The
	identifier `null` creates a record. The caller has made sure that the identifier addresses one account alone: see `findAccount`.

	@throws {StalkerUnsafeRequest} before anything is sent, for a write that would hit other records.
	@throws {StalkerNotApplied} when the portal says OK and has done nothing.
	*/
	write(method: Method, resource: string, id: string | null, form?: Form): Promise<ApiResponse>;
};

/**
Creates a client. Nothing is sent before the first request.

@throws {StalkerInvalidUrl} when `url` is no address of a portal.
@example
const stalker = createStalkerClient({url: 'http://tv.example:88', login: 'stalker', password});
const {results} = await stalker.read('accounts', ['100001']);
*/
export function createStalkerClient(options: StalkerClientOptions): StalkerClient {
	const {retry = {}} = options;
	const url = normalizePortalUrl(options.url);
	const transport = createTransport(url, options);
	const lists = createListCache();

	const request = async (...[sent]: Parameters<Transport['send']>): Promise<ApiResponse> => {
		const {info, response} = await transport.send(sent);
		return parseResponse(info, response, transport.redact);
	};

	const stalker: StalkerClient = {
		url,
		isUnencrypted: isUnencrypted(url),
		async read(resource, ids, readOptions = {}) {
			const isList = ids === undefined;
			const address = readUrl(url, resource.toLowerCase(), ids);
			const sent = {method: 'GET', url: address, isList, parsesRecords: ids?.length !== 1} as const;
			return withRetry(() => request({...sent, ...readOptions}), retry, readOptions.signal);
		},
		async list(resource, readOptions) {
			const response = readList(resource, readOptions);
			lists.track(
				resource,
				response.then(({results}) => results),
			);
			return response;
		},
		async latestList(resource, readOptions = {}) {
			const cached = lists.latest(resource);
			if (!cached) return (await stalker.list(resource, readOptions)).results;
			// The other caller may have aborted its read.
			return cached.catch(async () => {
				readOptions.signal?.throwIfAborted();
				return (await stalker.list(resource, readOptions)).results;
			});
		},
		lastListSize: lists.size,
		takeNewList: lists.takeNew,
		provideList: lists.track,
		replaceAccount: lists.replaceAccount,
		async readRaw(typed, {signal} = {}) {
			const {path, address} = parseApiPath(url, typed);
			const isList = !path.includes('/');
			const {info, response} = await transport.send({
				method: 'GET',
				url: address,
				isList,
				parsesRecords: false,
				signal,
			});
			return toRawResponse(path, info, response, transport.redact);
		},
		async write(method, name, id, form) {
			const resource = name.toLowerCase();
			const address = writeUrl(url, method, resource, id);
			if (form && method === 'DELETE') {
				throw new StalkerUnsafeRequest(message('unsafe-body', {request: `DELETE ${resource}`}));
			}

			const body = form && encodeForm(method, resource, form);
			return request({method, url: address, isList: false, parsesRecords: false, body});
		},
		lastLatency: transport.lastLatency,
		totalMilliseconds: transport.totalMilliseconds,
		clockDifferenceMs: transport.clockDifferenceMs,
		close: transport.close,
	};
	return stalker;

	async function readList(
		resource: string,
		readOptions?: ReadOptions,
	): Promise<ApiResponse<readonly unknown[]>> {
		const {results, ...rest} = await stalker.read(resource, undefined, readOptions);
		if (Array.isArray(results)) return {...rest, results: results as readonly unknown[]};
		const info = {
			portal: new URL(url).origin,
			method: 'GET',
			path: resource,
			url: readUrl(url, resource, undefined),
		} as const;
		throw new StalkerInvalidResponse(info, message('garbled-no-list'), {status: 200, excerpt: ''});
	}
}
