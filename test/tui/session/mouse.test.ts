import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {menuEntries} from '../../../source/tui/menu/menu-items.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	/** Lines above the first row of a list on a screen with rules. */
	const firstRowLine = 6;

	const open = async (...keys: readonly string[]) => {
		harness = await createSessionHarness(engine().billing);
		await harness.press(...keys);
		harness.advanceClock(2000);
		return harness;
	};

	/** A press of the left button at a cell, counted from 0, and its release. */
	const click = async (column: number, row: number) =>
		harness.press(`\u001B[<0;${column + 1};${row + 1}M\u001B[<0;${column + 1};${row + 1}m`);
	const wheel = async (direction: 'up' | 'down', column = 40, row = 12) =>
		harness.press(`\u001B[<${direction === 'up' ? 64 : 65};${column + 1};${row + 1}M`);

	test('a click moves to the row, a click on the highlighted row opens its record', async () => {
		const {list, state} = await open('1');
		await click(20, firstRowLine + 4);
		expect(list().cursor).toBe(4);
		expect(state().mode.is).toBe('browse');
		await click(20, firstRowLine + 4);
		expect(state().mode).toMatchObject({is: 'record', key: list().rows[4]!.key});
	});

	test('a click below the last row, on a rule or on the counts does nothing', async () => {
		const {state, session} = await open('1', '/', ...'user00003', 'enter');
		const before = state();
		for (const row of [0, 2, 4, firstRowLine + 5, 27, 29, 200]) await click(3, row);
		expect(session.getState()).toBe(before);
	});

	test('a click on a heading sorts, a second one reverses the order, one on the signs sorts by sync status', async () => {
		const {list} = await open('1');
		const [first] = list().columns;
		await click(7, firstRowLine - 1);
		expect(list().sort).toMatchObject({column: first, descending: false});
		await click(7, firstRowLine - 1);
		expect(list().sort).toMatchObject({column: first, descending: true});
		await click(1, firstRowLine - 1);
		expect(list().sort).toMatchObject({column: 'mark', descending: false});
	});

	test('a click on a tab switches the screen, from a page, too', async () => {
		const {state} = await open('1');
		const tabs = ' 0 Menu [1 Accounts] 2 STB  3 Channels ';
		await click(tabs.indexOf('2 STB'), 1);
		expect(state().activeScreen).toBe('stb');
		await harness.press('?');
		await click(tabs.indexOf('3 Chan'), 1);
		expect(state()).toMatchObject({activeScreen: 'channels', mode: {is: 'browse'}});
		await click(3, 1);
		expect(state().activeScreen).toBeNull();
		await click(99, 1);
		expect(state().activeScreen).toBeNull();
	});

	test('a click on a line of the menu opens that screen', async () => {
		const {state} = await open();
		const line = menuEntries(state()).findIndex(({id}) => id === 'subscriptions');
		await click(10, firstRowLine - 1 + line);
		expect(state().activeScreen).toBe('subscriptions');
	});

	test('a click on a line of work opens its rows', async () => {
		const {state, list} = await open();
		const entries = menuEntries(state());
		expect(entries[0]).toMatchObject({is: 'work', work: {filter: 'sync:+'}});
		await click(10, firstRowLine - 1);
		expect(state().activeScreen).toBe('accounts');
		expect(list().filter).toBe('sync:+');
	});

	test('the wheel moves by three rows, and in the menu by three lines', async () => {
		const {list, state} = await open('1');
		await wheel('down');
		await wheel('down');
		await wheel('up');
		expect(list().cursor).toBe(3);
		await harness.press('0');
		await wheel('down');
		expect(state().menuCursor).toBe('subscriptions');
	});

	test('the wheel scrolls a page and the record beside the list', async () => {
		harness = await createSessionHarness(engine().billing, {columns: 120, rows: 24});
		const {press, state, list} = harness;
		await press('1', '?');
		await wheel('down');
		expect(state().mode).toMatchObject({is: 'help', top: 3});
		await press('escape', 'enter');
		const {cursor} = list();
		await wheel('down', 100);
		expect(list()).toMatchObject({cursor});
		expect(list().detailTop).toBeGreaterThan(0);
	});

	test('typing a filter goes on while the mouse moves to a row', async () => {
		const {state, list, press} = await open('1', '/', ...'user');
		await click(20, firstRowLine + 2);
		expect(list().cursor).toBe(2);
		await wheel('down');
		await press('0');
		expect(state().mode.is).toBe('filter');
		expect(list().filter).toBe('user0');
	});

	test('no click answers a question, and the wheel only scrolls it', async () => {
		const {state, takeWrites} = await open('1', 'a', 'd');
		const before = state().mode;
		expect(before.is).toBe('confirm');
		for (let row = 0; row < 30; row++) for (const column of [2, 9, 40]) await click(column, row);
		expect(state().mode).toEqual({...before, acceptsInput: true});
		await wheel('down');
		expect(state().mode).toEqual({...before, acceptsInput: true, top: 3});
		expect(takeWrites()).toEqual([]);
	});

	test('a click moves in a list of options; it takes the order and the columns, and nothing that leads to a write', async () => {
		const {state, list, press} = await open('1', 's');
		await click(4, 30 - 3 - 10 + 2);
		expect(state().mode).toMatchObject({is: 'picker', cursor: 2});
		await click(4, 30 - 3 - 10 + 2);
		expect(state().mode.is).toBe('browse');
		expect(list().sort?.column).toBe(list().resource.columns[1]!.id);
		await press(':', ...'add');
		const before = state().mode;
		await click(4, 30 - 3 - 10);
		await click(4, 30 - 3 - 10);
		expect(state().mode).toEqual(before);
	});

	test('a click is ignored for a second after arriving data has moved the rows', async () => {
		const {list, press, portal, advanceClock, messageText} = await open('1');
		portal.state.users.splice(2, 1);
		await press('r');
		const {cursor} = list();
		await click(20, firstRowLine + 8);
		expect(list().cursor).toBe(cursor);
		expect(messageText()).toBe('The rows have just moved. Check them, then click again.');
		advanceClock(1001);
		await click(20, firstRowLine + 8);
		expect(list().cursor).toBe(list().top + 8);
	});

	test('a click whose report arrives behind the key of a question is dropped', async () => {
		const {state, pressTogether} = await open('1');
		await pressTogether('d', '\u001B[<0;20;10M');
		expect(state().mode.is).toBe('confirm');
		await harness.press('escape');
		expect(harness.list().cursor).toBe(0);
	});
});
