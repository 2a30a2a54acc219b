import {checkSetting, settings, type Settings} from './settings.ts';
import {ConfigError} from './errors.ts';
import {message} from '../i18n/translator.ts';

/**
A portal of the file, `[portals.NAME]`. Its settings have the keys of the single form, `stalker.url`, and those of its own policy,
`policy.C2`. The name is a label and stands for nothing outside the configuration.
*/
export type PortalSettings = {readonly name: string; readonly settings: Settings};

const prefix = 'stalker.';
const policyPrefix = 'policy.';

/** Whether a setting is one of a portal alone. */
export const isPortalSetting = (key: string): boolean => key.startsWith(prefix);

/**
The name of a setting as the file has it: of the portal `north` `portals.north.url` for `stalker.url`, and `portals.north.policy.C2` for
`policy.C2`. `portal`: `null` where it stands in no portal's table.
*/
export function settingName(key: string, portal: string | null): string {
	if (portal === null) return key;
	if (isPortalSetting(key)) return `portals.${portal}.${key.slice(prefix.length)}`;
	return key.startsWith(policyPrefix) ? `portals.${portal}.${key}` : key;
}

/** The settings that are no portal's. */
export const commonOf = (all: Settings): Settings =>
	Object.fromEntries(Object.entries(all).filter(([key]) => !isPortalSetting(key)));

/**
Reads the tables `[portals.NAME]`, in the order of the file.

@throws {ConfigError} for what is no setting of a portal, a portal without address, and two portals with the same address, the same row of
billing, or billing's channels.
*/
export function readPortals(tables: unknown, file: string): readonly PortalSettings[] {
	if (tables === undefined) return [];
	if (!isTable(tables)) throw new ConfigError(message('portals-no-tables', {file, name: null}));
	const portals = Object.entries(tables).map(([name, table]): PortalSettings => {
		if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name)) throw new ConfigError(message('portal-name', {file}));
		if (!isTable(table)) throw new ConfigError(message('portals-no-tables', {file, name}));
		return {name, settings: readPortal(table, name, file)};
	});
	checkPortals(portals, file);
	return portals;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Reads the table of a portal: the keys of `[stalker]`, and a table `policy` with those of `[policy]`. */
function readPortal(table: Readonly<Record<string, unknown>>, name: string, file: string): Settings {
	const {policy = {}, ...own} = table;
	if (!isTable(policy)) throw new ConfigError(message('portals-no-tables', {file, name: `${name}.policy`}));
	const pairs = [
		...Object.entries(own).map(([key, value]) => [`${prefix}${key}`, value] as const),
		...Object.entries(policy).map(([key, value]) => [`${policyPrefix}${key}`, value] as const),
	];
	return Object.fromEntries(
		pairs.map(([key, value]) => {
			const setting = settings.find(known => known.key === key);
			const inFile = settingName(key, name);
			if (setting) return [key, checkSetting(setting, inFile, value, file)];
			throw new ConfigError(message('config-unknown', {file, key: inFile, known: namesLike(key, name)}));
		}),
	);
}

/** The names of a portal's settings, or of those of its policy, whichever this one is among. */
const namesLike = (key: string, portal: string): readonly string[] => {
	const own = key.startsWith(policyPrefix) ? policyPrefix : prefix;
	return settings.filter(known => known.key.startsWith(own)).map(known => settingName(known.key, portal));
};

/** Throws where a portal has no address, or two have the same, or the same row of billing, or the channels. */
function checkPortals(portals: readonly PortalSettings[], file: string): void {
	const nameless = portals.find(portal => portal.settings['stalker.url'] === undefined);
	if (nameless) throw new ConfigError(message('portal-without-url', {file, name: nameless.name}));
	for (const key of ['stalker.url', 'stalker.service', 'stalker.channels'] as const) {
		const valued = portals.filter(portal => comparable(portal, key) !== null);
		for (const same of Map.groupBy(valued, portal => comparable(portal, key)).values()) {
			if (same.length > 1)
				throw new ConfigError(
					message('portals-same', {file, names: same.map(({name}) => name), key: key.slice(prefix.length)}),
				);
		}
	}
}

/** A value that no two portals may share; `null` where they may. */
function comparable(
	{settings: own}: PortalSettings,
	key: 'stalker.url' | 'stalker.service' | 'stalker.channels',
): string | null {
	const value = own[key]?.value;
	if (value === undefined || value === false) return null;
	// The portal's folder, its API and what boxes open are the same portal.
	const text = String(value).replace(/(?:\/(?:stalker_portal|api|c)(?:\/.*)?|\/+)$/i, '');
	return URL.canParse(text) ? new URL(text).href : text;
}

/**
The portal called `name`, else the only one; `undefined` where several are there and none is named. Throws `ConfigError` where a flag or
variable could be meant for any of them.
*/
export function findPortal(
	{
		portals,
		file,
		overriding,
	}: {readonly portals: readonly PortalSettings[]; readonly file: string; readonly overriding: Settings},
	name: string | undefined,
): PortalSettings | undefined {
	const known = portals.map(portal => portal.name);
	if (name !== undefined) {
		const found = portals.find(portal => portal.name === name);
		if (found) return found;
		throw new ConfigError(message('no-portal', {file, name, known}));
	}

	const override = Object.entries(overriding).find(([key]) => isPortalSetting(key))?.[1];
	if (portals.length > 0 && override)
		throw new ConfigError(message('portal-overridden', {from: override.from, known}));
	return portals.length === 1 ? portals[0] : undefined;
}
