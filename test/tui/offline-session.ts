import {resources} from '../../source/resources/index.ts';
import {englishTranslator as translator} from '../../source/i18n/translator.ts';
import type {Row} from '../../source/sync/row.ts';
import {createLazyConnections} from '../../source/tui/refresh/lazy-connections.ts';
import {createInitialState} from '../../source/tui/session/initial-state.ts';
import {setComparison} from '../../source/tui/session/list-state.ts';
import {createSession, type Session} from '../../source/tui/session/session.ts';
import type {TerminalHost} from '../../source/tui/session/terminal-host.ts';

const [accounts] = resources;

/** The console with these accounts on the screen, which were read before, and connected to nothing. The column cursor is on `login`. */
export function createOfflineSession(rows: readonly Row[]): Session {
	const initial = createInitialState({
		screens: [accounts!],
		names: {stalker: 'bench', billing: 'bench', isEmbedded: false},
		isDemo: false,
		readOnly: false,
		size: {columns: 120, rows: 36},
		translator,
	});
	const list = initial.lists[accounts!.name]!;
	const {stalker, billing} = accounts!.empty;
	const loaded = {
		...list,
		stalker: {...list.stalker, value: stalker},
		billing: {...list.billing, value: billing},
		columnCursor: 'login',
	};
	return createSession({
		initialState: {
			...initial,
			activeScreen: accounts!.name,
			lists: {
				...initial.lists,
				[accounts!.name]: setComparison(loaded, {stalker, billing, rows, short: null}, 30),
			},
		},
		connections: createLazyConnections(async () => new Promise(() => {})),
		translator,
		host: hostWithoutTerminal,
	});
}

/** A host of a session that has no terminal. Its timers never fire. */
export const hostWithoutTerminal: TerminalHost = {
	discardTypeAhead() {},
	copyToClipboard() {},
	saveFile: async name => name,
	screenLines: () => [],
	maxScrollTop: () => 0,
	targetAt: () => null,
	runProgram: async () => ({code: 0, signal: null, error: null}),
	suspend() {},
	redraw() {},
	clock: () => new Date(),
	runAfter: () => () => {},
};
