import {readFileSync} from 'node:fs';

/** The process: argv in, exit code out. Everything else is in its room. */
const interruption = new AbortController();
let firstSignalAt = 0;
/** Milliseconds. */
const duplicateSignalMs = 500;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		// Asked twice, it does not finish its chunk first. A terminal that goes may say so twice in one breath.
		if (interruption.signal.aborted && performance.now() - firstSignalAt > duplicateSignalMs)
			process.exit(130);
		if (interruption.signal.aborted) return;
		firstSignalAt = performance.now();
		interruption.abort();
	});
}

// A reader that has seen enough (`| head`), or a terminal that has gone, is no error, and no reason to leave work half done.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', error => {
		if ('code' in error && (error.code === 'EPIPE' || error.code === 'EIO')) return;
		process.stderr.write(`The output cannot be written: ${error.message}.\n`);
		process.exit(1);
	});
}

const manifest = new URL('../package.json', import.meta.url);
// Loaded only now: a signal that comes while modules load is heard, too.
const {main} = await import('./commands/main.ts');
const code = await main({
	argv: process.argv.slice(2),
	environment: process.env,
	version: (JSON.parse(readFileSync(manifest, 'utf8')) as {readonly version: string}).version,
	signal: interruption.signal,
	writeOutput: text => process.stdout.write(text),
	writeError: text => process.stderr.write(text),
	...(process.stdout.isTTY ? {columns: process.stdout.columns} : {}),
	...(process.stdin.isTTY && process.stdout.isTTY
		? {terminal: {stdin: process.stdin, stdout: process.stdout}}
		: {}),
});
// What was written must have left, or have failed, before the process does; nothing else that still holds it has more to say.
await Promise.all(
	[process.stdout, process.stderr].map(stream => new Promise(resolve => stream.write('', resolve))),
);
setImmediate(() => process.exit(code));
