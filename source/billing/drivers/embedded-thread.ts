import {parentPort, workerData} from 'node:worker_threads';
import {PGlite} from '@electric-sql/pglite';
import {readCluster, type ClusterContents} from '../cluster-files.ts';

/** Which database the thread opens: one in this directory, or one in memory where it is `null`. */
export type EmbeddedDatabase = {readonly directory: string | null; readonly contents: ClusterContents};

/** What the thread is started with. */
export type ThreadData = EmbeddedDatabase & {readonly wasm: object};

/** PGlite's cache of pages. PostgreSQL's default of 128 MB is zeroed at each start, which takes two thirds of a second and the memory. */
const sharedBuffers = '16MB';

/** Most bytes of an answer that are collected before they are passed on, so that a long one is not kept whole. */
const pieceLength = 65_536;

/** `ReadyForQuery`, the last message of an answer: its letter, its length, and the state of the transaction. */
const readyLength = 6;
const isReady = (message: Uint8Array): boolean =>
	message.length === readyLength && String.fromCharCode(...message.subarray(0, -1)) === 'Z\0\0\0\u0005';

/*
The thread of `embedded-engine.ts`. It gets messages of PostgreSQL's protocol, each time up to the next `Sync` or a whole `Query`, and answers by the bytes of PGlite, in pieces, and then by whether a transaction
is open. `null`: it closes the database and ends.
*/
const {directory, contents, wasm} = workerData as ThreadData;
const port = parentPort!;
const cluster = await readCluster(directory, contents);
const database = await PGlite.create({
	dataDir: directory ?? 'memory://',
	startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
	pgliteWasmModule: wasm,
	...(cluster && {loadDataDir: cluster}),
});
port.on('message', async (messages: Uint8Array | null) => {
	if (messages === null) {
		await database.close();
		port.close();
		return;
	}

	let answer = new Uint8Array();
	await database.execProtocolRawStream(messages, {
		onRawData(bytes) {
			answer = new Uint8Array(Buffer.concat([answer, bytes]));
			if (answer.length < pieceLength) return;
			port.postMessage(answer.slice(0, -2 * readyLength));
			answer = answer.slice(-2 * readyLength);
		},
	});
	// After an error before a `Sync`, PGlite 0.5.8 sends it twice, and the driver would take the second for the answer to its next
	// statement.
	const isDoubled =
		isReady(answer.slice(-readyLength)) && isReady(answer.slice(-2 * readyLength, -readyLength));
	port.postMessage(isDoubled ? answer.slice(0, -readyLength) : answer);
	port.postMessage(database.isInTransaction());
});
