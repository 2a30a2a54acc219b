import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	test('what was written while the list was being read is shown in the list that arrives', async () => {
		harness = await createSessionHarness(fixture().billing);
		const {session, portal, press, moveTo, list, state} = harness;
		await press('1');
		await moveTo('user00003');
		const asked = Promise.withResolvers<void>();
		const answered = Promise.withResolvers<void>();
		portal.setFault({
			is: 'held',
			until: answered.promise,
			times: 1,
			matches({path}) {
				const isListing = /\/accounts\/?$/.test(path);
				if (isListing) asked.resolve();
				return isListing;
			},
		});
		const key = (name: string) => session.handleInput({is: 'key', key: {name, text: name, inBurst: false}});
		key('r');
		await asked.promise;
		key('+');
		await new Promise<void>(resolve => {
			const forget = session.subscribe(() => {
				if (state().running || state().notification?.message.code !== 'added') return;
				forget();
				resolve();
			});
		});
		expect(list().stalker.state).toBe('loading');
		const requestCount = portal.received.length;
		answered.resolve();
		await session.pendingTasks.whenIdle();
		expect(list().stalker.state).toBe('fresh');
		expect(portal.received).toHaveLength(requestCount);
		expect(list().rows.find(row => row.key === 'user00003')!.mark).toBe('=');
	});

	/** Number of account lists requested from the portal since the last call. */
	const lists = () => {
		const asked = harness.portal.received.filter(({path}) => /\/accounts\/?$/.test(path)).length;
		const fresh = asked - seen;
		seen = asked;
		return fresh;
	};
	let seen = 0;
	const open = async () => {
		seen = 0;
		harness = await createSessionHarness(fixture().billing);
		await harness.press('1', 'r');
		lists();
		return harness;
	};

	test('the active list is refreshed after a minute, not before', async () => {
		const {advanceClock, idle} = await open();
		advanceClock(59_000);
		await idle();
		expect(lists()).toBe(0);
		advanceClock(2000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('the next refresh waits at least twenty times as long as the last read took', async () => {
		const {advanceClock, idle, send, until, portal} = await open();
		portal.setFault({is: 'slow', milliseconds: 200, times: 1});
		send('r');
		await until(({lists: all}) => all['accounts']!.stalker.state === 'loading');
		advanceClock(10_000);
		await idle();
		lists();
		advanceClock(195_000);
		await idle();
		expect(lists()).toBe(0);
		advanceClock(6000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('no list is refreshed after ten minutes without a key, and a key resumes the refresh', async () => {
		const {advanceClock, idle, press} = await open();
		advanceClock(601_000);
		await idle();
		expect(lists()).toBe(0);
		await press('down');
		advanceClock(0);
		await idle();
		expect(lists()).toBe(1);
	});

	test('p pauses and resumes the refresh', async () => {
		const {advanceClock, idle, press} = await open();
		await press('p');
		advanceClock(61_000);
		await idle();
		expect(lists()).toBe(0);
		await press('p');
		advanceClock(6000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('an unreachable portal is retried, and billing is not read again', async () => {
		const {advanceClock, idle, press, portal, state} = await open();
		portal.setFault({is: 'status', code: 500});
		await press('r');
		expect(state().stalker.state).toBe('unreachable');
		portal.setFault(null);
		const {loadedAt} = state().lists['accounts']!.billing;
		lists();
		advanceClock(6000);
		await idle();
		expect(lists()).toBe(1);
		expect(state().stalker.state).toBe('connected');
		expect(state().lists['accounts']!.billing.loadedAt).toBe(loadedAt);
	});
});
