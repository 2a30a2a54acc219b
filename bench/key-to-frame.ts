import {setTimeout as pause} from 'node:timers/promises';
import {openProgram, type Program} from '../test/tui/program.ts';
import {bundleBareInk} from './bare-ink/bundle.ts';
import {openConsoleScene} from './console.ts';
import {against, forEachSize, percentile} from './measure.ts';

const size = {columns: 120, rows: 36};

/** Milliseconds between two keys of a program: Ink draws at most every 33, and would let the next one wait. */
const pace = 60;

/** From a key's write to the last byte of its frame. Floors: as many lines of text by Ink alone, and the console with 30 rows. */
export const keyToFrame = forEachSize(async (n, {short}) => {
	const [many, few, bare] = [await openConsoleScene(n), await openConsoleScene(30), await bundleBareInk()];
	const programs: Program[] = [];
	const times = {ours: [] as number[], few: [] as number[], floor: [] as number[]};
	try {
		programs.push(await many.accounts(size));
		programs.push(await few.accounts(size));
		programs.push(await openProgram({...size, command: bare.command('lines')}));
		const [ours, thirty, floor] = programs as [Program, Program, Program];
		for (const key of short ? walk(2, 1) : walk(29, 4)) {
			const round = pause(pace);
			times.ours.push(await frameOf(ours, key));
			times.few.push(await frameOf(thirty, key));
			times.floor.push(await frameOf(floor, key));
			await round;
		}
	} finally {
		await Promise.all(programs.map(async program => program.close()));
		bare.remove();
		await many.close();
		await few.close();
	}

	const [value, few95, floor] = [
		percentile(times.ours, 95),
		percentile(times.few, 95),
		percentile(times.floor, 95),
	];
	return [
		against({name: `key → frame, ${n} rows, p95`, value, unit: 'ms', floor, budget: 2}),
		against({
			name: `key → frame, ${n} rows beside 30 rows, p95`,
			value,
			unit: 'ms',
			floor: few95,
			// Equal within noise.
			budget: 1.25,
		}),
	];
});

/** So far down and back up, so many times; a list of 30 rows has 29 below its first. */
const walk = (far: number, times: number): readonly string[] =>
	Array.from({length: times}, () =>
		['down', 'up'].flatMap(key => Array.from({length: far}, () => key)),
	).flat();

async function frameOf(program: Program, key: string): Promise<number> {
	const before = program.received.length;
	const start = performance.now();
	await program.press(key);
	const last = program.received.at(-1)!;
	if (program.received.length === before) throw new Error(`Nothing was drawn for ${key}.`);
	return last.at - start;
}
