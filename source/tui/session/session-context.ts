import type {Translator} from '../../i18n/translator.ts';
import type {ApiRequester} from '../api-explorer/api-requester.ts';
import type {ActionController} from '../actions/action-controller.ts';
import type {CustomCommandRunner} from '../custom-commands/custom-command-runner.ts';
import type {Key} from '../input/key.ts';
import type {TerminalHost} from './terminal-host.ts';
import type {ListLoader} from '../refresh/list-loader.ts';
import type {Store} from './store.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import type {UndoController} from '../actions/undo-controller.ts';
import type {PendingTasks} from './tasks.ts';

/** Handles one key press. */
export type CommandHandler = (key: Key, context: SessionContext) => void;

/** Dependencies passed to every command handler. */
export type SessionContext = {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly listLoader: ListLoader;
	readonly actionController: ActionController;
	readonly undoController: UndoController;
	readonly apiRequester: ApiRequester;
	readonly customCommandRunner: CustomCommandRunner;
	readonly host: TerminalHost;
	readonly translator: Translator;
	/** Call after opening a confirmation, or a picker that leads to a write: it then ignores keys for a moment. `isUnsolicited`: it was not opened by the last key press, so the moment is longer. */
	startInputGuard(isUnsolicited?: boolean): void;
	/** Shows another portal, of several. */
	showPortal(name: string): void;
	/** Quit the console; asks first while an action is writing. */
	requestQuit(): void;
};
