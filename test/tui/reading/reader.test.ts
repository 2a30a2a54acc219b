import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

onOneEngine(scene => {
	let stage: Stage;
	afterEach(async () => stage.close());

	test('a portal that goes while what was written meanwhile is looked at again is told, and the console stays', async () => {
		stage = await openStage(scene().billing);
		const {session, portal, press, to, list, now, said} = stage;
		await press('1');
		await to('user00003');
		const listing = ({path}: {readonly path: string}) => /\/accounts\/?$/.test(path);
		portal.misbehave({is: 'slow', milliseconds: 3000, on: listing, times: 1});
		const key = (name: string) => session.hear({is: 'key', key: {name, text: name, together: false}});
		key('r');
		key('+');
		await new Promise<void>(resolve => {
			const forget = session.subscribe(() => {
				if (now().deed || now().message?.said.code !== 'added') return;
				forget();
				resolve();
			});
		});
		expect(list().theirs.state).toBe('reading');
		portal.misbehave({is: 'status', code: 500, on: request => !listing(request)});
		await session.works.idle();
		expect(said()).toContain('500');
		portal.misbehave(null);
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
		stage = await openStage(scene().billing);
		await stage.press('1', 'r');
		lists();
		return stage;
	};

	test('the list in front is read again by itself after a minute, not before', async () => {
		const {later, idle} = await open();
		later(59_000);
		await idle();
		expect(lists()).toBe(0);
		later(2000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('the next reading comes no sooner than twenty times as long as the last one took', async () => {
		const {later, idle, send, until, portal} = await open();
		portal.misbehave({is: 'slow', milliseconds: 200, times: 1});
		send('r');
		await until(({lists: all}) => all['accounts']!.theirs.state === 'reading');
		later(10_000);
		await idle();
		lists();
		later(195_000);
		await idle();
		expect(lists()).toBe(0);
		later(6000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('nothing is read while nobody has pressed a key for ten minutes, and a key wakes it', async () => {
		const {later, idle, press} = await open();
		later(601_000);
		await idle();
		expect(lists()).toBe(0);
		await press('down');
		later(0);
		await idle();
		expect(lists()).toBe(1);
	});

	test('p pauses reading, and ends the pause', async () => {
		const {later, idle, press} = await open();
		await press('p');
		later(61_000);
		await idle();
		expect(lists()).toBe(0);
		await press('p');
		later(6000);
		await idle();
		expect(lists()).toBe(1);
	});

	test('a lost portal is tried again by itself, and billing is not asked for what it has told', async () => {
		const {later, idle, press, portal, now} = await open();
		portal.misbehave({is: 'status', code: 500});
		await press('r');
		expect(now().stalker.state).toBe('lost');
		portal.misbehave(null);
		const {at} = now().lists['accounts']!.ours;
		lists();
		later(6000);
		await idle();
		expect(lists()).toBe(1);
		expect(now().stalker.state).toBe('up');
		expect(now().lists['accounts']!.ours.at).toBe(at);
	});
});
