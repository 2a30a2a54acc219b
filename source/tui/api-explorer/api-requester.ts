import {message} from '../../i18n/translator.ts';
import type {Explorer, State} from '../session/state.ts';
import type {Store} from '../session/store.ts';
import type {LazyConnections} from '../refresh/lazy-connections.ts';
import type {PendingTasks} from '../session/pending-tasks.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Asks the portal what a person typed, and only then. */
export type ApiRequester = {
	/** Ask this path. A question that is under way is given up: a late answer changes nothing. */
	request(path: string): void;
	/** Give up waiting; false when nothing is waited for. */
	cancel(): boolean;
};

/** So many questions are remembered. */
const maxPathHistory = 50;

export function createApiRequester({
	store,
	connections,
	pendingTasks,
}: {
	readonly store: Store;
	readonly connections: LazyConnections;
	readonly pendingTasks: PendingTasks;
}): ApiRequester {
	let controller: AbortController | null = null;
	return {
		request(path) {
			controller?.abort();
			const mine = new AbortController();
			controller = mine;
			const {pathHistory} = store.getState().explorer;
			updateExplorer({
				path,
				pathHistory: [...pathHistory.filter(one => one !== path), path].slice(-maxPathHistory),
				isLoading: true,
				error: null,
			});
			pendingTasks.add(
				requestPath(path, mine.signal).finally(() => {
					if (controller === mine) controller = null;
				}),
			);
		},
		cancel() {
			if (!controller) return false;
			controller.abort();
			controller = null;
			updateExplorer({isLoading: false});
			return true;
		},
	};

	async function requestPath(path: string, signal: AbortSignal): Promise<void> {
		const found = await connections
			.stalker()
			.then(async stalker => stalker.readRaw(path, {signal}))
			.then(
				(answer): Partial<Explorer> => ({response: answer, error: null, top: 0, columnOffset: 0}),
				(error: unknown): Partial<Explorer> => ({
					response: null,
					error: message('failed', {message: errorMessage(error)}),
				}),
			);
		if (!signal.aborted) updateExplorer({...found, isLoading: false});
	}

	function updateExplorer(change: Partial<State['explorer']>): void {
		store.setState({explorer: {...store.getState().explorer, ...change}});
	}
}
