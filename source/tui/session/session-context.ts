import type {Translator} from '../../i18n/translator.ts';
import type {ApiRequester} from '../api-explorer/api-requester.ts';
import type {ActionController} from '../actions/action-controller.ts';
import type {Key} from '../input/key.ts';
import type {TerminalHost} from './terminal-host.ts';
import type {ListLoader} from '../refresh/list-loader.ts';
import type {Store} from './store.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import type {UndoController} from '../actions/undo-controller.ts';
import type {PendingTasks} from './pending-tasks.ts';

/** What a key does. */
export type CommandHandler = (key: Key, hands: SessionContext) => void;

/** All that keys may set in motion, for the parts of the session. */
export type SessionContext = {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly listLoader: ListLoader;
	readonly actionController: ActionController;
	readonly undoController: UndoController;
	readonly apiRequester: ApiRequester;
	readonly host: TerminalHost;
	readonly translator: Translator;
	/** A prompt or a choice before a write has opened. */
	startInputGuard(unasked?: boolean): void;
	requestQuit(): void;
};
