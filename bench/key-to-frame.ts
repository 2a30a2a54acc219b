import {setTimeout as pause} from 'node:timers/promises';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {bundleBareInk} from './bare-ink/bundle.ts';
import {createConsoleFixture} from './console-fixture.ts';
import {toResult, forEachSize, percentile} from './measure.ts';

const size = {columns: 120, rows: 36};

/** Milliseconds between two keys of a program: Ink draws every 33 at most, and would delay the next frame. */
const keyIntervalMs = 60;

/** From a key's write to the last byte of its frame. Floors: as many lines of text by Ink alone, and the console with 30 rows. */
export const keyToFrame = forEachSize(async (n, {short}) => {
	const [many, few, bare] = [
		await createConsoleFixture(n),
		await createConsoleFixture(30),
		await bundleBareInk(),
	];
	const programs: PtyDriver[] = [];
	const times = {measured: [] as number[], few: [] as number[], floor: [] as number[]};
	try {
		programs.push(await many.openAccounts(size));
		programs.push(await few.openAccounts(size));
		programs.push(await startInPty({...size, command: bare.command('lines')}));
		const [measured, thirty, floor] = programs as [PtyDriver, PtyDriver, PtyDriver];
		for (const key of short ? keysOfWalk(2, 1) : keysOfWalk(29, 4)) {
			const round = pause(keyIntervalMs);
			times.measured.push(await timeToFrame(measured, key));
			times.few.push(await timeToFrame(thirty, key));
			times.floor.push(await timeToFrame(floor, key));
			await round;
		}
	} finally {
		await Promise.all(programs.map(async program => program.close()));
		bare.remove();
		await many.close();
		await few.close();
	}

	const [value, few95, floor] = [
		percentile(times.measured, 95),
		percentile(times.few, 95),
		percentile(times.floor, 95),
	];
	return [
		toResult({name: `key → frame, ${n} rows, p95`, value, unit: 'ms', floor, budget: 1}),
		toResult({
			name: `key → frame, ${n} rows beside 30 rows, p95`,
			value,
			unit: 'ms',
			floor: few95,
			// Equal, with an allowance for noise.
			budget: 1.25,
		}),
	];
});

/** So many rows down and back up, so many times; a list of 30 rows has 29 below its first. */
const keysOfWalk = (rows: number, times: number): readonly string[] =>
	Array.from({length: times}, () =>
		['down', 'up'].flatMap(key => Array.from({length: rows}, () => key)),
	).flat();

async function timeToFrame(program: PtyDriver, key: string): Promise<number> {
	const before = program.chunks.length;
	const start = performance.now();
	await program.press(key);
	const last = program.chunks.at(-1)!;
	if (program.chunks.length === before) throw new Error(`Nothing was drawn for ${key}.`);
	return last.at - start;
}
