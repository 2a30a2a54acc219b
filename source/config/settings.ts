import {languages, type Words} from '../words/words.ts';

/** One thing that can be configured, said once: read by the loader, `config show`, `--help` and the README. */
export type Setting = {
	/** Table and key in the configuration file. */
	readonly key: string;
	readonly flag?: string;
	readonly variable?: string;
	readonly kind: 'text' | 'number' | 'yes';
	/** Never shown. */
	readonly secret?: boolean;
};

export const settings = [
	{
		key: 'stalker.url',
		flag: 'url',
		variable: 'STALKER_URL',
		kind: 'text',
	},
	{
		key: 'stalker.login',
		flag: 'login',
		variable: 'STALKER_LOGIN',
		kind: 'text',
	},
	{
		key: 'stalker.password',
		variable: 'STALKER_PASSWORD',
		kind: 'text',
		secret: true,
	},
	{key: 'stalker.password_file', kind: 'text'},
	{key: 'stalker.password_command', kind: 'text'},
	{
		key: 'stalker.ca_file',
		flag: 'ca-file',
		kind: 'text',
	},
	{key: 'stalker.service', flag: 'service', kind: 'number'},
	{
		key: 'billing.url',
		flag: 'database',
		variable: 'DATABASE_URL',
		kind: 'text',
		secret: true,
	},
	{key: 'billing.password_file', kind: 'text'},
	{key: 'billing.password_command', kind: 'text'},
	{key: 'read_only', flag: 'read-only', kind: 'yes'},
	{
		key: 'lang',
		flag: 'lang',
		kind: 'text',
	},
] as const satisfies readonly Setting[];

export type SettingKey = (typeof settings)[number]['key'];

/** Every setting that has a value, with where it came from. */
export type Settings = Partial<
	Record<SettingKey, {readonly value: string | number | boolean; readonly from: string}>
>;

/** What a setting is, in the reader's language. */
export function aboutSetting(key: string, words: Words): string {
	const abouts: Readonly<Record<string, (languages: string) => string>> = words.settings;
	return abouts[key]?.(languages.join(', ')) ?? key;
}
