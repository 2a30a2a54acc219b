import type {StoredSummary} from '../../storage/menu-summaries.ts';
import {createPortalTurns, type PortalTurn} from '../refresh/portal-turns.ts';
import {portalLineOf, storedPortalLine} from '../view/portal-lines.ts';
import type {PendingTasks} from './tasks.ts';
import type {Session} from './session.ts';
import type {PortalLine, Size} from './state.ts';
import type {TerminalHost} from './terminal-host.ts';

/** A portal of the console. */
type PortalOfConsole = {
	readonly name: string;
	/** Creates its session, when it is shown for the first time. `showPortal` shows another one. */
	createSession(showPortal: (name: string) => void, portalTurn: PortalTurn): Session;
	/** The row counts that an earlier session has stored. */
	storedSummaries(): readonly StoredSummary[];
};

/**
Several portals as one session: each has a session of its own, with its lists, cursors and filters, and one of them is shown. Meanwhile
nothing is read for the others, except the rest of a list whose reading has begun; the lists of the shown one are read after it. `first`:
the name of the one that is shown first.
*/
export function createPortalSessions(
	portals: readonly PortalOfConsole[],
	first: string,
	runAfter: TerminalHost['runAfter'],
): Session {
	const turns = createPortalTurns(first, runAfter);
	const sessions = new Map<string, Session>();
	const listeners = new Set<() => void>();
	const idleListeners: Array<() => void> = [];
	const ended = Promise.withResolvers<void>();
	let shown = first;
	let size: Size | null = null;
	let isStarted = false;
	const openPortal = (name: string): Session => {
		const known = sessions.get(name);
		if (known) return known;
		const session = portals.find(portal => portal.name === name)!.createSession(showPortal, turns.of(name));
		sessions.set(name, session);
		session.subscribe(() => {
			if (name === shown) for (const listener of listeners) listener();
		});
		for (const listener of idleListeners) session.pendingTasks.onIdle(listener);
		void session.ended.then(endAll);
		return session;
	};

	const active = (): Session => sessions.get(shown)!;
	openPortal(first).show(lines());

	return {
		getState: () => active().getState(),
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		waitUntil: async test => active().waitUntil(test),
		start() {
			isStarted = true;
			active().start();
		},
		handleInput: event => active().handleInput(event),
		resize(next) {
			size = next;
			for (const session of sessions.values()) session.resize(next);
		},
		notify: notice => active().notify(notice),
		logOutput: text => active().logOutput(text),
		showBilling: billing => active().showBilling(billing),
		show: () => active().show(lines()),
		hide: () => active().hide(),
		pendingTasks: pendingTasksOf(() => [...sessions.values()], idleListeners, active),
		ended: ended.promise,
		stop: stopAll,
		close: async () => void (await Promise.all([...sessions.values()].map(async session => session.close()))),
	};

	/** What the menu shows of each portal; the line of the shown one is drawn from its state. */
	function lines(): readonly PortalLine[] {
		return portals.map(({name, storedSummaries}) => {
			const session = sessions.get(name);
			return session
				? portalLineOf(name, session.getState(), name === shown)
				: storedPortalLine(name, storedSummaries());
		});
	}

	function showPortal(name: string): void {
		if (name === shown) return;
		const isNew = !sessions.has(name);
		const session = openPortal(name);
		active().hide();
		shown = name;
		turns.show(name);
		if (size) session.resize(size);
		session.show(lines());
		if (isNew && isStarted) session.start();
		for (const listener of listeners) listener();
	}

	function stopAll(): void {
		for (const session of sessions.values()) session.stop();
	}

	/** Called when one session has ended: ends all of them. */
	async function endAll(): Promise<void> {
		stopAll();
		await Promise.all([...sessions.values()].map(async session => session.ended));
		ended.resolve();
	}
}

/** The tasks of all sessions. */
function pendingTasksOf(
	sessions: () => readonly Session[],
	idleListeners: Array<() => void>,
	active: () => Session,
): PendingTasks {
	const count = () => sessions().reduce((sum, {pendingTasks}) => sum + pendingTasks.count, 0);
	return {
		add: task => active().pendingTasks.add(task),
		get count() {
			return count();
		},
		async whenIdle() {
			while (count() > 0) for (const {pendingTasks} of sessions()) await pendingTasks.whenIdle();
		},
		onIdle(listener) {
			idleListeners.push(listener);
			for (const {pendingTasks} of sessions()) pendingTasks.onIdle(listener);
		},
	};
}
