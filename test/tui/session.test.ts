import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../billing/engines.ts';
import {openStage, type Stage} from './stage.ts';

onOneEngine(scene => {
	let stage: Stage;
	const open = async (options: Parameters<typeof openStage>[1] = {}) => {
		stage = await openStage(scene().billing, options);
		return stage;
	};
	afterEach(async () => stage.close());

	test('five ↓ in one read move five', async () => {
		const {press, together, list} = await open();
		await press('1');
		await together('down', 'down', 'down', 'down', 'down');
		expect(list().cursor).toBe(5);
		expect(list().key).toBe(list().rows[5]!.key);
	});

	test('the menu moves five screens by five ↓ in one read, and opens by enter', async () => {
		const {press, together, now} = await open();
		await together('down', 'down', 'down', 'down');
		expect(now().menu).toBe(4);
		await press('enter');
		expect(now().at).toBe('tariffs');
	});

	test('every screen has its key, and keeps what one left there', async () => {
		const {press, now, list} = await open();
		await press('1', 'down', 'space');
		for (const [key, at] of [
			['2', 'stb'],
			['3', 'channels'],
			['4', 'subscriptions'],
			['5', 'tariffs'],
			['6', 'api'],
		]) {
			await press(key!);
			expect(now().at).toBe(at);
		}

		await press('1');
		expect(list()).toMatchObject({cursor: 2, marked: new Set([list().rows[1]!.key])});
	});

	test('from results and from the journal a screen has its key, too, and u takes back what is told there', async () => {
		const {press, now, said} = await open();
		await press('1', 'H', '3');
		expect(now()).toMatchObject({at: 'channels', mode: {is: 'browse'}});
		await press('1', '/', ...'drift:A1 !drift:C2', 'enter', 'space', 'space', '+', 'y');
		expect(now().mode.is).toBe('results');
		await press('tab');
		expect(now()).toMatchObject({at: 'stb', mode: {is: 'browse'}});
		await press('1', 'J', 'd', 'W', 'space');
		expect(now()).toMatchObject({mode: {is: 'results'}, simulates: false});
		await press('u');
		expect(now().mode).toMatchObject({is: 'ask', task: {is: 'undo'}});
		await press('escape');
		expect(said()).toBe('');
	});

	test('letters work in the Cyrillic layout, by their place', async () => {
		const {press, now, list} = await open();
		await press('1', 'о', 'о');
		expect(list().cursor).toBe(2);
		await press('й');
		await stage.session.left;
		expect(now().mode.is).toBe('browse');
	});

	test('a filter narrows while it is typed, keeps the row where it can, and esc brings the old one back', async () => {
		const {press, list, to} = await open();
		await press('1');
		const [, second] = list().rows;
		await to(second!.key);
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
		expect(list().filterFault).toBe('sync:');
		expect(list().rows).toEqual(before);
	});

	test('text typed into the filter is text, whatever key it is elsewhere', async () => {
		const {press, list, writes} = await open();
		await press('1', '/', ...'q+d');
		expect(list().filter).toBe('q+d');
		expect(writes()).toEqual([]);
	});

	test('marks survive filter and refresh, and hidden ones are counted', async () => {
		const {press, list} = await open();
		await press('1', 'space', 'space');
		const marked = [...list().marked];
		expect(marked).toHaveLength(2);
		await press('/', ...'sync:+', 'enter', 'r');
		expect([...list().marked]).toEqual(marked);
		await press('U');
		expect(list().marked.size).toBe(0);
	});

	test('v marks from where it began to where the cursor went', async () => {
		const {press, list} = await open();
		await press('1', 'v', 'down', 'down', 'v');
		expect([...list().marked]).toEqual(
			list()
				.rows.slice(0, 3)
				.map(({key}) => key),
		);
	});

	test('shift and an arrow marks on the way, and takes back on the way back', async () => {
		const {press, list} = await open();
		await press('1', 'shift-down', 'shift-down', 'shift-down', 'shift-up');
		expect([...list().marked]).toEqual(
			list()
				.rows.slice(0, 2)
				.map(({key}) => key),
		);
	});

	test('on the menu :# leads to a row of the screen that is pointed at', async () => {
		const {press, now, list} = await open();
		await press(':', ...'#user00010', 'enter');
		expect(now().at).toBe('accounts');
		expect(list().key).toBe('user00010');
	});

	test('beside the table enter opens the record, then the page of it; esc goes back as it came', async () => {
		const {press, now, list} = await open({columns: 120, rows: 36});
		await press('1', 'enter');
		expect(list().beside).toBe(list().key);
		await press('enter');
		expect(now().mode.is).toBe('record');
		await press('escape');
		expect(now().mode.is).toBe('browse');
		expect(list().beside).toBe(list().key);
		await press('escape');
		expect(list().beside).toBeNull();
	});

	test('a refresh that reorders leaves the cursor on its row', async () => {
		const {press, list, portal} = await open();
		await press('1', 'down', 'down', 'down');
		const {key} = list();
		portal.state.users.reverse();
		await press('r');
		expect(list().key).toBe(key);
		expect(list().rows[list().cursor]!.key).toBe(key);
	});

	test('a row that goes leaves the cursor on none, and no key acts until the next move', async () => {
		const {press, list, portal, row, said, writes} = await open();
		await press('1', '/', ...'drift:A1', 'enter');
		const {key, theirs} = row()!;
		const {login} = theirs as {readonly login: string};
		portal.state.users = portal.state.users.filter(user => user.login !== login);
		await press('r');
		expect(list().key).toBe(key);
		expect(row()).toBeNull();
		await press('+');
		expect(said()).toContain('not in the list any more');
		expect(writes()).toEqual([]);
		await press('down');
		expect(row()).not.toBeNull();
		expect(list().cursor).toBe(0);
	});

	test('a lost portal keeps what it said, is told once, and comes back', async () => {
		const {press, list, now, portal, said} = await open();
		await press('1');
		const before = list().rows.length;
		portal.misbehave({is: 'status', code: 500});
		await press('r');
		expect(list().rows.length).toBe(before);
		expect(list().theirs.state).toBe('lost');
		expect(now().stalker.state).toBe('lost');
		expect(said()).toContain('Stalker is lost');
		portal.misbehave(null);
		await press('r');
		expect(now().stalker.state).toBe('up');
		expect(said()).toContain('Stalker is back');
	});

	test('? says why an action would refuse', async () => {
		const {press, now, to, list} = await open({accounts: 60});
		await press('1');
		await to(list().rows.find(({mark}) => mark === '-')!.key);
		await press('?');
		const {mode} = now();
		expect(mode.is === 'help' && mode.reasons['add']?.code).toBe('only-in-billing');
	});

	test('letters typed into the help look for keys', async () => {
		const {press, now} = await open();
		await press('1', '?', ...'column');
		const {mode} = now();
		expect(mode.is === 'help' && mode.typed).toBe('column');
		await press('escape');
		expect(now().mode.is).toBe('browse');
	});

	test('on a page that shows no row, no key acts on one', async () => {
		const {press, now, writes} = await open();
		await press('1', '?', '+', 'd', 'y', 'enter', '!', '+', 'd', 'y');
		expect(now().mode.is).toBe('messages');
		expect(writes()).toEqual([]);
	});

	test('y puts a field on the clipboard, e writes the rows to a file', async () => {
		const {press, copied, saved, row} = await open();
		await press('1', 'y', 'enter');
		expect(copied).toEqual([(row()!.theirs as {readonly login: string}).login]);
		await press('e', 'enter');
		expect(saved[0]!.name).toBe('accounts.csv');
		expect(saved[0]!.text.split('\n')[0]).toContain('key,mark,login');
	});

	test('ctrl-c leaves only the second time', async () => {
		const {press, said, session} = await open();
		await press('ctrl-c');
		expect(said()).toContain('ctrl-c again');
		await press('down', 'ctrl-c');
		expect(said()).toContain('ctrl-c again');
		await press('ctrl-c');
		await session.left;
	});
});
