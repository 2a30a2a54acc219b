import {setTimeout as pause} from 'node:timers/promises';
import {openEmulator} from '../test/tui/emulator.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {median, toResult, type Benchmark} from './measure.ts';

const size = {columns: 120, rows: 36};

/** Milliseconds between two keys. */
const keyIntervalMs = 50;

/** Rows of the menu below its first one. */
const lastRow = 5;

type SentKey = {readonly at: number; readonly row: number};

/**
The longest wait for a key's frame in the ten seconds after the first menu of the demo, started without a compile cache, while ↓ and ↑ are
pressed on the menu.
*/
export const demoKeys: Benchmark = async ({short}) => {
	const waits: number[] = [];
	for (let run = 0; run < (short ? 1 : 5); run++) waits.push(await longestWait(short ? 3000 : 10_000));
	return [
		toResult({
			name: 'longest wait of a key in the first 10 s of the demo',
			value: median(waits),
			unit: 'ms',
			floor: 100,
			budget: 1,
			min: Math.min(...waits),
			max: Math.max(...waits),
		}),
	];
};

async function longestWait(durationMs: number): Promise<number> {
	const program = await startInPty({...size, waitsForIdle: false, args: ['--demo']});
	const keys: SentKey[] = [];
	try {
		while (!program.screen().some(line => line.startsWith('▶'))) await pause(5);
		const end = performance.now() + durationMs;
		for (let key = 0; performance.now() < end; key++) {
			const isDown = key % (2 * lastRow) < lastRow;
			const step = key % lastRow;
			keys.push({at: performance.now(), row: isDown ? step + 1 : lastRow - step - 1});
			program.send(isDown ? 'down' : 'up');
			await pause(Math.max(0, keys[0]!.at + (key + 1) * keyIntervalMs - performance.now()));
		}

		await program.idle();
	} finally {
		await program.close();
	}

	return Math.max(...(await waitsOf(program, keys)));
}

/** Replays what was drawn: a key has its frame when the cursor is where this key or a later one brings it. */
async function waitsOf({chunks}: PtyDriver, keys: readonly SentKey[]): Promise<readonly number[]> {
	const emulator = openEmulator(size);
	const waits: number[] = [];
	let cursor = 0;
	for (const {at, bytes} of chunks) {
		await emulator.write(bytes);
		const screen = emulator.screen();
		const top = screen.findIndex(line => /^[▶ ] 1 {2}/.test(line));
		const row = screen.findIndex(line => line.startsWith('▶')) - top;
		if (top === -1 || row === cursor) continue;
		cursor = row;
		const drawn = keys.findLastIndex(key => key.at <= at && key.row === row);
		for (const key of keys.slice(waits.length, drawn + 1)) waits.push(at - key.at);
	}

	emulator.close();
	if (waits.length < keys.length - 1)
		throw new Error(`Only ${waits.length} of ${keys.length} keys were drawn.`);
	return waits;
}
