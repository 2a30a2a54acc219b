import {readdirSync} from 'node:fs';
import path from 'node:path';
import {builtModule} from '../test/tui/driver.ts';
import {startInPty} from '../test/tui/pty-driver.ts';
import {bundleBareInk} from './bare-ink/bundle.ts';
import {createConsoleFixture} from './console-fixture.ts';
import {toResult, median, type Benchmark} from './measure.ts';
import {isWholeFrame, timeToFrame} from './time-to-frame.ts';

const size = {columns: 120, rows: 36};

/**
From the start as users start it to the first whole frame, with a warm compile cache. Floors: one line by Ink, bundled alike; the program
without its launcher.
*/
export const firstFrame: Benchmark = async ({short}) => {
	const runs = short ? 1 : 15;
	const bench = await createConsoleFixture(30);
	const bare = await bundleBareInk();
	const times: Readonly<Record<'measured' | 'floor' | 'own', number[]>> = {measured: [], floor: [], own: []};
	const sides = [
		{
			side: 'floor',
			start: async () => startInPty({...size, command: bare.command('hello')}),
			isDrawn: (screen: readonly string[]) => screen[0] === 'Hello',
		},
		{
			side: 'measured',
			start: async () => startInPty({...size, environment: bench.environment}),
			isDrawn: isWholeFrame,
		},
		{
			side: 'own',
			start: async () => startInPty({...size, environment: bench.environment, command: builtModule}),
			isDrawn: isWholeFrame,
		},
	] as const;
	try {
		for (let run = 0; run <= runs; run++) {
			for (const {side, start, isDrawn} of sides) {
				const program = await start();
				const time = await timeToFrame(program, size, isDrawn);
				// A signal that the program handles: it writes its compile cache when it exits. The first run of each program has no cache
				// yet.
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
