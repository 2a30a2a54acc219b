import {message, type Translator} from '../../i18n/translator.ts';
import type {Screen} from '../../resources/index.ts';
import {createJournalList, journalName} from '../journal/journal-list.ts';
import type {CustomCommand} from '../custom-commands/custom-command.ts';
import {createResultsList, resultsName} from '../results/results-list.ts';
import {createEmptyList} from './list-state.ts';
import {shippedViews} from './views.ts';
import type {ConnectionState, Size, State} from './state.ts';

/** What is known before the first request. */
export type InitialOptions = {
	readonly screens: readonly Screen[];
	/** Names of the two systems for the header. */
	readonly names: {readonly stalker: string; readonly billing: string; readonly isEmbedded: boolean};
	readonly isDemo: boolean;
	readonly readOnly: boolean;
	readonly size: Size;
	readonly customCommands?: readonly CustomCommand[];
	readonly translator: Translator;
};

/** The state before anything has been read, with the menu visible. */
export function createInitialState({
	screens,
	names,
	isDemo,
	readOnly,
	size,
	translator,
	customCommands = [],
}: InitialOptions): State {
	const connection: ConnectionState = {
		name: '',
		state: 'connecting',
		unreachableSince: null,
		reason: null,
		latencyMs: null,
		warning: null,
	};
	const screenTabs = screens.map((screen, index) => ({
		key: String(index + 1),
		name: typeof screen === 'string' ? screen : screen.name,
		resource: typeof screen === 'string' ? null : screen,
	}));
	return {
		size,
		screens: screenTabs,
		customCommands,
		activeScreen: null,
		menuCursor: screenTabs[0]!.name,
		lists: {
			...Object.fromEntries(
				screenTabs.flatMap(({name, resource}) =>
					resource ? [[name, {...createEmptyList(resource), views: shippedViews(name)}]] : [],
				),
			),
			[journalName]: createJournalList(translator),
			[resultsName]: createResultsList(translator),
		},
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
		stalker: {...connection, name: names.stalker},
		billing: {...connection, name: names.billing, warning: names.isEmbedded && !isDemo ? 'embedded' : null},
		openingSeconds: 0,
		isDemo,
		readOnly: readOnly ? message('read-only') : null,
		portals: [],
		isHidden: false,
		waitsForPortal: null,
		isPaused: false,
		rowHistory: null,
		running: null,
		queue: [],
		results: null,
		earlierResults: [],
		resultsBack: 0,
		notification: null,
		related: null,
		recentCommands: [],
		notifications: [],
		unreadMessages: 0,
		dryRun: false,
		undoStack: [],
	};
}
