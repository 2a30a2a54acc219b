import path from 'node:path';
import {resources} from '../source/resources/index.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import type {AppContext} from '../source/app/context.ts';
import type {Row} from '../source/sync/row.ts';
import {createBenchContext, type BenchContext} from './bench-context.ts';

/** The console beside the systems of a benchmark. */
export type ConsoleFixture = {
	/** Starts the built program in a terminal and opens its accounts. */
	openAccounts(size: {readonly columns: number; readonly rows: number}): Promise<PtyDriver>;
	/** The environment that the program is started with. */
	readonly environment: Readonly<Record<string, string>>;
	close(): Promise<void>;
};

/** The program as a user starts it. */
export const launcher = path.resolve(import.meta.dirname, '../bin/stalker-console');

/** A portal of `n` accounts beside a billing that has them all. Its context is closed. */
export async function createSyncedContext(n: number): Promise<BenchContext> {
	const bench = await createBenchContext(n);
	await addAccounts(bench.context);
	await bench.closeContext();
	return bench;
}

/** Adds the accounts of the portal to billing; only those of `choose`, where it is given. Returns all rows as they were before. */
export async function addAccounts(
	context: AppContext,
	choose: (rows: readonly Row[]) => readonly Row[] = rows => rows,
): Promise<readonly Row[]> {
	const [accounts] = resources;
	const comparison = await readAndCompare(accounts!, context);
	const add = accounts!.actions.find(({name}) => name === 'add')!;
	await runPlan(planAction(add, 'accounts', choose(comparison.rows), comparison), comparison, context);
	return comparison.rows;
}

/** A portal of `n` accounts; of the first thousand, billing has every other one. */
export async function createConsoleFixture(n: number): Promise<ConsoleFixture> {
	const {context, environment, closeContext, close} = await createBenchContext(n);
	const rows = await addAccounts(context, all => all.slice(0, 1000).filter((_, index) => index % 2 === 0));
	if (rows.length !== n) throw new Error(`${rows.length} of ${n} accounts were read.`);
	await closeContext();
	return {
		environment,
		async openAccounts(size) {
			const program = await startInPty({...size, environment, command: [launcher]});
			try {
				await program.press('1');
				if (!program.screen().some(line => line.includes('user1')))
					throw new Error(`The accounts are not on the screen:\n${program.screen().join('\n')}`);
				return program;
			} catch (error) {
				await program.close();
				throw error;
			}
		},
		close,
	};
}
