import {readFileSync} from 'node:fs';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {createSyncedContext, launcher} from './console-fixture.ts';
import {toResult, type Benchmark} from './measure.ts';

/** As many as ten minutes have: the list on the screen is read again once a minute at most. */
const refreshesOfTenMinutes = 10;

/**
The console's memory with all screens loaded: after loading, at the peak, and after refreshes. The budgets are absolute numbers, but for the
last: it compares the last refresh with the second, so that a leak is seen.
*/
export const memory: Benchmark = async ({short}) => {
	const n = short ? 1000 : 100_000;
	const bench = await createSyncedContext(n);
	try {
		const program = await startInPty({
			columns: 120,
			rows: 36,
			environment: bench.environment,
			command: [launcher],
			idleTimeoutMs: 300_000,
		});
		try {
			await program.press('1');
			const loaded = readMegabytes(program, 'VmRSS');
			const after: number[] = [];
			for (let refresh = 0; refresh < (short ? 2 : refreshesOfTenMinutes); refresh++) {
				await program.press('r');
				after.push(readMegabytes(program, 'VmRSS'));
			}

			const figure = (name: string, value: number, floor: number, budget = 1) =>
				toResult({name: `memory, ${n} accounts, ${name}`, value, unit: 'MB', floor, budget});
			return [
				figure('once loaded', loaded, 400),
				figure('at the peak', readMegabytes(program, 'VmHWM'), 700),
				// An allowance for garbage that is not yet collected.
				figure('after the last refresh, beside the second', after.at(-1)!, after[1]!, 1.1),
			];
		} finally {
			await program.close();
		}
	} finally {
		await bench.close();
	}
};

/** Megabytes of the process, from /proc. */
function readMegabytes({pid}: PtyDriver, what: 'VmRSS' | 'VmHWM'): number {
	const [, kilobytes] = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(
		readFileSync(`/proc/${pid}/status`, 'utf8'),
	)!;
	return Number(kilobytes) / 1024;
}
