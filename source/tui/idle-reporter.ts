import {terminalSize} from './terminal-size.ts';
import {appendFileSync} from 'node:fs';
import {setImmediate} from 'node:timers/promises';
import type {Keyboard} from './input/keyboard.ts';
import type {Session} from './session/session.ts';

/**
Reports to a file that all effects of the input are on the screen, for tests and benchmarks that press a key and then read the screen.
*/
type IdleReporter = {
	/** Count the bytes of one read. */
	countInput(bytes: number): void;
	/** When all effects are on the screen, append the line `idle BYTES COLUMNSxROWS`. BYTES: all bytes that have been read. */
	report(): void;
};

/** `file`: without one, nothing is reported. `flush` resolves when the last frame has been written. */
export function createIdleReporter(
	file: string | undefined,
	{pendingTasks}: Pick<Session, 'pendingTasks'>,
	keyboard: Keyboard,
	stdout: NodeJS.WriteStream,
	flush: () => Promise<void>,
): IdleReporter {
	let bytesRead = 0;
	const reportWhenIdle = async (path: string) => {
		await keyboard.whenIdle();
		await pendingTasks.whenIdle();
		// React commits changes from outside its own events in an immediate, for which Ink's flush does not wait.
		await setImmediate();
		await flush();
		if (pendingTasks.count > 0 || keyboard.isBusy) return;
		const {columns, rows} = terminalSize(stdout);
		appendFileSync(path, `idle ${bytesRead} ${columns}x${rows}\n`);
	};

	return {
		countInput(bytes) {
			bytesRead += bytes;
		},
		report() {
			if (file !== undefined) void reportWhenIdle(file);
		},
	};
}
