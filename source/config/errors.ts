/** The configuration is missing, broken or unsafe. Exit code 2; the message says where and what to do. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
	readonly code: 'ERR_CONFIG' | 'ERR_CONFIG_MISSING';

	constructor(message: string, code: 'ERR_CONFIG' | 'ERR_CONFIG_MISSING' = 'ERR_CONFIG', cause?: unknown) {
		super(message, cause === undefined ? undefined : {cause});
		this.code = code;
	}
}
