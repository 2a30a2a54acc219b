import {format} from 'node:util';

/** The methods of `console` that write. */
const consoleMethods = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;

/**
Takes over everything that libraries and Node itself would write into the terminal beside the console's frames: warnings of the process,
`console`, and stderr if it is a terminal. Each text is passed to `onText`. Returns the function that ends this.

Node prints warnings by a listener that writes past `process.stderr`, so that listener is taken off.
*/
export function captureOutput(onText: (text: string) => void): () => void {
	const pass = (text: string): void => {
		if (text.trim() !== '') onText(text.trim());
	};
	const listeners = process.listeners('warning');
	const onWarning = ({name, message, ...more}: Error): void =>
		pass(`${name}${'code' in more ? ` ${String(more.code)}` : ''}: ${message}`);
	process.removeAllListeners('warning');
	process.on('warning', onWarning);

	const originals = consoleMethods.map(name => [name, console[name]] as const);
	for (const name of consoleMethods) console[name] = (...values: unknown[]) => pass(format(...values));

	const {stderr} = process;
	const write = stderr.write;
	if (stderr.isTTY)
		stderr.write = (chunk: Uint8Array | string, ...more: readonly unknown[]): boolean => {
			pass(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
			const done = more.find(one => typeof one === 'function') as (() => void) | undefined;
			if (done) process.nextTick(done);
			return true;
		};
	return () => {
		process.off('warning', onWarning);
		for (const listener of listeners) process.on('warning', listener);
		for (const [name, method] of originals) console[name] = method;
		stderr.write = write;
	};
}
