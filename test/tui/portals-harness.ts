import {stripVTControlCharacters} from 'node:util';
import {expect} from 'vitest';
import type {PortalOfRun} from '../../source/app/portals-of-run.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';
import {screens} from '../../source/resources/index.ts';
import {createKeyboard} from '../../source/tui/input/keyboard.ts';
import {createLazyConnections} from '../../source/tui/refresh/lazy-connections.ts';
import {createInitialState} from '../../source/tui/session/initial-state.ts';
import {createPortalSessions} from '../../source/tui/session/portal-sessions.ts';
import {createSession, type Session} from '../../source/tui/session/session.ts';
import {renderFrameText} from '../../source/tui/view/render-frame.ts';
import {createStyle} from '../../source/tui/view/style.ts';
import {bytesOf} from './key-bytes.ts';

/** The console with several portals, without its screen: bytes in, states out. */
export type PortalsHarness = {
	readonly session: Session;
	/** Each key in a read of its own; then wait until all that it set in motion is over. */
	press(...keys: readonly string[]): Promise<void>;
	/** Like `press`, and do not wait for what is read: only until the keys are handled. */
	send(...keys: readonly string[]): Promise<void>;
	/** So many minutes pass by the console's clock; whatever is due then by it begins. */
	pass(minutes: number): void;
	idle(): Promise<void>;
	/** The lines of the current screen. */
	frame(): readonly string[];
};

/** Starts a session of these portals, of which the first is shown. */
export function createPortalsHarness(
	portals: ReadonlyArray<Pick<PortalOfRun, 'name' | 'names' | 'prepare'>>,
): PortalsHarness {
	const timers = new Set<{readonly at: number; readonly run: () => void}>();
	let time = Date.parse('2026-11-23T12:00:00');
	const runAfter = (milliseconds: number, run: () => void) => {
		const due = {at: time + milliseconds, run};
		timers.add(due);
		return () => void timers.delete(due);
	};

	const session = createPortalSessions(
		portals.map(({name, names, prepare}) => ({
			name: name!,
			storedSummaries: () => [],
			createSession: (showPortal, portalTurn) =>
				createSession({
					initialState: createInitialState({
						...{screens, names, isDemo: true, readOnly: false, translator: englishTranslator},
						size: {columns: 100, rows: 30},
					}),
					connections: createLazyConnections(async () => prepare()),
					translator: englishTranslator,
					...{showPortal, portalTurn},
					host: {
						discardTypeAhead: () => keyboard.discard(),
						copyToClipboard: () => undefined,
						saveFile: async file => file,
						screenLines: () => [],
						maxScrollTop: () => 0,
						targetAt: () => null,
						runProgram: async () => expect.unreachable(),
						suspend: () => undefined,
						redraw: () => undefined,
						clock: () => new Date(time),
						runAfter,
					},
				}),
		})),
		portals[0]!.name!,
		runAfter,
	);
	const keyboard = createKeyboard({onInput: event => session.handleInput(event)});
	const idle = async () => {
		do {
			await keyboard.whenIdle();
			await session.pendingTasks.whenIdle();
		} while (session.pendingTasks.count > 0 || keyboard.isBusy);
	};

	session.start();
	return {
		session,
		idle,
		async press(...keys) {
			for (const key of keys) {
				keyboard.feed(bytesOf(key));
				await idle();
			}
		},
		async send(...keys) {
			for (const key of keys) {
				keyboard.feed(bytesOf(key));
				await keyboard.whenIdle();
			}
		},
		pass(minutes) {
			time += minutes * 60_000;
			for (const due of timers) {
				if (due.at > time) continue;
				timers.delete(due);
				due.run();
			}
		},
		frame: () =>
			renderFrameText(session.getState(), englishTranslator, createStyle({})).map(stripVTControlCharacters),
	};
}
