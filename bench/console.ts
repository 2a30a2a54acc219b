import {resources} from '../source/resources/index.ts';
import {planOf, runPlan} from '../source/sync/job.ts';
import {openSheet} from '../source/sync/sheet.ts';
import {openProgram, type Program} from '../test/tui/program.ts';
import {openScene, type Scene} from './scene.ts';

/** The console beside a portal of `n` accounts; of the first thousand, billing knows every other one. */
export type ConsoleScene = {
	/** The built program in a terminal, its accounts on the screen. */
	accounts(size: {readonly columns: number; readonly rows: number}): Promise<Program>;
	/** What a user would start it with. */
	readonly environment: Readonly<Record<string, string>>;
	close(): Promise<void>;
};

/** A portal of `n` accounts beside a billing that knows them all; nobody works on it yet. */
export async function openKnownScene(n: number): Promise<Scene> {
	const scene = await openScene(n);
	const {world} = scene;
	const [accounts] = resources;
	const sheet = await openSheet(accounts!, world);
	const add = accounts!.actions.find(({name}) => name === 'add')!;
	await runPlan(planOf(add, 'accounts', sheet.rows, sheet), sheet, world);
	await scene.leave();
	return scene;
}

export async function openConsoleScene(n: number): Promise<ConsoleScene> {
	const {world, environment, leave, close} = await openScene(n);
	const [accounts] = resources;
	const sheet = await openSheet(accounts!, world);
	const add = accounts!.actions.find(({name}) => name === 'add')!;
	const known = sheet.rows.slice(0, 1000).filter((_, place) => place % 2 === 0);
	await runPlan(planOf(add, 'accounts', known, sheet), sheet, world);
	if (sheet.rows.length !== n) throw new Error('Not all accounts came.');
	await leave();
	return {
		environment,
		async accounts(size) {
			const program = await openProgram({...size, environment});
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
