import {languages, type Translator, message} from '../i18n/translator.ts';
import {ConfigError} from './errors.ts';

/** Sets of colours: for dark and light backgrounds, for colour-blind eyes, and without colours. */
export const themes = ['dark', 'light', 'safe', 'mono'] as const;

export type Theme = (typeof themes)[number];

export const isTheme = (name: unknown): name is Theme => themes.some(known => known === name);

/** The kinds of difference that a policy may fix, each with the systems that may be right; every other kind is left to people. */
export const policyUses = {
	A1: ['stalker'],
	A2: ['stalker'],
	A5: ['billing'],
	B1: ['billing'],
	B3: ['billing'],
	C1: ['billing'],
	C2: ['stalker'],
	E1: ['billing', 'stalker'],
	E2: ['billing'],
} as const;

export type PolicyKind = keyof typeof policyUses;

export const policyKinds = Object.keys(policyUses) as readonly PolicyKind[];

/** Kinds whose fix switches accounts off: a policy needs `allow_switch_off` for them. */
export const switchingOff: readonly PolicyKind[] = ['B1', 'B3'];

/** A setting, declared once for the loader, `config show`, `--help` and the documentation. */
export type Setting = {
	/** Table and key in the configuration file. */
	readonly key: string;
	/** One that begins with `no-` sets `false`. */
	readonly flag?: string;
	readonly variable?: string;
	readonly kind: 'text' | 'number' | 'yes';
	/** `whole`: the value is never shown. `within`: an address, whose password is never shown. */
	readonly secret?: 'whole' | 'within';
	/** The values that it takes. */
	readonly values?: readonly string[];
	/** Names a file. */
	readonly isFile?: true;
};

const declaredSettings = [
	{
		key: 'stalker.url',
		flag: 'url',
		variable: 'STALKER_URL',
		kind: 'text',
		secret: 'within',
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
		secret: 'whole',
	},
	{key: 'stalker.password_file', kind: 'text'},
	{key: 'stalker.password_command', kind: 'text'},
	{
		key: 'stalker.ca_file',
		flag: 'ca-file',
		kind: 'text',
		isFile: true,
	},
	{key: 'stalker.service', flag: 'service', kind: 'number'},
	{key: 'stalker.channels', kind: 'yes'},
	{
		key: 'billing.url',
		flag: 'database',
		variable: 'DATABASE_URL',
		kind: 'text',
		secret: 'within',
	},
	{key: 'billing.password_file', kind: 'text'},
	{key: 'billing.password_command', kind: 'text'},
	{key: 'billing.customers', kind: 'number'},
	{key: 'billing.domain', kind: 'number'},
	{key: 'billing.group', kind: 'number'},
	{key: 'read_only', flag: 'read-only', kind: 'yes'},
	{key: 'ui.theme', kind: 'text', values: ['auto', ...themes]},
	{key: 'ui.mouse', flag: 'no-mouse', kind: 'yes'},
	{
		key: 'lang',
		flag: 'lang',
		kind: 'text',
		values: languages,
	},
	{key: 'policy.allow_switch_off', kind: 'yes'},
	{key: 'policy.max_changes', kind: 'number'},
	{key: 'policy.max_share', kind: 'number'},
] as const satisfies readonly Setting[];

type PolicyKey = `policy.${PolicyKind}`;

export type SettingKey = (typeof declaredSettings)[number]['key'] | PolicyKey;

export const settings: ReadonlyArray<Setting & {readonly key: SettingKey}> = [
	...declaredSettings,
	...policyKinds.map(kind => ({
		key: `policy.${kind}` as const,
		kind: 'text' as const,
		values: [...policyUses[kind], 'none'],
	})),
];

/** Every setting that has a value, with its source: a file, a variable or a flag. */
export type Settings = Partial<
	Record<SettingKey, {readonly value: string | number | boolean; readonly from: string}>
>;

/** Describes a setting in the language of the translator. */
export function describeSetting(key: string, translator: Translator): string {
	const kind = policyKinds.find(known => key === `policy.${known}`);
	if (kind) return translator.settingHelp['policy.kind'](kind, policyUses[kind]);
	const descriptions: Readonly<Record<string, (...values: never) => string>> = translator.settingHelp;
	return (descriptions[key] as ((languages: string) => string) | undefined)?.(languages.join(', ')) ?? key;
}

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
