import path from 'node:path';
import * as v from 'valibot';
import {openPrivateMap} from './private-json.ts';
import type {Message} from '../i18n/message.ts';

/** A column that a list is sorted by. */
type SortKey = {readonly column: string; readonly descending: boolean};

/** The order of a list. `second`: the column that orders rows which are equal by the first. */
export type SortSetting = SortKey & {readonly second?: SortKey | undefined};

/** A filter with an order and columns, saved under a name. `columns`: `null` leaves them as they are. */
export type View = {
	readonly name: string;
	readonly filter: string;
	readonly sort: SortSetting | null;
	readonly columns: readonly string[] | null;
};

/** What an operator has set on the screen of a list: it is the same the next time. */
export type ScreenSettings = {
	/** Filters that were kept, newest first. */
	readonly filterHistory: readonly string[];
	/** Ids of the visible columns, in their order. */
	readonly columns: readonly string[];
	readonly sort: SortSetting | null;
	/** Widths that the operator has fitted, in cells, by the column's id. Absent in older files. */
	readonly columnWidths?: Readonly<Record<string, number>> | undefined;
	readonly isWide: boolean;
	/** Absent in files of before there were views. */
	readonly views?: readonly View[] | undefined;
};

/** The settings of each screen, by the name of its resource. */
export type ScreenSettingsStore = {
	get(screen: string): ScreenSettings | undefined;
	set(screen: string, settings: ScreenSettings): void;
	/** Name of the screen that was opened last; `undefined` before the first. */
	lastScreen(): string | undefined;
	setLastScreen(screen: string): void;
};

const sortKeySchema = v.object({column: v.string(), descending: v.boolean()});

const sortSchema = v.nullable(v.object({...sortKeySchema.entries, second: v.optional(sortKeySchema)}));

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
	columnWidths: v.optional(v.record(v.string(), v.number())),
	isWide: v.boolean(),
	views: v.optional(v.array(viewSchema)),
});

/** Keeps the settings in a file of this operator's state (`0600`), per portal and billing, and the last screen in another beside it. */
export function createScreenSettingsFile(
	file: string,
	systems: string,
	warn: (warning: Message) => void,
): ScreenSettingsStore {
	const {get, set} = openPrivateMap(file, settingsSchema, systems, warn);
	const screens = openPrivateMap(
		path.join(path.dirname(file), 'last-screens.json'),
		v.string(),
		systems,
		warn,
	);
	return {
		get,
		set,
		lastScreen: () => screens.get(lastScreenKey),
		setLastScreen: screen => screens.set(lastScreenKey, screen),
	};
}

const lastScreenKey = 'screen';
