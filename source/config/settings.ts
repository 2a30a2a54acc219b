import {languages} from '../words/words.ts';

/** One thing that can be configured, said once: read by the loader, `config show`, `--help` and the README. */
export type Setting = {
	/** Table and key in the configuration file. */
	readonly key: string;
	readonly flag?: string;
	readonly variable?: string;
	readonly kind: 'text' | 'number' | 'yes';
	/** Never shown. */
	readonly secret?: boolean;
	readonly about: string;
};

export const settings = [
	{
		key: 'stalker.url',
		flag: 'url',
		variable: 'STALKER_URL',
		kind: 'text',
		about: 'the portal, with or without /stalker_portal/api/v1',
	},
	{
		key: 'stalker.login',
		flag: 'login',
		variable: 'STALKER_LOGIN',
		kind: 'text',
		about: 'api_auth_login of the portal',
	},
	{
		key: 'stalker.password',
		variable: 'STALKER_PASSWORD',
		kind: 'text',
		secret: true,
		about: 'api_auth_password of the portal',
	},
	{key: 'stalker.password_file', kind: 'text', about: 'a file that holds it'},
	{key: 'stalker.password_command', kind: 'text', about: 'a command that prints it'},
	{
		key: 'stalker.ca_file',
		flag: 'ca-file',
		kind: 'text',
		about: 'certificates (PEM) to trust instead of the usual ones',
	},
	{key: 'stalker.service', flag: 'service', kind: 'number', about: "the portal's row of iptv_services"},
	{
		key: 'billing.url',
		flag: 'database',
		variable: 'DATABASE_URL',
		kind: 'text',
		secret: true,
		about: 'postgresql://user@host/database, or embedded: for a database of its own',
	},
	{key: 'billing.password_file', kind: 'text', about: "a file that holds the database user's password"},
	{key: 'billing.password_command', kind: 'text', about: 'a command that prints it'},
	{key: 'read_only', flag: 'read-only', kind: 'yes', about: 'write nothing, anywhere'},
	{
		key: 'lang',
		flag: 'lang',
		kind: 'text',
		about: `the language: ${languages.join(', ')} (that of the locale)`,
	},
] as const satisfies readonly Setting[];

export type SettingKey = (typeof settings)[number]['key'];

/** Every setting that has a value, with where it came from. */
export type Settings = Partial<
	Record<SettingKey, {readonly value: string | number | boolean; readonly from: string}>
>;
