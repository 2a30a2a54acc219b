import {afterEach, expect, test} from 'vitest';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createInMemoryScreenSettings} from '../../support/screen-settings.ts';
import {renderText} from '../view/fixtures.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

/** The tasks of a newcomer, by keys that the README and `?` name, on 80×24. */
onOneEngine(engine => {
	const screenSettings = createInMemoryScreenSettings();
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	const start = async () => {
		await harness?.close();
		await empty(engine().database);
		const size = {columns: 80, rows: 24};
		harness = await createSessionHarness(engine().billing, {accounts: 300, ...size, screenSettings});
	};
	const press = async (...names: readonly string[]) => harness.press(...names);
	const screen = () => renderText(harness.state());

	test('accounts that are on but off in billing, the frequencies of their plans, and the view after a restart', async () => {
		await start();
		await press('1', 'alt-1');
		const {rows} = harness.list();
		expect(rows.length).toBeGreaterThan(1);
		expect(rows.every(({differences}) => differences.some(({code}) => code === 'B1' || code === 'B3'))).toBe(
			true,
		);
		await press('F');
		expect(screen()).toMatch(/Values · Tariff plan +\d/u);
		expect(screen()).toMatch(/102 +2 +40\.0 % +2 out of sync/u);
		await press('escape', ':', ...'save mine', 'enter');
		await start();
		await press('1', 'alt-4');
		expect(harness.list().rows.map(({key}) => key)).toEqual(rows.map(({key}) => key));
	});

	test('a key that does nothing says so, on the menu, on a list and on a page, and closes nothing', async () => {
		await start();
		await press('f');
		expect(screen()).toContain('· “f” does nothing here. ? lists the keys.');
		await press('1', 'f7');
		expect(screen()).toContain('· “F7” does nothing here. ? lists the keys.');
		await press('enter', 'Q');
		expect(screen()).toContain('· “Q” does nothing on this page. esc closes it.');
		expect(harness.state().mode.is).toBe('record');
		await press('escape', '!', '+');
		expect(screen()).toContain('· “+” does nothing on this page. esc closes it.');
		expect(harness.state().mode.is).toBe('messages');
		expect(harness.takeWrites()).toEqual([]);
	});

	test('? opens the help from a page, too, and esc returns to the page', async () => {
		await start();
		await press('1', 'n', 'enter');
		const record = screen();
		expect(record.split('\n').at(-1)).toMatch(/\+ add .*f fix .*esc enter back .*\? help/u);
		await press('down', '?');
		expect(screen()).toContain('── Help · Accounts ──');
		await press('escape');
		expect(harness.state().mode).toMatchObject({is: 'record', top: 1});
		await press('up');
		expect(screen()).toBe(record);
		await press('escape', '!', 'f1', 'escape');
		expect(harness.state().mode.is).toBe('messages');
		await press('?', 'f1');
		expect(harness.state().mode.is).toBe('messages');
	});

	test('a fix says its values whole, though the line of the fix is too short for them', async () => {
		await start();
		await press('4');
		await harness.moveTo(harness.list().rows.find(({mark}) => mark === '~')!.key);
		await press('f');
		const lines = screen().split('\n');
		const [first, second] = ['▶ 1  H1', '  2  H1'].map(text => lines.findIndex(line => line.includes(text)));
		expect(lines[first!]).toMatch(/…$/u);
		expect(second).toBe(first! + 1);
		expect(
			lines
				.slice(second! + 1)
				.join(' ')
				.replaceAll(/ +/gu, ' '),
		).toMatch(
			/^ Channels that are chosen for “user\d+” in billing are not in Stalker: .+\. Import the channels first\. /u,
		);
	});

	test('the list of channels that an import changes has the headings of the screen, and whole lines', async () => {
		await start();
		await press('3', 'i');
		expect(screen()).toMatch(/^ +ID +No\. +Name *$/mu);
		expect(screen()).toMatch(/^ +- 9001 +901 +Тоніс \(loses .*\) *$/mu);
	});

	test('+ on a tariff plan of another name says which key renames it', async () => {
		await start();
		await press('5', '/', ...'drift:C5 104', 'enter', '+');
		expect(harness.messageText()).toBe(
			"The tariff plan “Сімейний плюс” is in billing already as 104. In Stalker it is “Сімейний”: f (tariffs fix) renames billing's.",
		);
		expect(harness.takeWrites()).toEqual([]);
	});

	test('while billing has not answered, the record does not say that billing lacks the row', async () => {
		const opening = Promise.withResolvers<void>();
		harness = await createSessionHarness(engine().billing, {
			accounts: 6,
			columns: 80,
			rows: 24,
			opening: opening.promise,
		});
		await harness.until(({lists}) => (lists['accounts']!.comparison?.rows.length ?? 0) > 0);
		harness.send('1', 'down', 'enter');
		await harness.until(({mode}) => mode.is === 'record');
		expect(screen()).toContain('Not compared: one system has not answered fully.');
		expect(screen()).not.toContain('No match');
		opening.resolve();
		await harness.idle();
	});

	test("yesterday's third change is undone", async () => {
		await start();
		await press('1');
		const addable = harness
			.list()
			.rows.filter(({differences}) => differences.map(({code}) => code).join() === 'A1')
			.slice(0, 4);
		for (const {key} of addable) {
			await harness.moveTo(key);
			await press('+');
		}

		await engine().database.query(
			`update stalker_journal set run = 'earlier', at = timestamp '2026-11-22 09:00:00'`,
		);
		await press('H', 'down', 'u', 'y');
		const third = addable[2]!.key;
		const {rows} = harness.list();
		expect(rows.find(({billing}) => (billing as {subject: string}).subject === third)).toMatchObject({
			billing: {action: 'undo'},
		});
		expect(harness.state().lists['accounts']!.comparison!.rows.find(({key}) => key === third)?.mark).toBe(
			'+',
		);
	});

	test('why rows were refused is seen, what is missing is imported, and they are added', async () => {
		await start();
		await press('1', '/', ...'sync:+', 'enter', 'a', '+', 'y');
		expect(screen()).toContain('✗ 8 refused');
		expect(screen()).toMatch(/✗ 4 × +refused +Billing has no tariff plan “112”/u);
		const missing = () => harness.list().rows.filter(({mark}) => mark === '!');
		expect(missing().length).toBeGreaterThan(8);
		// Once for each missing tariff plan: go to it, import it, retry the rows, and look at their results.
		for (let plan = 0; plan < 3; plan++) await press('g', 'o', '+', 'R', 'y', 'J');
		expect(harness.list().rows.every(({mark}) => mark === '=')).toBe(true);
		await press('1', 'escape');
		expect(harness.list().comparison!.rows.filter(({mark}) => mark === '+')).toEqual([]);
	});
});
