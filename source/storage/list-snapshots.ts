import {hash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setImmediate} from 'node:timers/promises';
import {constants, createGunzip, createGzip} from 'node:zlib';
import * as v from 'valibot';
import {makeDirectory} from '../files/make-directory.ts';
import {isFileMissing} from '../files/is-file-missing.ts';
import {warnOnce} from './private-json.ts';
import {fileUnwritten} from '../i18n/file-unwritten.ts';
import {message} from '../i18n/translator.ts';
import {errorText, type Message} from '../i18n/message.ts';

/**
The portal's lists as they were last read, stored between runs, so that rows are shown before the portal has answered. Without the file,
rows are shown later.
*/
export type SnapshotStore = {
	/** The stored list of a resource; `null` where there is none or it cannot be read. Its records are read when `chunks` is iterated. */
	read(resource: string): Promise<ListSnapshot | null>;
	/**
	Stores this list after the one that is being written; of several that wait, only the last is written. Aborted, the previous file stays.
	*/
	write(resource: string, records: readonly unknown[], at: Date, signal?: AbortSignal): Promise<void>;
};

export type ListSnapshot = {
	/** When the portal answered. */
	readonly readAt: Date;
	/** Number of records in the whole list. */
	readonly recordCount: number;
	/**
	The records, up to 500 at a time, so that the first are available long before the last. Fewer than `recordCount` where the rest cannot
	be read.
	*/
	readonly chunks: AsyncIterable<readonly unknown[]>;
};

type PendingWrite = {
	readonly records: readonly unknown[];
	readonly at: Date;
	readonly signal: AbortSignal | undefined;
};

/** Records on one line of the file: parsed in less time than one frame takes. */
const recordsPerLine = 500;

const headerSchema = v.object({
	portal: v.string(),
	at: v.pipe(v.string(), v.isoTimestamp()),
	records: v.number(),
});

/**
Creates the store: one file for each resource, in a directory of this portal in the operator's cache (`0700`, the files `0600`). A file is
gzip of JSON lines: the portal, time and number of records, then arrays of records. It is replaced as a whole.
*/
export function createSnapshotFiles(
	cache: string,
	portal: string,
	warn: (warning: Message) => void,
): SnapshotStore {
	const directory = path.join(cache, 'lists', hash('sha256', portal).slice(0, 16));
	const fileOf = (resource: string) => path.join(directory, `${resource}.json.gz`);
	const warnOfProblem = warnOnce(warn);
	const pending = new Map<string, PendingWrite>();
	const writing = new Map<string, Promise<void>>();
	return {
		async read(resource) {
			const file = fileOf(resource);
			const lines = readLines(file);
			try {
				const {value: first} = await lines.next();
				const {at, records, portal: portalOfFile} = v.parse(headerSchema, JSON.parse(first ?? ''));
				if (portalOfFile !== portal) throw new Error(`it is of ${portalOfFile}`);
				return {
					readAt: new Date(at),
					recordCount: records,
					chunks: readChunks(lines, records, error => warnOfProblem(unreadableFileMessage(file, error))),
				};
			} catch (error) {
				if (!isFileMissing(error)) warnOfProblem(unreadableFileMessage(file, error));
				return null;
			}
		},
		async write(resource, records, at, signal) {
			pending.set(resource, {records, at, signal});
			const current = writing.get(resource) ?? writePending(resource).finally(() => writing.delete(resource));
			writing.set(resource, current);
			return current;
		},
	};

	async function writePending(resource: string): Promise<void> {
		for (let next = takePending(resource); next; next = takePending(resource)) {
			const {records, at, signal} = next;
			// An unguessable name, and `wx`: see private-json.ts.
			const temporaryFile = `${fileOf(resource)}.${crypto.randomUUID()}`;
			try {
				makeDirectory(directory);
				await pipeline(
					Readable.from(snapshotText({portal, at: at.toISOString(), records: records.length}, records)),
					createGzip({level: constants.Z_BEST_SPEED}),
					createWriteStream(temporaryFile, {mode: 0o600, flags: 'wx'}),
					{...(signal && {signal})},
				);
				await rename(temporaryFile, fileOf(resource));
			} catch (error) {
				if (!signal?.aborted) {
					warnOfProblem(fileUnwritten(fileOf(resource), error));
				}
				await rm(temporaryFile, {force: true}).catch(() => undefined);
			}
		}
	}

	function takePending(resource: string) {
		const next = pending.get(resource);
		pending.delete(resource);
		return next;
	}
}

/** Creates a store that stores nothing: for the demo and tests. */
export const createDisabledSnapshots = (): SnapshotStore => ({
	read: async () => null,
	write: async () => undefined,
});

async function* readLines(file: string): AsyncGenerator<string, undefined> {
	const source = createReadStream(file);
	const unpacked = createGunzip();
	// The reader of the lines reports a broken file: `pipeline` passes the error on to the stream that is read.
	const piped = pipeline(source, unpacked).catch((error: unknown) => void unpacked.destroy(error as Error));
	const lines = createInterface({input: unpacked, crlfDelay: Infinity});
	// The `for await` of the reader gets the error; after it has stopped, the error of a stream closed early is not reported.
	lines.on('error', () => undefined);
	try {
		yield* lines;
		await piped;
		if (unpacked.errored) throw unpacked.errored;
	} finally {
		source.destroy();
	}
}

async function* readChunks(
	lines: AsyncIterable<string>,
	recordCount: number,
	onError: (error: unknown) => void,
): AsyncGenerator<readonly unknown[]> {
	let count = 0;
	try {
		for await (const line of lines) {
			const chunk = v.parse(v.array(v.unknown()), JSON.parse(line));
			count += chunk.length;
			yield chunk;
			// Lets key presses be handled between two chunks.
			await setImmediate();
		}

		if (count !== recordCount) throw new Error(`of ${recordCount} records there are ${count}`);
	} catch (error) {
		onError(error);
	}
}

const unreadableFileMessage = (file: string, error: unknown): Message =>
	message('file-begun-anew', {file, reason: errorText(error)});

async function* snapshotText(header: object, records: readonly unknown[]): AsyncGenerator<string> {
	yield `${JSON.stringify(header)}\n`;
	for (let start = 0; start < records.length; start += recordsPerLine) {
		yield `${JSON.stringify(records.slice(start, start + recordsPerLine))}\n`;
		await setImmediate();
	}
}
