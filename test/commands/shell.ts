import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {main} from '../../source/commands/main.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';

/** Output and exit code of one call of the program. */
type ProgramOutput = {
	readonly exit: number;
	readonly out: string;
	readonly error: string;
	readonly data: unknown;
};

/** The program with a demo portal over HTTP, and its own database and directories. */
export type Shell = {
	readonly portal: FaultyPortal;
	readonly home: string;
	readonly environment: Readonly<Record<string, string>>;
	/** Runs one call; with `--json` the output is parsed. */
	call(...argv: readonly string[]): Promise<ProgramOutput>;
	with(environment: Readonly<Record<string, string>>): Shell;
	/** The same shell with a terminal of this many columns. */
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

/** Runs one call in this process; an error that is thrown fails the test. */
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
		...(columns === undefined ? {} : {columns, errorColumns: columns}),
		signal,
		writeOutput: text => void (out += text),
		writeError: text => void (error += text),
	});
	return {exit, out, error};
}

/** Creates a shell for an existing portal and billing: `environment` has their addresses; the caller removes `home`. */
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
