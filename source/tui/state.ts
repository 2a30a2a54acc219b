import type {Entry, Outcome, RowAction} from '../sync/action.ts';
import type {Tab} from '../sync/resource.ts';
import type {Reading, Row, Sheet} from '../sync/row.ts';
import type {Lead, Saying} from '../sync/saying.ts';
import type {Looked} from '../stalker/look.ts';
import type {PastSummary} from '../summaries.ts';
import type {Mode} from './mode.ts';

/** All that the console shows, as one value: drawn from nothing else, changed by keys and by answers. */
export type State = {
	readonly size: Size;
	readonly screens: readonly Screen[];
	/** Name of the screen in front; `null` is the menu. */
	readonly at: string | null;
	/** The screen that the menu points at. */
	readonly menu: number;
	/** One for each tab, by its name, whether in front or not. */
	readonly lists: Readonly<Record<string, List>>;
	/** The screen that shows any resource: what was asked, and what came back. */
	readonly explorer: Explorer;
	/** Screens that `esc` leads back to, the latest last. */
	readonly trail: readonly string[];
	readonly mode: Mode;
	readonly stalker: Link;
	readonly billing: Link;
	/** The demo portal, and a billing that goes when the console goes. */
	readonly isDemo: boolean;
	readonly readOnly: boolean;
	/** `p`: nothing is read by itself. */
	readonly paused: boolean;
	/** The journal of the row whose record is shown; `entries` are on their way while they are `null`. */
	readonly history: {readonly key: string; readonly entries: readonly Entry[] | null} | null;
	/** The deed under way, and those of the rows pressed meanwhile. */
	readonly deed: Deed | null;
	readonly waiting: readonly Waiting[];
	/** What the last work did, row by row. */
	readonly results: Results | null;
	/** Stays until the next key. */
	readonly message: Message | null;
	/** Where the message led that this key took away. */
	readonly lead: Lead | null;
	/** The past ones, latest first. */
	readonly messages: readonly Message[];
	/** `W`: the next action only says what it would do. */
	readonly simulates: boolean;
	/** Journal ids of the deeds of this run that `u` takes back, the latest last. */
	readonly deeds: readonly Done[];
};

/** In terminal cells. */
export type Size = {readonly columns: number; readonly rows: number};

/** One place of the tab bar. `tab` is `null` for the one screen that shows any resource. */
export type Screen = {readonly key: string; readonly name: string; readonly tab: Tab | null};

/** How one of the two systems is reached. */
export type Link = {
	/** As a person knows it: the host, or what kind of database it is. */
	readonly name: string;
	readonly state: 'opening' | 'up' | 'lost';
	/** When it was lost. */
	readonly since: Date | null;
	/** Why, in words. */
	readonly why: string | null;
	/** Milliseconds of the last request. */
	readonly latency: number | null;
	/** Something to know about it all the time, e.g. that passwords travel unencrypted. */
	readonly warning: 'exposed' | 'embedded' | null;
};

/** The portal's half of a list, or billing's. */
export type Side = 'theirs' | 'ours';

/** One side of a list: the last complete answer stays when the next one fails. */
export type Half<Value = unknown> = {
	readonly value: Value | null;
	/** When it was answered. */
	readonly at: Date | null;
	readonly state: 'waiting' | 'reading' | 'fresh' | 'lost';
	/** Of a reading in parts: how many records have come, of how many. */
	readonly progress: {readonly done: number; readonly of: number} | null;
};

/** One tab's list: what was read, what of it is shown, and where the operator is in it. */
export type List = {
	readonly tab: Tab;
	readonly theirs: Half<Reading<unknown>>;
	readonly ours: Half;
	/** Both sides as far as they are there; `null` until one has answered. */
	readonly sheet: Sheet | null;
	/** What the last run saw of it, until this one has read both sides. */
	readonly past: PastSummary | null;
	/** When the first rows came, if they came while the list was in front: whoever pressed a key just then has not seen them. */
	readonly arrivedAt: Date | null;
	/** The rows that the filter leaves, in their order. */
	readonly rows: readonly Row[];
	/** Place of the cursor among `rows`. */
	readonly cursor: number;
	/** The row that the keys led to. Not the one at `cursor` when that row has gone: then nothing is highlighted until the next move. */
	readonly key: string | null;
	/** Place of the first row on the screen. */
	readonly top: number;
	readonly filter: string;
	/** The word of the filter that means nothing; the rows are then those of the last good one. */
	readonly filterFault: string | null;
	readonly sort: {readonly column: string; readonly descending: boolean} | null;
	/** Ids of the columns, in the operator's order. The first two stay. */
	readonly columns: readonly string[];
	/** How many of the other columns are scrolled past. */
	readonly across: number;
	readonly marked: ReadonlySet<string>;
	readonly onlyMarked: boolean;
	/** Where a range began. */
	readonly anchor: string | null;
	/** Columns as wide as they need. */
	readonly wide: boolean;
	/** The record beside the table, on terminals wide enough: the row it shows, once the cursor has come to rest. */
	readonly beside: string | null;
};

/** Any resource, as the portal answers it. */
export type Explorer = {
	/** What was asked last; `''` before the first question. */
	readonly path: string;
	/** What was asked before, the latest last. */
	readonly past: readonly string[];
	readonly isAsking: boolean;
	/** What came back; `null` while nothing has. */
	readonly answer: Looked | null;
	/** Why nothing came back, or why nothing was asked. */
	readonly fault: Saying | null;
	readonly view: View;
	/** The first line on the screen, and the first column of a table. */
	readonly top: number;
	readonly across: number;
};

/** Ways to look at an answer. */
export type View = 'table' | 'tree' | 'raw';

/** Work on rows: `looking` reads only and can be left by `esc`, `after` reads what became of them. */
export type Deed = {
	readonly stage: 'looking' | 'writing' | 'after';
	readonly tab: string;
	readonly action: string;
	/** As a person knows the row, or their number. */
	readonly subject: string;
	readonly done: number;
	readonly of: number;
	/** `x` was pressed: it ends after the current chunk. */
	readonly stopping: boolean;
};

/** A row whose action waits for the deed under way. */
type Waiting = {readonly tab: string; readonly action: RowAction; readonly row: Row};

export type Results = {
	readonly tab: string;
	readonly action: string;
	readonly at: Date;
	readonly simulated: boolean;
	readonly lines: ReadonlyArray<{
		readonly key: string;
		readonly is: Outcome['is'] | 'planned';
		readonly changed: boolean;
		readonly said: Saying;
	}>;
};

export type Message = {
	readonly at: Date;
	readonly tone: 'good' | 'plain' | 'bad';
	readonly said: Saying;
	/** Where `o` leads from it. */
	readonly leads: Lead | null;
	/** It tells of a deed that `u` takes back. */
	readonly undoable: boolean;
};

/** A deed that `u` takes back, with all its rows. */
export type Done = {readonly tab: string; readonly action: string; readonly journal: readonly string[]};

/** What is in front: a list, the menu, or the explorer. */
export const placeOf = ({at, lists}: State): Place =>
	at === null ? 'menu' : lists[at] ? 'list' : 'explorer';

export type Place = 'list' | 'menu' | 'explorer';

/** The list in front, if the menu is not. */
export const listAt = ({at, lists}: State): List | null => (at === null ? null : (lists[at] ?? null));

/** The row that the cursor is on; `null` when it has gone. */
export function rowAt({rows, cursor, key}: List): Row | null {
	const row = rows[cursor];
	return row && row.key === key ? row : null;
}
