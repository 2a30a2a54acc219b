import {sayingOf} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {Explorer, State} from '../state.ts';
import type {Store} from '../store.ts';
import type {Systems} from '../reading/systems.ts';
import type {Works} from '../works.ts';

/** Asks the portal what a person typed, and only then. */
export type Asker = {
	/** Ask this path. A question that is under way is given up: a late answer changes nothing. */
	ask(path: string): void;
	/** Give up waiting; false when nothing is waited for. */
	leaveOff(): boolean;
};

/** So many questions are remembered. */
const mostPast = 50;

export function createAsker({
	store,
	systems,
	works,
}: {
	readonly store: Store;
	readonly systems: Systems;
	readonly works: Works;
}): Asker {
	let asking: AbortController | null = null;
	return {
		ask(path) {
			asking?.abort();
			const mine = new AbortController();
			asking = mine;
			const {past} = store.now().explorer;
			set({
				path,
				past: [...past.filter(one => one !== path), path].slice(-mostPast),
				isAsking: true,
				fault: null,
			});
			works.add(
				look(path, mine.signal).finally(() => {
					if (asking === mine) asking = null;
				}),
			);
		},
		leaveOff() {
			if (!asking) return false;
			asking.abort();
			asking = null;
			set({isAsking: false});
			return true;
		},
	};

	async function look(path: string, signal: AbortSignal): Promise<void> {
		const found = await systems
			.stalker()
			.then(async stalker => stalker.look(path, {signal}))
			.then(
				(answer): Partial<Explorer> => ({answer, fault: null, top: 0, across: 0}),
				(error: unknown): Partial<Explorer> => ({
					answer: null,
					fault: say('failed', {message: sayingOf(error)}),
				}),
			);
		if (!signal.aborted) set({...found, isAsking: false});
	}

	function set(change: Partial<State['explorer']>): void {
		store.set({explorer: {...store.now().explorer, ...change}});
	}
}
