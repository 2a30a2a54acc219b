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
	/** See `SessionContext.startInputGuard`. */
	readonly startInputGuard: (isUnsolicited?: boolean) => void;
};
