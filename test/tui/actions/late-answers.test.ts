import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

/** Responses of the systems that arrive between key presses. */
onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		harness = await createSessionHarness(engine().billing, options);
		await harness.press('1');
		return harness;
	};
	const services = async () =>
		Number((await engine().database.query<{n: string}>('select count(*) as n from iptv_main'))[0]!.n);
	const badNumber: NonNullable<Parameters<typeof createSessionHarness>[1]> = {
		changePortal: state => void (state.users.find(({login}) => login === 'user00003')!.ls = 'A-17'),
	};
	/** Delays the next response. */
	const delayNext = (milliseconds: number) => harness.portal.setFault({is: 'slow', milliseconds, times: 1});
	afterEach(async () => harness.close());

	test('an action key is ignored on a row that has just been highlighted by its arrival', async () => {
		const gate = Promise.withResolvers<void>();
		harness = await createSessionHarness(engine().billing, {firstKeys: ['1'], opening: gate.promise});
		await harness.until(({lists}) => lists['accounts']!.stalker.value !== null);
		const before = await services();
		harness.advanceClock(5000);
		gate.resolve();
		await harness.until(({lists}) => lists['accounts']!.cursorKey !== null);
		harness.send('+');
		await harness.idle();
		expect(harness.messageText()).toContain('just been loaded');
		expect(await services()).toBe(before);
	});

	test('while an action is running, no other is started, except another + on a row', async () => {
		const {moveTo, send, until, idle, messageText, state} = await open({accounts: 60});
		await moveTo('user00003');
		delayNext(500);
		send('+');
		await until(({running}) => running !== null);
		for (const key of ['l', 'd', 'u']) {
			send(key);
			expect(messageText()).toContain('Still running');
			expect(state().mode.is).toBe('browse');
		}

		send('+', '+');
		expect(state().queue).toEqual([]);
		await idle();
		expect(messageText()).toContain('is in billing now');
		expect(state().mode.is).toBe('browse');
	});

	test('while a confirmed + sends a number, + again on its row sends it no second time', async () => {
		const {moveTo, press, send, until, idle, state, takeWrites} = await open(badNumber);
		await moveTo('user00003');
		await press('+');
		expect(state().mode.is).toBe('confirm');
		delayNext(500);
		send('y');
		await until(({running}) => running !== null);
		send('+', '+');
		expect(state().queue).toEqual([]);
		await idle();
		expect(state().mode.is).toBe('browse');
		expect(takeWrites()).toHaveLength(1);
	});

	test('a late recheck does not restore a row that the list has lost meanwhile', async () => {
		const {moveTo, send, until, idle, portal, state} = await open();
		await moveTo('user00003');
		delayNext(700);
		send('+');
		await until(({running}) => running !== null);
		portal.state.users = portal.state.users.filter(({login}) => login !== 'user00001');
		send('r');
		await idle();
		const {comparison, rows} = state().lists['accounts']!;
		expect(comparison!.stalker.items).not.toContainEqual(expect.objectContaining({login: 'user00001'}));
		expect(rows.find(({key}) => key === 'user00003')!.mark).toBe('=');
	});

	test('a confirmation that opens by itself is not answered by a y that was meant for the list', async () => {
		const {moveTo, send, until, idle, state, takeWrites} = await open(badNumber);
		await moveTo('user00003');
		delayNext(400);
		send('+', 'down', 'down');
		await until(({mode}) => mode.is === 'confirm');
		send('y');
		await idle();
		expect(state().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		expect(takeWrites()).toEqual([]);
	});

	test('it does not open while a filter is being typed, and a notification says so', async () => {
		const {moveTo, send, idle, state, messageText, portal} = await open();
		await moveTo('user00003');
		portal.state.users.find(({login}) => login === 'user00003')!.fname = 'Хтось Інший';
		delayNext(400);
		send('+', '/', 'u');
		await idle();
		expect(state().mode.is).toBe('filter');
		expect(messageText()).toContain('needs an answer first');
	});

	test('the results do not open while a filter is being typed', async () => {
		const {press, send, idle, state, list} = await open();
		await press('/', ...'sync:=', 'enter', 'space', 'space');
		await press('d', '2');
		delayNext(400);
		send('enter', '/', 'x');
		await idle();
		expect(state().mode.is).toBe('filter');
		expect(list().filter).toBe('x');
	});

	test('q cancels an action that only checks, and nothing is written', async () => {
		const {press, moveTo, send, idle, takeWrites, session, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d');
		delayNext(400);
		send('y', 'q');
		await session.ended;
		await idle();
		expect(takeWrites()).toEqual([]);
	});

	test('+ asks the portal once, and shows what it wrote without another answer', async () => {
		const {moveTo, press, portal, state, row, messageText} = await open();
		await moveTo('user00003');
		let asked = 0;
		portal.setFault({is: 'status', code: 500, matches: () => ++asked > 1});
		await press('+');
		expect(messageText()).toContain('is in billing now');
		expect(row()!.mark).toBe('=');
		expect(asked).toBe(1);
		expect(state().undoStack).toHaveLength(1);
		expect(state().lists['accounts']!.stalker.state).toBe('fresh');
	});

	test('a + whose number did not reach the portal can be undone by u, and finished by another +', async () => {
		const {moveTo, press, state, portal, list, row} = await open(badNumber);
		await moveTo('user00008');
		await press('+');
		await moveTo('user00003');
		await press('+');
		portal.setFault({is: 'status', code: 500, matches: ({method}) => method === 'PUT'});
		await press('y');
		portal.setFault(null);
		expect(list().rows.find(({key}) => key === 'user00003')!.mark).toBe('~');
		expect(state().undoStack).toHaveLength(2);
		await press('u');
		const {mode} = state();
		expect(
			mode.is === 'confirm' && mode.pendingAction.is === 'undo' && mode.pendingAction.steps[0]!.entry.subject,
		).toBe('user00003');
		await press('n', '+', 'y');
		expect(row()!.mark).toBe('=');
		expect(state().undoStack).toHaveLength(2);
	});

	test('esc cancels the check before an undo', async () => {
		const {moveTo, press, send, until, idle, state, messageText, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d', 'y');
		delayNext(600);
		send('u');
		await until(({running}) => running !== null);
		send('escape');
		await idle();
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain('Cancelled');
		expect(state().undoStack).toHaveLength(1);
	});

	test('W before u shows what would be undone, and writes nothing', async () => {
		const {moveTo, press, state, messageText} = await open();
		await moveTo('user00003');
		await press('+');
		const after = await services();
		await press('W', 'u');
		expect(state().results).toMatchObject({isDryRun: true, action: 'undo'});
		expect(messageText()).toContain('nothing was written');
		await press('escape', 'y', 'escape');
		expect(await services()).toBe(after);
	});

	test('on a screen too small for a confirmation no action can be started or confirmed', async () => {
		const {moveTo, press, session, messageText, state, takeWrites, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		session.resize({columns: 40, rows: 10});
		await press('d');
		expect(messageText()).toContain('too small');
		session.resize({columns: 80, rows: 24});
		await press('d');
		session.resize({columns: 40, rows: 10});
		await press('y', 'right', 'enter');
		expect(state().mode.is).toBe('confirm');
		expect(takeWrites()).toEqual([]);
		await press('escape');
		expect(state().mode.is).toBe('browse');
	});

	test('a short list that is accepted during a read is accepted after it', async () => {
		const {press, send, idle, portal, state, advanceClock} = await open({accounts: 60});
		portal.state.users.splice(10);
		await press('r');
		expect(state().lists['accounts']!.comparison!.short).not.toBeNull();
		await press('B', '1', '0');
		portal.setFault({is: 'slow', milliseconds: 300, times: 1});
		advanceClock(1000);
		send('enter', 'r');
		await idle();
		expect(state().lists['accounts']!.comparison!.short).toBeNull();
	});
});
