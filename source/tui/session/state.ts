import type {Outcome, RowAction, RowLink} from '../../sync/action.ts';
import type {AnyResource} from '../../sync/resource.ts';
import type {Plan} from '../../sync/plan-runner.ts';
import type {Row} from '../../sync/row.ts';
import type {RawResponse} from '../../stalker/raw-response.ts';
import type {CustomCommand} from '../custom-commands/custom-command.ts';
import type {Mode} from './mode.ts';
import type {SyncStatus} from '../../sync/difference.ts';
import type {Message} from '../../i18n/message.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import type {List} from './list.ts';

/**
The whole state of the console as one immutable value. The view is drawn from it alone; keys and responses replace it through the store.
*/
export type State = {
	readonly size: Size;
	readonly screens: readonly ScreenTab[];
	/** Name of the visible screen; `null` while the menu is visible. */
	readonly activeScreen: string | null;
	/** Id of the highlighted line of the menu, as in `menuEntries`; that of a screen is its name. */
	readonly menuCursor: string;
	/** The operator's own commands. */
	readonly customCommands: readonly CustomCommand[];
	/** The lists of all resources, visible or not, by resource name. */
	readonly lists: Readonly<Record<string, List>>;
	/** The screen that shows any resource of the API: the last request and its response. */
	readonly explorer: Explorer;
	/** Names of the screens that `esc` returns to, newest last. */
	readonly backStack: readonly string[];
	readonly mode: Mode;
	readonly stalker: ConnectionState;
	readonly billing: ConnectionState;
	/** For how long a system is being opened, in whole seconds since the start. */
	readonly openingSeconds: number;
	/** What the menu shows of each of several portals; empty where there is one. That of the shown one is drawn from this state. */
	readonly portals: readonly PortalLine[];
	/** Another portal is shown: nothing more is read of this one. */
	readonly isHidden: boolean;
	/** Name of another portal of which a list is being read: this one's lists are read after it. `null` while nothing waits. */
	readonly waitsForPortal: string | null;
	/** Connected to the demo portal and to a billing database that is deleted on exit. */
	readonly isDemo: boolean;
	/** Why nothing may be written; `null` where everything may. */
	readonly readOnly: Message | null;
	/** `p` was pressed: no list is refreshed automatically. */
	readonly isPaused: boolean;
	/** Journal entries of the row whose record is shown; `entries` is `null` while they are being read. */
	readonly rowHistory: {readonly key: string; readonly entries: readonly JournalEntry[] | null} | null;
	/** The action that is running, if any. */
	readonly running: RunningAction | null;
	/** Actions on single rows, requested while another one ran; first in, first out. */
	readonly queue: readonly QueuedAction[];
	/** The outcomes of the last action, row by row. */
	readonly results: Results | null;
	/** Those of the actions before it, newest first. */
	readonly earlierResults: readonly Results[];
	/** Which of them the list of results shows: how many actions ago they were made; 0 are those of the last one. */
	readonly resultsBack: number;
	/** Shown above the keys until the next key press. */
	readonly notification: Notification | null;
	/** The row that the notification closed by the current key press links to; `o` goes there. */
	readonly related: RowLink | null;
	/** Options chosen in the command palette, the last one first. */
	readonly recentCommands: readonly string[];
	/** All notifications of this session up to a limit, newest first. */
	readonly notifications: readonly Notification[];
	/** How many of them were logged without being shown since the log was last opened. */
	readonly unreadMessages: number;
	/** `W` was pressed: the next action is planned and shown, and writes nothing. */
	readonly dryRun: boolean;
	/** Actions of this session that `u` can undo, newest last. */
	readonly undoStack: readonly UndoableAction[];
};

/** Size of the terminal in cells. */
export type Size = {readonly columns: number; readonly rows: number};

/** One entry of the tab bar: its digit key, and its resource; `resource` is `null` for the API explorer. */
export type ScreenTab = {readonly key: string; readonly name: string; readonly resource: AnyResource | null};

/** The state of the connection to one of the two systems. */
export type ConnectionState = {
	/** Host name of the portal, or the kind of the database. */
	readonly name: string;
	readonly state: 'connecting' | 'connected' | 'unreachable';
	/** Time of the first failure since the system last responded. */
	readonly unreachableSince: Date | null;
	/** Error text of the last failure. */
	readonly reason: string | null;
	/** Duration of the last request. */
	readonly latencyMs: number | null;
	/** A permanent warning: the connection is unencrypted, or what kind of database billing is. */
	readonly warning: 'unencrypted' | 'embedded' | 'abills' | 'copy' | null;
};

/** What the menu shows of one of several portals. */
export type PortalLine = {
	readonly name: string;
	readonly isShown: boolean;
	/** `null` until it is shown for the first time. */
	readonly connection: ConnectionState['state'] | null;
	/** Rows of all its lists by sync status, as this or an earlier session saw them; `null` where none did. */
	readonly marks: Readonly<Record<SyncStatus, number>> | null;
	/** When the oldest of these lists was read. */
	readonly at: Date | null;
};

/** State of the API explorer. */
export type Explorer = {
	/** Path of the last request; empty before the first. */
	readonly path: string;
	/** Paths requested before, newest last. */
	readonly pathHistory: readonly string[];
	readonly isLoading: boolean;
	/** The last response; `null` before the first, and after a failure. */
	readonly response: RawResponse | null;
	/** Why the last request failed. */
	readonly error: Message | null;
	readonly view: ExplorerView;
	/** First visible line of the response, and first visible column of a table. */
	readonly top: number;
	readonly columnOffset: number;
};

/** The formats in which the explorer shows a response. */
export type ExplorerView = 'table' | 'tree' | 'raw';

/** An action in progress. `checking` only reads, and `esc` cancels it; `applying` writes; `rechecking` reads the written rows again. */
export type RunningAction = {
	readonly phase: 'checking' | 'applying' | 'rechecking';
	readonly listName: string;
	readonly action: string;
	/** The row as the operator knows it, or the number of rows. */
	readonly subject: string;
	readonly done: number;
	readonly total: number;
	/** `x` was pressed: it ends after the current batch. */
	readonly isStopping: boolean;
};

/** An action on one row that waits for the running action to end. */
type QueuedAction = {readonly listName: string; readonly action: RowAction; readonly row: Row};

/** The outcomes of an action, row by row, as the list of results shows them. */
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
		/** The row at which the way out of the refusal begins. */
		readonly related?: RowLink | undefined;
	}>;
	/** What `R` plans anew for the rows that were refused or failed; `null` for an undo and a dry run. */
	readonly retry: Pick<Plan, 'action' | 'input'> | null;
};

/** A message to the operator about something that has happened. */
export type Notification = {
	readonly at: Date;
	readonly tone: 'good' | 'plain' | 'bad';
	readonly message: Message;
	/** The row that `o` goes to. */
	readonly related: RowLink | null;
	/** It reports an action that `u` can undo. */
	readonly isUndoable: boolean;
};

/** An applied action that `u` can undo, with the ids of all its journal entries. */
export type UndoableAction = {
	readonly listName: string;
	readonly action: string;
	readonly journalIds: readonly string[];
};

/** Kind of the visible screen. */
export const screenKindOf = ({activeScreen, lists}: State): ScreenKind =>
	activeScreen === null ? 'menu' : lists[activeScreen] ? 'list' : 'explorer';

export type ScreenKind = 'list' | 'menu' | 'explorer';

/** The visible list; `null` on the menu and in the explorer. */
export const activeListOf = ({activeScreen, lists}: State): List | null =>
	activeScreen === null ? null : (lists[activeScreen] ?? null);
