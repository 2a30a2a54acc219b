import {readFileSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {parse, TomlError} from 'smol-toml';
import {ConfigError} from './errors.ts';
import {settings, type Setting, type Settings} from './settings.ts';
import type {Saying} from '../sync/saying.ts';
import {say} from '../words/words.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A directory of the XDG base directory specification, with the program's own name in it. */
export function directory(kind: 'CONFIG' | 'DATA' | 'STATE' | 'CACHE', environment: Environment): string {
	const usual = {CONFIG: '.config', DATA: '.local/share', STATE: '.local/state', CACHE: '.cache'}[kind];
	const set = environment[`XDG_${kind}_HOME`];
	return path.join(
		set && path.isAbsolute(set) ? set : path.join(environment['HOME'] ?? os.homedir(), usual),
		'stalker-console',
	);
}

export const configPath = (environment: Environment): string =>
	path.join(directory('CONFIG', environment), 'config.toml');

/** The settings of the configuration file; none when there is no file. A file that is named must be there. */
export function readConfigFile(file: string, named: boolean): Settings {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if (!named && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
		throw new ConfigError(say('config-unreadable', {file, reason: reason(error)}), 'ERR_CONFIG', error);
	}

	const found = Object.fromEntries(
		flatten(parseToml(text, file), file).map(([setting, value]) => [setting.key, {value, from: file}]),
	);
	// A database address may carry a password, too: what is secret is decided by the settings, not by what stands there today.
	const secret = settings.find(
		setting => setting.key in found && holdsPassword(setting, String(found[setting.key]!.value)),
	);
	if (secret && (statSync(file).mode & 0o077) !== 0) {
		throw new ConfigError(say('config-exposed', {file, key: secret.key}));
	}

	return found;
}

const holdsPassword = ({secret}: Setting, value: string): boolean =>
	secret === 'whole' || (secret === 'within' && passwordIn(value) !== '');

/** The password within a database address, as user information or as a parameter; `''` where there is none. */
export function passwordIn(address: string): string {
	if (!URL.canParse(address)) return /[^/]*@/.exec(address)?.[0] ?? '';
	const {password, searchParams} = new URL(address);
	return password || (searchParams.get('password') ?? '');
}

function parseToml(text: string, file: string): Readonly<Record<string, unknown>> {
	try {
		return parse(text);
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		// The library's message quotes the line, which may be the one with the password.
		const [what] = error.message.split('\n');
		throw new ConfigError(
			say('config-no-toml', {
				file,
				line: error.line,
				what: what!.replace('Invalid TOML document: ', ''),
			}),
		);
	}
}

/** `{stalker: {url}}` → `stalker.url`, each checked against its declaration. */
function flatten(
	document: Readonly<Record<string, unknown>>,
	file: string,
): ReadonlyArray<readonly [Setting, string | number | boolean]> {
	const pairs = Object.entries(document).flatMap(([key, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).map(([inner, innermost]) => [`${key}.${inner}`, innermost] as const)
			: [[key, value] as const],
	);
	return pairs.map(([key, value]) => {
		const setting = settings.find(known => known.key === key);
		if (!setting)
			throw new ConfigError(say('config-unknown', {file, key, known: settings.map(known => known.key)}));
		return [setting, check(setting, value, file)] as const;
	});
}

function check(setting: Setting, value: unknown, file: string): string | number | boolean {
	const type = {text: 'string', number: 'number', yes: 'boolean'}[setting.kind];
	if (typeof value === type) return value as string | number | boolean;
	throw new ConfigError(say('config-kind', {file, key: setting.key, kind: setting.kind}));
}

const reason = (error: unknown): string | Saying =>
	error instanceof Error && 'code' in error
		? ({EACCES: say('file-denied'), ENOENT: say('file-missing'), EISDIR: say('file-directory')}[
				String(error.code)
			] ?? error.message)
		: String(error);
