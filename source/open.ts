import path from 'node:path';
import {fileBaselines, passingBaselines, type Baselines} from './baselines.ts';
import {
	databaseAddress,
	isReadOnly,
	languageOf,
	portalAccess,
	requireBoth,
	serviceOf,
	type Config,
} from './config/config.ts';
import {ConfigError} from './config/errors.ts';
import {directory} from './config/file.ts';
import type {Billing} from './billing/billing.ts';
import type {Portal} from './billing/portal.ts';
import {operatorOf} from './operator.ts';
import type {Saying} from './sync/saying.ts';
import type {Snapshots} from './snapshots.ts';
import {fileSummaries, passingSummaries, type Summaries} from './summaries.ts';
import type {Stalker} from './stalker/client.ts';
import {say, wordsOf} from './words/words.ts';
import {createWorld, type World} from './world.ts';

type Environment = Readonly<Record<string, string | undefined>>;

type OpenOptions = {
	readonly environment: Environment;
	readonly warn: (warning: Saying) => void;
};

/** The portal's client, and the way to billing: the console shows the one while the other is still being opened. */
export type Halves = {
	/** No request has been made by it. */
	readonly stalker: Stalker;
	/** What the last run on these two saw. */
	readonly summaries: Summaries;
	/** What this portal listed last. */
	readonly snapshots: Snapshots;
	/** Both. May be called again after it has failed. */
	open(): Promise<World>;
	/** Let go of what no world holds. */
	close(): Promise<void>;
};

/** Both systems as configured. Throws when only one of them is. */
export async function openHalves(config: Config, {environment, warn}: OpenOptions): Promise<Halves> {
	requireBoth(config);
	// Imported when they are needed, as the portal's client is: the first frame comes before either.
	const [stalker, {fileSnapshots}] = await Promise.all([openStalkerOf(config), import('./snapshots.ts')]);
	if (stalker.exposed) warn(say('portal-exposed', {portal: stalker.url}));
	const cache = directory('CACHE', environment);
	return {
		stalker,
		summaries: fileSummaries(
			path.join(cache, 'summaries.json'),
			`${stalker.url} ${namesOf(config).billing}`,
			warn,
		),
		snapshots: fileSnapshots(cache, stalker.url, warn),
		async open() {
			const billing = await openBillingOf(config);
			try {
				const file = path.join(directory('STATE', environment), 'baselines.json');
				const baselines = fileBaselines(file, stalker.url, warn);
				return await worldOf({stalker, billing, baselines, config, environment});
			} catch (error) {
				await billing.close();
				throw error;
			}
		},
		close: async () => stalker.close(),
	};
}

/** The demo portal, and a throw-away billing that knows most of it. */
export async function openDemoHalves(
	config: Config,
	{environment}: Pick<OpenOptions, 'environment'>,
): Promise<Halves> {
	const {openDemo} = await import('./demo/demo.ts');
	const {url, login, password, billing, close} = await openDemo();
	const [{openStalker}, {noSnapshots}] = await Promise.all([
		import('./stalker/client.ts'),
		import('./snapshots.ts'),
	]);
	const stalker = openStalker({url, login, password});
	return {
		stalker,
		summaries: passingSummaries(),
		snapshots: noSnapshots(),
		async open() {
			const world = await worldOf({
				stalker,
				billing: await billing(),
				baselines: passingBaselines(),
				config,
				environment,
			});
			return {
				...world,
				async close() {
					try {
						await world.close();
					} finally {
						await close();
					}
				},
			};
		},
		async close() {
			stalker.close();
			await close();
		},
	};
}

/** Open both systems for work. Throws when only one is configured, or when one of them cannot be opened; the other is then closed. */
export const openWorld = async (config: Config, options: OpenOptions): Promise<World> =>
	whole(await openHalves(config, options));

/** The same on the demo portal and a throw-away billing that knows most of it. */
export const openDemoWorld = async (
	config: Config,
	options: Pick<OpenOptions, 'environment'>,
): Promise<World> => whole(await openDemoHalves(config, options));

async function whole({open, close}: Halves): Promise<World> {
	try {
		return await open();
	} catch (error) {
		await close();
		throw error;
	}
}

/** How a person calls the two systems that are configured, without any secret. `isEmbedded`: billing is a database of this console's own. */
export function namesOf({settings}: Config): {
	readonly stalker: string;
	readonly billing: string;
	readonly isEmbedded: boolean;
} {
	const portal = String(settings['stalker.url']?.value ?? '');
	const address = String(settings['billing.url']?.value ?? '');
	const isEmbedded = /^(embedded|memory):/.test(address);
	const billing = URL.canParse(address) && !isEmbedded ? new URL(address) : null;
	return {
		stalker: URL.canParse(portal) ? new URL(portal).host : portal,
		billing: billing ? `${billing.pathname.slice(1)}@${billing.hostname}` : 'embedded',
		isEmbedded,
	};
}

async function worldOf({
	stalker,
	billing,
	baselines,
	config,
	environment,
}: {
	readonly stalker: Stalker;
	readonly billing: Billing;
	readonly baselines: Baselines;
	readonly config: Config;
	readonly environment: Environment;
}): Promise<World> {
	const found = await billing.findPortal(stalker.url, serviceOf(config));
	if (found.is === 'unclear') throw new ConfigError(unclear(stalker.url, found.ids, await billing.portals()));
	return createWorld({
		stalker,
		billing,
		portal: found.is === 'known' ? found.id : null,
		baselines,
		operator: operatorOf(environment),
		run: crypto.randomUUID(),
		readOnly: isReadOnly(config),
		words: await wordsOf(languageOf(config, environment)),
		now: () => new Date(),
	});
}

function unclear(url: string, ids: readonly number[], portals: readonly Portal[]): Saying {
	if (ids.length > 0) return say('portal-of-several', {url, ids});
	return say('portal-elsewhere', {url, services: portals});
}

/** The portal's client, as configured. No request is made. */
export async function openStalkerOf(config: Config): Promise<Stalker> {
	const {openStalker} = await import('./stalker/client.ts');
	return openStalker(portalAccess(config));
}

/** Billing, as configured: connected, and its tables checked. */
async function openBillingOf(config: Config): Promise<Billing> {
	const {openBilling} = await import('./billing/billing.ts');
	return openBilling(databaseAddress(config));
}
