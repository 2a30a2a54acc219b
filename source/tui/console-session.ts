import type {PortalOfRun} from '../app/portals-of-run.ts';
import type {Translator} from '../i18n/translator.ts';
import {loadFormats} from './commands/picker-actions.ts';
import {createLazyConnections} from './refresh/lazy-connections.ts';
import type {PortalTurn} from './refresh/portal-turns.ts';
import {createInitialState, type InitialOptions} from './session/initial-state.ts';
import {createPortalSessions} from './session/portal-sessions.ts';
import {createSession, type Session} from './session/session.ts';
import type {Size} from './session/state.ts';
import type {TerminalHost} from './session/terminal-host.ts';
import {loadInkTable} from './view/ink-table.ts';

/** What the session of a console needs to know from its start. */
export type ConsoleSessionOptions = Omit<InitialOptions, 'size' | 'names' | 'translator'> & {
	readonly portals: readonly PortalOfRun[];
	/** The one of them that is shown first. */
	readonly first: PortalOfRun;
};

/** Creates the session of the only portal, or one session for several. `size`: returns the size of the terminal now. */
export function createConsoleSession(
	options: ConsoleSessionOptions,
	translator: Translator,
	host: TerminalHost,
	size: () => Size,
): Session {
	const createPortalSession = (
		{prepare, names}: PortalOfRun,
		amongSeveral?: {readonly showPortal: (name: string) => void; readonly portalTurn: PortalTurn},
	): Session => {
		const own: Session = createSession({
			initialState: createInitialState({...options, names, translator, size: size()}),
			connections: createLazyConnections(
				async () => prepare(own.notify).finally(preload),
				({billing}) => own.showBilling(billing),
			),
			translator,
			host,
			...amongSeveral,
		});
		return own;
	};

	if (options.portals.length === 1) return createPortalSession(options.first);
	return createPortalSessions(
		options.portals.map(portal => ({
			name: String(portal.name),
			createSession: (showPortal, portalTurn) => createPortalSession(portal, {showPortal, portalTurn}),
			storedSummaries() {
				const stored = portal.summaries();
				return options.screens.flatMap(screen =>
					typeof screen === 'string' ? [] : (stored.get(screen.name) ?? []),
				);
			},
		})),
		String(options.first.name),
		host.runAfter,
	);
}

/**
Imports what the console would otherwise import at a later key, as soon as both systems are loaded: a console that runs for days goes on
when the program's files are replaced under it. A failure is reported by the key that needs the module.
*/
const preload = (): void =>
	void loadFormats()
		.then(loadInkTable)
		.catch(() => undefined);
