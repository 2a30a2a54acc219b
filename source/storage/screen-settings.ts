import * as v from 'valibot';
import {openPrivateMap} from './private-json.ts';
import type {Message} from '../i18n/message.ts';

/** What an operator has set on the screen of a list: it is the same the next time. */
export type ScreenSettings = {
	/** Filters that were kept, newest first. */
	readonly filterHistory: readonly string[];
	/** Ids of the visible columns, in their order. */
	readonly columns: readonly string[];
	readonly sort: {readonly column: string; readonly descending: boolean} | null;
	readonly isWide: boolean;
};

/** The settings of each screen, by the name of its resource. */
export type ScreenSettingsStore = {
	get(screen: string): ScreenSettings | undefined;
	set(screen: string, settings: ScreenSettings): void;
};

const settingsSchema: v.GenericSchema<ScreenSettings> = v.object({
	filterHistory: v.array(v.string()),
	columns: v.array(v.string()),
	sort: v.nullable(v.object({column: v.string(), descending: v.boolean()})),
	isWide: v.boolean(),
});

/** Keeps the settings in a file of this operator's state (`0600`), per portal and billing. */
export const createScreenSettingsFile = (
	file: string,
	systems: string,
	warn: (warning: Message) => void,
): ScreenSettingsStore => openPrivateMap(file, settingsSchema, systems, warn);

/** Keeps the settings until the program ends: for tests. */
export function createInMemoryScreenSettings(): ScreenSettingsStore {
	const settings = new Map<string, ScreenSettings>();
	return {get: screen => settings.get(screen), set: (screen, value) => void settings.set(screen, value)};
}
