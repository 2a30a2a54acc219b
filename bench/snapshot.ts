import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {createSnapshotFiles} from '../source/storage/list-snapshots.ts';
import {openEmulator} from '../test/tui/emulator.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {createSyncedContext} from './console-fixture.ts';
import {toResult, forEachSize, type Result} from './measure.ts';
import {timeToFrame} from './time-to-frame.ts';
import type {BenchContext} from './bench-context.ts';
import {toEnglish} from '../source/i18n/translator.ts';

const size = {columns: 120, rows: 36};

/** Milliseconds that a real portal of two processors takes for each account: 30 s for 20 000. */
const msPerAccount = 1.5;

/**
The snapshot of the last run on the screen of the next one. Its accounts have other names than those of the portal, so that both can be told
apart on the screen. The budgets are absolute numbers, but for the whole list: its floor is the time that the portal takes to answer with
it.
*/
export const snapshot = forEachSize(async (n, {short}) => {
	const bench = await createSyncedContext(n);
	try {
		await bench.portal.setDelays({perAccount: msPerAccount, isStbOutOfMemory: true});
		const first = await measureFirstRows(bench, n, short ? 1 : 5);
		return n === (short ? 1000 : 20_000) ? [first, ...(await measureSlowPortal(bench, n))] : [first];
	} finally {
		await bench.close();
	}
});

async function measureFirstRows(bench: BenchContext, n: number, runs: number): Promise<Result> {
	const times: number[] = [];
	for (let run = 0; run <= runs; run++) {
		await writeOldSnapshot(bench);
		const time = await timeToRows(await openConsole(bench));
		// The first run has no compile cache yet.
		if (run > 0) times.push(time);
	}

	// Every run must keep the budget, so the slowest counts.
	return toResult({
		name: `first rows of a snapshot of ${n}, the slowest run`,
		value: Math.max(...times),
		unit: 'ms',
		floor: 500,
		budget: 1,
		min: Math.min(...times),
		max: Math.max(...times),
	});
}

/**
Milliseconds until rows of the snapshot are on the screen. Then the program is quit as users do: as it exits, it writes its compile cache.
*/
async function timeToRows(program: PtyDriver): Promise<number> {
	const hasRows = (screen: readonly string[]) => screen.some(line => line.includes('Старий'));
	try {
		while (!hasRows(program.screen())) await Promise.race([pause(10), failWhenEnded(program)]);
		program.send('q');
		await program.exit;
		return await timeToFrame(program, size, hasRows);
	} finally {
		await program.close();
	}
}

const failWhenEnded = async ({exit, screen}: PtyDriver): Promise<never> => {
	await exit;
	throw new Error(`The program has ended:\n${screen().join('\n')}`);
};

/**
A slow portal whose accounts are all read: first the rows on the screen, then all; in parts, and as one list where it cannot list its boxes.
*/
async function measureSlowPortal(bench: BenchContext, n: number): Promise<readonly Result[]> {
	const results: Result[] = [];
	for (const isStbOutOfMemory of [false, true]) {
		await bench.portal.setDelays({perAccount: msPerAccount, isStbOutOfMemory});
		await writeOldSnapshot(bench);
		const program = await openConsole(bench);
		const mode = isStbOutOfMemory ? 'as one list' : 'in parts';
		const screen = watchScreen(program);
		const live = await screen.until(lines => lines.some(line => line.includes('Іваненко')));
		const whole = await screen.until(isWhole);
		screen.close();
		await program.close();
		const floor = msPerAccount * n;
		results.push(
			toResult({
				name: `rows on the screen read live, portal of ${floor / 1000} s, ${mode}`,
				value: live,
				unit: 'ms',
				floor: 2000,
				budget: 1,
			}),
			toResult({
				name: `whole list of a portal of ${floor / 1000} s, ${mode}`,
				value: whole,
				unit: 'ms',
				floor,
				// The budget is the time that the portal itself takes; as one list, 2 s more to start, to compare and to draw.
				budget: isStbOutOfMemory ? 1 + 2000 / floor : 0.6,
			}),
		);
	}

	return results;
}

/** Writes the snapshot of yesterday, with another name for every account. */
async function writeOldSnapshot({portal, environment}: BenchContext): Promise<void> {
	const {results} = JSON.parse(portal.body.replaceAll('Іваненко', 'Старий')) as {
		readonly results: readonly unknown[];
	};
	const cache = path.join(environment['HOME']!, '.cache/stalker-console');
	const url = `${environment['STALKER_URL']}/stalker_portal/api/v1`;
	const snapshots = createSnapshotFiles(cache, url, warning => {
		throw new Error(toEnglish(warning));
	});
	await snapshots.write('accounts', results, new Date(Date.now() - 86_400_000));
	await snapshots.write('tariffs', [{id: '1', external_id: '101', user_default: '1'}], new Date());
}

async function openConsole({environment}: BenchContext): Promise<PtyDriver> {
	const program = await startInPty({...size, environment, waitsForIdle: false});
	program.send('1');
	return program;
}

/** Whether the header shows a time for Stalker's list: a list of another day has a date there. */
const isWhole = (screen: readonly string[]): boolean =>
	screen.some(line => /Stalker \d\d:\d\d:\d\d/.test(line));

/** Emulates what a program has written, chunk by chunk, so that the time is that of the chunk. */
function watchScreen(program: PtyDriver): {
	until(test: (screen: readonly string[]) => boolean): Promise<number>;
	close(): void;
} {
	const emulator = openEmulator(size);
	let seenChunks = 0;
	let at = 0;
	return {
		/** Milliseconds from the start until the screen passed the test. */
		async until(test) {
			while (!test(emulator.screen())) {
				const chunk = program.chunks[seenChunks];
				if (!chunk) {
					await pause(5);
					continue;
				}

				seenChunks += 1;
				at = chunk.at;
				await emulator.write(chunk.bytes);
			}

			return at - program.startedAt;
		},
		close: () => emulator.close(),
	};
}
