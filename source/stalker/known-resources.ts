/** Resources that can be read (REST API v1), in the order in which they are offered. */
export const knownResources = [
	'accounts',
	'account_subscription',
	'itv',
	'itv_subscription',
	'services_package',
	'stb',
	'stb_modules',
	'tariffs',
	'users',
] as const;
