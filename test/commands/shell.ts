import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {main} from '../../source/commands/main.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';

/** What one call of the program left behind. */
type ProgramOutput = {
	readonly exit: number;
	readonly out: string;
	readonly error: string;
	readonly data: unknown;
};

/** The program as a person at a shell has it: the demo portal over HTTP, a database of its own, directories of its own. */
export type Shell = {
	readonly portal: FaultyPortal;
	readonly home: string;
	readonly environment: Readonly<Record<string, string>>;
	/** One call; with `--json` the answer is parsed. */
	call(...argv: readonly string[]): Promise<ProgramOutput>;
	with(environment: Readonly<Record<string, string>>): Shell;
	/** The same on a terminal of so many columns. */
	onTerminal(columns: number): Shell;
	close(): Promise<void>;
};

export async function openShell({
	accounts = 60,
	seed = 1,
	database = 'embedded:',
}: {readonly accounts?: number; readonly seed?: number; readonly database?: string} = {}): Promise<Shell> {
	const portal = await startFaultyPortal({state: seedPortal({accounts, seed})});
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	const environment = {
		HOME: home,
		STALKER_URL: portal.url,
		STALKER_LOGIN: 'stalker',
		STALKER_PASSWORD: 'demo',
		DATABASE_URL: database,
	};
	return createShell(portal, home, environment);
}

/** One call without a process: what is thrown fails the test. */
export async function runProgram(
	environment: Readonly<Record<string, string>>,
	argv: readonly string[],
	{
		columns,
		signal = new AbortController().signal,
	}: {readonly columns?: number | undefined; readonly signal?: AbortSignal} = {},
): Promise<Omit<ProgramOutput, 'data'>> {
	let [out, error] = ['', ''];
	const exit = await main({
		argv,
		environment,
		version: '0.0.0',
		...(columns === undefined ? {} : {columns}),
		signal,
		writeOutput: text => void (out += text),
		writeError: text => void (error += text),
	});
	return {exit, out, error};
}

/** The same beside a portal and a billing that are there already: `environment` says where, `home` is the caller's to take away. */
export function createShell(
	portal: FaultyPortal,
	home: string,
	environment: Readonly<Record<string, string>>,
	columns?: number,
): Shell {
	return {
		portal,
		home,
		environment,
		async call(...argv) {
			const {exit, out, error} = await runProgram(environment, argv, {columns});
			const parsed: unknown = argv.includes('--json') ? JSON.parse(out) : null;
			return {exit, out, error, data: (parsed as {readonly data?: unknown} | null)?.data ?? parsed};
		},
		with: more => createShell(portal, home, {...environment, ...more}, columns),
		onTerminal: width => createShell(portal, home, environment, width),
		async close() {
			await portal.close();
			rmSync(home, {recursive: true, force: true});
		},
	};
}
