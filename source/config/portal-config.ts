import type {Config} from './config.ts';
import {isPortalSetting, settingName} from './portals.ts';
import type {SettingKey, Settings} from './settings.ts';

/** The configuration with this portal of `portals` as the chosen one. Flags and variables apply to the one that the call names. */
const withPortal = (config: Config, name: string): Config =>
	name === config.portal
		? config
		: {
				...config,
				portal: name,
				settings: {
					...config.commonSettings,
					...config.portals.find(portal => portal.name === name)?.settings,
				},
			};

/** The configuration once for each portal, each time with that one as the chosen. */
export const portalConfigs = (config: Config): readonly Config[] =>
	config.portals.length === 0 ? [config] : config.portals.map(({name}) => withPortal(config, name));

/** A setting with its name in the file, `portals.north.url`, and the key of its declaration, `stalker.url`. */
type NamedSetting = NonNullable<Settings[SettingKey]> & {readonly name: string; readonly key: string};

/** Every setting that has a value, those of each portal included. */
export function namedSettings(config: Config): readonly NamedSetting[] {
	const named = (own: Settings, portal: string | null) =>
		Object.entries(own).map(([key, setting]) => ({...setting, name: settingName(key, portal), key}));
	if (config.portals.length === 0) return named(config.settings, null);
	const ofPortals = portalConfigs(config).flatMap(({portal, settings: all}) => {
		const own = config.portals.find(({name}) => name === portal)!.settings;
		const isOwn = ([key]: readonly [string, unknown]) => key in own || isPortalSetting(key);
		return named(Object.fromEntries(Object.entries(all).filter(isOwn)), portal);
	});
	return [...ofPortals, ...named(config.commonSettings, null)];
}

/**
The portal that billing's channels belong to, by the setting `channels`: the chosen one (`this`) or another; `null` where no portal has the
setting.
*/
export function channelOwner({settings: found, portals, portal}: Config): 'this' | 'other' | null {
	const isOwn = found['stalker.channels']?.value;
	if (isOwn !== undefined) return isOwn === true ? 'this' : 'other';
	const isAnother = portals.some(
		({name, settings: own}) => name !== portal && own['stalker.channels']?.value === true,
	);
	return isAnother ? 'other' : null;
}
