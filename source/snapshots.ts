import {hash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {mkdir, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setImmediate} from 'node:timers/promises';
import {constants, createGunzip, createGzip} from 'node:zlib';
import * as v from 'valibot';
import {isMissing, once} from './own-file.ts';
import {messageOf, type Saying} from './sync/saying.ts';
import {say} from './words/words.ts';

/** The portal's lists as they were read last, kept from one run to the next: on the screen before the portal has answered. Losing them loses nothing. */
export type Snapshots = {
	/** What was kept of a resource's list; `null` where nothing was, or what was cannot be read. Its records are read as they are asked for. */
	read(resource: string): Promise<Snapshot | null>;
	/** Keep this list. One that is still being written is finished first; of several that wait, the last is written. Aborted, what was kept before stays. */
	write(resource: string, records: readonly unknown[], at: Date, signal?: AbortSignal): Promise<void>;
};

export type Snapshot = {
	/** When the portal answered. */
	readonly at: Date;
	/** How many records there are in all. */
	readonly size: number;
	/** The records, some at a time, so that the first are there long before the last. Fewer than `size` where the rest cannot be read. */
	readonly parts: AsyncIterable<readonly unknown[]>;
};

type Waiting = {
	readonly records: readonly unknown[];
	readonly at: Date;
	readonly signal: AbortSignal | undefined;
};

/** Records of one line of the file: unpacked in less time than a frame takes. */
const perLine = 500;

const headSchema = v.object({
	portal: v.string(),
	at: v.pipe(v.string(), v.isoTimestamp()),
	records: v.number(),
});

/**
A file for each resource in a directory of the portal's own in this operator's cache (`0700`, the files `0600`): gzip of one line that tells the portal, the time and
the number of records, and then lines of some records each, as JSON. Replaced as a whole.
*/
export function fileSnapshots(cache: string, portal: string, warn: (warning: Saying) => void): Snapshots {
	const directory = path.join(cache, 'lists', hash('sha256', portal).slice(0, 16));
	const fileOf = (resource: string) => path.join(directory, `${resource}.json.gz`);
	const tell = once(warn);
	const waiting = new Map<string, Waiting>();
	const writing = new Map<string, Promise<void>>();
	return {
		async read(resource) {
			const file = fileOf(resource);
			const lines = linesOf(file);
			try {
				const {value: first} = await lines.next();
				const {at, records, portal: own} = v.parse(headSchema, JSON.parse(first ?? ''));
				if (own !== portal) throw new Error(`it is of ${own}`);
				return {
					at: new Date(at),
					size: records,
					parts: partsOf(lines, records, error => tell(broken(file, error))),
				};
			} catch (error) {
				if (!isMissing(error)) tell(broken(file, error));
				return null;
			}
		},
		async write(resource, records, at, signal) {
			waiting.set(resource, {records, at, signal});
			const under = writing.get(resource) ?? writeWaiting(resource).finally(() => writing.delete(resource));
			writing.set(resource, under);
			return under;
		},
	};

	async function writeWaiting(resource: string): Promise<void> {
		for (let next = taken(resource); next; next = taken(resource)) {
			const {records, at, signal} = next;
			// A name that nobody guesses, and only where nothing is, as in own-file.ts.
			const aside = `${fileOf(resource)}.${crypto.randomUUID()}`;
			try {
				await mkdir(directory, {recursive: true, mode: 0o700});
				await pipeline(
					Readable.from(textOf({portal, at: at.toISOString(), records: records.length}, records)),
					createGzip({level: constants.Z_BEST_SPEED}),
					createWriteStream(aside, {mode: 0o600, flags: 'wx'}),
					{...(signal && {signal})},
				);
				await rename(aside, fileOf(resource));
			} catch (error) {
				if (!signal?.aborted) {
					tell(say('file-unwritten', {file: fileOf(resource), reason: messageOf(error)}));
				}
				await rm(aside, {force: true}).catch(() => undefined);
			}
		}
	}

	function taken(resource: string) {
		const next = waiting.get(resource);
		waiting.delete(resource);
		return next;
	}
}

/** For a run that leaves nothing behind: the demo's, or a test's. */
export const noSnapshots = (): Snapshots => ({
	read: async () => null,
	write: async () => undefined,
});

async function* linesOf(file: string): AsyncGenerator<string, undefined> {
	const source = createReadStream(file);
	const unpacked = createGunzip();
	// A broken file is told by the one who reads the lines; `pipeline` hands the failure on to the end that is read.
	const piped = pipeline(source, unpacked).catch((error: unknown) => void unpacked.destroy(error as Error));
	const lines = createInterface({input: unpacked, crlfDelay: Infinity});
	// Heard by who reads them; one who has left is not told that the file was closed under way.
	lines.on('error', () => undefined);
	try {
		yield* lines;
		await piped;
		if (unpacked.errored) throw unpacked.errored;
	} finally {
		source.destroy();
	}
}

async function* partsOf(
	lines: AsyncIterable<string>,
	size: number,
	tell: (error: unknown) => void,
): AsyncGenerator<readonly unknown[]> {
	let got = 0;
	try {
		for await (const line of lines) {
			const part = v.parse(v.array(v.unknown()), JSON.parse(line));
			got += part.length;
			yield part;
			// Keys are heard in between.
			await setImmediate();
		}

		if (got !== size) throw new Error(`of ${size} records there are ${got}`);
	} catch (error) {
		tell(error);
	}
}

const broken = (file: string, error: unknown): Saying =>
	say('file-begun-anew', {file, reason: messageOf(error)});

async function* textOf(head: object, records: readonly unknown[]): AsyncGenerator<string> {
	yield `${JSON.stringify(head)}\n`;
	for (let from = 0; from < records.length; from += perLine) {
		yield `${JSON.stringify(records.slice(from, from + perLine))}\n`;
		await setImmediate();
	}
}
