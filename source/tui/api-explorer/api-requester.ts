import {message} from '../../i18n/translator.ts';
import type {Explorer, State} from '../session/state.ts';
import type {ActionContext} from '../actions/action-context.ts';
import {errorMessage} from '../../i18n/message.ts';

/** Sends the requests of the API explorer. */
export type ApiRequester = {
	/** Request this path. A request that is still running is aborted, and its response ignored. */
	request(path: string): void;
	/** Abort the running request. Returns false if there is none. */
	cancel(): boolean;
};

/** Paths kept in the history. */
const maxPathHistory = 50;

export function createApiRequester({
	store,
	connections,
	pendingTasks,
}: Pick<ActionContext, 'store' | 'connections' | 'pendingTasks'>): ApiRequester {
	let controller: AbortController | null = null;
	return {
		request(path) {
			controller?.abort();
			const own = new AbortController();
			controller = own;
			const {pathHistory} = store.getState().explorer;
			updateExplorer({
				path,
				pathHistory: [...pathHistory.filter(one => one !== path), path].slice(-maxPathHistory),
				isLoading: true,
				error: null,
			});
			pendingTasks.add(
				requestPath(path, own.signal).finally(() => {
					if (controller === own) controller = null;
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
		const change = await connections
			.stalker()
			.then(async stalker => stalker.readRaw(path, {signal}))
			.then(
				(response): Partial<Explorer> => ({response, error: null, top: 0, columnOffset: 0}),
				(error: unknown): Partial<Explorer> => ({
					response: null,
					error: message('failed', {message: errorMessage(error)}),
				}),
			);
		if (!signal.aborted) updateExplorer({...change, isLoading: false});
	}

	function updateExplorer(change: Partial<State['explorer']>): void {
		store.setState({explorer: {...store.getState().explorer, ...change}});
	}
}
