import {afterEach, expect, test} from 'vitest';
import {createInMemoryScreenSettings} from '../../support/screen-settings.ts';
import {menuEntries} from '../../../source/tui/menu/menu-items.ts';
import {empty, onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';
import {renderText} from '../view/fixtures.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		harness = await createSessionHarness(engine().billing, options);
		return harness;
	};
	afterEach(async () => harness.close());

	test('five ↓ in one read move the cursor by five rows', async () => {
		const {press, pressTogether, list} = await open();
		await press('1');
		await pressTogether('down', 'down', 'down', 'down', 'down');
		expect(list().cursor).toBe(5);
		expect(list().cursorKey).toBe(list().rows[5]!.key);
	});

	test('↓ moves in the menu, and enter opens a screen', async () => {
		const {press, pressTogether, state} = await open();
		await pressTogether('down', 'down', 'down', 'down');
		expect(state().menuCursor).toBe('tariffs');
		await press('enter');
		expect(state().activeScreen).toBe('tariffs');
	});

	test('a line of work opens the rows that wait, and esc goes back to it', async () => {
		const {press, state, list} = await open({accounts: 60});
		const lines = menuEntries(state());
		expect(state().menuCursor).toBe('accounts');
		await press(...lines.map(() => 'up'), 'enter');
		const [first] = lines;
		expect(first).toMatchObject({is: 'work', work: {screen: 'accounts', filter: 'sync:+'}});
		expect(state().activeScreen).toBe('accounts');
		expect(list().filter).toBe('sync:+');
		expect(list().rows).toHaveLength(first?.is === 'work' ? first.count : -1);
		expect(list().rows.every(({mark}) => mark === '+')).toBe(true);
		await press('escape', 'escape');
		expect(state()).toMatchObject({activeScreen: null, menuCursor: first!.id});
	});

	test('every screen opens by its key and keeps its cursor and selection', async () => {
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

	test('the keys of screens and u also work in the results and the journal', async () => {
		const {press, state, messageText} = await open();
		await press('1', 'H', '3');
		expect(state()).toMatchObject({activeScreen: 'channels', mode: {is: 'browse'}});
		await press('1', '/', ...'drift:A1 !drift:C2', 'enter', 'space', 'space', '+', 'y');
		expect(state().activeScreen).toBe('results');
		await press('tab');
		expect(state()).toMatchObject({activeScreen: 'stb', mode: {is: 'browse'}});
		await press('1', 'J', 'd', 'space');
		expect(state()).toMatchObject({activeScreen: 'results', mode: {is: 'browse'}});
		await press('u');
		expect(state().mode).toMatchObject({is: 'confirm', pendingAction: {is: 'undo'}});
		await press('escape');
		expect(messageText()).toBe('');
	});

	test('letters of a Cyrillic layout work as the keys at the same places', async () => {
		const {press, state, list} = await open();
		await press('1', 'о', 'о');
		expect(list().cursor).toBe(2);
		await press('й');
		await harness.session.ended;
		expect(state().mode.is).toBe('browse');
	});

	test('the filter applies while it is typed, the cursor keeps its row if it can, and esc restores the old filter', async () => {
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

	test('the rows that match are shown from the first one, if the row at the cursor is then on the screen', async () => {
		const {press, list, moveTo} = await open({accounts: 100});
		await press('1');
		const matching = list().rows.filter(({mark}) => mark === '=');
		await moveTo(matching[2]!.key);
		await press('/', ...'sync:=');
		expect(list()).toMatchObject({cursor: 2, cursorKey: matching[2]!.key, top: 0});
	});

	test('an unknown filter term is reported, and the rows stay', async () => {
		const {press, list} = await open();
		await press('1', '/', ...'user');
		const before = list().rows;
		await press(' ', ...'!', 'sync:');
		expect(list().filterError).toMatchObject({reason: {code: 'filter-status'}});
		expect(list().rows).toEqual(before);
	});

	test('enter does not take a filter with an unknown term; letters stay text, and esc restores the old filter', async () => {
		const {press, list, state, messageText, takeWrites} = await open();
		await press('1', '/', ...'sync:+user00023', 'enter', '+');
		expect(state().mode.is).toBe('filter');
		expect(list().filter).toBe('sync:+user00023+');
		await press('enter');
		expect(messageText()).toContain('“+user00023+” is no sync status');
		expect(messageText()).toContain('a name such as differs');
		expect(takeWrites()).toEqual([]);
		await press('escape');
		expect(list()).toMatchObject({filter: '', filterError: null});
	});

	test('arrows and pages move rows while the filter is typed, and letters stay text', async () => {
		const {press, list, state, row, takeWrites} = await open();
		await press('1', '/', ...'user', 'down', 'down', ...'000');
		expect(state().mode.is).toBe('filter');
		expect(list().filter).toBe('user000');
		const third = row()!.key;
		expect(list().rows.findIndex(({key}) => key === third)).toBe(2);
		await press('page-down', 'home', 'up', '+', 'escape');
		expect(takeWrites()).toEqual([]);
		expect(list().cursor).toBe(0);
	});

	test('the old filter is selected when the field opens: typing replaces it, an arrow keeps it', async () => {
		const {press, list} = await open();
		await press('1', '/', ...'user0', 'enter', '/', 'x');
		expect(list().filter).toBe('x');
		await press('escape');
		expect(list().filter).toBe('user0');
		await press('/', 'right', '1', 'enter');
		expect(list().filter).toBe('user01');
		await press('/', 'backspace', 'enter');
		expect(list().filter).toBe('');
	});

	test('tab takes the highlighted completion', async () => {
		const {press, list} = await open();
		await press('1', '/', ...'stat', 'tab', 'right', 'tab', ' ', ...'syn', 'tab', ...'un', 'tab', 'enter');
		expect(list().filter).toBe('status=off sync:unsynced');
		expect(list().filterError).toBeNull();
	});

	test('ctrl-p and ctrl-n step through the filters of this and earlier sessions', async () => {
		const screenSettings = createInMemoryScreenSettings();
		const first = await open({screenSettings});
		await first.press('1', '/', ...'sync:+', 'enter', '/', ...'user0', 'enter', 'escape');
		await first.close();
		await empty(engine().database);
		const {press, list} = await open({screenSettings});
		await press('1', '/', 'a', 'ctrl-p');
		expect(list().filter).toBe('user0');
		await press('ctrl-p', 'ctrl-p');
		expect(list().filter).toBe('sync:+');
		await press('ctrl-n', 'ctrl-n', 'ctrl-n');
		expect(list().filter).toBe('a');
	});

	test('columns, order and width of a screen are the same in the next session', async () => {
		const screenSettings = createInMemoryScreenSettings();
		const first = await open({screenSettings});
		await first.press('1', 's', ...'balance', 'enter', 'S', 'w', 'c', 'down', 'space', 'enter');
		const {columns, sort} = first.list();
		expect(columns).not.toContain('stb_mac');
		await first.close();
		await empty(engine().database);
		const {press, list} = await open({screenSettings});
		await press('1');
		expect(list()).toMatchObject({columns, sort, isWide: true});
	});

	test('? at the beginning of a filter term explains the filter, and any other key returns to the field', async () => {
		const {press, list, state} = await open();
		await press('1', '/', ...'sync:?');
		expect(list().filter).toBe('sync:?');
		await press('ctrl-u', ...'user ', '?');
		expect(state().mode.is).toBe('filter-help');
		await press('page-down', '+', ...'00', 'enter');
		expect(list().filter).toBe('user 00');
		expect(state().mode.is).toBe('browse');
	});

	test('keys typed into the filter run no action', async () => {
		const {press, list, takeWrites} = await open();
		await press('1', '/', ...'q+d');
		expect(list().filter).toBe('q+d');
		expect(takeWrites()).toEqual([]);
	});

	test('the selection is kept by filter and refresh, and cleared by U', async () => {
		const {press, list} = await open();
		await press('1', 'space', 'space');
		const selected = [...list().selected];
		expect(selected).toHaveLength(2);
		await press('/', ...'sync:+', 'enter', 'r');
		expect([...list().selected]).toEqual(selected);
		await press('U');
		expect(list().selected.size).toBe(0);
	});

	test('v selects from where it was pressed first to the cursor', async () => {
		const {press, list} = await open();
		await press('1', 'v', 'down', 'down', 'v');
		expect([...list().selected]).toEqual(
			list()
				.rows.slice(0, 3)
				.map(({key}) => key),
		);
	});

	test('shift and an arrow selects rows, and deselects them on the way back', async () => {
		const {press, list} = await open();
		await press('1', 'shift-down', 'shift-down', 'shift-down', 'shift-up');
		expect([...list().selected]).toEqual(
			list()
				.rows.slice(0, 2)
				.map(({key}) => key),
		);
	});

	test('on the menu :# goes to a row of the highlighted screen', async () => {
		const {press, state, list} = await open();
		await press(':', ...'#user00010', 'enter');
		expect(state().activeScreen).toBe('accounts');
		expect(list().cursorKey).toBe('user00010');
	});

	test('enter opens the record in the side panel, then on the full page; esc closes them in reverse', async () => {
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

	test('a key that is pressed before a confirmation accepts any is answered with a text, and is no answer', async () => {
		const {press, send, state, until, idle, takeWrites} = await open();
		await press('1');
		send('d');
		await until(({mode}) => mode.is === 'confirm');
		send('y');
		await until(({mode}) => mode.is === 'confirm' && mode.isTooEarly && !mode.acceptsInput);
		await idle();
		expect(state().mode).toMatchObject({is: 'confirm', isTooEarly: true, acceptsInput: true});
		expect(takeWrites()).toEqual([]);
		await press('right');
		expect(state().mode).toMatchObject({isTooEarly: false, choice: 'yes'});
	});

	test('a message that is shown stays when something happens by itself, which the header counts until ! is pressed', async () => {
		const {press, session, messageText, state} = await open();
		await press('1', 'p');
		const shown = messageText();
		expect(shown).not.toBe('');
		session.notify({code: 'no-row', values: {}});
		session.logOutput('noise');
		expect(messageText()).toBe(shown);
		expect(state().unreadMessages).toBe(2);
		await press('!');
		expect(state()).toMatchObject({unreadMessages: 0, notification: null});
		session.notify({code: 'no-row', values: {}});
		expect(messageText()).not.toBe('');
	});

	test('the palette takes arguments: #N is row N, key ID a row, the beginning of a screen with an ID or a filter goes there', async () => {
		const {press, list, state, row, messageText} = await open();
		await press('1', ':', ...'#15', 'enter');
		expect(list().cursor).toBe(14);
		await press(':', ...'#15000', 'enter');
		expect(messageText()).toContain('24 rows');
		await press(':', ...'key user00007', 'enter');
		expect(row()!.key).toBe('user00007');
		await press(':', ...'stb user00005', 'enter');
		expect(state().activeScreen).toBe('stb');
		expect((row()!.stalker as {readonly login: string}).login).toBe('user00005');
		await press(':', ...'acc sync:+ user', 'enter');
		expect(state().activeScreen).toBe('accounts');
		expect(list().filter).toBe('sync:+ user');
		await press(':', ...'jrnl', 'enter');
		expect(state().activeScreen).toBe('journal');
	});

	test('the palette shows what was chosen last first', async () => {
		const {press, state} = await open();
		await press('1', ':', ...'wide', 'enter', ':', ...'chan', 'enter', '1', ':');
		const {mode} = state();
		expect(mode.is === 'picker' && mode.options.slice(0, 2).map(({value}) => value)).toEqual([
			'screen:channels',
			'key:w',
		]);
	});

	test('a view keeps filter, order and columns under a name and a digit, also for the next session', async () => {
		const screenSettings = createInMemoryScreenSettings();
		const first = await open({screenSettings});
		await first.press(
			'1',
			'/',
			...'sync:+',
			'enter',
			's',
			...'name',
			'enter',
			':',
			...'save new ones',
			'enter',
		);
		const {sort, rows, views} = first.list();
		expect(first.messageText()).toContain(`“new ones”: alt-${views.length}, or`);
		await first.press('escape', 'S', 'alt-1');
		expect(first.list().filter).toBe(views[0]!.filter);
		await first.close();
		await empty(engine().database);
		const {press, list, messageText} = await open({screenSettings});
		await press('1', 'escape', '1', `alt-${views.length}`);
		expect(list()).toMatchObject({filter: 'sync:+', sort});
		expect(list().rows.map(({key}) => key)).toEqual(rows.map(({key}) => key));
		await press('escape', ':', ...'new o', 'enter');
		expect(list().filter).toBe('sync:+');
		await press('alt-9');
		expect(messageText()).toContain(`${views.length} views`);
	});

	test('F shows how often the chosen column has each value of the shown rows, and enter filters by one', async () => {
		const {press, list, state} = await open();
		await press('1', '/', ...'sync:unsynced', 'enter', '>', '>', '>', '>', '>', 'F');
		expect(list().columnCursor).toBe('tariff_plan');
		const {mode} = state();
		if (mode.is !== 'picker') throw new Error(mode.is);
		const {length} = list().rows;
		const [first] = mode.matches;
		await press('enter');
		expect(list().filter).toBe(`sync:unsynced ${first!.value.slice('filter:'.length)}`);
		expect(list().filterError).toBeNull();
		const share = ((100 * list().rows.length) / length).toFixed(1);
		expect(first!.text.split(/ {2,}/).slice(1, 3)).toEqual([String(list().rows.length), `${share} %`]);
		await press('<', 's', 'enter');
		expect(list().sort).toEqual({column: 'account_number', descending: false});
	});

	test('[ and ] scroll the record in the side panel, which begins at its top for another row', async () => {
		const {press, list} = await open({columns: 120, rows: 20});
		await press('1', 'enter', '[');
		expect(list().detailTop).toBe(0);
		await press(']', ']');
		const {detailTop} = list();
		expect(detailTop).toBeGreaterThan(5);
		await press(...Array.from({length: 20}, () => ']'), '[');
		expect(list().detailTop).toBeLessThan(60);
		await press('down');
		expect(list().detailTop).toBe(0);
	});

	test('the cursor stays on its row when a refresh changes the order', async () => {
		const {press, list, portal} = await open();
		await press('1', 'down', 'down', 'down');
		const {cursorKey} = list();
		portal.state.users.reverse();
		await press('r');
		expect(list().cursorKey).toBe(cursorKey);
		expect(list().rows[list().cursor]!.key).toBe(cursorKey);
	});

	test('when the row at the cursor disappears, no row is highlighted, and no key acts until the next move', async () => {
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

	test('while the portal is unreachable its rows stay, which is reported once, and again when it responds', async () => {
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
		expect(messageText()).toContain('Stalker is reachable again');
	});

	test('? shows why an action would refuse', async () => {
		const {press, state, moveTo, list} = await open({accounts: 60});
		await press('1');
		await moveTo(list().rows.find(({mark}) => mark === '-')!.key);
		await press('?');
		const {mode} = state();
		expect(mode.is === 'help' && mode.refusals['add']?.code).toBe('only-in-billing');
	});

	test('? says of every key that writes that the console is read-only', async () => {
		const {press, state} = await open({readOnly: true});
		await press('1', '?');
		const {mode} = state();
		const refusals = mode.is === 'help' ? mode.refusals : {};
		expect(Object.keys(refusals)).toEqual(['add', 'delete', 'link', 'fix', 'undo']);
		expect(new Set(Object.values(refusals).map(({code}) => code))).toEqual(new Set(['read-only']));
	});

	test('a second ? closes the help, also behind what is searched, and / begins the search', async () => {
		const {press, state} = await open();
		await press('1', '?', '?');
		expect(state().mode.is).toBe('browse');
		await press('?', '/', ...'col');
		expect(state().mode).toMatchObject({is: 'help', typed: 'col'});
		await press('?');
		expect(state().mode.is).toBe('browse');
	});

	test('the help names f only where the list has fixes', async () => {
		const {press, state} = await open();
		await press('1', '?', ...'fix');
		expect(renderText(state())).toMatch(/ f +fix/u);
		await press('escape', 'H', '?', ...'fix');
		expect(renderText(state())).not.toMatch(/ f +fix/u);
	});

	test('the values of F are those of the list, also when it is refreshed behind them', async () => {
		const {press, idle, advanceClock, portal, state, list} = await open();
		await press('1', 'F');
		// The values are counted, and the cursor can move.
		await press('down');
		const {length} = list().rows;
		portal.state.users = portal.state.users.filter(({login}) => login !== 'user00003');
		// The list is read again every minute, behind the values too.
		advanceClock(61_000);
		await idle();
		expect(list().rows).toHaveLength(length - 1);
		const {mode} = state();
		await press('escape', 'F');
		await press('down');
		expect(mode).toEqual(state().mode);
		expect(mode).toMatchObject({is: 'picker', cursor: 1});
	});

	test('0 on the menu stays there, as the help says', async () => {
		const {press, state, messageText} = await open();
		await press('0');
		expect([state().activeScreen, messageText()]).toEqual([null, '']);
		await press('?', ...'menu');
		expect(renderText(state())).toMatch(/ 0 F9 +\S/u);
	});

	test('e says how many rows each format writes', async () => {
		const {press, state, list} = await open();
		await press('1', 'e');
		expect(renderText(state())).toContain(`CSV  ${list().rows.length} rows`);
		await press('escape', 'space', 'e');
		expect(renderText(state())).toContain('CSV  ● 1 row');
	});

	test('letters typed into the help search it', async () => {
		const {press, state} = await open();
		await press('1', '?', ...'column');
		const {mode} = state();
		expect(mode.is === 'help' && mode.typed).toBe('column');
		await press('escape');
		expect(state().mode.is).toBe('browse');
	});

	test('on a page without a row no key runs an action', async () => {
		const {press, state, takeWrites} = await open();
		await press('1', '?', '+', 'd', 'y', 'enter', '!', '+', 'd', 'y');
		expect(state().mode.is).toBe('messages');
		expect(takeWrites()).toEqual([]);
	});

	test('y copies a field to the clipboard, e writes the rows to a file', async () => {
		const {press, copied, saved, row} = await open();
		await press('1', 'y', 'enter');
		expect(copied).toEqual([(row()!.stalker as {readonly login: string}).login]);
		await press('e', 'enter');
		expect(saved[0]!.name).toBe('accounts.csv');
		expect(saved[0]!.text.split('\n')[0]).toContain('key,mark,login');
	});

	test('ctrl-c quits when it is pressed twice', async () => {
		const {press, messageText, session} = await open();
		await press('ctrl-c');
		expect(messageText()).toContain('ctrl-c again');
		await press('down', 'ctrl-c');
		expect(messageText()).toContain('ctrl-c again');
		await press('ctrl-c');
		await session.ended;
	});
});
