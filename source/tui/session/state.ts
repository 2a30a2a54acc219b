import type {Outcome, RowAction} from '../../sync/action.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {PortalList, Row, Comparison} from '../../sync/row.ts';
import type {RawResponse} from '../../stalker/raw-response.ts';
import type {StoredSummary} from '../../storage/menu-summaries.ts';
import type {Mode} from './mode.ts';
import type {RowLink} from '../../sync/refusal.ts';
import type {Message} from '../../i18n/message.ts';
import type {JournalEntry} from '../../sync/journal.ts';

/** All that the console shows, as one value: drawn from nothing else, changed by keys and by answers. */
export type State = {
	readonly size: Size;
	readonly screens: readonly ScreenTab[];
	/** Name of the screen in front; `null` is the menu. */
	readonly activeScreen: string | null;
	/** The screen that the menu points at. */
	readonly menuCursor: number;
	/** One for each tab, by its name, whether in front or not. */
	readonly lists: Readonly<Record<string, List>>;
	/** The screen that shows any resource: what was asked, and what came back. */
	readonly explorer: Explorer;
	/** Screens that `esc` leads back to, the latest last. */
	readonly backStack: readonly string[];
	readonly mode: Mode;
	readonly stalker: ConnectionState;
	readonly billing: ConnectionState;
	/** The demo portal, and a billing that goes when the console goes. */
	readonly isDemo: boolean;
	readonly readOnly: boolean;
	/** `p`: nothing is read by itself. */
	readonly isPaused: boolean;
	/** The journal of the row whose record is shown; `entries` are on their way while they are `null`. */
	readonly rowHistory: {readonly key: string; readonly entries: readonly JournalEntry[] | null} | null;
	/** The deed under way, and those of the rows pressed meanwhile. */
	readonly running: RunningAction | null;
	readonly queue: readonly QueuedAction[];
	/** What the last work did, row by row. */
	readonly results: Results | null;
	/** Stays until the next key. */
	readonly notification: Notification | null;
	/** Where the message led that this key took away. */
	readonly related: RowLink | null;
	/** The past ones, latest first. */
	readonly notifications: readonly Notification[];
	/** `W`: the next action only says what it would do. */
	readonly dryRun: boolean;
	/** Journal ids of the deeds of this run that `u` takes back, the latest last. */
	readonly undoStack: readonly UndoableAction[];
};

/** In terminal cells. */
export type Size = {readonly columns: number; readonly rows: number};

/** One place of the tab bar. `tab` is `null` for the one screen that shows any resource. */
export type ScreenTab = {readonly key: string; readonly name: string; readonly resource: AnyResource | null};

/** How one of the two systems is reached. */
export type ConnectionState = {
	/** As a person knows it: the host, or what kind of database it is. */
	readonly name: string;
	readonly state: 'connecting' | 'connected' | 'unreachable';
	/** When it was lost. */
	readonly unreachableSince: Date | null;
	/** Why, in words. */
	readonly reason: string | null;
	/** Milliseconds of the last request. */
	readonly latencyMs: number | null;
	/** Something to know about it all the time, e.g. that passwords travel unencrypted. */
	readonly warning: 'exposed' | 'embedded' | null;
};

/** The portal's half of a list, or billing's. */
export type Side = 'stalker' | 'billing';

/** One side of a list: the last complete answer stays when the next one fails. */
export type SideState<Value = unknown> = {
	readonly value: Value | null;
	/** When it was answered. */
	readonly loadedAt: Date | null;
	readonly state: 'waiting' | 'loading' | 'fresh' | 'unreachable';
	/** Of a reading in parts: how many records have come, of how many. */
	readonly progress: {readonly done: number; readonly total: number} | null;
};

