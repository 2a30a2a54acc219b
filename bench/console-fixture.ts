import {resources} from '../source/resources/index.ts';
import {planAction, runPlan} from '../source/sync/plan-runner.ts';
import {readAndCompare} from '../source/sync/comparison.ts';
import {startInPty, type PtyDriver} from '../test/tui/pty-driver.ts';
import {createBenchContext, type BenchContext} from './bench-context.ts';

/** The console beside a portal of `n` accounts; of the first thousand, billing knows every other one. */
export type ConsoleFixture = {
	/** The built program in a terminal, its accounts on the screen. */
	openAccounts(size: {readonly columns: number; readonly rows: number}): Promise<PtyDriver>;
	/** What a user would start it with. */
	readonly environment: Readonly<Record<string, string>>;
	close(): Promise<void>;
};

/** A portal of `n` accounts beside a billing that knows them all; nobody works on it yet. */
export async function createSyncedContext(n: number): Promise<BenchContext> {
	const scene = await createBenchContext(n);
	const {world: context} = scene;
	const [accounts] = resources;
	const sheet = await readAndCompare(accounts!, context);
	const add = accounts!.actions.find(({name}) => name === 'add')!;
	await runPlan(planAction(add, 'accounts', sheet.rows, sheet), sheet, context);
	await scene.closeContext();
	return scene;
}

export async function createConsoleFixture(n: number): Promise<ConsoleFixture> {
	const {world: context, environment, closeContext, close} = await createBenchContext(n);
	const [accounts] = resources;
	const sheet = await readAndCompare(accounts!, context);
	const add = accounts!.actions.find(({name}) => name === 'add')!;
	const known = sheet.rows.slice(0, 1000).filter((_, place) => place % 2 === 0);
	await runPlan(planAction(add, 'accounts', known, sheet), sheet, context);
	if (sheet.rows.length !== n) throw new Error('Not all accounts came.');
	await closeContext();
	return {
		environment,
		async openAccounts(size) {
			const program = await startInPty({...size, environment});
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
