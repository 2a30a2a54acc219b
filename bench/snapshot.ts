import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {createSnapshotFiles} from '../source/storage/list-snapshots.ts';
import {openEmulator} from '../test/tui/emulator.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {createSyncedContext} from './console-fixture.ts';
import {toResult, forEachSize, type Result} from './measure.ts';
import type {BenchContext} from './bench-context.ts';
import {toEnglish} from '../source/i18n/translator.ts';

const size = {columns: 120, rows: 36};

/** Milliseconds that a real portal of two processors takes for each account: 30 s for 20 000. */
const msPerAccount = 1.5;

/**
What the last run kept, on the screen of the next. Its records are called otherwise than those of the portal, so that it can be seen which are shown. The budgets are
figures of their own, but for the whole list: its floor is the time that the portal takes to answer with it.
*/
export const snapshot = forEachSize(async (n, {short}) => {
	const scene = await createSyncedContext(n);
	try {
		scene.portal.setDelays({perAccount: msPerAccount, stbDies: true});
		const first = await measureFirstRows(scene, n, short ? 1 : 5);
		return n === (short ? 1000 : 20_000) ? [first, ...(await measureSlowPortal(scene, n))] : [first];
	} finally {
		await scene.close();
	}
});

async function measureFirstRows(scene: BenchContext, n: number, runs: number): Promise<Result> {
	const times: number[] = [];
	for (let run = 0; run < runs; run++) {
		await writeOldSnapshot(scene);
		const program = await openConsole(scene);
		const screen = watchScreen(program);
		times.push(await screen.until(lines => lines.some(line => line.includes('Старий'))));
		screen.close();
		await program.close();
	}

	// In every run: the slowest counts.
	return toResult({
		name: `first rows of a snapshot of ${n}, the slowest run`,
		value: Math.max(...times),
		unit: 'ms',
		floor: 1000,
		budget: 1,
		min: Math.min(...times),
		max: Math.max(...times),
	});
}

/** A portal that is asked for all its accounts: rows on the screen first, then all; in parts, and where it cannot list its boxes. */
async function measureSlowPortal(scene: BenchContext, n: number): Promise<readonly Result[]> {
	const results: Result[] = [];
	for (const stbDies of [false, true]) {
		scene.portal.setDelays({perAccount: msPerAccount, stbDies});
		await writeOldSnapshot(scene);
		const program = await openConsole(scene);
		const how = stbDies ? 'as one list' : 'in parts';
		const screen = watchScreen(program);
		const live = await screen.until(lines => lines.some(line => line.includes('Іваненко')));
		const whole = await screen.until(isWhole);
		screen.close();
		await program.close();
		const floor = msPerAccount * n;
		results.push(
			toResult({
				name: `rows on the screen read live, portal of ${floor / 1000} s, ${how}`,
				value: live,
				unit: 'ms',
				floor: 2000,
				budget: 1,
			}),
			toResult({
				name: `whole list of a portal of ${floor / 1000} s, ${how}`,
				value: whole,
				unit: 'ms',
				floor,
				// No later than the portal itself, but for what it takes to start, to compare and to draw.
				budget: stbDies ? 1 + 2000 / floor : 1,
			}),
		);
	}

	return results;
}

/** Since yesterday every name has been changed. */
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

/** The half of the portal is of today: of another day the date stands there. */
const isWhole = (screen: readonly string[]): boolean =>
	screen.some(line => /Stalker \d\d:\d\d:\d\d/.test(line));

/** Looks at what a program has written, piece by piece, so that the time is that of the piece. */
function watchScreen(program: PtyDriver): {
	until(test: (screen: readonly string[]) => boolean): Promise<number>;
	close(): void;
} {
	const emulator = openEmulator(size);
	let seen = 0;
	let at = 0;
	return {
		/** Milliseconds from the start until the screen was so. */
		async until(test) {
			while (!test(emulator.screen())) {
				const piece = program.chunks[seen];
				if (!piece) {
					await pause(5);
					continue;
				}

				seen += 1;
				at = piece.at;
				await emulator.write(piece.bytes);
			}

			return at - program.startedAt;
		},
		close: () => emulator.close(),
	};
}
