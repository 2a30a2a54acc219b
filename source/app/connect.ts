import path from 'node:path';
import {createExpectedRowsFile, createInMemoryExpectedRows} from '../storage/expected-rows.ts';
import {
	databaseAddress,
	databaseName,
	isReadOnly,
	configuredLanguage,
	portalAccess,
	requireBothSystems,
	configuredServiceId,
	licensedCustomers,
	type Config,
} from '../config/config.ts';
import {ConfigError} from '../config/errors.ts';
import {xdgDirectory} from '../config/config-file.ts';
import type {Billing} from '../billing/billing.ts';
import type {Portal} from '../billing/portal.ts';
import {currentOperator} from './operator.ts';
import type {SnapshotStore} from '../storage/list-snapshots.ts';
import {
	createCountHistoryFile,
	createInMemoryCountHistory,
	type CountHistory,
} from '../storage/count-history.ts';
import {createScreenSettingsFile, type ScreenSettingsStore} from '../storage/screen-settings.ts';
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

/** What exists before billing is open: the console shows stored lists and reads the portal while billing still connects. */
export type Connections = {
	/** The portal's client; it has sent no request yet. */
	readonly stalker: StalkerClient;
	/** The summaries of the last run on these two systems. */
	readonly summaries: SummaryStore;
	/** How many rows of each list were out of sync in earlier runs on these two systems. */
	readonly countHistory: CountHistory;
	/** What the operator has set on the console's screens for these two systems. */
	readonly screenSettings: ScreenSettingsStore;
	/** The lists that were last read from this portal. */
	readonly snapshots: SnapshotStore;
	/** Opens billing and creates the context of both systems. May be called again after a failure. */
	connect(): Promise<AppContext>;
	/** Closes what no context has taken over. */
	close(): Promise<void>;
};

/** Prepares the configured systems. Throws `ConfigError` when only one of them is configured. */
export async function prepareConnections(
	config: Config,
	{environment, warn}: ConnectOptions,
): Promise<Connections> {
	requireBothSystems(config);
	// Imported here, as the portal's client is: the first frame must not wait for either module.
	const [stalker, {createSnapshotFiles}] = await Promise.all([
		openConfiguredStalker(config),
		import('../storage/list-snapshots.ts'),
	]);
	if (stalker.isUnencrypted) warn(message('portal-exposed', {portal: stalker.url}));
	const cacheDirectory = xdgDirectory('CACHE', environment);
	const systems = `${stalker.url} ${systemNames(config).billing}`;
	return {
		stalker,
		summaries: createSummaryFile(path.join(cacheDirectory, 'summaries.json'), systems, warn),
		countHistory: createCountHistoryFile(
			path.join(xdgDirectory('STATE', environment), 'count-history.json'),
			systems,
			warn,
		),
		screenSettings: createScreenSettingsFile(screenSettingsFile(environment), systems, warn),
		snapshots: createSnapshotFiles(cacheDirectory, stalker.url, warn),
		async connect() {
			const billing = await openConfiguredBilling(config);
			try {
				const expectedRowsFile = path.join(xdgDirectory('STATE', environment), 'baselines.json');
				const expectedRows = createExpectedRowsFile(expectedRowsFile, stalker.url, warn);
				return await buildContext({stalker, billing, expectedRows, config, environment});
			} catch (error) {
				await billing.close();
				throw error;
			}
		},
		close: async () => stalker.close(),
	};
}

const screenSettingsFile = (environment: Environment): string =>
	path.join(xdgDirectory('STATE', environment), 'screens.json');

/** Starts the demo portal, with an in-memory billing that holds most of its accounts. */
export async function prepareDemoConnections(
	config: Config,
	{environment, warn = () => {}}: Pick<ConnectOptions, 'environment'> & Partial<ConnectOptions>,
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
		countHistory: createInMemoryCountHistory(),
		screenSettings: createScreenSettingsFile(screenSettingsFile(environment), 'demo', warn),
		snapshots: createDisabledSnapshots(),
		async connect() {
			const context = await buildContext({
				stalker,
				billing: await billing(),
				expectedRows: createInMemoryExpectedRows(),
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

/** Opens both configured systems. Throws when only one is configured, or when one cannot be opened; the other is closed then. */
export const connect = async (config: Config, options: ConnectOptions): Promise<AppContext> =>
	connectOrClose(await prepareConnections(config, options));

/** Opens the demo portal and its in-memory billing. */
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

/** Short names of the configured systems for the screen, without secrets. `isEmbedded`: billing is an embedded database. */
export function systemNames({settings}: Config): {
	readonly stalker: string;
	readonly billing: string;
	readonly isEmbedded: boolean;
} {
	const portal = String(settings['stalker.url']?.value ?? '');
	const address = String(settings['billing.url']?.value ?? '');
	const isEmbedded = /^(embedded|memory):/.test(address);
	return {
		stalker: URL.canParse(portal) ? new URL(portal).host : portal,
		billing: isEmbedded ? 'embedded' : databaseName(address),
		isEmbedded,
	};
}

async function buildContext({
	stalker,
	billing,
	expectedRows,
	config,
	environment,
}: {
	readonly stalker: StalkerClient;
	readonly billing: Billing;
	readonly expectedRows: ExpectedRowsStore;
	readonly config: Config;
	readonly environment: Environment;
}): Promise<AppContext> {
	const match = await billing.findPortal(stalker.url, configuredServiceId(config));
	if (match.is === 'unclear')
		throw new ConfigError(unclearPortalMessage(stalker.url, match.ids, await billing.portals()));
	if (match.is === 'none' && billing.source !== 'own')
		throw new ConfigError(message('abills-no-portal', {services: await billing.portals()}));
	return createAppContext({
		stalker,
		billing,
		providerId: match.is === 'known' ? match.id : null,
		expectedRows,
		operator: currentOperator(environment),
		runId: crypto.randomUUID(),
		readOnly: isReadOnly(config) || billing.readOnly !== null,
		...(billing.readOnly && !isReadOnly(config) && {readOnlyReason: billing.readOnly}),
		translator: await loadTranslator(configuredLanguage(config, environment)),
		now: () => new Date(),
	});
}

function unclearPortalMessage(url: string, ids: readonly number[], portals: readonly Portal[]): Message {
	if (ids.length > 0) return message('portal-of-several', {url, ids});
	return message('portal-elsewhere', {url, services: portals});
}

/** Creates the configured client of the portal. No request is sent. */
export async function openConfiguredStalker(config: Config): Promise<StalkerClient> {
	const {createStalkerClient} = await import('../stalker/client.ts');
	return createStalkerClient(portalAccess(config));
}

/** Connects to the configured billing and checks its tables. */
async function openConfiguredBilling(config: Config): Promise<Billing> {
	const {openBilling} = await import('../billing/billing.ts');
	return openBilling(databaseAddress(config), {licensed: licensedCustomers(config)});
}
