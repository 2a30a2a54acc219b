import {readFileSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {parse, TomlError} from 'smol-toml';
import {parseCommands, type CommandSetting} from './command-settings.ts';
import {ConfigError} from './errors.ts';
import {checkSetting, settings, type Setting, type Settings, policyKinds} from './settings.ts';
import {isPortalSetting, readPortals, settingName, type PortalSettings} from './portals.ts';
import {isFileMissing} from '../files/is-file-missing.ts';
import {message} from '../i18n/translator.ts';
import {parseDatabaseUrl} from '../normalize/database-url.ts';
import type {Message} from '../i18n/message.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The program's directory of this kind, by the XDG Base Directory Specification. */
export function xdgDirectory(kind: 'CONFIG' | 'DATA' | 'STATE' | 'CACHE', environment: Environment): string {
	const defaultFolder = {CONFIG: '.config', DATA: '.local/share', STATE: '.local/state', CACHE: '.cache'}[
		kind
	];
	const configuredBase = environment[`XDG_${kind}_HOME`];
	return path.join(
		configuredBase && path.isAbsolute(configuredBase)
			? configuredBase
			: path.join(environment['HOME'] ?? os.homedir(), defaultFolder),
		'stalker-console',
	);
}

export const configPath = (environment: Environment): string =>
	path.join(xdgDirectory('CONFIG', environment), 'config.toml');

/** The contents of the configuration file: the settings, and those of each portal where there are several. */
type FileSettings = {
	readonly settings: Settings;
	readonly portals: readonly PortalSettings[];
	readonly commands: readonly CommandSetting[];
};

/** What no file says. */
export const noFileSettings: FileSettings = {settings: {}, portals: [], commands: []};

/**
Reads the configuration file. No file gives no settings, unless `isNamed`: the user has named it. Throws `ConfigError` where it is broken,
or secret and readable by others.
*/
export function readConfigFile(file: string, isNamed: boolean): FileSettings {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if (!isNamed && isFileMissing(error)) return noFileSettings;
		throw new ConfigError(
			!isNamed && (error as NodeJS.ErrnoException).code === 'EACCES'
				? message('config-denied', {file})
				: message('config-unreadable', {file, reason: readFailureReason(error)}),
			'ERR_CONFIG',
			error,
		);
	}

	const {command, portals: tables, ...document} = parseToml(text, file);
	const found = readSettings(document, file);
	const portals = readPortals(tables, file);
	if (portals.length > 0 && Object.keys(found).some(isPortalSetting))
		throw new ConfigError(message('portals-beside-stalker', {file}));
	const secret = [{name: null, settings: found}, ...portals].flatMap(({name, settings: own}) =>
		secretsIn(own).map(key => settingName(key, name)),
	)[0];
	if (secret !== undefined && (statSync(file).mode & 0o077) !== 0)
		throw new ConfigError(message('config-readable', {file, key: secret}));
	return {settings: found, portals, commands: parseCommands(command, file)};
}

/** The keys of settings that hold a password. A database address can contain one as well. */
const secretsIn = (found: Settings): readonly string[] =>
	settings
		.filter(setting => setting.key in found && holdsPassword(setting, String(found[setting.key]!.value)))
		.map(({key}) => key);

const holdsPassword = ({secret}: Setting, value: string): boolean =>
	secret === 'whole' || (secret === 'within' && passwordInUrl(value) !== '');

/**
The password in an address, as user information or as a parameter; `''` where there is none. Of a text that is no address, all before an
`@`, or from `password=` on.
*/
export function passwordInUrl(address: string): string {
	const url = parseDatabaseUrl(address);
	if (!url) return /[^/]*@|password\s*=.*/is.exec(address)?.[0] ?? '';
	return url.password || (url.query.get('password') ?? '');
}

function parseToml(text: string, file: string): Readonly<Record<string, unknown>> {
	try {
		return parse(text);
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		// The library's message quotes the line, which may be the one with the password.
		const [what] = error.message.split('\n');
		throw new ConfigError(
			message('config-no-toml', {
				file,
				line: error.line,
				what: what!.replace('Invalid TOML document: ', ''),
			}),
		);
	}
}

/** Flattens `{stalker: {url}}` to `stalker.url`, and checks each value against the declaration of its setting. */
function readSettings(document: Readonly<Record<string, unknown>>, file: string): Settings {
	const pairs = Object.entries(document).flatMap(([key, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).map(([inner, innermost]) => [`${key}.${inner}`, innermost] as const)
			: [[key, value] as const],
	);
	return Object.fromEntries(
		pairs.flatMap(([key, value]) => {
			const setting = settings.find(known => known.key === key);
			if (setting) return [[key, checkSetting(setting, key, value, file)] as const];
			const [, kind] = /^policy\.([A-Z]\d)$/.exec(key) ?? [];
			// Which every kind has by itself.
			if (kind !== undefined && value === 'none') return [];
			throw new ConfigError(
				kind === undefined
					? message('config-unknown', {file, key, known: settings.map(known => known.key)})
					: message('policy-kind', {kind, file, known: policyKinds}),
			);
		}),
	);
}

const readFailureReason = (error: unknown): string | Message =>
	error instanceof Error && 'code' in error
		? ({EACCES: message('file-denied'), ENOENT: message('file-missing'), EISDIR: message('file-directory')}[
				String(error.code)
			] ?? error.message)
		: String(error);
