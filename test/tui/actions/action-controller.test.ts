import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {renderFrameText} from '../../../source/tui/view/render-frame.ts';
import {createStyle} from '../../../source/tui/view/style.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	const open = async (options: Parameters<typeof createSessionHarness>[1] = {}) => {
		harness = await createSessionHarness(engine().billing, options);
		await harness.press('1');
		return harness;
	};
	const query = async (sql: string) => engine().database.query<Record<string, unknown>>(sql);
	const services = async () => Number((await query('select count(*) as n from iptv_main'))[0]!['n']);
	/** A new customer with a free number and a known tariff plan: adding it needs no confirmation. */
	const addable = ({list}: SessionHarness) =>
		list().rows.find(
			({mark, differences, stalker}) =>
				mark === '+' &&
				differences.map(({code}) => code).join() === 'A1' &&
				/^[1-9]\d{0,5}$/.test((stalker as {readonly account_number: string}).account_number),
		)!;
	afterEach(async () => harness.close());

	test('+ on one new account adds it at once, the row is updated in place, and u undoes it', async () => {
		const {press, moveTo, row, messageText, state, takeWrites, list} = await open();
		const before = await services();
		const {key} = addable(harness);
		await moveTo(key);
		const index = list().cursor;
		await press('+');
		expect(messageText()).toContain('is in billing now');
		expect(row()).toMatchObject({key, mark: '='});
		expect(list().cursor).toBe(index);
		expect(await services()).toBe(before + 1);
		expect(takeWrites()).toEqual([]);
		await press('u');
		expect(state().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		await press('y');
		expect(await services()).toBe(before);
		expect(row()).toMatchObject({key, mark: '+'});
	});

	test('+ on three rows in a row, before the first one is done, adds these three', async () => {
		const {press, send, idle, list, state} = await open({accounts: 60});
		const before = await services();
		await press('/', ...'drift:A1 !drift:C2', 'enter');
		const added = list().rows.slice(0, 3);
		send('+', 'down', '+', 'down', '+');
		await idle();
		const rows = state().lists['accounts']!.comparison!.rows;
		expect(added.map(({key}) => rows.find(row => row.key === key)!.mark)).toEqual(['=', '=', '=']);
		expect(await services()).toBe(before + 3);
	});

	test('a box whose owner watched TV meanwhile is rebooted, one that got another owner is not', async () => {
		const {press, moveTo, takeWrites, messageText, portal} = await createSessionHarness(
			engine().billing,
		).then(opened => (harness = opened));
		await press('2', '/', ...'online:on', 'enter');
		const {key, stalker} = harness.list().rows[0]!;
		await moveTo(key);
		const user = portal.state.users.find(({mac}) => mac === (stalker as {readonly mac: string}).mac)!;
		const watchTv = () =>
			Object.assign(user, {last_active: '2031-01-01 00:00:00', ip: '10.9.8.7', account_balance: '-1'});
		await press('b');
		watchTv();
		await press('y');
		expect(messageText()).toContain(key);
		expect(takeWrites()).toHaveLength(1);
		await press('b');
		user.login = 'another';
		await press('y');
		expect(messageText()).toContain('changed since it was shown');
		expect(takeWrites()).toEqual([]);
	});

	test('a + in a burst opens a confirmation: it may be a pasted phone number', async () => {
		const {moveTo, pressTogether, state, takeWrites} = await open();
		const before = await services();
		await moveTo(addable(harness).key);
		await pressTogether('+380501112233');
		expect(state().mode.is).toBe('confirm');
		expect(await services()).toBe(before);
		expect(takeWrites()).toEqual([]);
	});

	test('a bracketed paste runs no action', async () => {
		const {moveTo, pressTogether, state} = await open();
		const before = await services();
		await moveTo(addable(harness).key);
		await pressTogether('\u001B[200~+dy\r\u001B[201~');
		expect(state().mode.is).toBe('browse');
		expect(await services()).toBe(before);
	});

	test('+ opens a confirmation when the account has changed since it was shown', async () => {
		const {moveTo, press, state, portal, messageText} = await open();
		const {key, stalker} = addable(harness);
		await moveTo(key);
		const {login} = stalker as {readonly login: string};
		portal.state.users.find(user => user.login === login)!.fname = 'Хтось Інший';
		await press('+');
		expect(state().mode.is).toBe('confirm');
		expect(messageText()).toContain('changed since it was shown');
	});

	test('+ opens a confirmation when a new account number goes to the portal, and writes it after y', async () => {
		const {moveTo, press, state, takeWrites, row, context} = await open({
			changePortal: ({users}) => void (users.find(({login}) => login === 'user00003')!.ls = 'A-17'),
		});
		await moveTo('user00003');
		expect(row()!.mark).toBe('+');
		await press('+');
		const {mode} = state();
		expect(
			mode.is === 'confirm' && mode.pendingAction.is === 'apply' && mode.pendingAction.plan.planned,
		).toHaveLength(1);
		expect(takeWrites()).toEqual([]);
		await press('y');
		expect(takeWrites()).toEqual([expect.stringContaining('PUT accounts/')]);
		expect(row()!.mark).toBe('=');
		const [entry] = await context.billing.journal.list({limit: 1});
		expect(entry).toMatchObject({subject: 'user00003', state: 'done'});
	});

	test('an account with a tariff plan that billing lacks is refused with a link to the plan, and added after the plan', async () => {
		const {moveTo, press, messageText, list, state, row} = await open({accounts: 300});
		const refused = list().rows.find(
			({mark, differences}) => mark === '+' && differences.map(({code}) => code).join() === 'A1,C2',
		)!;
		await moveTo(refused.key);
		await press('+');
		expect(messageText()).toContain('Billing has no tariff plan');
		await press('o');
		expect(state().activeScreen).toBe('tariffs');
		expect(row()).toMatchObject({mark: '+'});
		await press('+');
		expect(row()!.mark).toBe('=');
		await press('escape');
		expect(state().activeScreen).toBe('accounts');
		expect(list().cursorKey).toBe(refused.key);
		await press('+');
		if (state().mode.is === 'confirm') await press('y');
		expect(row()!.mark).toBe('=');
	});

	test('d opens a confirmation, and only a Latin y confirms it', async () => {
		const {press, state, takeWrites, row, moveTo, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		const {key} = row()!;
		await press('d');
		expect(state().mode.is).toBe('confirm');
		await press('н', 'd', 'enter');
		expect(takeWrites()).toEqual([]);
		expect(state().mode.is).toBe('browse');
		await press('d', 'y');
		expect(takeWrites()).toHaveLength(1);
		expect(state().lists['accounts']!.comparison!.rows.some(one => one.key === key && one.mark === '=')).toBe(
			false,
		);
	});

	test('→ and enter confirm, enter alone does not', async () => {
		const {press, takeWrites, moveTo, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d', 'enter');
		expect(takeWrites()).toEqual([]);
		await press('d', 'right', 'enter');
		expect(takeWrites()).toHaveLength(1);
	});

	test('typed-ahead keys do not answer a confirmation', async () => {
		const {pressTogether, press, takeWrites, state, moveTo, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		await pressTogether('dy', 'enter');
		expect(state().mode).toMatchObject({is: 'confirm', choice: 'no', typed: ''});
		expect(takeWrites()).toEqual([]);
		await press('escape');
		expect(takeWrites()).toEqual([]);
	});

	test('a y in a burst does not confirm: it may be a pasted word', async () => {
		const {pressTogether, press, takeWrites, state, moveTo, list} = await open();
		await moveTo(list().rows.find(({mark}) => mark === '=')!.key);
		await press('d');
		await pressTogether('yes, please');
		expect(state().mode).toMatchObject({is: 'confirm', wrongInput: 'letter'});
		expect(takeWrites()).toEqual([]);
		await press('y');
		expect(takeWrites()).toHaveLength(1);
	});

	test('several rows are deleted after their number was typed, hidden ones are counted, and u restores them', async () => {
		const {press, state, takeWrites, list, messageText} = await open();
		await press('/', ...'sync:=', 'enter', 'space', 'space', 'space', '/', 'ctrl-u', ...'zzzz', 'enter');
		expect(list().selected.size).toBe(3);
		const keys = [...list().selected];
		await press('d');
		const {mode} = state();
		expect(
			mode.is === 'confirm' && mode.pendingAction.is === 'apply' && mode.pendingAction.hiddenKeys.size,
		).toBe(3);
		await press('y', '2', 'enter');
		expect(takeWrites()).toEqual([]);
		expect(state().mode.is).toBe('confirm');
		await press('3', 'enter');
		expect(takeWrites().filter(line => line.startsWith('DELETE'))).toHaveLength(3);
		expect(messageText()).toContain('3 rows succeeded');
		expect(list().selected.size).toBe(0);
		await press('escape', 'u');
		expect(state().mode).toMatchObject({is: 'confirm', requiredCount: 3});
		await press('3', 'enter');
		const rows = state().lists['accounts']!.comparison!.rows;
		for (const key of keys) expect(rows.find(row => row.key === key)?.stalker).toBeTruthy();
	});

	test('+ on all selected rows opens one confirmation, adds those that can be added, and lists the refused ones', async () => {
		const {press, state, list, messageText} = await open();
		const before = await services();
		await press('/', ...'sync:+', 'enter', 'a', '+');
		const {mode} = state();
		expect(mode.is).toBe('confirm');
		if (mode.is !== 'confirm' || mode.pendingAction.is !== 'apply') return;
		const {planned, refused} = mode.pendingAction.plan;
		await press('y');
		expect(await services()).toBe(before + planned.length);
		expect(list().selected.size).toBe(0);
		expect(messageText()).toContain(`${planned.length} row`);
		expect(state().results!.lines).toHaveLength(planned.length + refused.length);
	});

	test('where no selected row needs anything, nothing is asked and nothing is written', async () => {
		const {press, state, messageText} = await open();
		const before = await services();
		await press('/', ...'sync:= !drift:B6', 'enter', 'space', 'space', '+');
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain('2 unchanged');
		expect(await services()).toBe(before);
	});

	test('after W an action is planned and shown, and writes nothing', async () => {
		const {press, moveTo, state, takeWrites, messageText} = await open();
		const before = await services();
		await moveTo(addable(harness).key);
		await press('W', '+');
		expect(state().activeScreen).toBe('results');
		expect(state().results).toMatchObject({isDryRun: true});
		expect(messageText()).toContain('nothing was written');
		expect(await services()).toBe(before);
		expect(takeWrites()).toEqual([]);
	});

	test('t shows beside each choice what it would do', async () => {
		const {press, moveTo, state, list, context} = await open({accounts: 300});
		await press('2', '/', ...'sync:+', 'enter');
		await moveTo(list().rows[0]!.key);
		await press('t');
		expect(state().mode.is).toBe('picker');
		const lines = renderFrameText(state(), context.translator, createStyle({}));
		expect(
			lines.filter(line => /a (first|second) TV service|TV service \d+, in place of its box/.test(line))
				.length,
		).toBeGreaterThan(0);
	});

	test('l offers the services without an account, and links the chosen one after a confirmation', async () => {
		const {press, moveTo, state, list} = await open({accounts: 300});
		await moveTo(addable(harness).key);
		const {cursorKey} = list();
		await press('l');
		const {mode} = state();
		expect(mode.is === 'picker' && mode.options.length).toBeGreaterThan(0);
		await press('enter');
		expect(state().mode.is).toBe('confirm');
		await press('y');
		expect(list().comparison!.rows.find(row => row.key === cursorKey)!.billing).not.toBeNull();
	});

	test('a read-only console refuses every action with the reason', async () => {
		const {press, moveTo, messageText, takeWrites} = await open({readOnly: true});
		const before = await services();
		await moveTo(addable(harness).key);
		for (const key of ['+', 'd', 'l', 'u']) {
			await press(key);
			expect(messageText()).toContain('read-only');
		}

		expect(await services()).toBe(before);
		expect(takeWrites()).toEqual([]);
	});

	test('an action key is ignored for a moment after the first rows have arrived', async () => {
		harness = await createSessionHarness(engine().billing, {firstKeys: ['1']});
		const {press, messageText, advanceClock, list} = harness;
		expect(list().rows.length).toBeGreaterThan(0);
		await press('d');
		expect(messageText()).toContain('just been loaded');
		advanceClock(1000);
		await press('d');
		expect(harness.state().mode.is).toBe('confirm');
	});

	test('i on equal channel lists reports that; if the portal has changed since, it opens a confirmation', async () => {
		const {press, state, messageText, portal} = await open();
		await press('3', 'i');
		const {mode} = state();
		if (mode.is === 'confirm' && mode.requiredCount !== null)
			await press(...String(mode.requiredCount), 'enter');
		else await press('y');
		const entries = async () => query('select id from stalker_journal');
		const before = await entries();
		await press('i');
		expect(state().mode.is).toBe('browse');
		expect(messageText()).toContain("equals Stalker's already");
		expect(await entries()).toEqual(before);
		portal.state.channels[0] = {...portal.state.channels[0]!, name: 'Інший'};
		await press('i');
		expect(state().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		await press('n');
		expect(await entries()).toEqual(before);
	});
});
