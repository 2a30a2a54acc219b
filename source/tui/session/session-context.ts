import type {ApiRequester} from '../api-explorer/api-requester.ts';
import type {ActionContext} from '../actions/action-context.ts';
import type {ActionController} from '../actions/action-controller.ts';
import type {CustomCommandRunner} from '../custom-commands/custom-command-runner.ts';
import type {Key} from '../input/key.ts';
import type {TerminalHost} from './terminal-host.ts';
import type {UndoController} from '../actions/undo-controller.ts';

/** Handles one key press. */
export type CommandHandler = (key: Key, context: SessionContext) => void;

/** Dependencies passed to every command handler. */
export type SessionContext = ActionContext & {
	readonly actionController: ActionController;
	readonly undoController: UndoController;
	readonly apiRequester: ApiRequester;
	readonly customCommandRunner: CustomCommandRunner;
	readonly host: TerminalHost;
	/** Shows another portal, of several. */
	showPortal(name: string): void;
	/** Quit the console; asks first while an action is writing. */
	requestQuit(): void;
};
