import {setTimeout as pause} from 'node:timers/promises';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {bundleBareInk} from './bare-ink/bundle.ts';
import {createConsoleFixture} from './console-fixture.ts';
import {toResult, forEachSize, percentile} from './measure.ts';

const size = {columns: 120, rows: 36};

/** Milliseconds between two keys of a program: Ink draws at most every 33, and would let the next one wait. */
const keyIntervalMs = 60;

/** From a key's write to the last byte of its frame. Floors: as many lines of text by Ink alone, and the console with 30 rows. */
export const keyToFrame = forEachSize(async (n, {short}) => {
	const [many, few, bare] = [
		await createConsoleFixture(n),
		await createConsoleFixture(30),
		await bundleBareInk(),
	];
	const programs: PtyDriver[] = [];
	const times = {ours: [] as number[], few: [] as number[], floor: [] as number[]};
	try {
		programs.push(await many.openAccounts(size));
		programs.push(await few.openAccounts(size));
		programs.push(await startInPty({...size, command: bare.command('lines')}));
		const [ours, thirty, floor] = programs as [PtyDriver, PtyDriver, PtyDriver];
		for (const key of short ? keysOfWalk(2, 1) : keysOfWalk(29, 4)) {
			const round = pause(keyIntervalMs);
			times.ours.push(await timeToFrame(ours, key));
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
		percentile(times.ours, 95),
		percentile(times.few, 95),
		percentile(times.floor, 95),
	];
	return [
		toResult({name: `key → frame, ${n} rows, p95`, value, unit: 'ms', floor, budget: 2}),
		toResult({
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
const keysOfWalk = (far: number, times: number): readonly string[] =>
	Array.from({length: times}, () =>
		['down', 'up'].flatMap(key => Array.from({length: far}, () => key)),
	).flat();

async function timeToFrame(program: PtyDriver, key: string): Promise<number> {
	const before = program.chunks.length;
	const start = performance.now();
	await program.press(key);
	const last = program.chunks.at(-1)!;
	if (program.chunks.length === before) throw new Error(`Nothing was drawn for ${key}.`);
	return last.at - start;
}
