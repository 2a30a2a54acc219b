import {setTimeout as pause} from 'node:timers/promises';
import {
	configured,
	databaseAddress,
	isReadOnly,
	loadConfig,
	requireBoth,
	type Config,
} from '../config/config.ts';
import {configPath} from '../config/file.ts';
import {openDemoHalves, openDemoWorld, openHalves, openStalkerOf, openWorld, namesOf} from '../open.ts';
import {harmless} from '../terminal/harmless.ts';
import {wordsOf, type Words} from '../words/words.ts';
import type {Database} from '../billing/database.ts';
import type {Stalker} from '../stalker/client.ts';
import type {World} from '../world.ts';
import {UsageError, type Invocation, type Reply} from './command.ts';
import {csvText, json} from '../formats/formats.ts';
import {helpText} from './help.ts';
import {commands} from './index.ts';
import {parseCall, type Call} from './parse.ts';

/** The process, as far as commands may see it. */
export type Surroundings = {
	readonly argv: readonly string[];
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly version: string;
	readonly signal: AbortSignal;
	/** The terminal's width; absent when the output goes elsewhere. */
	readonly columns?: number;
	/** Both ends of the terminal; absent where one of them is none. */
	readonly terminal?: {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};
	out(text: string): void;
	error(text: string): void;
};

type ExitCode = 0 | 1 | 2 | 130;

/** One call of the program: words in, exit code out. Every expected failure is one sentence; a stack trace is a defect. */
export async function main(surroundings: Surroundings): Promise<ExitCode> {
	const {argv, environment, version, signal, columns, out, error} = surroundings;
	const wantsJson = argv.includes('--json');
	const tell = (message: string) => error(`${lines(message)}\n`);
	let opened: Opened | null = null;
	try {
		const call = parseCall(argv, commands);
		if (call.flags['version'] === true) return print(`${version}\n`, out);
		if (call.flags['help'] === true) return print(`${helpText(commands, call.command)}\n`, out);
		if (!call.command) return await runConsole(call, surroundings);
		opened = resourcesOf(call, environment, tell);
		const {command, flags} = call;
		const reply = await command.run({
			...opened.invocation,
			args: call.args,
			flags,
			tell,
			signal,
			configFile: configFileOf(call, environment),
			...(columns === undefined ? {} : {columns}),
		});
		printReply(reply, call.flags, {out, tell, words: opened.invocation.words});
		return signal.aborted && command.words[0] !== 'demo' ? 130 : reply.exit;
	} catch (thrown) {
		if (signal.aborted) {
			if (wantsJson) out(`${json({ok: false, error: {code: 'ERR_INTERRUPTED', message: 'Interrupted.'}})}\n`);
			tell('Interrupted.');
			return 130;
		}

		const {code, message, exit} = explain(thrown);
		if (wantsJson) out(`${json({ok: false, error: {code, message}})}\n`);
		else tell(message);
		return exit;
	} finally {
		await inTime(opened?.close()).catch((thrown: unknown) => tell(explain(thrown).message));
	}
}

/** A system that does not let go is no reason to stay: the answer is given. */
async function inTime(closing: Promise<void> | undefined): Promise<void> {
	const patience = new AbortController();
	await Promise.race([
		closing,
		pause(3000, undefined, {signal: patience.signal, ref: false}).catch(() => undefined),
	]);
	patience.abort();
}

const print = (text: string, out: (text: string) => void): 0 => {
	out(text);
	return 0;
};

const configFileOf = ({flags}: Call, environment: Surroundings['environment']): string =>
	String(flags['config'] ?? configPath(environment));

type Opened = {
	readonly invocation: Pick<Invocation, 'words' | 'config' | 'world' | 'database' | 'stalker'>;
	close(): Promise<void>;
};

