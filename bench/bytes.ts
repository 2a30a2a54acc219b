import {setTimeout as pause} from 'node:timers/promises';
import type {Program} from '../test/tui/program.ts';
import {openConsoleScene} from './console.ts';
import {against, type Bench, type Result} from './measure.ts';

const sizes = [
	{columns: 120, rows: 36},
	{columns: 80, rows: 24},
] as const;

/** What goes to the terminal, and over SSH. Each budget is a figure of its own. */
export const bytes: Bench = async ({short}) => {
	const scene = await openConsoleScene(short ? 1000 : 100_000);
	const results: Result[] = [];
	try {
		for (const size of sizes) {
			const program = await scene.accounts(size);
			const at = `${size.columns}×${size.rows}`;
			try {
				results.push(
					against({
						name: `most bytes of a cursor move, ${at}`,
						value: await mostOfMoves(program, short ? 1 : 5),
						unit: 'bytes',
						floor: 600,
						budget: 1,
					}),
					against({
						name: `bytes while holding ↓, ${at}`,
						value: await heldDown(program, short ? 10 : 240),
						unit: 'bytes/s',
						floor: 20_000,
						budget: 1,
					}),
				);
				const before = program.bytes;
				await pause(short ? 300 : 10_000);
				// None at all: against one.
				results.push(
					against({
						name: `bytes when idle, ${at}`,
						value: program.bytes - before,
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
		await scene.close();
	}
};

/** Down and up within the rows that are on the screen. */
async function mostOfMoves(program: Program, times: number): Promise<number> {
	const moves = Array.from({length: 8}, () => 'down');
	let most = 0;
	for (const key of Array.from({length: times}, () => [...moves, ...moves.map(() => 'up')]).flat()) {
		const before = program.bytes;
		await program.press(key);
		most = Math.max(most, program.bytes - before);
	}

	return most;
}

/** Bytes a second, at 30 keys a second. */
async function heldDown(program: Program, keys: number): Promise<number> {
	const before = program.bytes;
	const start = performance.now();
	for (let key = 0; key < keys; key++) {
		program.send('down');
		await pause(Math.max(0, start + ((key + 1) * 1000) / 30 - performance.now()));
	}

	await program.idle();
	return (program.bytes - before) / (keys / 30);
}
