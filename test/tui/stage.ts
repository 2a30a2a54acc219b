import type {Billing} from '../../source/billing/billing.ts';
import {seedBilling} from '../../source/demo/billing-seed.ts';
import {loadDemo} from '../../source/demo/load-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed.ts';
import type {Fault} from '../../source/demo/portal/faults.ts';
import {startPortal, type RunningPortal} from '../../source/demo/portal/server.ts';
import {screens} from '../../source/resources/index.ts';
import {noSnapshots, type Snapshots} from '../../source/snapshots.ts';
import {passingSummaries, type Summaries} from '../../source/summaries.ts';
import type {Row} from '../../source/sync/row.ts';
import type {Heard} from '../../source/tui/keyboard/key.ts';
import {createKeyboard} from '../../source/tui/keyboard/keyboard.ts';
import {mostTop} from '../../source/tui/frame/frame.ts';
import {startOf} from '../../source/tui/start.ts';
import {createSession, type Session} from '../../source/tui/session.ts';
import {listAt, rowAt, type List, type State} from '../../source/tui/state.ts';
import {styleOf} from '../../source/tui/style.ts';
import {createSystems} from '../../source/tui/reading/systems.ts';
import type {World} from '../../source/world.ts';
import {bytesOf, type Press} from './keys.ts';
import {requestsFrom, worldOver} from '../world.ts';

/** The console without its screen: the demo portal over HTTP, a real billing, bytes in, states out. */
export type Stage = {
	readonly portal: RunningPortal;
	readonly session: Session;
	readonly world: World;
	/** Each key, or text, in a read of its own; then wait until all that it set in motion is over. */
	press(...keys: readonly string[]): Promise<void>;
	/** All in one read, as a slow line or a paste delivers them. */
	together(...keys: readonly string[]): Promise<void>;
	/** Like `press`, and do not wait. */
	send(...keys: readonly Press[]): void;
	idle(): Promise<void>;
	/** Settles when the state is so. */
	until(test: (state: State) => boolean): Promise<void>;
	now(): State;
	list(): List;
	/** Be told of each key before the console is. */
	listen(listener: (heard: Heard) => void): void;
	/** The highlighted row. */
	row(): Row | null;
	/** Move by keys until this row is highlighted. */
	to(key: string): Promise<void>;
	/** So many milliseconds pass by the console's clock; whatever is due then by it begins. Questions are deaf by the real one. */
	later(milliseconds: number): void;
	/** How much the console has put off, by its clock. */
	alarms(): number;
	/** What the message line says. */
	said(): string;
	/** Requests that would change something, since the last call. */
	writes(): readonly string[];
	readonly copied: readonly string[];
	readonly saved: ReadonlyArray<{readonly name: string; readonly text: string}>;
	close(): Promise<void>;
};

type StageOptions = {
	readonly accounts?: number;
	readonly seed?: number;
	readonly columns?: number;
	readonly rows?: number;
	readonly readOnly?: boolean;
	/** Before billing is filled from it. */
	readonly prepare?: (state: RunningPortal['state']) => void;
	/** What billing's opening waits for; the stage is then not idle when it is given. */
	readonly opening?: Promise<void>;
	/** What the portal does from the start; the stage is then not idle when it is given. */
	readonly fault?: Fault;
	/** Keys that are pressed before anything has been read. */
	readonly early?: readonly string[];
	/** What the last run saw. */
	readonly past?: Summaries;
	/** What the portal listed in the last run. */
	readonly snapshots?: Snapshots;
	/** `false`: billing knows nothing yet but the portal's row. */
	readonly filled?: boolean;
};

export async function openStage(
	billing: Billing,
	{
		accounts = 24,
		seed = 1,
		columns = 100,
		rows = 30,
		readOnly = false,
		prepare,
		opening,
		fault,
		early = [],
		filled = true,
		past,
		snapshots = noSnapshots(),
	}: StageOptions = {},
): Promise<Stage> {
	const state = seedPortal({accounts, seed});
	prepare?.(state);
	const portal = await startPortal({state});
	if (fault) portal.misbehave(fault);
	if (filled) await loadDemo(billing, seedBilling(state), portal.url);
	const service = await billing.claimPortal(portal.url);
	const world = worldOver(portal, billing, service, {readOnly});
	const {stalker} = world;
	const summaries = past ?? passingSummaries();
	const waiting = new Set<{readonly at: number; readonly run: () => void}>();
	let time = Date.parse('2026-11-23T12:00:00');
	const copied: string[] = [];
	const saved: Array<{name: string; text: string}> = [];
	const session = createSession({
		start: startOf({
			screens,
			names: {stalker: 'demo', billing: 'demo', isEmbedded: true},
			isDemo: true,
			readOnly,
			size: {columns, rows},
		}),
		systems: createSystems(async () => ({
			stalker,
			summaries,
			snapshots,
			open: async () => {
				await opening;
				return world;
			},
			close: async () => {},
		})),
		words: world.words,
		outside: {
			discard: () => keyboard.discard(),
			copy: text => void copied.push(text),
			async save(name, text) {
				saved.push({name, text});
				return `/somewhere/${name}`;
			},
			screen: () => ['the screen'],
			mostTop: () => mostTop(session.now(), world.words, styleOf({})),
			suspend: () => {},
			redraw: () => {},
			clock: () => new Date(time),
			after(milliseconds, run) {
				const due = {at: time + milliseconds, run};
				waiting.add(due);
				return () => void waiting.delete(due);
			},
		},
	});
	let listener: ((heard: Heard) => void) | null = null;
	const keyboard = createKeyboard({
		hear(heard) {
			listener?.(heard);
			session.hear(heard);
		},
	});
	const idle = async () => {
		do {
			await keyboard.settled();
			await session.works.idle();
		} while (session.works.count > 0 || keyboard.busy);
	};

	for (const key of early) keyboard.take(bytesOf(key));
	session.open();
	if (!opening && !fault) await idle();
	let seen = portal.received.length;
	const stage: Stage = {
		portal,
		session,
		world,
		copied,
		saved,
		async press(...keys) {
			for (const key of keys) {
				keyboard.take(bytesOf(key));
				await idle();
			}
		},
		async together(...keys) {
			keyboard.take(Buffer.concat(keys.map(key => bytesOf(key))));
			await idle();
		},
		send(...keys) {
			for (const key of keys) keyboard.take(bytesOf(key));
		},
		idle,
		until: session.until,
		now: session.now,
		list: () => listAt(session.now())!,
		row: () => rowAt(stage.list()),
		async to(key) {
			const place = stage.list().rows.findIndex(row => row.key === key);
			if (place === -1) throw new Error(`There is no row “${key}” on show.`);
			await stage.press('home', ...Array.from({length: place}, () => 'down'));
		},
		listen: heard => void (listener = heard),
		later(milliseconds) {
			time += milliseconds;
			for (const due of waiting) {
				if (due.at > time) continue;
				waiting.delete(due);
				due.run();
			}
		},
		alarms: () => waiting.size,
		said() {
			const {message} = session.now();
			return message ? world.words.tell(message.said) : '';
		},
		writes() {
			const fresh = requestsFrom(portal, seen).filter(request => !request.startsWith('GET '));
			seen = portal.received.length;
			return fresh;
		},
		async close() {
			await session.close();
			keyboard.close();
			await portal.close();
		},
	};
	return stage;
}
