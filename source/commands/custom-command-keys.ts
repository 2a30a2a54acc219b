import type {Config} from '../config/config.ts';
import {ConfigError} from '../config/errors.ts';
import {message} from '../i18n/translator.ts';
import {resources} from '../resources/index.ts';

/** Throws `ConfigError` if one of the operator's own commands has a key of the console or of an action. */
export async function checkCommandKeys({commands, file}: Config): Promise<void> {
	if (commands.length === 0) return;
	const {isBuiltInKey} = await import('../tui/start-console.ts');
	const taken = commands.find(({key}) => isBuiltInKey(key, resources));
	if (taken) throw new ConfigError(message('command-key-taken', {file, key: taken.key, name: taken.name}));
}
