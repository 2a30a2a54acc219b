import {sayingOf, type Saying} from '../sync/saying.ts';
import {say, type Words} from '../words/words.ts';
import {openAsk} from './deeds/asking.ts';
import {createDeeds} from './deeds/deeds.ts';
import {readHistory} from './browse/going.ts';
import type {Hands} from './hands.ts';
import {createHearing} from './hearing.ts';
import type {Outside} from './outside.ts';
import type {Heard} from './keyboard/key.ts';
import {arranged} from './browse/list.ts';
import {settleBrokenOff} from '../resources/broken-off.ts';
import {createAsker} from './exploring/asking.ts';
import {createCompleter} from './reading/completing.ts';
import {createLive} from './reading/live.ts';
import {prepareInFront} from './reading/preparing.ts';
import {createReader} from './reading/reader.ts';
import {createRest} from './rest.ts';
import {listAt, type Size, type State} from './state.ts';
import {createStore} from './store.ts';
import type {Systems} from './reading/systems.ts';
import {createUndoing} from './deeds/undoing.ts';
import {createWorks, type Works} from './works.ts';

/**
The console without the screen: keys in, states out.

Every key is worked off before the next one is looked at, and the state is current in between. Writes begin here, never in drawing.
*/
export type Session = {
	now(): State;
	subscribe(listener: () => void): () => void;
	/** Settles when the state is so. */
	until(test: (state: State) => boolean): Promise<void>;
	/** Begin reading. */
	open(): void;
	hear(heard: Heard): void;
	resize(size: Size): void;
	tell(said: Saying): void;
	readonly works: Works;
	/** Settles when the operator has left, or `stop` was called, and the work under way has come to its next stop. */
	readonly left: Promise<void>;
	/** What a signal asks for: no question, but what is being written comes to its next stop first. */
	stop(): void;
	close(): Promise<void>;
};

export function createSession({
	start,
	systems,
	outside,
	words,
}: {
	readonly start: State;
	readonly systems: Systems;
	readonly outside: Outside;
	readonly words: Words;
}): Session {
	const store = createStore(start, outside.clock);
	const works = createWorks(error => store.tell('bad', say('failed', {message: sayingOf(error)})));
	const reader = createReader({
		store,
		systems,
		works,
		clock: outside.clock,
		after: outside.after,
		onList: settle,
	});
	const completer = createCompleter({store, systems, works, show: reader.show});
	const live = createLive({
		store,
		systems,
		works,
		clock: outside.clock,
		after: outside.after,
		isWatched: reader.isWatched,
		show: reader.show,
	});
	const endPreparing = prepareInFront(store, works);
	const left = Promise.withResolvers<void>();
	const closing = new AbortController();
	const rest = createRest(works);
	const hearing = createHearing({store, works, discard: outside.discard, stop: leaveWorking});
	const context = {store, systems, works, reader, clock: outside.clock, prompted: hearing.prompted};
	const deeds = createDeeds(context);
	const hands: Hands = {
		...context,
		outside,
		words,
		deeds,
		undoing: createUndoing(context, deeds),
		asker: createAsker(context),
		leave,
	};

	return {
		now: store.now,
		subscribe: store.subscribe,
		until: store.until,
		works,
		left: left.promise,
		open() {
			works.add(recall());
			// That there is nothing to be opened is told by who reads.
			works.add(systems.stalker().then(reader.recall, () => undefined));
			works.add(readAll());
			works.add(lookBack());
		},
		hear(heard) {
			reader.awake();
			hearing.hear(heard, hands);
			followCursor();
			settle();
		},
		resize(size) {
			store.set({size});
			for (const name of Object.keys(store.now().lists)) store.setList(name, arranged);
		},
		tell: said => store.tell('plain', said),
		stop: leaveWorking,
		async close() {
			closing.abort();
			reader.close();
			completer.close();
			live.close();
			endPreparing();
			hearing.close();
			rest.end();
			await systems.close();
		},
	};

	/** Rows have come into view. */
	function settle(): void {
		completer.look();
		live.look();
	}

	/** What the last run saw is told until it is known better. That there is nothing to be opened is told by who reads. */
	async function recall(): Promise<void> {
		const summaries = await systems.summaries().catch(() => null);
		for (const name of Object.keys(store.now().lists))
			store.setList(name, list => ({...list, past: summaries?.get(name) ?? null}));
	}

	/** What broke off in an earlier run is looked at once, and told. */
	async function lookBack(): Promise<void> {
		const world = await systems.world().catch(() => null);
		if (!world) return;
		const {signal} = closing;
		const looked = await settleBrokenOff(world, signal).catch((error: unknown) => {
			if (signal.aborted) return null;
			throw error;
		});
		if (!looked) return;
		const {found, rest, count} = looked;
		const told = [...found.map(({said}) => said), ...rest];
		for (const said of told) store.note(said);
		if (told[0]) store.tell('bad', count === 1 ? told[0] : say('broken-several', {n: count}));
	}

	/** Screen after screen, so that the portal is not asked for everything at once. Billing, which may be slow to open, is not waited for. */
	async function readAll(): Promise<void> {
		for (const {tab} of store.now().screens) {
			if (!tab) continue;
			void reader.read(tab.name);
			await store.until(({lists}) => ['fresh', 'lost'].includes(lists[tab.name]!.theirs.state));
		}
	}

	/** The record beside the table follows the cursor when it has come to rest: drawn at every step it would fill a slow line. */
	function followCursor(): void {
		const {beside, key} = listAt(store.now()) ?? {beside: null, key: null};
		rest.end();
		if (beside === null || key === null || beside === key) return;
		rest.run(() => {
			store.setFront(list => (list.beside === null ? list : {...list, beside: list.key}));
			readHistory(key, hands);
		});
	}

	function leave(): void {
		const {deed, mode} = store.now();
		if (deed?.stage !== 'writing') return leaveWorking();
		if (mode.is === 'ask' && mode.task.is === 'quit') return leaveWorking();
		openAsk(store, {is: 'quit'}, null);
		hearing.prompted();
	}

	/** What is being written comes to its next stop first, and what is only being looked at is left. */
	function leaveWorking(): void {
		if (store.now().deed) deeds.bench.stop();
		void deeds.bench.free().then(left.resolve);
	}
}
