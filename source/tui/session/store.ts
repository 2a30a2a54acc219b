import {tableHeight} from './screen-layout.ts';
import {activeListOf, type List, type Notification, type State} from './state.ts';
import type {Message} from '../../i18n/message.ts';

/** The one place where the state lies. It is current at every press: nothing waits for a frame. */
export type Store = {
	getState(): State;
	setState(change: Partial<State>): void;
	/** Change one tab's list. */
	updateList(name: string, change: (list: List, height: number) => List): void;
	/** Change the list in front, if there is one. */
	updateActiveList(change: (list: List, height: number) => List): void;
	/** Say something: it stays until the next key, and in the list of past messages. */
	notify(
		tone: Notification['tone'],
		said: Message,
		more?: Partial<Pick<Notification, 'related' | 'isUndoable'>>,
	): void;
	/** Only for the list of past messages. */
	logNotification(said: Message): void;
	/** Settles when the state is so. */
	waitUntil(test: (state: State) => boolean): Promise<void>;
	subscribe(listener: () => void): () => void;
};

/** Past messages that are kept. */
const maxNotifications = 200;

export function createStore(initialState: State, clock: () => Date): Store {
	let state = initialState;
	const listeners = new Set<() => void>();
	const prependNotification = (notification: Notification) =>
		[notification, ...state.notifications].slice(0, maxNotifications);
	const store: Store = {
		getState: () => state,
		setState(change) {
			state = {...state, ...change};
			for (const listener of listeners) listener();
		},
		updateList(name, change) {
			const list = state.lists[name];
			if (!list) return;
			const changed = change(list, tableHeight(state.size));
			if (changed !== list) store.setState({lists: {...state.lists, [name]: changed}});
		},
		updateActiveList(change) {
			const list = activeListOf(state);
			if (list) store.updateList(list.resource.name, change);
		},
		notify(tone, message, more = {}) {
			const notification = {at: clock(), tone, message, related: null, isUndoable: false, ...more};
			store.setState({notification, notifications: prependNotification(notification)});
		},
		logNotification(message) {
			store.setState({
				notifications: prependNotification({
					at: clock(),
					tone: 'bad',
					message,
					related: null,
					isUndoable: false,
				}),
			});
		},
		async waitUntil(test) {
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
