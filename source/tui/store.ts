import type {Saying} from '../sync/saying.ts';
import {tableHeight} from './room.ts';
import {listAt, type List, type Message, type State} from './state.ts';

/** The one place where the state lies. It is current at every press: nothing waits for a frame. */
export type Store = {
	now(): State;
	set(change: Partial<State>): void;
	/** Change one tab's list. */
	setList(name: string, change: (list: List, height: number) => List): void;
	/** Change the list in front, if there is one. */
	setFront(change: (list: List, height: number) => List): void;
	/** Say something: it stays until the next key, and in the list of past messages. */
	tell(tone: Message['tone'], said: Saying, more?: Partial<Pick<Message, 'leads' | 'undoable'>>): void;
	/** Only for the list of past messages. */
	note(said: Saying): void;
	/** Settles when the state is so. */
	until(test: (state: State) => boolean): Promise<void>;
	subscribe(listener: () => void): () => void;
};

/** Past messages that are kept. */
const most = 200;

export function createStore(start: State, clock: () => Date): Store {
	let state = start;
	const listeners = new Set<() => void>();
	const kept = (message: Message) => [message, ...state.messages].slice(0, most);
	const store: Store = {
		now: () => state,
		set(change) {
			state = {...state, ...change};
			for (const listener of listeners) listener();
		},
		setList(name, change) {
			const list = state.lists[name];
			if (!list) return;
			const changed = change(list, tableHeight(state.size));
			if (changed !== list) store.set({lists: {...state.lists, [name]: changed}});
		},
		setFront(change) {
			const list = listAt(state);
			if (list) store.setList(list.tab.name, change);
		},
		tell(tone, said, more = {}) {
			const message = {at: clock(), tone, said, leads: null, undoable: false, ...more};
			store.set({message, messages: kept(message)});
		},
		note(said) {
			store.set({messages: kept({at: clock(), tone: 'bad', said, leads: null, undoable: false})});
		},
		async until(test) {
			const {promise, resolve} = Promise.withResolvers<void>();
			const look = () => test(state) && resolve();
			const forget = store.subscribe(look);
			look();
			await promise;
			forget();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	return store;
}
