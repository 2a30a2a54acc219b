import type {Billing} from '../../source/billing/billing.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {loadDemoBilling} from '../../source/demo/load-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import type {Fault} from '../demo/faults.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {screens} from '../../source/resources/index.ts';
import {createDisabledSnapshots, type SnapshotStore} from '../../source/storage/list-snapshots.ts';
import type {ScreenSettingsStore} from '../../source/storage/screen-settings.ts';
import {createInMemoryCountHistory} from '../../source/storage/count-history.ts';
import {createInMemorySummaries, type SummaryStore} from '../../source/storage/menu-summaries.ts';
import type {Row} from '../../source/sync/row.ts';
import type {InputEvent} from '../../source/tui/input/key.ts';
import {createInMemoryScreenSettings} from '../support/screen-settings.ts';
import {createKeyboard} from '../../source/tui/input/keyboard.ts';
import {maxTop} from '../../source/tui/view/render-frame.ts';
import type {CustomCommand} from '../../source/tui/custom-commands/custom-command.ts';
import {runProgram} from '../../source/tui/custom-commands/run-program.ts';
import {targetAt} from '../../source/tui/view/mouse-targets.ts';
import {createInitialState} from '../../source/tui/session/initial-state.ts';
import {createSession, type Session} from '../../source/tui/session/session.ts';
import {cursorRowOf, type List} from '../../source/tui/session/list.ts';
import {activeListOf, type State} from '../../source/tui/session/state.ts';
import {createStyle} from '../../source/tui/view/style.ts';
import {createLazyConnections} from '../../source/tui/refresh/lazy-connections.ts';
import type {AppContext} from '../../source/app/context.ts';
import {bytesOf, type Press} from './key-bytes.ts';
import {requestsSince, createDemoContext} from '../support/test-context.ts';

/** The console without its screen: the demo portal over HTTP, a real billing, bytes in, states out. */
export type SessionHarness = {
	readonly portal: FaultyPortal;
	readonly session: Session;
	readonly context: AppContext;
	/** Each key, or text, in a read of its own; then wait until all that it set in motion is over. */
	press(...keys: readonly string[]): Promise<void>;
	/** All in one read, as a slow line or a paste delivers them. */
	pressTogether(...keys: readonly string[]): Promise<void>;
	/** Like `press`, and do not wait. */
	send(...keys: readonly Press[]): void;
	idle(): Promise<void>;
	/** Settles when the state is so. */
	until(test: (state: State) => boolean): Promise<void>;
	state(): State;
	list(): List;
	/** Gets each key before the console does. */
	onInput(listener: (event: InputEvent) => void): void;
	/** The highlighted row. */
	row(): Row | null;
	/** Move by keys until this row is highlighted. */
	moveTo(key: string): Promise<void>;
	/**
	So many milliseconds pass by the console's clock; whatever is due then by it begins. The input guard of questions uses the real one.
	*/
	advanceClock(milliseconds: number): void;
	/** How much the console has put off, by its clock. */
	countTimers(): number;
	/** What the message line says. */
	messageText(): string;
	/** Requests that would change something, since the last call. */
	takeWrites(): readonly string[];
	readonly copied: readonly string[];
	readonly saved: ReadonlyArray<{readonly name: string; readonly text: string}>;
	close(): Promise<void>;
};

type HarnessOptions = {
	readonly accounts?: number;
	readonly seed?: number;
	readonly columns?: number;
	readonly rows?: number;
	readonly readOnly?: boolean;
	readonly customCommands?: readonly CustomCommand[];
	/** Before billing is filled from it. */
	readonly changePortal?: (state: FaultyPortal['state']) => void;
	/** What billing's opening waits for; the harness is then not idle when it is given. */
	readonly opening?: Promise<void>;
	/** What the portal does from the start; the harness is then not idle when it is given. */
	readonly fault?: Fault;
	/** Keys that are pressed before anything has been read. */
	readonly firstKeys?: readonly string[];
	/** What the last run saw. */
	readonly summaries?: SummaryStore;
	/** What was set on the screens in the last run. */
	readonly screenSettings?: ScreenSettingsStore;
	/** What the portal listed in the last run. */
	readonly snapshots?: SnapshotStore;
	/** `false`: billing knows nothing yet but the portal's row. */
	readonly isBillingFilled?: boolean;
};

