import os from 'node:os';
import {spawn, type IPty} from '@lydell/node-pty';
import {
	builtProgram,
	createDriver,
	createProgramEnvironment,
	waitUntilOpen,
	type Driver,
	type DriverOptions,
	type Exit,
} from './driver.ts';
import {openEmulator} from './emulator.ts';
import {createMarker, splitAtMarkers, writeToTerminal} from './output-marker.ts';

/** A program in a pseudo-terminal, with what it wrote. */
export type PtyDriver = Driver & {
	/** How many bytes it has written to the terminal. */
	readonly byteCount: number;
	/** The same piece by piece, with the time of arrival as of `performance.now()`. */
	readonly chunks: readonly {readonly at: number; readonly bytes: Uint8Array}[];
	/** When it was started, as of `performance.now()`. */
	readonly startedAt: number;
	/** Takes the terminal away, as a line that breaks does. */
	hangUp(): void;
};

/** Starts a program in a terminal of its own. Settles when it is idle for the first time. */
export async function startInPty({
	columns = 80,
	rows = 24,
	args = [],
	environment,
	command = builtProgram,
	waitsForIdle = true,
	idleTimeoutMs,
}: DriverOptions = {}): Promise<PtyDriver> {
	const programEnvironment = createProgramEnvironment(environment);
	const emulator = openEmulator({columns, rows, reply: data => driver.answer(data)});
	const [file, ...first] = command;
	const chunks: {readonly at: number; readonly bytes: Uint8Array}[] = [];
	const fences = new Map<number, () => void>();
	const parting = splitAtMarkers({
		wrote(bytes) {
			chunks.push({at: performance.now(), bytes});
			void emulator.write(bytes);
		},
		passed(number) {
			void emulator.write('').then(fences.get(number));
		},
	});
	const startedAt = performance.now();
	const pty = spawn(file!, [...first, ...args], {
		cols: columns,
		rows,
		name: programEnvironment.environment['TERM']!,
		env: programEnvironment.environment,
		// Bytes, not text: they are counted.
		encoding: null,
	}) as IPty & {readonly ptsName: string; destroy(): void};
	pty.onData(data => parting.take(data as unknown as Buffer));
	let isOver = false;
	const exit = new Promise<Exit>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			isOver = true;
			parting.end();
			const end: Exit = signal ? {code: null, signal: signalName(signal)} : {code: exitCode, signal: null};
			void emulator.write('').then(() => resolve(end));
		});
	});

	let size = `${columns}x${rows}`;
	const driver = createDriver({
		emulator,
		idle: programEnvironment.idle,
		pid: pty.pid,
		idleTimeoutMs,
		exit,
		size: () => size,
		write(...pieces) {
			if (isOver) throw new Error('The program has ended: it reads no key.');
			for (const bytes of pieces) pty.write(bytes as unknown as string);
		},
		resize(columns, rows) {
			size = `${columns}x${rows}`;
			emulator.resize(columns, rows);
			pty.resize(columns, rows);
		},
		async drained() {
			const number = fences.size;
			const seen = new Promise<void>(resolve => fences.set(number, resolve));
			writeToTerminal(pty.ptsName, createMarker(number));
			await Promise.race([seen, exit]);
		},
		kill(signal) {
			if (!isOver) process.kill(pty.pid, signal);
		},
		async close() {
			if (!isOver) process.kill(pty.pid, 'SIGKILL');
			await exit;
			emulator.close();
			programEnvironment.remove();
		},
	});
	const program = {
		...driver,
		chunks,
		startedAt,
		hangUp: () => pty.destroy(),
		get byteCount() {
			return chunks.reduce((sum, {bytes}) => sum + bytes.length, 0);
		},
	};
	return waitUntilOpen(program, waitsForIdle);
}

/** `SIGTERM` for 15. */
const signalName = (number: number): string =>
	Object.entries(os.constants.signals).find(([, signal]) => signal === number)?.[0] ?? String(number);
