import {setTimeout as pause} from 'node:timers/promises';
import type {PtyDriver} from '../test/tui/pty-driver.ts';
import {createConsoleFixture} from './console-fixture.ts';
import {toResult, type Benchmark, type Result} from './measure.ts';

const sizes = [
	{columns: 120, rows: 36},
	{columns: 80, rows: 24},
] as const;

/** Bytes that are written to the terminal. Each budget is an absolute number. */
export const bytes: Benchmark = async ({short}) => {
	const bench = await createConsoleFixture(short ? 1000 : 100_000);
	const results: Result[] = [];
	try {
		for (const size of sizes) {
			const program = await bench.openAccounts(size);
			const at = `${size.columns}×${size.rows}`;
			try {
				results.push(
					toResult({
						name: `most bytes of a cursor move, ${at}`,
						value: await maxBytesOfMove(program, short ? 1 : 5),
						unit: 'bytes',
						floor: 430,
						budget: 1,
					}),
					toResult({
						name: `bytes while holding ↓, ${at}`,
						value: await bytesPerSecondHeldDown(program, short ? 10 : 240),
						unit: 'bytes/s',
						floor: 15_000,
						budget: 1,
					}),
				);
				const before = program.byteCount;
				await pause(short ? 300 : 10_000);
				// The budget is 0 bytes; a floor of 0 would give no ratio.
				results.push(
					toResult({
						name: `bytes when idle, ${at}`,
						value: program.byteCount - before,
						unit: 'bytes',
						floor: 1,
						budget: 0,
					}),
				);
			} finally {
				await program.close();
			}
		}

		return results;
	} finally {
		await bench.close();
	}
};

/** The most bytes of one move down or up within the rows on the screen. */
async function maxBytesOfMove(program: PtyDriver, times: number): Promise<number> {
	const moves = Array.from({length: 8}, () => 'down');
	let max = 0;
	for (const key of Array.from({length: times}, () => [...moves, ...moves.map(() => 'up')]).flat()) {
		const before = program.byteCount;
		await program.press(key);
		max = Math.max(max, program.byteCount - before);
	}

	return max;
}

/** Bytes per second, at 30 keys per second. */
async function bytesPerSecondHeldDown(program: PtyDriver, keys: number): Promise<number> {
	const before = program.byteCount;
	const start = performance.now();
	for (let key = 0; key < keys; key++) {
		program.send('down');
		await pause(Math.max(0, start + ((key + 1) * 1000) / 30 - performance.now()));
	}

	await program.idle();
	return (program.byteCount - before) / (keys / 30);
}
