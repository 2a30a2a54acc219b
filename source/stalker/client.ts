import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {addressToRead, addressToWrite} from './address.ts';
import {judge, type Answer} from './answer.ts';
import {StalkerGarbled, StalkerUnsafe, type Asked, type Method} from './errors.ts';
import {exchange, type Question, type Reply} from './exchange.ts';
import {encodeForm, type Form} from './form.ts';
import {createLists, type LookedUp} from './lists.ts';
import {addressToLook, lookedAt, type Looked} from './look.ts';
import {patiently, type Retry} from './patiently.ts';
import {isExposed, portalUrl} from './url.ts';
import {say} from '../words/words.ts';

export type StalkerOptions = {
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
	readonly retry?: Retry;
	/** The longest answer that is read, in bytes. @default 200_000_000 */
	readonly sizeLimit?: number;
	/** @default 'stalker-console' */
	readonly userAgent?: string;
};

type ReadOptions = {
	readonly signal?: AbortSignal;
	/** Called as the body arrives, with its bytes so far. How many there will be, the portal does not say. */
	readonly onProgress?: (bytes: number) => void;
};

/** One portal, over its REST API v1. Every failure is a `StalkerError`; an aborted signal throws its own reason. */
export type Stalker = {
	/** The API's base: `http://tv.example:88/stalker_portal/api/v1`. */
	readonly url: string;
	/** The password travels where others can read it: the header warns. */
	readonly exposed: boolean;
	/**
	The records with these identifiers, in whatever shape the resource has; without identifiers, all. Which records came back is for the caller
	to check: some resources answer an unknown identifier with everybody's.

	@throws {StalkerUnsafe} before anything is sent, for identifiers that would not arrive as they are.
	*/
	read(resource: string, ids?: readonly string[], options?: ReadOptions): Promise<Answer>;
	/** All records of a resource that answers with a list. @throws {StalkerGarbled} when it does not. */
	list(resource: string, options?: ReadOptions): Promise<Answer<readonly unknown[]>>;
	/**
	The last complete list of this run, or one read now where there is none. Whoever asks while it is being read waits for that reading.
	*/
	latest(resource: LookedUp, options?: ReadOptions): Promise<readonly unknown[]>;
	/** How many records the last complete list of this run had; `null` where there is none. Nothing is asked. */
	size(resource: string): number | null;
	/** The last complete list of this run, for the one who keeps it: once, then `null` until the next has come. */
	take(resource: string): readonly unknown[] | null;
	/** A list that is put together from several answers, or held in the records of the one before: whoever asks for the latest waits for it, as for one that is read. */
	keep(resource: string, reading: Promise<readonly unknown[]>): void;
	/**
	Ask as a person typed it, once, and give whatever comes back, be it HTML: `failure` tells what another read would have thrown.

	@throws {StalkerUnsafe} before anything is sent, for a path that would not arrive as it is. @throws what `read` throws where nothing comes back.
	*/
	look(path: string, options?: {readonly signal?: AbortSignal}): Promise<Looked>;
	/**
	Write to one record, once: a failed write is never sent again, because it may have been carried out. `null` is the identifier of a record to
	be made. Whoever calls has made sure that the identifier names one account alone: see `confirmAccount`.

	@throws {StalkerUnsafe} before anything is sent, for what would hit other records than that one.
	@throws {StalkerUndone} when the portal says OK and has done nothing.
	*/
	write(
		method: Method,
		resource: string,
		id: string | null,
		form?: Form,
		options?: {readonly signal?: AbortSignal},
	): Promise<Answer>;
	/** Milliseconds that the last answer took; `null` before the first. */
	latency(): number | null;
	/** Milliseconds that all answers of this run took together, those that came side by side counted one by one: what the portal has worked for us. */
	spent(): number;
	close(): void;
};

