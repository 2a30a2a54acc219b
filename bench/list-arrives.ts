import {setImmediate} from 'node:timers/promises';
import {chosenPortal, configuredPortals} from '../source/app/connect.ts';
import {loadConfig} from '../source/config/config.ts';
import {englishTranslator as translator} from '../source/i18n/translator.ts';
import {resources} from '../source/resources/index.ts';
import {createLazyConnections} from '../source/tui/refresh/lazy-connections.ts';
import {createInitialState} from '../source/tui/session/initial-state.ts';
import {createSession, type Session} from '../source/tui/session/session.ts';
import {activeListOf} from '../source/tui/session/state.ts';
import {hostWithoutTerminal} from '../test/tui/offline-session.ts';
import {createSyncedContext} from './console-fixture.ts';
import {forEachSize, toKeyWait} from './measure.ts';

/**
How long a key waits at most while a list arrives: from the key that reads it again until a second after its rows are shown, when its
snapshot is stored, with keys all the time. The console itself, without its screen; the portal is a process of its own.
*/
export const listArrives = forEachSize(
	async (n, {short}) => {
		const bench = await createSyncedContext(n);
		const session = openAccounts(bench.environment);
		const waits: number[] = [];
		try {
			session.start();
			const runs = short ? 1 : 10;
			for (let run = 0; run <= runs; run++) {
				// The garbage collection after the last read, too, which keys postpone.
				await session.pendingTasks.whenIdle();
				const wait = await longestWait(session);
				const {rows} = activeListOf(session.getState())!;
				if (rows.length !== n) throw new Error(`${rows.length} of ${n} rows are shown.`);
				// The first run is a warm-up.
				if (run > 0) waits.push(wait);
			}
		} finally {
			await session.close();
			await bench.close();
		}

		return [toKeyWait(`while a list of ${n} rows arrives`, waits)];
	},
	[100_000],
);

/** Milliseconds between two keys. */
const keyIntervalMs = 50;

/** How long keys are pressed after the rows are shown, in milliseconds. */
const afterRowsMs = 1000;

/** Reads the list again. Returns the longest time in which no key could be handled. */
async function longestWait(session: Session): Promise<number> {
	const press = (name: string) =>
		session.handleInput({is: 'key', key: {name, text: name.length === 1 ? name : '', inBurst: false}});
	const loadedAt = () => activeListOf(session.getState())!.stalker.loadedAt;
	const before = loadedAt();
	press('r');
	let [longest, pressedAt, end] = [0, performance.now(), Infinity];
	while (performance.now() < end) {
		const start = performance.now();
		await setImmediate();
		longest = Math.max(longest, performance.now() - start);
		if (end === Infinity && loadedAt() !== before) end = performance.now() + afterRowsMs;
		if (performance.now() < pressedAt + keyIntervalMs) continue;
		press('down');
		pressedAt = performance.now();
	}

	return longest;
}

const [accounts] = resources;

/** The console on its accounts, and nothing else, with both systems as configured. */
function openAccounts(environment: Readonly<Record<string, string>>): Session {
	const portal = chosenPortal(
		configuredPortals(loadConfig({flags: {}, environment}), {environment, warn: () => undefined}),
	);
	const initial = createInitialState({
		screens: [accounts!],
		names: portal.names,
		isDemo: false,
		readOnly: false,
		size: {columns: 120, rows: 36},
		translator,
	});
	return createSession({
		initialState: {...initial, activeScreen: accounts!.name},
		connections: createLazyConnections(async () => portal.prepare()),
		translator,
		host: hostWithoutTerminal,
	});
}
