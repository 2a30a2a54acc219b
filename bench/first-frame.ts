import {readdirSync} from 'node:fs';
import path from 'node:path';
import {openEmulator} from '../test/tui/emulator.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {bundleBareInk} from './bare-ink/bundle.ts';
import {createConsoleFixture} from './console-fixture.ts';
import {toResult, median, type Benchmark} from './measure.ts';

const size = {columns: 120, rows: 36};

/** From the start to the first whole frame, with a warm compile cache. Floor: one line by Ink, bundled alike. */
export const firstFrame: Benchmark = async ({short}) => {
	const runs = short ? 1 : 15;
	const scene = await createConsoleFixture(30);
	const bare = await bundleBareInk();
	const times: {readonly ours: number[]; readonly floor: number[]} = {ours: [], floor: []};
	const sides = [
		{
			side: 'floor',
			start: async () => startInPty({...size, command: bare.command('hello')}),
			isDrawn: (screen: readonly string[]) => screen[0] === 'Hello',
		},
		{
			side: 'ours',
			start: async () => startInPty({...size, environment: scene.environment}),
			// The first line and the last.
			isDrawn: (screen: readonly string[]) => screen[0] !== '' && screen.at(-1) !== '',
		},
	] as const;
	try {
		for (let run = 0; run <= runs; run++) {
			for (const {side, start, isDrawn} of sides) {
				const program = await start();
				const time = await timeToFrame(program, isDrawn);
				// Not by force: what was compiled is kept at the end. The first of each has nothing kept yet.
				program.kill('SIGTERM');
				await program.exit;
				await program.close();
				if (run > 0) times[side].push(time);
				else if (side === 'ours' && countCompiledFiles(scene.environment['HOME']!) === 0)
					throw new Error('Nothing was kept compiled: this would measure cold starts.');
			}
		}
	} finally {
		bare.remove();
		await scene.close();
	}

	const value = median(times.ours);
	return [
		toResult({name: 'first frame, 120×36', value, unit: 'ms', floor: median(times.floor), budget: 1.5}),
		toResult({name: 'first frame, 120×36, of 250 ms', value, unit: 'ms', floor: 250, budget: 1}),
	];
};

/** How many files the program's compile cache holds. */
const countCompiledFiles = (home: string): number =>
	readdirSync(path.join(home, '.cache/stalker-console/compile'), {
		recursive: true,
		withFileTypes: true,
	}).filter(entry => entry.isFile()).length;

/** Milliseconds from the start until the frame was there; looked for afterwards, piece by piece, so that looking takes no time from the start. */
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

		throw new Error(`No frame was drawn:\n${emulator.screen().join('\n')}`);
	} finally {
		emulator.close();
	}
}
