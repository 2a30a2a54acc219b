import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

/** Answers that come while keys do. */
onOneEngine(scene => {
	let stage: Stage;
	const open = async (options: Parameters<typeof openStage>[1] = {}) => {
		stage = await openStage(scene().billing, options);
		await stage.press('1');
		return stage;
	};
	const services = async () =>
		Number((await scene().database.query<{n: string}>('select count(*) as n from iptv_main'))[0]!.n);
	const badNumber: NonNullable<Parameters<typeof openStage>[1]> = {
		prepare: state => void (state.users.find(({login}) => login === 'user00003')!.ls = 'A-17'),
	};
	/** The next request is answered so much later. */
	const slowly = (milliseconds: number) => stage.portal.misbehave({is: 'slow', milliseconds, times: 1});
	afterEach(async () => stage.close());

	test('a first row that an arrival highlights hears no action yet', async () => {
		const gate = Promise.withResolvers<void>();
		stage = await openStage(scene().billing, {early: ['1'], opening: gate.promise});
		await stage.until(({lists}) => lists['accounts']!.theirs.value !== null);
		const before = await services();
		stage.later(5000);
		gate.resolve();
		await stage.until(({lists}) => lists['accounts']!.key !== null);
		stage.send('+');
		await stage.idle();
		expect(stage.said()).toContain('only just arrived');
		expect(await services()).toBe(before);
	});

	test('one deed at a time: while a row is looked at, nothing else is begun but the next +', async () => {
		const {to, send, until, idle, said, now} = await open({accounts: 60});
		await to('user00003');
		slowly(500);
		send('+');
		await until(({deed}) => deed !== null);
		for (const key of ['l', 'd', 'u']) {
			send(key);
			expect(said()).toContain('Still at work');
			expect(now().mode.is).toBe('browse');
		}

		send('+', '+');
		expect(now().waiting).toEqual([]);
		await idle();
		expect(said()).toContain('is in billing now');
		expect(now().mode.is).toBe('browse');
	});

	test('a look that comes back late does not bring back what a reading has removed', async () => {
		const {to, send, until, idle, portal, now} = await open();
		await to('user00003');
		slowly(700);
		send('+');
		await until(({deed}) => deed !== null);
		portal.state.users = portal.state.users.filter(({login}) => login !== 'user00001');
		send('r');
		await idle();
		const {sheet, rows} = now().lists['accounts']!;
		expect(sheet!.theirs.items).not.toContainEqual(expect.objectContaining({login: 'user00001'}));
		expect(rows.find(({key}) => key === 'user00003')!.mark).toBe('=');
	});

	test('a question that comes up by itself does not take a y that was meant for the list', async () => {
		const {to, send, until, idle, now, writes} = await open(badNumber);
		await to('user00003');
		slowly(400);
		send('+', 'down', 'down');
		await until(({mode}) => mode.is === 'ask');
		send('y');
		await idle();
		expect(now().mode).toMatchObject({is: 'ask', armed: true});
		expect(writes()).toEqual([]);
	});

	test('it does not come up over a filter that is being typed, and says so', async () => {
		const {to, send, idle, now, said} = await open(badNumber);
		await to('user00003');
		slowly(400);
		send('+', '/', 'u');
		await idle();
		expect(now().mode.is).toBe('filter');
		expect(said()).toContain('has a question first');
	});

	test('the list of results does not come up over a filter that is being typed', async () => {
		const {press, send, idle, now, list} = await open();
		await press('/', ...'sync:=', 'enter', 'space', 'space');
		await press('d', '2');
		slowly(400);
		send('enter', '/', 'x');
		await idle();
		expect(now().mode.is).toBe('filter');
		expect(list().filter).toBe('sync:=x');
	});

	test('q leaves off what is only being looked at, and nothing is written after it', async () => {
		const {press, to, send, idle, writes, session, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d');
		slowly(400);
		send('y', 'q');
		await session.left;
		await idle();
		expect(writes()).toEqual([]);
	});

	test('+ that is done stays told when the look after it fails', async () => {
		const {to, send, until, idle, portal, now, world} = await open();
		await to('user00003');
		send('+');
		await until(({deed}) => deed?.stage === 'after');
		portal.misbehave({is: 'status', code: 500});
		await idle();
		const said = now().messages.map(message => world.words.tell(message.said));
		expect(said.some(text => text.includes('is in billing now'))).toBe(true);
		expect(now().deeds).toHaveLength(1);
		expect(now().lists['accounts']!.theirs.state).toBe('lost');
	});

	test('a + whose number did not reach the portal is what u takes back, and is finished by another +', async () => {
		const {to, press, now, portal, list, row} = await open(badNumber);
		await to('user00008');
		await press('+');
		await to('user00003');
		await press('+');
		portal.misbehave({is: 'status', code: 500, on: ({method}) => method === 'PUT'});
		await press('y');
		portal.misbehave(null);
		expect(list().rows.find(({key}) => key === 'user00003')!.mark).toBe('~');
		expect(now().deeds).toHaveLength(2);
		await press('u');
		const {mode} = now();
		expect(mode.is === 'ask' && mode.task.is === 'undo' && mode.task.parts[0]!.entry.subject).toBe(
			'user00003',
		);
		await press('n', '+', 'y');
		expect(row()!.mark).toBe('=');
		expect(now().deeds).toHaveLength(2);
	});

	test('esc leaves off the look before an undo', async () => {
		const {to, press, send, until, idle, now, said, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d', 'y');
		slowly(600);
		send('u');
		await until(({deed}) => deed !== null);
		send('escape');
		await idle();
		expect(now().mode.is).toBe('browse');
		expect(said()).toContain('Left off');
		expect(now().deeds).toHaveLength(1);
	});

	test('W before u says what would be taken back, and takes nothing back', async () => {
		const {to, press, now, said} = await open();
		await to('user00003');
		await press('+');
		const after = await services();
		await press('W', 'u');
		expect(now().results).toMatchObject({simulated: true, action: 'undo'});
		expect(said()).toContain('Nothing was written');
		await press('escape', 'y', 'escape');
		expect(await services()).toBe(after);
	});

	test('on a screen too small to read a question, nothing can be begun or agreed to', async () => {
		const {to, press, session, said, now, writes, list} = await open();
		await to(list().rows.find(({mark}) => mark === '=')!.key);
		session.resize({columns: 40, rows: 10});
		await press('d');
		expect(said()).toContain('so small');
		session.resize({columns: 80, rows: 24});
		await press('d');
		session.resize({columns: 40, rows: 10});
		await press('y', 'right', 'enter');
		expect(now().mode.is).toBe('ask');
		expect(writes()).toEqual([]);
		await press('escape');
		expect(now().mode.is).toBe('browse');
	});

	test('a short list that is believed while a reading runs is believed when that is over', async () => {
		const {press, send, idle, portal, now, later} = await open({accounts: 60});
		portal.state.users.splice(10);
		await press('r');
		expect(now().lists['accounts']!.sheet!.short).not.toBeNull();
		await press('B', '1', '0');
		portal.misbehave({is: 'slow', milliseconds: 300, times: 1});
		later(1000);
		send('enter', 'r');
		await idle();
		expect(now().lists['accounts']!.sheet!.short).toBeNull();
	});
});