export async function createSessionHarness(
	billing: Billing,
	{
		accounts = 24,
		seed = 1,
		columns = 100,
		rows = 30,
		readOnly = false,
		customCommands = [],
		changePortal,
		opening,
		fault,
		firstKeys = [],
		isBillingFilled = true,
		summaries: past,
		screenSettings = createInMemoryScreenSettings(),
		snapshots = createDisabledSnapshots(),
	}: HarnessOptions = {},
): Promise<SessionHarness> {
	const state = seedPortal({accounts, seed});
	changePortal?.(state);
	const portal = await startFaultyPortal({state});
	if (fault) portal.setFault(fault);
	if (isBillingFilled) await loadDemoBilling(billing, seedBilling(state), portal.url);
	const providerId = await billing.ensureProvider(portal.url);
	const context = createDemoContext(portal, billing, providerId, {readOnly});
	const {stalker} = context;
	const summaries = past ?? createInMemorySummaries();
	const timers = new Set<{readonly at: number; readonly run: () => void}>();
	let time = Date.parse('2026-11-23T12:00:00');
	const copied: string[] = [];
	const saved: Array<{name: string; text: string}> = [];
	const session = createSession({
		initialState: createInitialState({
			screens,
			names: {stalker: 'demo', billing: 'demo', isEmbedded: true},
			isDemo: true,
			readOnly,
			customCommands,
			size: {columns, rows},
			translator: context.translator,
		}),
		connections: createLazyConnections(async () => ({
			stalker,
			summaries,
			countHistory: createInMemoryCountHistory(),
			screenSettings,
			snapshots,
			connect: async () => {
				await opening;
				return context;
			},
			close: async () => {},
		})),
		translator: context.translator,
		host: {
			discardTypeAhead: () => keyboard.discard(),
			copyToClipboard: text => void copied.push(text),
			async saveFile(name, text) {
				saved.push({name, text});
				return `/somewhere/${name}`;
			},
			screenLines: () => ['the screen'],
			maxScrollTop: () => maxTop(session.getState(), context.translator, createStyle({})),
			targetAt: (column, row) =>
				targetAt(column, row, session.getState(), context.translator, createStyle({})),
			runProgram: async (args, run) => runProgram(args, {...run, environment: {PATH: process.env['PATH']}}),
			suspend: () => {},
			redraw: () => {},
			clock: () => new Date(time),
			runAfter(milliseconds, run) {
				const due = {at: time + milliseconds, run};
				timers.add(due);
				return () => void timers.delete(due);
			},
		},
	});
	let listener: ((event: InputEvent) => void) | null = null;
	const keyboard = createKeyboard({
		onInput(event) {
			listener?.(event);
			session.handleInput(event);
		},
	});
	const idle = async () => {
		do {
			await keyboard.whenIdle();
			await session.pendingTasks.whenIdle();
		} while (session.pendingTasks.count > 0 || keyboard.isBusy);
	};

	for (const key of firstKeys) keyboard.feed(bytesOf(key));
	session.start();
	if (!opening && !fault) await idle();
	let requestCount = portal.received.length;
	const harness: SessionHarness = {
		portal,
		session,
		context,
		copied,
		saved,
		async press(...keys) {
			for (const key of keys) {
				keyboard.feed(bytesOf(key));
				await idle();
			}
		},
		async pressTogether(...keys) {
			keyboard.feed(Buffer.concat(keys.map(key => bytesOf(key))));
			await idle();
		},
		send(...keys) {
			for (const key of keys) keyboard.feed(bytesOf(key));
		},
		idle,
		until: session.waitUntil,
		state: session.getState,
		list: () => activeListOf(session.getState())!,
		row: () => cursorRowOf(harness.list()),
		async moveTo(key) {
			const place = harness.list().rows.findIndex(row => row.key === key);
			if (place === -1) throw new Error(`There is no row “${key}” on show.`);
			await harness.press('home', ...Array.from({length: place}, () => 'down'));
		},
		onInput: event => void (listener = event),
		advanceClock(milliseconds) {
			time += milliseconds;
			for (const due of timers) {
				if (due.at > time) continue;
				timers.delete(due);
				due.run();
			}
		},
		countTimers: () => timers.size,
		messageText() {
			const {notification} = session.getState();
			return notification ? context.translator.t(notification.message) : '';
		},
		takeWrites() {
			const fresh = requestsSince(portal, requestCount).filter(request => !request.startsWith('GET '));
			requestCount = portal.received.length;
			return fresh;
		},
		async close() {
			await session.close();
			keyboard.close();
			await portal.close();
		},
	};
	return harness;
}
