import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {message} from '../i18n/translator.ts';
import {ConfigError} from './errors.ts';

/** The text of a file that the setting `key` names. */
export function readSecretFile(file: string, key: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new ConfigError(message('secret-unreadable', {key, file}), 'ERR_CONFIG', error);
	}
}

/**
What a command of the setting `key` prints, without the last line break. `takeErrors` gets what it writes to stderr, and it then reads no input; without `takeErrors` it has the terminal for
both.
*/
export function runSecretCommand(command: string, key: string, takeErrors?: (text: string) => void): string {
	const {status, stdout, stderr, error} = spawnSync(command, {
		shell: true,
		encoding: 'utf8',
		stdio: takeErrors ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'pipe', 'inherit'],
	});
	if (takeErrors && stderr) takeErrors(stderr);
	if (status === 0) return stdout.replace(/\r?\n$/, '');
	throw new ConfigError(message('secret-command-failed', {key}), 'ERR_CONFIG', error);
}
