import path from 'node:path';
import {localeLanguage} from '../i18n/locale.ts';
import type {Message} from '../i18n/message.ts';
import {message, isLanguage, languages, type Language} from '../i18n/translator.ts';
import {decodeUrlPart, formatDatabaseUrl, parseDatabaseUrl} from '../normalize/database-url.ts';
import type {CommandSetting} from './command-settings.ts';
import {ConfigError} from './errors.ts';
import {configPath, noFileSettings, xdgDirectory, passwordInUrl, readConfigFile} from './config-file.ts';
import {commonOf, findPortal, settingName, type PortalSettings} from './portals.ts';
import {readCertificates, readPassword, type BesideConsole} from './secrets.ts';
import {isTheme, themes, type Theme, settings, type SettingKey, type Settings} from './settings.ts';

/** The configuration: flags override the environment, which overrides the file. */
export type Config = {
	readonly file: string;
	/** The directory of the embedded billing (`embedded:`). */
	readonly embeddedBillingDirectory: string;
	/** Those of the chosen portal among them, as `stalker.…`. */
	readonly settings: Settings;
	/** Those that are the same for every portal of `portals`, unless its own table has them. */
	readonly commonSettings: Settings;
	/** The portals of `[portals.NAME]`, in the order of the file; none in the single form. */
	readonly portals: readonly PortalSettings[];
	/** Name of the chosen one; `null` in the single form, and while none of several is chosen. */
	readonly portal: string | null;
	/** The operator's own commands of the console. */
	readonly commands: readonly CommandSetting[];
	/** Why the demo goes on without the file, where it is broken or cannot be read; else `null`. */
	readonly skipped: Message | null;
	/** How a command that prints a password runs where the console has the terminal. */
	readonly besideConsole?: BesideConsole;
};

