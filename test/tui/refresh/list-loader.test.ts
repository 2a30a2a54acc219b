import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(scene => {
	let stage: SessionHarness;
	afterEach(async () => stage.close());

	test('a portal that goes while what was written meanwhile is looked at again is told, and the console stays', async () => {
		stage = await createSessionHarness(scene().billing);
		const {session, portal, press, moveTo, list, state, messageText} = stage;
		await press('1');
		await moveTo('user00003');
		const listing = ({path}: {readonly path: string}) => /\/accounts\/?$/.test(path);
		portal.setFault({is: 'slow', milliseconds: 3000, matches: listing, times: 1});
		const key = (name: string) => session.handleInput({is: 'key', key: {name, text: name, inBurst: false}});
		key('r');
		key('+');
		await new Promise<void>(resolve => {
			const forget = session.subscribe(() => {
				if (state().running || state().notification?.message.code !== 'added') return;
				forget();
				resolve();
			});
		});
		expect(list().stalker.state).toBe('loading');
		portal.setFault({is: 'status', code: 500, matches: request => !listing(request)});
		await session.pendingTasks.whenIdle();
		expect(messageText()).toContain('500');
		portal.setFault(null);
		await press('r');
		expect(list().rows.find(row => row.key === 'user00003')!.mark).toBe('=');
	});

	/** Lists of accounts that the portal was asked for since the last call. */
	const lists = () => {
		const asked = stage.portal.received.filter(({path}) => /\/accounts\/?$/.test(path)).length;
		const fresh = asked - seen;
		seen = asked;
		return fresh;
	};
	let seen = 0;
	const open = async () => {
		seen = 0;
		stage = await createSessionHarness(scene().billing);
		await stage.press('1', 'r');
		lists();
		return stage;
	};

	test('the list in front is read again by itself after a minute, not before', async () => {
		const {advanceClock, idle} = await open();
		advanceClock(59_000);
		await idle();
		expect(lists()).toBe(0);
		advanceClock(2000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('the next reading comes no sooner than twenty times as long as the last one took', async () => {
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

	test('nothing is read while nobody has pressed a key for ten minutes, and a key wakes it', async () => {
		const {advanceClock, idle, press} = await open();
		advanceClock(601_000);
		await idle();
		expect(lists()).toBe(0);
		await press('down');
		advanceClock(0);
		await idle();
		expect(lists()).toBe(1);
	});

	test('p pauses reading, and ends the pause', async () => {
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

	test('a lost portal is tried again by itself, and billing is not asked for what it has told', async () => {
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
