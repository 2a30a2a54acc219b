import {configured, databaseAddress, loadConfig, type Config} from '../config/config.ts';
import {openDemoWorld, openStalkerOf, openWorld} from '../open.ts';
import {say} from '../words/words.ts';
import type {Database} from '../billing/database.ts';
import type {Stalker} from '../stalker/client.ts';
import type {World} from '../world.ts';
import {UsageError, type Invocation} from './command.ts';
import {explain} from './explain.ts';
import type {Call} from './parse.ts';
import type {Surroundings} from './surroundings.ts';

/** What a command may open, and the end of what it has opened. */
type Opened = {
	readonly invocation: Pick<Invocation, 'words' | 'config' | 'world' | 'database' | 'stalker'>;
	close(): Promise<void>;
};

/** Whatever a command may need, opened when it is first asked for and closed at the end. */
export function openedOnDemand(
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
			// One that cannot be closed keeps none of the others open.
			const closed = await Promise.allSettled(
				all.map(async one => (one.status === 'fulfilled' ? one.value?.close() : undefined)),
			);
			for (const one of closed) if (one.status === 'rejected') throw one.reason;
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
