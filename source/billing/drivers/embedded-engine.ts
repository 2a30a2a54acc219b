import {readFile} from 'node:fs/promises';
import {Duplex} from 'node:stream';
import {setFlagsFromString} from 'node:v8';
import {Worker} from 'node:worker_threads';
import {threadFile} from '../../files/thread-file.ts';
import {retryableOnce} from '../../sync/retryable-once.ts';
import type {EmbeddedDatabase, ThreadData} from './embedded-thread.ts';

/** A PGlite in a thread of its own: keys are answered while it opens and works. */
export type EmbeddedEngine = {
	/** Opens a connection, which takes the place of a socket in PostgreSQL's driver. */
	connect(): Duplex;
	/** Closes the database and ends the thread. */
	close(): Promise<void>;
};

/** Of the types of the web, which are not loaded. */
declare const WebAssembly: {compile(bytes: Uint8Array): Promise<object>};

/** PGlite's WebAssembly, compiled for all threads of this process: for each anew it takes seconds of processor time. */
const compiled = retryableOnce(async () => {
	// V8 frees compiled functions of a module that several threads use, and can end the process at it (nodejs/node issue 64500).
	setFlagsFromString('--no-wasm-code-gc');
	return WebAssembly.compile(
		await readFile(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))),
	);
});

/** The statement `rollback` in PostgreSQL's protocol. */
const rollback = Buffer.from('Q\0\0\0\u000Drollback\0', 'latin1');

/**
Starts the thread. What it cannot open breaks the connections.

PGlite has one session, which all connections share: while one of them has a transaction, the statements of the others wait.
*/
export async function startEmbeddedEngine(database: EmbeddedDatabase): Promise<EmbeddedEngine> {
	const wasm = await compiled.get();
	const worker = new Worker(threadFile('embedded-thread', import.meta.url), {
		workerData: {...database, wasm} satisfies ThreadData,
	});
	const open = new Set<Duplex>();
	let waiting: ReadonlyArray<{readonly from: Duplex; readonly messages: Buffer}> = [];
	let running: Duplex | null = null;
	let inTransaction: Duplex | null = null;
	let failure: Error | null = null;
	const runNext = () => {
		if (running) return;
		const next = waiting.find(({from}) => !inTransaction || inTransaction === from);
		if (!next) return;
		waiting = waiting.filter(one => one !== next);
		running = next.from;
		worker.postMessage(next.messages);
	};
	const fail = (error: Error) => {
		failure ??= error;
		for (const connection of open) connection.destroy(failure);
	};
	worker.on('message', (answer: Uint8Array | boolean) => {
		if (typeof answer !== 'boolean') {
			if (!running!.destroyed) running!.push(answer);
			return;
		}

		inTransaction = answer ? running : null;
		running = null;
		runNext();
	});
	worker.on('error', fail);
	const ended = new Promise<void>(resolve => {
		worker.on('exit', () => {
			fail(new Error('The embedded database is closed.'));
			resolve();
		});
	});
	return {
		connect() {
			const connection = new Duplex({
				read() {},
				writev(chunks, done) {
					const messages = Buffer.concat(chunks.map(({chunk}) => chunk as Buffer));
					waiting = [...waiting, {from: connection, messages}];
					runNext();
					done();
				},
				final(done) {
					connection.push(null);
					done();
				},
				destroy(error, done) {
					open.delete(connection);
					waiting = waiting.filter(({from}) => from !== connection);
					if (running === connection || inTransaction === connection)
						waiting = [{from: connection, messages: rollback}, ...waiting];
					runNext();
					done(error);
				},
			});
			open.add(connection);
			const connect = () => {
				process.nextTick(() => (failure ? connection.destroy(failure) : connection.emit('connect')));
			};
			// What the driver calls of a socket.
			return Object.assign(connection, {connect, setNoDelay() {}, setKeepAlive() {}, ref() {}, unref() {}});
		},
		async close() {
			worker.postMessage(null);
			await ended;
		},
	};
}
