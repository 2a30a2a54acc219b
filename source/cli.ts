import {readFileSync} from 'node:fs';
import {main} from './commands/main.ts';

/** The process: argv in, exit code out. Everything else is in its room. */
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		// Asked twice, it does not finish its chunk first.
		if (interruption.signal.aborted) process.exit(130);
		interruption.abort();
	});
}

// A reader that has seen enough (`| head`) is no error, and no reason to leave work half told.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', error => {
		if (!('code' in error) || error.code !== 'EPIPE') throw error;
	});
}

const manifest = new URL('../../package.json', import.meta.url);
process.exitCode = await main({
	argv: process.argv.slice(2),
	environment: process.env,
	version: (JSON.parse(readFileSync(manifest, 'utf8')) as {readonly version: string}).version,
	signal: interruption.signal,
	out: text => process.stdout.write(text),
	error: text => process.stderr.write(text),
});
