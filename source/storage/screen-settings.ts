import * as v from 'valibot';
import {openPrivateMap} from './private-json.ts';
import type {Message} from '../i18n/message.ts';

/** A filter with an order and columns, saved under a name. `columns`: `null` leaves them as they are. */
export type View = {
	readonly name: string;
	readonly filter: string;
	readonly sort: {readonly column: string; readonly descending: boolean} | null;
	readonly columns: readonly string[] | null;
};

/** What an operator has set on the screen of a list: it is the same the next time. */
export type ScreenSettings = {
	/** Filters that were kept, newest first. */
	readonly filterHistory: readonly string[];
	/** Ids of the visible columns, in their order. */
	readonly columns: readonly string[];
	readonly sort: {readonly column: string; readonly descending: boolean} | null;
	readonly isWide: boolean;
	/** Absent in files of before there were views. */
	readonly views?: readonly View[] | undefined;
};

/** The settings of each screen, by the name of its resource. */
export type ScreenSettingsStore = {
	get(screen: string): ScreenSettings | undefined;
	set(screen: string, settings: ScreenSettings): void;
};

const sortSchema = v.nullable(v.object({column: v.string(), descending: v.boolean()}));

const viewSchema = v.object({
	name: v.string(),
	filter: v.string(),
	sort: sortSchema,
	columns: v.nullable(v.array(v.string())),
});

const settingsSchema: v.GenericSchema<ScreenSettings> = v.object({
	filterHistory: v.array(v.string()),
	columns: v.array(v.string()),
	sort: sortSchema,
	isWide: v.boolean(),
	views: v.optional(v.array(viewSchema)),
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
