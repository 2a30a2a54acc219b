import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(scene => {
	let stage: SessionHarness;
	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		stage = await createSessionHarness(scene().billing, options);
		return stage;
	};
	afterEach(async () => stage.close());

	test('five ↓ in one read move five', async () => {
		const {press, pressTogether, list} = await open();
		await press('1');
		await pressTogether('down', 'down', 'down', 'down', 'down');
		expect(list().cursor).toBe(5);
		expect(list().cursorKey).toBe(list().rows[5]!.key);
	});

	test('the menu moves five screens by five ↓ in one read, and opens by enter', async () => {
		const {press, pressTogether, state} = await open();
		await pressTogether('down', 'down', 'down', 'down');
		expect(state().menuCursor).toBe(4);
		await press('enter');
		expect(state().activeScreen).toBe('tariffs');
	});

	test('every screen has its key, and keeps what one left there', async () => {
		const {press, state, list} = await open();
		await press('1', 'down', 'space');
		for (const [key, at] of [
			['2', 'stb'],
			['3', 'channels'],
			['4', 'subscriptions'],
			['5', 'tariffs'],
			['6', 'api'],
		]) {
			await press(key!);
			expect(state().activeScreen).toBe(at);
		}

		await press('1');
		expect(list()).toMatchObject({cursor: 2, selected: new Set([list().rows[1]!.key])});
	});

	test('from results and from the journal a screen has its key, too, and u takes back what is told there', async () => {
		const {press, state, messageText} = await open();
		await press('1', 'H', '3');
		expect(state()).toMatchObject({activeScreen: 'channels', mode: {is: 'browse'}});
		await press('1', '/', ...'drift:A1 !drift:C2', 'enter', 'space', 'space', '+', 'y');
		expect(state().mode.is).toBe('results');
		await press('tab');
		expect(state()).toMatchObject({activeScreen: 'stb', mode: {is: 'browse'}});
		await press('1', 'J', 'd', 'W', 'space');
		expect(state()).toMatchObject({mode: {is: 'results'}, dryRun: false});
		await press('u');
		expect(state().mode).toMatchObject({is: 'confirm', pendingAction: {is: 'undo'}});
		await press('escape');
		expect(messageText()).toBe('');
	});

	test('letters work in the Cyrillic layout, by their place', async () => {
		const {press, state, list} = await open();
		await press('1', 'о', 'о');
		expect(list().cursor).toBe(2);
		await press('й');
		await stage.session.ended;
		expect(state().mode.is).toBe('browse');
	});

	test('a filter narrows while it is typed, keeps the row where it can, and esc brings the old one back', async () => {
		const {press, list, moveTo} = await open();
		await press('1');
		const [, second] = list().rows;
		await moveTo(second!.key);
		const all = list().rows.length;
		await press('/', ...'sync:+');
		expect(list().rows.length).toBeLessThan(all);
		expect(list().rows.every(({mark}) => mark === '+')).toBe(true);
		await press('escape');
		expect(list().rows.length).toBe(all);
		expect(list().filter).toBe('');
	});

	test('a word of the filter that means nothing is told, and the rows stay', async () => {
		const {press, list} = await open();
		await press('1', '/', ...'user');
		const before = list().rows;
		await press(' ', ...'!', 'sync:');
		expect(list().filterError).toBe('sync:');
		expect(list().rows).toEqual(before);
	});

	test('text typed into the filter is text, whatever key it is elsewhere', async () => {
		const {press, list, takeWrites} = await open();
		await press('1', '/', ...'q+d');
		expect(list().filter).toBe('q+d');
		expect(takeWrites()).toEqual([]);
	});

	test('marks survive filter and refresh, and hidden ones are counted', async () => {
		const {press, list} = await open();
		await press('1', 'space', 'space');
		const marked = [...list().selected];
		expect(marked).toHaveLength(2);
		await press('/', ...'sync:+', 'enter', 'r');
		expect([...list().selected]).toEqual(marked);
		await press('U');
		expect(list().selected.size).toBe(0);
	});

	test('v marks from where it began to where the cursor went', async () => {
		const {press, list} = await open();
		await press('1', 'v', 'down', 'down', 'v');
		expect([...list().selected]).toEqual(
			list()
				.rows.slice(0, 3)
				.map(({key}) => key),
		);
	});

	test('shift and an arrow marks on the way, and takes back on the way back', async () => {
		const {press, list} = await open();
		await press('1', 'shift-down', 'shift-down', 'shift-down', 'shift-up');
		expect([...list().selected]).toEqual(
			list()
				.rows.slice(0, 2)
				.map(({key}) => key),
		);
	});

	test('on the menu :# leads to a row of the screen that is pointed at', async () => {
		const {press, state, list} = await open();
		await press(':', ...'#user00010', 'enter');
		expect(state().activeScreen).toBe('accounts');
		expect(list().cursorKey).toBe('user00010');
	});

	test('beside the table enter opens the record, then the page of it; esc goes back as it came', async () => {
		const {press, state, list} = await open({columns: 120, rows: 36});
		await press('1', 'enter');
		expect(list().detailKey).toBe(list().cursorKey);
		await press('enter');
		expect(state().mode.is).toBe('record');
		await press('escape');
		expect(state().mode.is).toBe('browse');
		expect(list().detailKey).toBe(list().cursorKey);
		await press('escape');
		expect(list().detailKey).toBeNull();
	});

	test('a refresh that reorders leaves the cursor on its row', async () => {
		const {press, list, portal} = await open();
		await press('1', 'down', 'down', 'down');
		const {cursorKey} = list();
		portal.state.users.reverse();
		await press('r');
		expect(list().cursorKey).toBe(cursorKey);
		expect(list().rows[list().cursor]!.key).toBe(cursorKey);
	});

	test('a row that goes leaves the cursor on none, and no key acts until the next move', async () => {
		const {press, list, portal, row, messageText, takeWrites} = await open();
		await press('1', '/', ...'drift:A1', 'enter');
		const {key, stalker} = row()!;
		const {login} = stalker as {readonly login: string};
		portal.state.users = portal.state.users.filter(user => user.login !== login);
		await press('r');
		expect(list().cursorKey).toBe(key);
		expect(row()).toBeNull();
		await press('+');
		expect(messageText()).toContain('not in the list any more');
		expect(takeWrites()).toEqual([]);
		await press('down');
		expect(row()).not.toBeNull();
		expect(list().cursor).toBe(0);
	});

	test('a lost portal keeps what it said, is told once, and comes back', async () => {
		const {press, list, state, portal, messageText} = await open();
		await press('1');
		const before = list().rows.length;
		portal.setFault({is: 'status', code: 500});
		await press('r');
		expect(list().rows.length).toBe(before);
		expect(list().stalker.state).toBe('unreachable');
		expect(state().stalker.state).toBe('unreachable');
		expect(messageText()).toContain('Stalker unreachable');
		portal.setFault(null);
		await press('r');
		expect(state().stalker.state).toBe('connected');
		expect(messageText()).toContain('Stalker is back');
	});

	test('? says why an action would refuse', async () => {
		const {press, state, moveTo, list} = await open({accounts: 60});
		await press('1');
		await moveTo(list().rows.find(({mark}) => mark === '-')!.key);
		await press('?');
		const {mode} = state();
		expect(mode.is === 'help' && mode.refusals['add']?.code).toBe('only-in-billing');
	});

	test('letters typed into the help look for keys', async () => {
		const {press, state} = await open();
		await press('1', '?', ...'column');
		const {mode} = state();
		expect(mode.is === 'help' && mode.typed).toBe('column');
		await press('escape');
		expect(state().mode.is).toBe('browse');
	});

	test('on a page that shows no row, no key acts on one', async () => {
		const {press, state, takeWrites} = await open();
		await press('1', '?', '+', 'd', 'y', 'enter', '!', '+', 'd', 'y');
		expect(state().mode.is).toBe('messages');
		expect(takeWrites()).toEqual([]);
	});

	test('y puts a field on the clipboard, e writes the rows to a file', async () => {
		const {press, copied, saved, row} = await open();
		await press('1', 'y', 'enter');
		expect(copied).toEqual([(row()!.stalker as {readonly login: string}).login]);
		await press('e', 'enter');
		expect(saved[0]!.name).toBe('accounts.csv');
		expect(saved[0]!.text.split('\n')[0]).toContain('key,mark,login');
	});

	test('ctrl-c leaves only the second time', async () => {
		const {press, messageText, session} = await open();
		await press('ctrl-c');
		expect(messageText()).toContain('ctrl-c again');
		await press('down', 'ctrl-c');
		expect(messageText()).toContain('ctrl-c again');
		await press('ctrl-c');
		await session.ended;
	});
});
