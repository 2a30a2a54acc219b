import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {main} from '../../source/commands/main.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {createEmpty} from '../billing/engines.ts';
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

/** Opens a shell on the billing with this address, else on an empty one of its own. */
export async function openShell({
	accounts = 60,
	seed = 1,
	database,
}: {readonly accounts?: number; readonly seed?: number; readonly database?: string} = {}): Promise<Shell> {
	const portal = await startFaultyPortal({state: seedPortal({accounts, seed})});
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-'));
	const own = database === undefined ? await createEmpty(home) : {url: database, drop: async () => undefined};
	const environment = {
		HOME: home,
		STALKER_URL: portal.url,
		STALKER_LOGIN: 'stalker',
		STALKER_PASSWORD: 'demo',
		DATABASE_URL: own.url,
	};
	return createShell(portal, home, environment, {drop: own.drop});
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
	{columns, drop}: {readonly columns?: number; readonly drop?: () => Promise<void>} = {},
): Shell {
	const again = (own: typeof environment, width = columns) =>
		createShell(portal, home, own, {
			...(width === undefined ? {} : {columns: width}),
			...(drop && {drop}),
		});
	return {
		portal,
		home,
		environment,
		async call(...argv) {
			const {exit, out, error} = await runProgram(environment, argv, {columns});
			const parsed: unknown = argv.includes('--json') ? JSON.parse(out) : null;
			return {exit, out, error, data: (parsed as {readonly data?: unknown} | null)?.data ?? parsed};
		},
		with: more => again({...environment, ...more}),
		onTerminal: width => again(environment, width),
		async close() {
			await portal.close();
			await drop?.();
			rmSync(home, {recursive: true, force: true});
		},
	};
}
