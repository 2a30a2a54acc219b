import {ConfigError} from './errors.ts';
import type {Setting, Settings} from './settings.ts';
import {message} from '../i18n/translator.ts';

/**
The value of a setting in the configuration file, with its source. `key`: its name there.

@throws {ConfigError} for a value of another type.
*/
export function checkSetting(
	{kind}: Setting,
	key: string,
	value: unknown,
	file: string,
): NonNullable<Settings[keyof Settings]> {
	const type = {text: 'string', number: 'number', yes: 'boolean'}[kind];
	if (typeof value === type) return {value: value as string | number | boolean, from: file};
	throw new ConfigError(message('config-kind', {file, key, kind}));
}
