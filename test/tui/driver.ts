import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Emulator} from './emulator.ts';
import {withTimeout, watchIdle, type IdleWatcher} from './idle-file.ts';
import {bytesOf, pasted, type Press} from './key-bytes.ts';

/** How a program ended: by itself with a code, or by a signal. */
export type Exit = {readonly code: number | null; readonly signal: string | null};

/** A person at a terminal: press, wait until the program is idle, look. */
export type Driver = Pick<Emulator, 'screen' | 'styles' | 'styleAt' | 'state' | 'wrapped'> & {
	readonly pid: number;
	/** How the program ended. What it wrote last is on the screen by then. */
	readonly exit: Promise<Exit>;
	/** Each key by itself: the next one leaves when the program is idle again, or has ended. */
	press(...keys: readonly Press[]): Promise<void>;
	paste(text: string): Promise<void>;
	/** Without waiting, each key in a write of its own. */
	send(...keys: readonly Press[]): void;
	/** Bytes as they are, for terminals that do not send UTF-8. */
	sendBytes(bytes: Uint8Array): void;
	/**
	The bytes of keys as a slow connection delivers them: in these pieces, which the program reads one by one. Settles when it is idle
	again.
	*/
	pressInPieces(...pieces: readonly string[]): Promise<void>;
	/** Settles when everything that was sent has been worked off. */
	idle(): Promise<void>;
	/** Settles when the program has become idle once more, counted from this call: what happens to it does not come from the keyboard. */
	idleAgain(): Promise<void>;
	/** Another size of the window, and idle after it. */
	resize(columns: number, rows: number): Promise<void>;
	/** Several sizes of the window while the program is stopped, which gets one signal for all of them; idle after it. */
	resizeWhileStopped(...sizes: ReadonlyArray<readonly [columns: number, rows: number]>): Promise<void>;
	kill(signal: NodeJS.Signals): void;
	/** Ends the program, if it still runs, and takes away what was made for it. */
	close(): Promise<void>;
};

export type DriverOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly args?: readonly string[];
	/** Beside PATH, TERM, LANG and HOME; nothing else is passed on. */
	readonly environment?: Readonly<Record<string, string>>;
	/** The program and its first arguments; without it, the built console. */
	readonly command?: readonly string[];
	/** Whether to wait until the program reports for the first time that it is idle; not every program reports it. */
	readonly waitsForIdle?: boolean;
	/** Milliseconds after which it will not become idle any more. */
	readonly idleTimeoutMs?: number;
};

/** The program as users start it. */
export const builtProgram: readonly string[] = [
	path.resolve(import.meta.dirname, '../../bin/stalker-console'),
];

/** The program without its launcher, for arguments of Node in between: the Node that runs the tests, and its main module. */
export const builtModule = [
	process.execPath,
	path.resolve(import.meta.dirname, '../../dist/cli.js'),
] as const;

/** Generous: who waits that long waits for something that does not come. */
const defaultIdleTimeoutMs = 50_000;

/** What a program started for a test may see, with a home and an idle file that go away. */
export function createProgramEnvironment(environment: DriverOptions['environment'] = {}): {
	readonly environment: Readonly<Record<string, string>>;
	readonly home: string;
	readonly idle: IdleWatcher;
	remove(): void;
} {
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-terminal-'));
	const idle = watchIdle(path.join(home, 'idle'));
	return {
		environment: {
			PATH: process.env['PATH'] ?? '',
			TERM: 'xterm-256color',
			LANG: 'C.UTF-8',
			HOME: home,
			...environment,
			STALKER_CONSOLE_IDLE: idle.file,
		},
		home,
		idle,
		remove() {
			idle.close();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

/** What differs between the terminals that a program can be driven through. */
type Terminal = Pick<Driver, 'exit' | 'kill' | 'pid'> & {
	readonly emulator: Emulator;
	readonly idle: IdleWatcher;
	/** As it is now, `80x24`. */
	size(): string;
	/** Writes the pieces one after the other, each to be read by itself. */
	write(...pieces: readonly Uint8Array[]): void;
	resize(columns: number, rows: number): void;
	/** Settles when all that the program has written so far is in the emulator. */
	drained(): Promise<void>;
	readonly idleTimeoutMs?: number | undefined;
	close(): Promise<void>;
};

/** Presses keys and reads the screen, on any terminal. `answer` is what the terminal itself sends to the program. */
export function createDriver(terminal: Terminal): Driver & {answer(data: string): void} {
	const {emulator, idle, exit, idleTimeoutMs = defaultIdleTimeoutMs} = terminal;
	let sent = 0;
	const write = (...pieces: readonly Uint8Array[]) => {
		for (const piece of pieces) sent += piece.length;
		terminal.write(...pieces);
	};

	const after = async (count: number) => {
		const idleness = idle
			.after(count, () => ({taken: sent, size: terminal.size()}))
			.then(async () => terminal.drained());
		await withTimeout<unknown>([idleness, exit], idleTimeoutMs, emulator.screen);
	};

	const press = async (...keys: readonly Press[]) => {
		for (const key of keys) {
			const count = idle.count();
			write(bytesOf(key));
			await after(count);
		}
	};

	return {
		...emulator,
		pid: terminal.pid,
		exit,
		kill: terminal.kill,
		press,
		paste: async text => press(pasted(text)),
		send(...keys) {
			for (const key of keys) write(bytesOf(key));
		},
		sendBytes: bytes => write(bytes),
		async pressInPieces(...pieces) {
			const count = idle.count();
			write(...pieces.map(piece => Buffer.from(piece)));
			await after(count);
		},
		idle: async () => after(0),
		idleAgain: async () => after(idle.count()),
		async resize(columns, rows) {
			// A size that stays the same is no news to the program.
			if (terminal.size() === `${columns}x${rows}`) return;
			const count = idle.count();
			terminal.resize(columns, rows);
			await after(count);
		},
		async resizeWhileStopped(...sizes) {
			const count = idle.count();
			terminal.kill('SIGSTOP');
			for (const [columns, rows] of sizes) terminal.resize(columns, rows);
			terminal.kill('SIGCONT');
			await after(count);
		},
		answer: data => write(Buffer.from(data)),
		close: terminal.close,
	};
}

/** The driver, once its program is idle for the first time; a program that does not become so is ended. */
export async function waitUntilOpen<One extends Driver>(driver: One, wait: boolean): Promise<One> {
	try {
		if (wait) await driver.idle();
		return driver;
	} catch (error) {
		await driver.close();
		throw error;
	}
}
