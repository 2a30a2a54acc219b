import {tableHeight} from './screen-layout.ts';
import type {List} from './list.ts';
import {activeListOf, type Notification, type State} from './state.ts';
import type {Message} from '../../i18n/message.ts';

/** Holds the state. Changes are visible at once: the next key press sees them, whether or not a frame has been drawn. */
export type Store = {
	getState(): State;
	setState(change: Partial<State>): void;
	/** Replace the list of one resource. `height`: rows that fit on the screen. Does nothing for an unknown name. */
	updateList(name: string, change: (list: List, height: number) => List): void;
	/** Replace the visible list, if there is one. */
	updateActiveList(change: (list: List, height: number) => List): void;
	/** Show a notification until the next key press, and log it. */
	notify(
		tone: Notification['tone'],
		message: Message,
		more?: Partial<Pick<Notification, 'related' | 'isUndoable'>>,
	): void;
	/**
	Like `notify`, `plain` unless the tone is given, but a message that is shown stays: what happens by itself does not replace a result.
	*/
	notice(message: Message, tone?: Notification['tone']): void;
	/** Log a message without showing it; `bad` unless the tone is given. The header counts it until the log is opened. */
	logNotification(message: Message, tone?: Notification['tone']): void;
	/** Resolves as soon as the state passes the test. */
	waitUntil(test: (state: State) => boolean): Promise<void>;
	/** Calls the listener after each change; returns the unsubscribe function. */
	subscribe(listener: () => void): () => void;
};

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
		notice(message, tone = 'plain') {
			if (state.notification) store.logNotification(message, tone);
			else store.notify(tone, message);
		},
		logNotification(message, tone = 'bad') {
			const notification = {at: clock(), tone, message, related: null, isUndoable: false};
			store.setState({
				notifications: prependNotification(notification),
				unreadMessages: state.unreadMessages + 1,
			});
		},
		async waitUntil(test) {
			const {promise, resolve} = Promise.withResolvers<void>();
			const check = () => test(state) && resolve();
			const unsubscribe = store.subscribe(check);
			check();
			await promise;
			unsubscribe();
		},
		/** Calls the listener after each change; returns the unsubscribe function. */
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	return store;
}
