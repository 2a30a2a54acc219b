import {PassThrough, Writable} from 'node:stream';
import {setImmediate} from 'node:timers/promises';
import {openEmulator, type Emulator} from './emulator.ts';
import {bytesOf, type Press} from './key-bytes.ts';

/**
A terminal for Ink within the test's own process: give `stdin` and `stdout` to `render`, with `interactive: true` and `patchConsole: false`.
Ink colours nothing here unless FORCE_COLOR is set before it is imported.
*/
export type InkTerminal = Pick<Emulator, 'screen' | 'styles' | 'styleAt' | 'state'> & {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** How many bytes were written to it. */
	readonly bytes: number;
	/** Each key is one read. Settles when it has been read, which is before the frame: wait for the program's idleness, then look. */
	type(...keys: readonly Press[]): Promise<void>;
	/** Settles when all that was written is on the screen; Ink's `waitUntilRenderFlush()` waits for that, too. */
	drawn(): Promise<void>;
	/** Changes the size and notifies Ink; wait until it is idle, then read the frame. */
	resize(columns: number, rows: number): void;
	close(): void;
};

export function openTerminal(columns = 80, rows = 24): InkTerminal {
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: false,
		ref() {},
		unref() {},
		setRawMode,
	});
	const emulator = openEmulator({columns, rows, raw: false, reply: data => stdin.write(data)});
	let bytes = 0;
	const stdout = Object.assign(
		new Writable({
			write(chunk: Buffer, _, done) {
				bytes += chunk.length;
				// Whoever waits for the stream waits for the screen.
				void emulator.write(chunk).then(() => done());
			},
		}),
		{isTTY: true, columns, rows, hasColors: () => true, getColorDepth: () => 8},
	);
	return {
		...emulator,
		stdin: stdin as unknown as NodeJS.ReadStream,
		stdout: stdout as unknown as NodeJS.WriteStream,
		get bytes() {
			return bytes;
		},
		async type(...keys) {
			for (const key of keys) {
				stdin.write(bytesOf(key));
				await setImmediate();
			}
		},
		drawn: async () => new Promise(resolve => stdout.write('', () => resolve())),
		resize(columns, rows) {
			emulator.resize(columns, rows);
			Object.assign(stdout, {columns, rows});
			stdout.emit('resize');
		},
		close() {
			stdin.destroy();
			stdout.destroy();
			emulator.close();
		},
	};
}

function setRawMode(this: {isRaw: boolean}, mode: boolean): unknown {
	this.isRaw = mode;
	return this;
}