/** Whatever a command may need, opened when it is first asked for and closed at the end. */
function resourcesOf(
	{flags}: Call,
	environment: Surroundings['environment'],
	warn: (message: string) => void,
): Opened {
	let config: Config | undefined;
	let world: Promise<World> | undefined;
	let database: Promise<Database> | undefined;
	let stalker: Promise<Stalker> | undefined;
	const isDemo = flags['demo'] === true;
	const configuration = () => (config ??= loadConfig({flags, environment}));
	const openedWorld = () =>
		(world ??= isDemo
			? openDemoWorld(configuration(), {environment})
			: openWorld(configuration(), {environment, warn}));
	return {
		invocation: {
			words: wordsOf(String(flags['lang'] ?? 'en')),
			config: configuration,
			world: openedWorld,
			database: async () =>
				(database ??= isDemo
					? openedWorld().then(({billing}) => billing.database)
					: openDatabaseOf(configuration())),
			stalker: async () =>
				(stalker ??= isDemo ? openedWorld().then(opened => opened.stalker) : openStalkerOf(configuration())),
		},
		async close() {
			const all = await Promise.allSettled([
				world,
				isDemo ? undefined : database,
				isDemo ? undefined : stalker,
			]);
			for (const one of all) if (one.status === 'fulfilled') await one.value?.close();
		},
	};
}

async function openDatabaseOf(config: Config): Promise<Database> {
	if (!configured(config).billing)
		throw new UsageError('Billing is not configured: set DATABASE_URL, or url under [billing].');
	const {openDatabase} = await import('../billing/database.ts');
	return openDatabase(databaseAddress(config));
}

/** Without a command: the full-screen console; of the demo when nothing is configured. */
async function runConsole({flags}: Call, {environment, signal, terminal}: Surroundings): Promise<ExitCode> {
	const config = loadConfig({flags, environment});
	const {stalker, billing} = configured(config);
	const isDemo = flags['demo'] === true || (!stalker && !billing);
	if (!isDemo) requireBoth(config);
	if (!terminal || environment['TERM'] === 'dumb')
		throw new UsageError(
			'The console needs a terminal that can place text. Commands need none: stalker-console --help lists them.',
		);
	const {openConsole} = await import('../tui/open.tsx');
	const {screens} = await import('../resources/index.ts');
	await openConsole({
		screens,
		open: async warn =>
			isDemo ? openDemoHalves(config, {environment}) : openHalves(config, {environment, warn}),
		names: isDemo ? {stalker: 'demo', billing: 'demo', isEmbedded: true} : namesOf(config),
		isDemo,
		readOnly: isReadOnly(config),
		words: wordsOf(String(config.settings.lang?.value ?? 'en')),
		environment,
		signal,
		...terminal,
	});
	return signal.aborted ? 130 : 0;
}

type Printing = {
	readonly out: (text: string) => void;
	readonly tell: (message: string) => void;
	readonly words: Words;
};

function printReply(
	{data, text, table, refused, exit}: Reply,
	flags: Call['flags'],
	{out, tell, words}: Printing,
): void {
	if (flags['json'] === true) {
		const error = refused
			? {code: refused.code, message: words.tell(refused)}
			: {code: 'incomplete', message: text.split('\n').at(-1)!};
		const body = refused || exit !== 0 ? {ok: false, error, data} : {ok: true, data};
		out(`${json(body)}\n`);
		return;
	}

	if (flags['ndjson'] === true)
		out((Array.isArray(data) ? data : [data]).map(row => `${json(row)}\n`).join(''));
	else if (flags['csv'] === true) {
		if (!table) throw new UsageError('This command has no table: --csv goes with lists.');
		out(`${csvText(table.header, table.rows)}\n`);
	} else if (text !== '') {
		if (!refused) out(`${text}\n`);
	}

	if (refused) tell(words.tell(refused));
}

/** What went wrong, in one sentence, and whose fault it was: 2 is the caller's. */
function explain(thrown: unknown): {readonly code: string; readonly message: string; readonly exit: 1 | 2} {
	if (!(thrown instanceof Error)) return {code: 'ERR_UNKNOWN', message: String(thrown), exit: 1};
	const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'ERR_UNKNOWN';
	const isCallers = /^ERR_(USAGE|CONFIG|STALKER_URL|BILLING_ADDRESS)/.test(code);
	return {code, message: thrown.message, exit: isCallers ? 2 : 1};
}

const lines = (text: string): string => text.split('\n').map(harmless).join('\n');
