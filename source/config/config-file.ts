import {readFileSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {parse, TomlError} from 'smol-toml';
import {parseCommands, type CommandSetting} from './command-settings.ts';
import {ConfigError} from './errors.ts';
import {policyKinds} from './policy-kinds.ts';
import {settings, type Setting, type Settings} from './settings.ts';
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

/** Reads the configuration file. No file gives nothing, unless `isNamed`: the user has named it. Throws `ConfigError` where it is broken, or secret and readable by others. */
export function readConfigFile(file: string, isNamed: boolean): FileSettings {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if (!isNamed && (error as NodeJS.ErrnoException).code === 'ENOENT') return {settings: {}, commands: []};
		throw new ConfigError(
			message('config-unreadable', {file, reason: readFailureReason(error)}),
			'ERR_CONFIG',
			error,
		);
	}

	const {command, ...document} = parseToml(text, file);
	const found = Object.fromEntries(
		flattenSettings(document, file).map(([setting, value]) => [setting.key, {value, from: file}]),
	);
	// A database address can contain a password as well.
	const secret = settings.find(
		setting => setting.key in found && holdsPassword(setting, String(found[setting.key]!.value)),
	);
	if (secret && (statSync(file).mode & 0o077) !== 0) {
		throw new ConfigError(message('config-exposed', {file, key: secret.key}));
	}

	return {settings: found, commands: parseCommands(command, file)};
}

/** What a configuration file holds. */
type FileSettings = {readonly settings: Settings; readonly commands: readonly CommandSetting[]};

const holdsPassword = ({secret}: Setting, value: string): boolean =>
	secret === 'whole' || (secret === 'within' && passwordInUrl(value) !== '');

/** The password in an address, as user information or as a parameter; `''` where there is none. Of a text that is no address, all before an `@`. */
export function passwordInUrl(address: string): string {
	const url = parseDatabaseUrl(address);
	if (!url) return /[^/]*@/.exec(address)?.[0] ?? '';
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
function flattenSettings(
	document: Readonly<Record<string, unknown>>,
	file: string,
): ReadonlyArray<readonly [Setting, string | number | boolean]> {
	const pairs = Object.entries(document).flatMap(([key, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).map(([inner, innermost]) => [`${key}.${inner}`, innermost] as const)
			: [[key, value] as const],
	);
	return pairs.flatMap(([key, value]) => {
		const setting = settings.find(known => known.key === key);
		if (setting) return [[setting, checkSetting(setting, value, file)] as const];
		const [, kind] = /^policy\.([A-Z]\d)$/.exec(key) ?? [];
		// Which every kind has by itself.
		if (kind !== undefined && value === 'none') return [];
		throw new ConfigError(
			kind === undefined
				? message('config-unknown', {file, key, known: settings.map(known => known.key)})
				: message('policy-kind', {kind, file, known: policyKinds}),
		);
	});
}

function checkSetting(setting: Setting, value: unknown, file: string): string | number | boolean {
	const type = {text: 'string', number: 'number', yes: 'boolean'}[setting.kind];
	if (typeof value === type) return value as string | number | boolean;
	throw new ConfigError(message('config-kind', {file, key: setting.key, kind: setting.kind}));
}

const readFailureReason = (error: unknown): string | Message =>
	error instanceof Error && 'code' in error
		? ({EACCES: message('file-denied'), ENOENT: message('file-missing'), EISDIR: message('file-directory')}[
				String(error.code)
			] ?? error.message)
		: String(error);
