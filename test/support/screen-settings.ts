import type {ScreenSettings, ScreenSettingsStore} from '../../source/storage/screen-settings.ts';

/** Creates a store that keeps the settings in memory. */
export function createInMemoryScreenSettings(): ScreenSettingsStore {
	const settings = new Map<string, ScreenSettings>();
	let lastScreen: string | undefined;
	return {
		get: screen => settings.get(screen),
		set: (screen, value) => void settings.set(screen, value),
		lastScreen: () => lastScreen,
		setLastScreen: screen => void (lastScreen = screen),
	};
}
