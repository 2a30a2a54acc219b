import {closeSync, openSync, readSync, watch, writeFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';

/**
What a program has seen of its terminal when it says that it is idle: bytes of input, and the window's size as `80x24`, if it tells it.
*/
type IdleReport = {readonly taken: number; readonly size: string | undefined};

/**
What a program tells whenever nothing is under way in it, line by line in a file of its own: `idle TAKEN` or `idle TAKEN COLUMNSxROWS`.
*/
export type IdleWatcher = {
	/** The file, for the program's STALKER_CONSOLE_IDLE. */
	readonly file: string;
	/** How many times it has been idle so far. */
	count(): number;
	/** Settles once it has been idle after the first `count` times, and had by then seen all there was to see. */
	after(count: number, seen: () => {readonly taken: number; readonly size: string}): Promise<void>;
	close(): void;
};

/** Makes the file and watches it. */
export function watchIdle(file: string): IdleWatcher {
	writeFileSync(file, '');
	const handle = openSync(file, 'r');
	const buffer = Buffer.alloc(65_536);
	const reports: IdleReport[] = [];
	const checks = new Set<() => void>();
	let rest = '';
	const read = () => {
		for (let length = -1; length !== 0;) {
			length = readSync(handle, buffer);
			rest += buffer.toString('latin1', 0, length);
		}

		const lines = rest.split('\n');
		rest = lines.pop()!;
		reports.push(...lines.map(parse));
		for (const check of checks) check();
	};

	const watcher = watch(file, read);
	return {
		file,
		count() {
			read();
			return reports.length;
		},
		after: async (count, seen) =>
			new Promise(resolve => {
				const check = () => {
					const latest = reports.at(-1);
					const {taken, size} = seen();
					if (latest === undefined || reports.length <= count || latest.taken < taken) return;
					if ((latest.size ?? size) !== size) return;
					checks.delete(check);
					resolve();
				};

				checks.add(check);
				read();
			}),
		close() {
			watcher.close();
			closeSync(handle);
		},
	};
}

function parse(line: string): IdleReport {
	const [, taken, size] = /^idle (\d+)(?: (\d+x\d+))?$/.exec(line) ?? [];
	if (taken === undefined) throw new Error(`The idle file has a line that is none: “${line}”.`);
	return {taken: Number(taken), size};
}

/** Whichever comes first; after `milliseconds`, an error with the screen in it. */
export async function withTimeout<Value>(
	promises: readonly Promise<Value>[],
	milliseconds: number,
	screen: () => readonly string[],
): Promise<Value> {
	const timeout = new AbortController();
	const late = async (): Promise<never> => {
		await pause(milliseconds, undefined, {signal: timeout.signal});
		throw new Error(`It was not idle after ${milliseconds} ms. The screen:\n${screen().join('\n')}`);
	};

	try {
		return await Promise.race([...promises, late()]);
	} finally {
		timeout.abort();
	}
}
