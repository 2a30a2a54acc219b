import path from 'node:path';
import {createExpectedRowsFile, createInMemoryExpectedRows} from '../storage/expected-rows.ts';
import {
	databaseAddress,
	isReadOnly,
	configuredLanguage,
	portalAccess,
	requireBothSystems,
	configuredServiceId,
	type Config,
} from '../config/config.ts';
import {ConfigError} from '../config/errors.ts';
import {xdgDirectory} from '../config/config-file.ts';
import type {Billing} from '../billing/billing.ts';
import type {Portal} from '../billing/portal.ts';
import {currentOperator} from './operator.ts';
import type {SnapshotStore} from '../storage/list-snapshots.ts';
import {createSummaryFile, createInMemorySummaries, type SummaryStore} from '../storage/menu-summaries.ts';
import type {StalkerClient} from '../stalker/client.ts';
import {message, loadTranslator} from '../i18n/translator.ts';
import {createAppContext, type AppContext} from './context.ts';
import type {Message} from '../i18n/message.ts';
import type {ExpectedRowsStore} from '../sync/context.ts';

type Environment = Readonly<Record<string, string | undefined>>;

type ConnectOptions = {
	readonly environment: Environment;
	readonly warn: (warning: Message) => void;
};

/** The portal's client, and the way to billing: the console shows the one while the other is still being opened. */
export type Connections = {
	/** No request has been made by it. */
	readonly stalker: StalkerClient;
	/** What the last run on these two saw. */
	readonly summaries: SummaryStore;
	/** What this portal listed last. */
	readonly snapshots: SnapshotStore;
	/** Both. May be called again after it has failed. */
	connect(): Promise<AppContext>;
	/** Let go of what no world holds. */
	close(): Promise<void>;
};

/** Both systems as configured. Throws when only one of them is. */
export async function prepareConnections(
	config: Config,
	{environment, warn}: ConnectOptions,
): Promise<Connections> {
	requireBothSystems(config);
	// Imported when they are needed, as the portal's client is: the first frame comes before either.
	const [stalker, {createSnapshotFiles}] = await Promise.all([
		openConfiguredStalker(config),
		import('../storage/list-snapshots.ts'),
	]);
	if (stalker.isUnencrypted) warn(message('portal-exposed', {portal: stalker.url}));
	const cacheDirectory = xdgDirectory('CACHE', environment);
	return {
		stalker,
		summaries: createSummaryFile(
			path.join(cacheDirectory, 'summaries.json'),
			`${stalker.url} ${systemNames(config).billing}`,
			warn,
		),
		snapshots: createSnapshotFiles(cacheDirectory, stalker.url, warn),
		async connect() {
			const billing = await openConfiguredBilling(config);
			try {
				const expectedRowsFile = path.join(xdgDirectory('STATE', environment), 'baselines.json');
				const expectedRows = createExpectedRowsFile(expectedRowsFile, stalker.url, warn);
				return await buildContext({stalker, billing, baselines: expectedRows, config, environment});
			} catch (error) {
				await billing.close();
				throw error;
			}
		},
		close: async () => stalker.close(),
	};
}

/** The demo portal, and a throw-away billing that knows most of it. */
export async function prepareDemoConnections(
	config: Config,
	{environment}: Pick<ConnectOptions, 'environment'>,
): Promise<Connections> {
	const {startDemo} = await import('../demo/start-demo.ts');
	const {url, login, password, billing, close} = await startDemo();
	const [{createStalkerClient}, {createDisabledSnapshots}] = await Promise.all([
		import('../stalker/client.ts'),
		import('../storage/list-snapshots.ts'),
	]);
	const stalker = createStalkerClient({url, login, password});
	return {
		stalker,
		summaries: createInMemorySummaries(),
		snapshots: createDisabledSnapshots(),
		async connect() {
			const context = await buildContext({
				stalker,
				billing: await billing(),
				baselines: createInMemoryExpectedRows(),
				config,
				environment,
			});
			return {
				...context,
				async close() {
					try {
						await context.close();
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
export const connect = async (config: Config, options: ConnectOptions): Promise<AppContext> =>
	connectOrClose(await prepareConnections(config, options));

/** The same on the demo portal and a throw-away billing that knows most of it. */
export const connectDemo = async (
	config: Config,
	options: Pick<ConnectOptions, 'environment'>,
): Promise<AppContext> => connectOrClose(await prepareDemoConnections(config, options));

async function connectOrClose({connect, close}: Connections): Promise<AppContext> {
	try {
		return await connect();
	} catch (error) {
		await close();
		throw error;
	}
}

/** How a person calls the two systems that are configured, without any secret. `isEmbedded`: billing is a database of this console's own. */
export function systemNames({settings}: Config): {
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

async function buildContext({
	stalker,
	billing,
	baselines,
	config,
	environment,
}: {
	readonly stalker: StalkerClient;
	readonly billing: Billing;
	readonly baselines: ExpectedRowsStore;
	readonly config: Config;
	readonly environment: Environment;
}): Promise<AppContext> {
	const match = await billing.findPortal(stalker.url, configuredServiceId(config));
	if (match.is === 'unclear')
		throw new ConfigError(unclearPortalMessage(stalker.url, match.ids, await billing.portals()));
	return createAppContext({
		stalker,
		billing,
		portalId: match.is === 'known' ? match.id : null,
		expectedRows: baselines,
		operator: currentOperator(environment),
		runId: crypto.randomUUID(),
		readOnly: isReadOnly(config),
		translator: await loadTranslator(configuredLanguage(config, environment)),
		now: () => new Date(),
	});
}

function unclearPortalMessage(url: string, ids: readonly number[], portals: readonly Portal[]): Message {
	if (ids.length > 0) return message('portal-of-several', {url, ids});
	return message('portal-elsewhere', {url, services: portals});
}

/** The portal's client, as configured. No request is made. */
export async function openConfiguredStalker(config: Config): Promise<StalkerClient> {
	const {createStalkerClient} = await import('../stalker/client.ts');
	return createStalkerClient(portalAccess(config));
}

/** Billing, as configured: connected, and its tables checked. */
async function openConfiguredBilling(config: Config): Promise<Billing> {
	const {openBilling} = await import('../billing/billing.ts');
	return openBilling(databaseAddress(config));
}
