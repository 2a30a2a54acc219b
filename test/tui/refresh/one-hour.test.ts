import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {afterEach, expect, test} from 'vitest';
import type {Fault} from '../../demo/faults.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {isLongRun, scaledTimeoutMs} from '../../support/thoroughness.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** More accounts than are requested at once; with `test:long` as many as a large provider has. */
const accounts = isLongRun ? 20_000 : 1200;

const [second, minute] = [1000, 60_000];

/** As slow as a usual portal with its boxes and with many accounts at once; a faster one is read by the plain list. */
const usualPortal: Fault = {
	is: 'slow',
	milliseconds: 150,
	matches: ({path}) =>
		path.endsWith('/stb') || decodeURIComponent(path.split('/accounts/')[1] ?? '').split(',').length > 100,
};

/** Resources of the process: bytes in use, and numbers of timers, connections and listeners. */
type ResourceUse = {readonly heap: number; readonly counts: Readonly<Record<string, number>>};

function measureResources({portal, countTimers}: SessionHarness): ResourceUse {
	collectGarbage();
	// The demo portal of these tests stores each request.
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

onOneEngine(fixture => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	/** Number of automatic refreshes of the list. */
	const refreshes = isLongRun ? 60 : 12;

	test(
		'after an hour of refreshes, memory, timers, connections and listeners are as after the first minutes',
		async () => {
			const warnings: Error[] = [];
			const warn = (warning: Error) => void warnings.push(warning);
			process.on('warning', warn);
			harness = await createSessionHarness(fixture().billing, {accounts});
			const {portal, session, press, advanceClock, idle, list} = harness;
			portal.setFault(usualPortal);
			await press('1', '/', ...'sync:=', 'enter', 'space', 'enter');
			const all: ResourceUse[] = [];
			for (let place = 0; place < refreshes; place += 1) {
				const {users} = portal.state;
				users[place]!.fname = `Ім’я ${place}`;
				users.splice(accounts / 2, 1);
				await press(place % 2 === 0 ? 'down' : 'up');
				// The interval depends on the last read, which may have taken the portal seconds.
				while (list().stalker.state !== 'loading') {
					session.handleInput({is: 'paste', text: ''});
					advanceClock(minute);
				}

				await idle();
				all.push(measureResources(harness));
			}

			process.off('warning', warn);
			const third = refreshes / 3;
			const [before, after] = [all.slice(third, 2 * third), all.slice(2 * third)];
			const grown = median(after.map(({heap}) => heap)) - median(before.map(({heap}) => heap));
			// Memory growth per read as a fraction of the list's size in JSON. A leaked list would be nearly 2; the first reads include
			// V8's own growth.
			const weight = JSON.stringify(list().comparison!.stalker).length;
			expect(grown / third / weight).toBeLessThan(isLongRun ? 0.1 : 0.5);
			for (const name of new Set(all.flatMap(({counts}) => Object.keys(counts)))) {
				const most = (some: readonly ResourceUse[]) => Math.max(...some.map(({counts}) => counts[name] ?? 0));
				// One connection more or less is normal; a leak of one per read would be six.
				expect(most(after), name).toBeLessThanOrEqual(most(before) + 2);
			}

			expect(warnings).toEqual([]);
		},
		scaledTimeoutMs(60_000),
	);

	/** Duration of the portal's response for the whole list, and how long the operator is active. */
	const takes = (isLongRun ? 30 : 10) * second;
	const watched = (isLongRun ? 40 : 6) * minute;

	test(
		'in an hour whole lists take a twentieth of the portal’s time, visible rows are read every half minute, and nothing is read while the operator is inactive',
		async () => {
			harness = await createSessionHarness(fixture().billing, {accounts});
			const {portal, press, advanceClock, idle, list, state} = harness;
			portal.setFault(usualPortal);
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
