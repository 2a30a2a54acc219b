import {readdirSync} from 'node:fs';
import path from 'node:path';
import {builtModule} from '../test/tui/driver.ts';
import {openEmulator} from '../test/tui/emulator.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {bundleBareInk} from './bare-ink/bundle.ts';
import {createConsoleFixture} from './console-fixture.ts';
import {toResult, median, type Benchmark} from './measure.ts';

const size = {columns: 120, rows: 36};

/** From the start as users start it to the first whole frame, with a warm compile cache. Floors: one line by Ink, bundled alike; the program without its launcher. */
export const firstFrame: Benchmark = async ({short}) => {
	const runs = short ? 1 : 15;
	const bench = await createConsoleFixture(30);
	const bare = await bundleBareInk();
	const times: Readonly<Record<'measured' | 'floor' | 'own', number[]>> = {measured: [], floor: [], own: []};
	// The first line and the last.
	const isWhole = (screen: readonly string[]) => screen[0] !== '' && screen.at(-1) !== '';
	const sides = [
		{
			side: 'floor',
			start: async () => startInPty({...size, command: bare.command('hello')}),
			isDrawn: (screen: readonly string[]) => screen[0] === 'Hello',
		},
		{
			side: 'measured',
			start: async () => startInPty({...size, environment: bench.environment}),
			isDrawn: isWhole,
		},
		{
			side: 'own',
			start: async () => startInPty({...size, environment: bench.environment, command: builtModule}),
			isDrawn: isWhole,
		},
	] as const;
	try {
		for (let run = 0; run <= runs; run++) {
			for (const {side, start, isDrawn} of sides) {
				const program = await start();
				const time = await timeToFrame(program, isDrawn);
				// A signal that the program handles: it writes its compile cache when it exits. The first run of each program has no cache yet.
				program.kill('SIGTERM');
				await program.exit;
				await program.close();
				if (run > 0) times[side].push(time);
				else if (side === 'measured' && countCompiledFiles(bench.environment['HOME']!) === 0)
					throw new Error('The compile cache is empty: cold starts would be measured.');
			}
		}
	} finally {
		bare.remove();
		await bench.close();
	}

	const value = median(times.measured);
	return [
		toResult({name: 'first frame, 120×36', value, unit: 'ms', floor: median(times.floor), budget: 1.4}),
		toResult({
			name: 'first frame through the launcher, 120×36',
			value,
			unit: 'ms',
			floor: median(times.own),
			budget: 1.15,
		}),
		toResult({name: 'first frame, 120×36, of 150 ms', value, unit: 'ms', floor: 150, budget: 1}),
	];
};

/** The number of files in the program's compile cache. */
const countCompiledFiles = (home: string): number =>
	readdirSync(path.join(home, '.cache/stalker-console/compile'), {
		recursive: true,
		withFileTypes: true,
	}).filter(entry => entry.isFile()).length;

/** Milliseconds from the start until the frame was there. The screen is searched afterwards, chunk by chunk, so that the search does not slow the start. */
async function timeToFrame(
	{chunks, startedAt}: PtyDriver,
	isDrawn: (screen: readonly string[]) => boolean,
): Promise<number> {
	const emulator = openEmulator(size);
	try {
		for (const {at, bytes} of chunks) {
			await emulator.write(bytes);
			if (isDrawn(emulator.screen())) return at - startedAt;
		}

		throw new Error(`No whole frame was drawn:\n${emulator.screen().join('\n')}`);
	} finally {
		emulator.close();
	}
}