/** One tab's list: what was read, what of it is shown, and where the operator is in it. */
export type List = {
	readonly resource: AnyResource;
	readonly stalker: SideState<PortalList<unknown>>;
	readonly billing: SideState;
	/** Both sides as far as they are there; `null` until one has answered. */
	readonly comparison: Comparison | null;
	/** What the last run saw of it, until this one has read both sides. */
	readonly lastSummary: StoredSummary | null;
	/** When the first rows came, if they came while the list was in front: whoever pressed a key just then has not seen them. */
	readonly firstRowsAt: Date | null;
	/** The rows that the filter leaves, in their order. */
	readonly rows: readonly Row[];
	/** Place of the cursor among `rows`. */
	readonly cursor: number;
	/** The row that the keys led to. Not the one at `cursor` when that row has gone: then nothing is highlighted until the next move. */
	readonly cursorKey: string | null;
	/** Place of the first row on the screen. */
	readonly top: number;
	readonly filter: string;
	/** The word of the filter that means nothing; the rows are then those of the last good one. */
	readonly filterError: string | null;
	readonly sort: {readonly column: string; readonly descending: boolean} | null;
	/** Ids of the columns, in the operator's order. The first two stay. */
	readonly columns: readonly string[];
	/** How many of the other columns are scrolled past. */
	readonly columnOffset: number;
	readonly selected: ReadonlySet<string>;
	readonly onlySelected: boolean;
	/** Where a range began. */
	readonly rangeAnchor: string | null;
	/** Columns as wide as they need. */
	readonly isWide: boolean;
	/** The record beside the table, on terminals wide enough: the row it shows, once the cursor has come to rest. */
	readonly detailKey: string | null;
};

/** Any resource, as the portal answers it. */
export type Explorer = {
	/** What was asked last; `''` before the first question. */
	readonly path: string;
	/** What was asked before, the latest last. */
	readonly pathHistory: readonly string[];
	readonly isLoading: boolean;
	/** What came back; `null` while nothing has. */
	readonly response: RawResponse | null;
	/** Why nothing came back, or why nothing was asked. */
	readonly error: Message | null;
	readonly view: ExplorerView;
	/** The first line on the screen, and the first column of a table. */
	readonly top: number;
	readonly columnOffset: number;
};

/** Ways to look at an answer. */
export type ExplorerView = 'table' | 'tree' | 'raw';

/** Work on rows: `looking` reads only and can be left by `esc`, `after` reads what became of them. */
export type RunningAction = {
	readonly phase: 'checking' | 'applying' | 'rechecking';
	readonly listName: string;
	readonly action: string;
	/** As a person knows the row, or their number. */
	readonly subject: string;
	readonly done: number;
	readonly total: number;
	/** `x` was pressed: it ends after the current chunk. */
	readonly isStopping: boolean;
};

/** A row whose action waits for the deed under way. */
type QueuedAction = {readonly listName: string; readonly action: RowAction; readonly row: Row};

export type Results = {
	readonly listName: string;
	readonly action: string;
	readonly finishedAt: Date;
	readonly isDryRun: boolean;
	readonly lines: ReadonlyArray<{
		readonly key: string;
		readonly is: Outcome['is'] | 'planned';
		readonly changed: boolean;
		readonly message: Message;
	}>;
};

export type Notification = {
	readonly at: Date;
	readonly tone: 'good' | 'plain' | 'bad';
	readonly message: Message;
	/** Where `o` leads from it. */
	readonly related: RowLink | null;
	/** It tells of a deed that `u` takes back. */
	readonly isUndoable: boolean;
};

/** A deed that `u` takes back, with all its rows. */
export type UndoableAction = {
	readonly listName: string;
	readonly action: string;
	readonly journalIds: readonly string[];
};

/** What is in front: a list, the menu, or the explorer. */
export const screenKindOf = ({activeScreen, lists}: State): ScreenKind =>
	activeScreen === null ? 'menu' : lists[activeScreen] ? 'list' : 'explorer';

export type ScreenKind = 'list' | 'menu' | 'explorer';

/** The list in front, if the menu is not. */
export const activeListOf = ({activeScreen, lists}: State): List | null =>
	activeScreen === null ? null : (lists[activeScreen] ?? null);

/** The row that the cursor is on; `null` when it has gone. */
export function cursorRowOf({rows, cursor, cursorKey}: List): Row | null {
	const row = rows[cursor];
	return row && row.key === cursorKey ? row : null;
}
