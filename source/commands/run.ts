import {setTimeout as pause} from 'node:timers/promises';
import {configured, databaseAddress, loadConfig, type Config} from '../config/config.ts';
import {configPath} from '../config/file.ts';
import {csvText, json} from '../formats/formats.ts';
import {openDemoWorld, openStalkerOf, openWorld} from '../open.ts';
import {say, wordsOf, type Words} from '../words/words.ts';
import type {Database} from '../billing/database.ts';
import type {Stalker} from '../stalker/client.ts';
import type {World} from '../world.ts';
import {UsageError, type Invocation, type Reply} from './command.ts';
import {runConsole} from './console.ts';
import {explain} from './explain.ts';
import {helpText} from './help.ts';
import {commands} from './index.ts';
import {languageOfCall} from './language.ts';
import {parseCall, type Call} from './parse.ts';
import type {ExitCode, Surroundings} from './surroundings.ts';

/** A call with words or flags: a command, or the console with settings. Throws what `main` tells. */
export async function runCall(
	surroundings: Surroundings,
	tell: (message: string) => void,
): Promise<ExitCode> {
	const {argv, environment, version, signal, columns, out} = surroundings;
	const call = parseCall(argv, commands);
	const words = await wordsOf(languageOfCall(call.flags, environment));
	if (call.flags['version'] === true) return print(`${version}\n`, out);
	if (call.flags['help'] === true) return print(`${helpText(commands, call, words)}\n`, out);
	if (!call.command) return runConsole(call.flags, surroundings);
	const opened = resourcesOf(call, {words, environment, tell, signal});
	try {
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
		printReply(reply, call, {out, tell, words});
		return signal.aborted && command.words[0] !== 'demo' ? 130 : reply.exit;
	} finally {
		await inTime(opened.close()).catch((thrown: unknown) => tell(words.tell(explain(thrown).said)));
	}
}

/** A system that does not let go is no reason to stay: the answer is given. */
async function inTime(closing: Promise<void>): Promise<void> {
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
	{command, flags}: Call,
	{
		words,
		environment,
		tell,
		signal,
	}: Pick<Surroundings, 'environment' | 'signal'> & Pick<Invocation, 'words' | 'tell'>,
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
			: openWorld(configuration(), {environment, warn: warning => tell(words.tell(warning))}).then(
					async opened => (command?.isAboutJournal ? opened : lookedBack(opened, tell, signal)),
				));
	return {
		invocation: {
			words,
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

/** What broke off in an earlier run is looked at once, and told. It stands in the way of nothing but an interruption. */
async function lookedBack(
	world: World,
	tell: (message: string) => void,
	signal: AbortSignal,
): Promise<World> {
	const {settleBrokenOff} = await import('../resources/broken-off.ts');
	try {
		const {found, rest} = await settleBrokenOff(world, signal);
		for (const said of [...found.map(one => one.said), ...rest]) tell(world.words.tell(said));
	} catch (error) {
		// Nobody else has this world yet: it would be left open.
		if (signal.aborted) await world.close();
		signal.throwIfAborted();
		tell(world.words.tell(explain(error).said));
	}

	return world;
}

async function openDatabaseOf(config: Config): Promise<Database> {
	if (!configured(config).billing) throw new UsageError(say('usage-billing'));
	const {openDatabase} = await import('../billing/database.ts');
	return openDatabase(databaseAddress(config));
}

type Printing = {
	readonly out: (text: string) => void;
	readonly tell: (message: string) => void;
	readonly words: Words;
};

function printReply(
	{data, text, table, refused, exit}: Reply,
	{command, flags}: Call,
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
		if (!table) throw new UsageError(say('usage-no-table', {command: command!.words.join(' ')}));
		out(`${csvText(table.header, table.rows)}\n`);
	} else if (text !== '') {
		if (!refused) out(`${text}\n`);
	}

	if (refused) tell(words.tell(refused));
}
