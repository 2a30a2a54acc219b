import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {afterEach, expect, test} from 'vitest';
import type {Fault} from '../../demo/faults.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {isLongRun, scaledTimeoutMs} from '../../support/thoroughness.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** More than a portal is asked for in one piece; with `test:long` as many as a large provider has. */
const accounts = isLongRun ? 20_000 : 1200;

const [second, minute] = [1000, 60_000];

/** As usual portals are: of others the plain list is read. */
const slowBoxes: Fault = {is: 'slow', milliseconds: 100, matches: ({path}) => path.endsWith('/stb')};

/** What the process holds at one moment: bytes in use, and how many of everything that keeps it running or listens. */
type ResourceUse = {readonly heap: number; readonly counts: Readonly<Record<string, number>>};

function measureResources({portal, countTimers}: SessionHarness): ResourceUse {
	collectGarbage();
	// The portal of these tests keeps each request for ever.
	const kept = portal.received.reduce((sum, {path, body}) => sum + path.length + body.length, 0);
	const listeners = process.eventNames().map(name => [String(name), process.listenerCount(name)] as const);
	const resources = [...Map.groupBy(process.getActiveResourcesInfo(), name => name)].map(
		([name, {length}]) => [name, length] as const,
	);
	return {
		heap: process.memoryUsage().heapUsed - kept,
		counts: {...Object.fromEntries([...listeners, ...resources]), alarms: countTimers()},
	};
}

const median = (numbers: readonly number[]): number =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

onOneEngine(scene => {
	let stage: SessionHarness;
	afterEach(async () => stage.close());

	/** How often the list was read again by itself. */
	const refreshes = isLongRun ? 60 : 12;

	test(
		'an hour of readings leaves as much memory, as many timers, connections and listeners as its first minutes',
		async () => {
			const warnings: Error[] = [];
			const warn = (warning: Error) => void warnings.push(warning);
			process.on('warning', warn);
			stage = await createSessionHarness(scene().billing, {accounts});
			const {portal, session, press, advanceClock, idle, list} = stage;
			portal.setFault(slowBoxes);
			await press('1', '/', ...'sync:=', 'enter', 'space', 'enter');
			const all: ResourceUse[] = [];
			for (let place = 0; place < refreshes; place += 1) {
				const {users} = portal.state;
				users[place]!.fname = `Ім’я ${place}`;
				users.splice(accounts / 2, 1);
				await press(place % 2 === 0 ? 'down' : 'up');
				// As long as it takes: the last reading may have cost the portal seconds.
				while (list().stalker.state !== 'loading') {
					session.handleInput({is: 'paste', text: ''});
					advanceClock(minute);
				}

				await idle();
				all.push(measureResources(stage));
			}

			process.off('warning', warn);
			const third = refreshes / 3;
			const [before, after] = [all.slice(third, 2 * third), all.slice(2 * third)];
			const grown = median(after.map(({heap}) => heap)) - median(before.map(({heap}) => heap));
			// What each reading leaves, as a part of what its list weighs in JSON: a list that is kept is nearly two, and at first the engine itself still settles.
			const weight = JSON.stringify(list().comparison!.stalker).length;
			expect(grown / third / weight).toBeLessThan(isLongRun ? 0.1 : 0.5);
			for (const name of new Set(all.flatMap(({counts}) => Object.keys(counts)))) {
				const most = (some: readonly ResourceUse[]) => Math.max(...some.map(({counts}) => counts[name] ?? 0));
				// A connection more or less comes and goes; one for each reading would be six.
				expect(most(after), name).toBeLessThanOrEqual(most(before) + 2);
			}

			expect(warnings).toEqual([]);
		},
		scaledTimeoutMs(60_000),
	);

	/** How long the portal takes for the whole list, and for how long somebody is there. */
	const takes = (isLongRun ? 30 : 10) * second;
	const watched = (isLongRun ? 40 : 6) * minute;

	test(
		'in an hour the portal is asked for whole lists a twentieth of the time, for rows on the screen every half minute, and for nothing once nobody is there',
		async () => {
			stage = await createSessionHarness(scene().billing, {accounts});
			const {portal, press, advanceClock, idle, list, state} = stage;
			portal.setFault(slowBoxes);
			const pathsSince = (from: number): ReadonlyArray<readonly [string, readonly string[]]> =>
				portal.received.slice(from).map(({path}) => {
					const [resource, ids = ''] = decodeURIComponent(path.split('/api/v1/')[1]!).split('/');
					return [resource!, ids.split(',').filter(Boolean)];
				});
			await press('1', 'r');
			const readings: number[] = [];
			const looked = new Map<string, number>();
			let [time, asleep] = [0, 0];
			const step = 5 * second;
			for (; time < watched + 20 * minute; time += step) {
				if (time < watched && time % (2 * minute) === 0) await press('down');
				const from = portal.received.length;
				advanceClock(step);
				const isReading = list().stalker.state === 'loading';
				if (isReading) {
					readings.push(time);
					advanceClock(takes);
				}

				await idle();
				const asked = pathsSince(from);
				const names = asked.flatMap(([resource, ids]) => ids.map(id => `${resource}/${id}`));
				if (time >= watched + 10 * minute) asleep += asked.length;
				if (isReading) {
					time += takes;
					expect(
						asked
							.filter(([, ids]) => ids.length === 0)
							.map(([resource]) => resource)
							.toSorted(),
					).toEqual(['stb', 'tariffs']);
					expect(names.length).toBeLessThanOrEqual(accounts + state().size.rows);
					continue;
				}

				expect(
					asked.every(([, ids]) => ids.length > 0),
					'no list between two readings',
				).toBe(true);
				expect(names.length, 'a screenful at most').toBeLessThanOrEqual(state().size.rows);
				for (const name of names) {
					expect(time - (looked.get(name) ?? -minute), name).toBeGreaterThanOrEqual(30 * second);
					looked.set(name, time);
				}
			}

			expect(asleep).toBe(0);
			expect(looked.size).toBeGreaterThan(0);
			expect(readings.length).toBeGreaterThan(2);
			for (const [place, at] of readings.entries())
				if (place > 0) expect(at - readings[place - 1]! - takes).toBeGreaterThanOrEqual(20 * takes);
			const from = portal.received.length;
			await press('down');
			advanceClock(0);
			await idle();
			expect(pathsSince(from).length, 'a key wakes it').toBeGreaterThan(0);
		},
		scaledTimeoutMs(60_000),
	);
});
