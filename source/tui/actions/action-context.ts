import type {Translator} from '../../i18n/translator.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import type {ListLoader} from '../refresh/list-loader.ts';
import type {PendingTasks} from '../session/tasks.ts';
import type {Store} from '../session/store.ts';

/** Dependencies of everything that runs actions. */
export type ActionContext = {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
	readonly listLoader: ListLoader;
	readonly clock: () => Date;
	readonly translator: Translator;
	/**
	Call after opening a confirmation, or a picker that leads to a write: it then ignores keys for a moment. `isUnsolicited`: it was not
	opened by the last key press, so the moment is longer.
	*/
	startInputGuard(isUnsolicited?: boolean): void;
};
