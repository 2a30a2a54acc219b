import {readFileSync} from 'node:fs';
import {enableCompileCache} from './files/compile-cache.ts';

// All files that the program writes hold personal data: only their owner may read them, those of an embedded billing included.
process.umask(0o077);
// Before the program's modules are imported.
enableCompileCache(process.env);

/** Aborted by the first signal. */
const interruption = new AbortController();
let firstSignalAt = 0;
const duplicateSignalMs = 500;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		// A second signal ends the process at once. A terminal that closes can send two signals within milliseconds, which count as one.
		if (interruption.signal.aborted && performance.now() - firstSignalAt > duplicateSignalMs)
			process.exit(130);
		if (interruption.signal.aborted) return;
		firstSignalAt = performance.now();
		interruption.abort();
	});
}

/** Aborted when stdout is closed. */
const outputClosing = new AbortController();
// A closed pipe (`| head`) or terminal is no error, and does not interrupt the work.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', error => {
		if ('code' in error && (error.code === 'EPIPE' || error.code === 'EIO'))
			return stream === process.stdout ? outputClosing.abort() : undefined;
		process.stderr.write(`The output cannot be written: ${error.message}.\n`);
		process.exit(1);
	});
}

const manifest = new URL('../package.json', import.meta.url);
// Imported after the signal handlers are installed, so that a signal during loading is handled, too.
const [{main}, {encodeForTerminal}] = await Promise.all([
	import('./commands/main.ts'),
	import('./terminal/charset.ts'),
]);
/** Writes text in the character set of the terminal; files and pipes get UTF-8. */
const writeTo = (stream: NodeJS.WriteStream) => (text: string) =>
	void stream.write(stream.isTTY ? encodeForTerminal(text, process.env) : text);
/** Waits until a stream has passed on what it was given, or has failed. */
const drain = async (stream: NodeJS.WriteStream) =>
	new Promise<void>(resolve => {
		if (!stream.writableNeedDrain) return resolve();
		const events = ['drain', 'error', 'close'];
		const settle = () => {
			for (const event of events) stream.off(event, settle);
			resolve();
		};
		for (const event of events) stream.on(event, settle);
	});
/** A terminal that does not report its size is taken for one of 80 columns. */
const columnsOf = <Name extends string>(name: Name, {isTTY, columns}: NodeJS.WriteStream) =>
	(isTTY ? {[name]: columns || 80} : {}) as {readonly [key in Name]?: number};
const code = await main({
	argv: process.argv.slice(2),
	environment: process.env,
	version: (JSON.parse(readFileSync(manifest, 'utf8')) as {readonly version: string}).version,
	signal: interruption.signal,
	outputClosed: outputClosing.signal,
	writeOutput: writeTo(process.stdout),
	drainOutput: async () => drain(process.stdout),
	writeError: writeTo(process.stderr),
	...columnsOf('columns', process.stdout),
	...columnsOf('errorColumns', process.stderr),
	...(process.stdin.isTTY && process.stdout.isTTY
		? {terminal: {stdin: process.stdin, stdout: process.stdout}}
		: {}),
});
// Waits until the output is written or has failed, then exits, whatever else is still open.
await Promise.all(
	[process.stdout, process.stderr].map(stream => new Promise(resolve => stream.write('', resolve))),
);
setImmediate(() => process.exit(code));
