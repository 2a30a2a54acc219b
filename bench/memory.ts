import {readFileSync} from 'node:fs';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {createSyncedContext} from './console-fixture.ts';
import {toResult, type Benchmark} from './measure.ts';

/**
What the console holds with all its screens read, of the machine's memory: once loaded, at the peak, and after refreshes. The budgets are figures of their own; level is
what the last refresh leaves beside the first.
*/
export const memory: Benchmark = async ({short}) => {
	const n = short ? 1000 : 100_000;
	const scene = await createSyncedContext(n);
	try {
		const program = await startInPty({
			columns: 120,
			rows: 36,
			environment: scene.environment,
			idleTimeoutMs: 300_000,
		});
		try {
			await program.press('1');
			const loaded = readMegabytes(program, 'VmRSS');
			const after: number[] = [];
			for (let refresh = 0; refresh < (short ? 2 : 6); refresh++) {
				await program.press('r');
				after.push(readMegabytes(program, 'VmRSS'));
			}

			const figure = (name: string, value: number, floor: number, budget = 1) =>
				toResult({name: `memory, ${n} accounts, ${name}`, value, unit: 'MB', floor, budget});
			return [
				figure('once loaded', loaded, 400),
				figure('at the peak', readMegabytes(program, 'VmHWM'), 700),
				// Within what the engine leaves uncollected.
				figure('after the last refresh, beside the second', after.at(-1)!, after[1]!, 1.1),
			];
		} finally {
			await program.close();
		}
	} finally {
		await scene.close();
	}
};

/** Of the process, as Linux counts it. */
function readMegabytes({pid}: PtyDriver, what: 'VmRSS' | 'VmHWM'): number {
	const [, kilobytes] = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(
		readFileSync(`/proc/${pid}/status`, 'utf8'),
	)!;
	return Number(kilobytes) / 1024;
}
