import path from 'node:path';
import {createExpectedRowsFile} from '../storage/expected-rows.ts';
import {
	databaseAddress,
	databaseName,
	portalAccess,
	requireBothSystems,
	configuredServiceId,
	configuredAbills,
	type Config,
} from '../config/config.ts';
import {channelOwner, portalConfigs} from '../config/portal-config.ts';
import {ConfigError} from '../config/errors.ts';
import {xdgDirectory} from '../config/config-file.ts';
import type {Billing} from '../billing/billing.ts';
import {createCountHistoryFile} from '../storage/count-history.ts';
import {createScreenSettingsFile} from '../storage/screen-settings.ts';
import {StalkerInvalidUrl} from '../stalker/errors.ts';
import {normalizePortalUrl} from '../stalker/portal-url.ts';
import {createSummaryFile} from '../storage/menu-summaries.ts';
import type {StalkerClient} from '../stalker/client.ts';
import {message} from '../i18n/translator.ts';
import {buildContext, type AppContext} from './context.ts';
import type {Message} from '../i18n/message.ts';
import type {Connections, PortalOfRun, PortalsOfRun, SystemNames} from './portals-of-run.ts';
import {share, type Shared} from './share.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type ConnectOptions = {
	readonly environment: Environment;
	readonly warn: (warning: Message) => void;
};

/** The chosen portal. Throws `ConfigError` if there are several portals and none is chosen. */
export function chosenPortal({all, chosen}: PortalsOfRun): PortalOfRun {
	if (chosen) return chosen;
	throw new ConfigError(message('which-portal', {known: all.map(({name}) => String(name))}));
}

/** The configured portals, which share one connection to billing. Nothing is opened yet. */
export function configuredPortals(config: Config, options: ConnectOptions): PortalsOfRun {
	const billing = share(async () => openConfiguredBilling(config));
	const all = portalConfigs(config).map((portalConfig): PortalOfRun => ({
		name: portalConfig.portal,
		names: systemNames(portalConfig),
		prepare: async (warn = options.warn) => prepareConnections(portalConfig, billing, {...options, warn}),
		summaries: () => storedSummaries(portalConfig, apiAddress(portalConfig), options),
		openStalker: async () => openConfiguredStalker(portalConfig),
	}));
	return {
		all,
		chosen: all.length === 1 ? all[0]! : (all.find(({name}) => name === config.portal) ?? null),
		openBilling: async () => billing.open(),
	};
}

/** Prepares the configured systems. Throws `ConfigError` when only one of them is configured. */
async function prepareConnections(
	config: Config,
	billing: Shared<Billing>,
	{environment, warn}: ConnectOptions,
): Promise<Connections> {
	requireBothSystems(config);
	// Imported here, as the portal's client is: the first frame must not wait for either module.
	const [stalker, {createSnapshotFiles}] = await Promise.all([
		openConfiguredStalker(config),
		import('../storage/list-snapshots.ts'),
	]);
	if (stalker.isUnencrypted) warn(message('portal-unencrypted', {portal: stalker.url}));
	const cacheDirectory = xdgDirectory('CACHE', environment);
	const systems = `${stalker.url} ${systemNames(config).billing}`;
	const countHistory = createCountHistoryFile(
		path.join(xdgDirectory('STATE', environment), 'count-history.json'),
		systems,
		warn,
	);
	return {
		stalker,
		summaries: storedSummaries(config, stalker.url, {environment, warn}),
		countHistory,
		screenSettings: createScreenSettingsFile(screenSettingsFile(environment), systems, warn),
		snapshots: createSnapshotFiles(cacheDirectory, stalker.url, warn),
		async connect() {
			const expectedRowsFile = path.join(xdgDirectory('STATE', environment), 'baselines.json');
			return buildContext(await billing.open(), {
				stalker,
				expectedRows: createExpectedRowsFile(expectedRowsFile, stalker.url, warn),
				countHistory,
				serviceId: configuredServiceId(config),
				channelOwner: channelOwner(config),
				config,
				environment,
			});
		},
		close: async () => stalker.close(),
	};
}

/** The address of the portal's API. If the configured text is no address, that text: the first request reports the error. */
function apiAddress({settings}: Config): string {
	const url = String(settings['stalker.url']?.value ?? '');
	try {
		return normalizePortalUrl(url);
	} catch (error) {
		if (error instanceof StalkerInvalidUrl) return url;
		throw error;
	}
}

/** The file with the counts of the menu, for this portal and billing. */
const storedSummaries = (config: Config, url: string, {environment, warn}: ConnectOptions) =>
	createSummaryFile(
		path.join(xdgDirectory('CACHE', environment), 'summaries.json'),
		`${url} ${systemNames(config).billing}`,
		warn,
	);

/** Path of the file with the columns, order, widths, filters and views of each screen. */
export const screenSettingsFile = (environment: Environment): string =>
	path.join(xdgDirectory('STATE', environment), 'screens.json');

/** Opens both systems. Throws if one of them is not configured or cannot be opened; the other one is then closed. */
export async function connect({prepare}: PortalOfRun): Promise<AppContext> {
	const {connect: open, close} = await prepare();
	try {
		return await open();
	} catch (error) {
		await close();
		throw error;
	}
}

function systemNames({settings, portals, portal: name}: Config): SystemNames {
	const portal = String(settings['stalker.url']?.value ?? '');
	const address = String(settings['billing.url']?.value ?? '');
	const isEmbedded = /^(embedded|memory):/.test(address);
	return {
		stalker:
			name !== null && portals.length > 1 ? name : URL.canParse(portal) ? new URL(portal).host : portal,
		billing: isEmbedded ? 'embedded' : databaseName(address),
		isEmbedded,
	};
}

/** Creates the configured client of the portal. No request is sent. */
async function openConfiguredStalker(config: Config): Promise<StalkerClient> {
	const {createStalkerClient} = await import('../stalker/client.ts');
	return createStalkerClient(portalAccess(config));
}

/** Connects to the configured billing and checks its tables. */
async function openConfiguredBilling(config: Config): Promise<Billing> {
	const {openBilling} = await import('../billing/billing.ts');
	return openBilling(databaseAddress(config), configuredAbills(config));
}
