import type {Screen} from '../../resources/index.ts';
import {createEmptyList} from './list-state.ts';
import type {ConnectionState, Size, State} from './state.ts';

/** What is known before anything was asked. */
export type InitialOptions = {
	readonly screens: readonly Screen[];
	/** How a person calls the two systems. */
	readonly names: {readonly stalker: string; readonly billing: string; readonly isEmbedded: boolean};
	readonly isDemo: boolean;
	readonly readOnly: boolean;
	readonly size: Size;
};

/** The console before anything was read: on the menu. */
export function createInitialState({screens, names, isDemo, readOnly, size}: InitialOptions): State {
	const link: ConnectionState = {
		name: '',
		state: 'connecting',
		unreachableSince: null,
		reason: null,
		latencyMs: null,
		warning: null,
	};
	const placed = screens.map((screen, place) => ({
		key: String(place + 1),
		name: typeof screen === 'string' ? screen : screen.name,
		resource: typeof screen === 'string' ? null : screen,
	}));
	return {
		size,
		screens: placed,
		activeScreen: null,
		menuCursor: 0,
		lists: Object.fromEntries(
			placed.flatMap(({name, resource}) => (resource ? [[name, createEmptyList(resource)]] : [])),
		),
		explorer: {
			path: '',
			pathHistory: [],
			isLoading: false,
			response: null,
			error: null,
			view: 'table',
			top: 0,
			columnOffset: 0,
		},
		backStack: [],
		mode: {is: 'browse'},
		stalker: {...link, name: names.stalker},
		billing: {...link, name: names.billing, warning: names.isEmbedded && !isDemo ? 'embedded' : null},
		isDemo,
		readOnly,
		isPaused: false,
		rowHistory: null,
		running: null,
		queue: [],
		results: null,
		notification: null,
		related: null,
		notifications: [],
		dryRun: false,
		undoStack: [],
	};
}