/**
Open a portal. Nothing is sent before the first request.

@throws {StalkerMisaddressed} when `url` is no address of a portal.
@example
const stalker = openStalker({url: 'http://tv.example:88', login: 'stalker', password});
const {results} = await stalker.read('accounts', ['100001']);
*/
export function openStalker(options: StalkerOptions): Stalker {
	const {
		login,
		password,
		ca,
		timeout = {},
		retry = {},
		sizeLimit = 200_000_000,
		userAgent = 'stalker-console',
	} = options;
	const url = portalUrl(options.url);
	const {origin} = new URL(url);
	const token = Buffer.from(`${login}:${password}`).toString('base64');
	const redact = redactor([password, encodeURIComponent(password), token]);
	const headers = {authorization: `Basic ${token}`, accept: 'application/json', 'user-agent': userAgent};
	const agent = {
		http: new HttpAgent({keepAlive: true, maxSockets: 4}),
		https: new HttpsAgent({keepAlive: true, maxSockets: 4}),
	};
	const shared = {agent, ca, connectWithin: timeout.connect ?? 10_000, sizeLimit};
	let latency: number | null = null;
	let spent = 0;
	const lists = createLists();

	const exchanged = async (question: Question): Promise<Reply> => {
		const reply = await exchange(question);
		latency = reply.milliseconds;
		spent += latency;
		return reply;
	};

	const ask = async (question: Question): Promise<Answer> =>
		judge(question.asked, await exchanged(question), redact);

	const about = (method: Asked['method'], address: string): Asked => ({
		portal: origin,
		method,
		path: decodeURIComponent(address.slice(url.length + 1)),
	});

	const stalker: Stalker = {
		url,
		exposed: isExposed(url),
		async read(name, ids, {signal, onProgress} = {}) {
			const address = addressToRead(url, name.toLowerCase(), ids);
			const answerWithin = ids ? (timeout.record ?? 60_000) : (timeout.list ?? 300_000);
			const question = {
				...shared,
				asked: about('GET', address),
				url: address,
				headers,
				answerWithin,
				signal,
				onProgress,
			};
			return patiently(() => ask(question), retry, signal);
		},
		async list(name, readOptions) {
			const answer = listed(name, readOptions);
			lists.reading(
				name,
				answer.then(({results}) => results),
			);
			return answer;
		},
		async latest(name, readOptions = {}) {
			const known = lists.latest(name);
			if (!known) return (await stalker.list(name, readOptions)).results;
			// Another's reading may have been given up.
			return known.catch(async () => {
				readOptions.signal?.throwIfAborted();
				return (await stalker.list(name, readOptions)).results;
			});
		},
		size: lists.size,
		take: lists.take,
		keep: lists.reading,
		async look(typed, {signal} = {}) {
			const {path, address} = addressToLook(url, typed);
			const answerWithin = path.includes('/') ? (timeout.record ?? 60_000) : (timeout.list ?? 300_000);
			const asked = about('GET', address);
			const reply = await exchanged({...shared, asked, url: address, headers, answerWithin, signal});
			return lookedAt(path, asked, reply, redact);
		},
		async write(method, name, id, form, {signal} = {}) {
			const resource = name.toLowerCase();
			const address = addressToWrite(url, method, resource, id);
			if (form && method === 'DELETE') {
				throw new StalkerUnsafe(say('unsafe-body', {request: `DELETE ${resource}`}));
			}

			const body = form && encodeForm(method, resource, form);
			const sent =
				body === undefined
					? {headers}
					: {headers: {...headers, 'content-type': 'application/x-www-form-urlencoded'}, body};
			return ask({
				...shared,
				...sent,
				asked: about(method, address),
				url: address,
				answerWithin: timeout.record ?? 60_000,
				signal,
			});
		},
		latency: () => latency,
		spent: () => spent,
		close() {
			agent.http.destroy();
			agent.https.destroy();
		},
	};
	return stalker;

	async function listed(name: string, options?: ReadOptions): Promise<Answer<readonly unknown[]>> {
		const {results, ...rest} = await stalker.read(name, undefined, options);
		if (Array.isArray(results)) return {...rest, results: results as readonly unknown[]};
		throw new StalkerGarbled({portal: origin, method: 'GET', path: name}, say('garbled-no-list'), {
			status: 200,
			excerpt: '',
		});
	}
}

/** Takes secrets out of a text that somebody else wrote. */
function redactor(secrets: readonly string[]): (text: string) => string {
	const known = secrets.filter(secret => secret !== '');
	return text => known.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}
