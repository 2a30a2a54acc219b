import {LocalizedError} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

/** The configuration is missing, broken or unsafe. Exit code 2; the message names the place and what to do. */
export class ConfigError extends LocalizedError {
	override readonly name = 'ConfigError';
	readonly code: 'ERR_CONFIG' | 'ERR_CONFIG_MISSING';

	constructor(localized: Message, code: 'ERR_CONFIG' | 'ERR_CONFIG_MISSING' = 'ERR_CONFIG', cause?: unknown) {
		super(localized, cause === undefined ? undefined : {cause});
		this.code = code;
	}
}