type Sources = {
	readonly flags: Readonly<Record<string, string | number | boolean | undefined>>;
	readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Reads flags, environment and file. Throws `ConfigError` where one of them is broken, or exposes a secret. */
export function loadConfig({flags, environment}: Sources): Config {
	const namedFile = typeof flags['config'] === 'string' ? flags['config'] : undefined;
	const file = namedFile ?? configPath(environment);
	const isDemo = flags['demo'] === true;
	const {
		settings: inFile,
		portals,
		commands,
		skipped,
	} = readFileSettings(file, {isNamed: namedFile !== undefined, isDemo});
	const overriding = {...readEnvironment(environment), ...readFlags(flags)};
	const named = flags['portal'] === undefined ? undefined : String(flags['portal']);
	const portal = isDemo ? undefined : findPortal({portals, file, overriding}, named);
	const values: Settings = {...inFile, ...portal?.settings, ...overriding};
	const language = values.lang?.value;
	if (language !== undefined && !isLanguage(language)) {
		throw new ConfigError(
			message('no-language', {language: String(language), from: values.lang!.from, languages}),
		);
	}

	const theme = values['ui.theme'];
	if (theme !== undefined && theme.value !== 'auto' && !isTheme(theme.value)) {
		const {value, from} = theme;
		throw new ConfigError(message('no-theme', {value: String(value), from, known: ['auto', ...themes]}));
	}

	return Object.freeze({
		file,
		embeddedBillingDirectory: path.join(xdgDirectory('DATA', environment), 'billing'),
		settings: values,
		commonSettings: {...inFile, ...commonOf(overriding)},
		portals: isDemo ? [] : portals,
		portal: portal?.name ?? null,
		commands,
		skipped,
	});
}

/** Reads the file. The demo needs none: it goes on without one that the call has not named and that cannot be used. */
function readFileSettings(
	file: string,
	{isNamed, isDemo}: {readonly isNamed: boolean; readonly isDemo: boolean},
) {
	try {
		return {...readConfigFile(file, isNamed), skipped: null};
	} catch (error) {
		if (isNamed || !isDemo || !(error instanceof ConfigError)) throw error;
		return {...noFileSettings, skipped: message('config-skipped', {reason: error.localized})};
	}
}

function readEnvironment(environment: Sources['environment']): Settings {
	return Object.fromEntries(
		settings.flatMap(({key, variable}) => {
			const value = variable === undefined ? undefined : environment[variable];
			return value ? [[key, {value, from: variable!}]] : [];
		}),
	);
}

function readFlags(flags: Sources['flags']): Settings {
	return Object.fromEntries(
		settings.flatMap(({key, flag}) => {
			const value = flag === undefined ? undefined : flags[flag];
			if (value === undefined || value === false) return [];
			if (key === 'billing.url' && passwordInUrl(String(value)) !== '') {
				throw new ConfigError(message('password-in-flag', {flag: flag!}));
			}

			return [[key, {value: flag!.startsWith('no-') ? false : value, from: `--${flag}`}]];
		}),
	);
}

const textSetting = ({settings: found}: Config, key: SettingKey): string | undefined =>
	found[key]?.value as string | undefined;

/** Which of the two systems are configured. */
export const configuredSystems = (
	config: Config,
): {readonly stalker: boolean; readonly billing: boolean} => ({
	stalker: textSetting(config, 'stalker.url') !== undefined || config.portals.length > 0,
	billing: textSetting(config, 'billing.url') !== undefined,
});

/** Throws `ConfigError` with what is missing unless both systems are configured. */
export function requireBothSystems(config: Config): void {
	const {stalker, billing} = configuredSystems(config);
	if (stalker && billing) return;
	const {file} = config;
	throw new ConfigError(
		message(stalker ? 'billing-not-configured' : billing ? 'portal-not-configured' : 'nothing-configured', {
			file,
		}),
		'ERR_CONFIG_MISSING',
	);
}

/** The chosen portal's address, login, password and certificates. Reads the files and runs the command that hold them. */
export function portalAccess(config: Config): {
	readonly url: string;
	readonly login: string;
	readonly password: string;
	readonly ca?: string;
} {
	const caFile = textSetting(config, 'stalker.ca_file');
	return {
		url: textSetting(config, 'stalker.url')!,
		login: textSetting(config, 'stalker.login') ?? '',
		password: textSetting(config, 'stalker.password') ?? configuredPassword(config, 'stalker') ?? '',
		...(caFile === undefined
			? {}
			: {ca: readCertificates(caFile, settingName('stalker.ca_file', config.portal))}),
	};
}

const configuredPassword = (config: Config, system: 'stalker' | 'billing'): string | undefined =>
	readPassword({
		...(config.besideConsole && {besideConsole: config.besideConsole}),
		file: textSetting(config, `${system}.password_file`),
		fileKey: settingName(`${system}.password_file`, config.portal),
		command: textSetting(config, `${system}.password_command`),
		commandKey: settingName(`${system}.password_command`, config.portal),
	});

/** Billing's address, including the password where a file or a command holds it. */
export function databaseAddress(config: Config): string {
	const address = textSetting(config, 'billing.url')!;
	if (address === 'embedded:') return `embedded:${config.embeddedBillingDirectory}`;
	const url = parseDatabaseUrl(address);
	// The environment overrides the file: the password in its address, too.
	const isOwn = config.settings['billing.url']!.from !== config.file && passwordInUrl(address) !== '';
	const password = isOwn ? undefined : configuredPassword(config, 'billing');
	if (password === undefined || !url) return address;
	return formatDatabaseUrl({...url, password: encodeURIComponent(password)});
}

/** A short name of a database for the screen, without secrets: `billing@db.example`. */
export function databaseName(address: string): string {
	const url = parseDatabaseUrl(address);
	const database = decodeUrlPart(url?.path.slice(1) ?? '') || (url?.user ?? '');
	return `${database}@${decodeUrlPart(url?.host ?? '') || url?.query.get('host') || 'localhost'}`;
}

/** The provider of the chosen portal, where one is set. Throws `ConfigError` where it is no id. */
export const configuredServiceId = (config: Config): number | undefined =>
	positiveNumber(config, 'stalker.service', 'service-no-id');

/** What is configured of an ABillS. Throws `ConfigError` where a value is not a number that it can be. */
export const configuredAbills = (config: Config) => ({
	licensed: positiveNumber(config, 'billing.customers', 'customers-no-count') ?? null,
	domain: columnNumber(config, 'billing.domain'),
	group: columnNumber(config, 'billing.group'),
});

/** A number as ABillS' columns hold it; 0 where it is not configured. */
function columnNumber({settings: found}: Config, key: 'billing.domain' | 'billing.group'): number {
	const {value = 0, from = ''} = found[key] ?? {};
	const number = Number(value);
	if (Number.isSafeInteger(number) && number >= 0 && number <= 65_535) return number;
	throw new ConfigError(message('number-no-column', {key, from}));
}

/** Throws `ConfigError` with this message for any other value. */
function positiveNumber(
	{settings: found, portal}: Config,
	key: 'stalker.service' | 'billing.customers',
	code: 'service-no-id' | 'customers-no-count',
): number | undefined {
	const setting = found[key];
	if (setting === undefined) return undefined;
	const number = Number(setting.value);
	if (Number.isSafeInteger(number) && number > 0) return number;
	throw new ConfigError(message(code, {key: settingName(key, portal), from: setting.from}));
}

/** The configured language, else that of the locale. */
export const configuredLanguage = (
	{settings: found}: Config,
	environment: Sources['environment'],
): Language => (isLanguage(found.lang?.value) ? found.lang.value : localeLanguage(environment));

/** The configured theme; `null`: by the terminal. */
export function configuredTheme({settings: found}: Config): Theme | null {
	const theme = found['ui.theme']?.value;
	return isTheme(theme) ? theme : null;
}

/** Whether the console takes the mouse. */
export const isMouseOn = ({settings: found}: Config): boolean => found['ui.mouse']?.value !== false;

export const isReadOnly = ({settings: found}: Config): boolean => found['read_only']?.value === true;

/** A configured value for the screen: of a secret only that it is set. */
export function redactSetting(key: string, value: string | number | boolean): string {
	const secret = settings.find(setting => setting.key === key)?.secret;
	if (secret === 'whole') return '(set)';
	if (secret === undefined) return String(value);
	const url = parseDatabaseUrl(String(value));
	if (!url) return passwordInUrl(String(value)) === '' ? String(value) : '(set, but not an address)';
	const {query} = url;
	return formatDatabaseUrl({
		...url,
		password: url.password === null ? null : '***',
		query: new URLSearchParams(
			[...query].map(([name, text]): [string, string] => [name, name === 'password' ? '***' : text]),
		),
	});
}
