import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(scene => {
	let stage: SessionHarness;
	afterEach(async () => stage.close());
	const open = async () => {
		stage = await createSessionHarness(scene().billing, {accounts: 30, columns: 80, rows: 24});
		await stage.press('6');
		return stage;
	};

	const asked = () => stage.portal.received.map(({method, path}) => `${method} ${path.split('/api/v1/')[1]}`);

	test('nothing is asked before enter, and then exactly what was typed, once', async () => {
		const {press, state} = await open();
		const before = asked().length;
		await press('enter', ...'accounts/100001'.split(''), 'backspace', '1');
		expect(state().mode).toMatchObject({is: 'path', typed: 'accounts/100001'});
		expect(asked()).toHaveLength(before);
		await press('enter');
		expect(asked().slice(before)).toEqual(['GET accounts/100001']);
		expect(state().explorer).toMatchObject({
			path: 'accounts/100001',
			isAsking: false,
			answer: {status: 200, failure: null},
		});
		await press('r');
		expect(asked().slice(before)).toHaveLength(2);
		expect(stage.takeWrites()).toEqual([]);
	});

	test('a paste is the path, and asks nothing', async () => {
		const {press, pressTogether, state} = await open();
		const before = asked().length;
		await press('enter');
		await pressTogether('\u001B[200~accounts/100001\r\u001B[201~');
		expect(state().mode).toMatchObject({is: 'path', typed: 'accounts/100001'});
		expect(asked()).toHaveLength(before);
	});

	test('tab completes as far as the known resources agree, and ↑ brings back what was asked before', async () => {
		const {press, state} = await open();
		await press('/', 'i', 'tab');
		expect(state().mode).toMatchObject({typed: 'itv'});
		await press('enter');
		await press('/', 'ctrl-u', 't', 'a', 'tab', 'enter');
		expect(state().explorer.path).toBe('tariffs');
		await press('/', 'up', 'up');
		expect(state().mode).toMatchObject({typed: 'itv'});
		await press('escape');
		expect(state().mode.is).toBe('browse');
		expect(state().explorer.path).toBe('tariffs');
	});

	test.each(['accounts?x', 'accounts#x', '../x', 'accounts/..'])(
		'%s is refused without a request',
		async path => {
			const {press, state} = await open();
			const before = asked().length;
			await press('/', ...path.split(''), 'enter');
			expect(state().explorer).toMatchObject({answer: null, fault: {code: 'failed'}});
			expect(asked()).toHaveLength(before);
		},
	);

	test('letters in the path are letters: no action, no deletion', async () => {
		const {press, state} = await open();
		await press('/', 'd', '+', 'y', 'в', 'q');
		expect(state().mode).toMatchObject({typed: 'd+yвq'});
		expect(stage.takeWrites()).toEqual([]);
	});

	test('the answer is scrolled, looked at in three ways, copied and written; the screen is as it was when one comes back', async () => {
		const {press, state} = await open();
		await press('/', ...'accounts'.split(''), 'enter', 'page-down', 'right', 'V');
		expect(state().explorer).toMatchObject({view: 'tree', top: 0, across: 0});
		await press('end');
		const {top} = state().explorer;
		expect(top).toBeGreaterThan(100);
		await press('1', '6');
		expect(state().explorer).toMatchObject({view: 'tree', top});
		await press('V', 'y', 'e');
		expect(stage.copied[0]).toMatch(/^\{"status":"OK"/);
		expect(stage.saved).toMatchObject([{name: 'accounts.txt'}]);
		await press('escape');
		expect(state().activeScreen).toBeNull();
	});

	test('esc gives up waiting, and a late answer changes nothing', async () => {
		const {press, state, send} = await open();
		stage.portal.setFault({is: 'slow', milliseconds: 300, matches: ({path}) => path.endsWith('/itv')});
		await press('/', 'i', 't', 'v');
		send('enter');
		await stage.until(({explorer}) => explorer.isLoading);
		send('escape');
		await stage.idle();
		expect(state().explorer).toMatchObject({isAsking: false, answer: null});
		expect(state().activeScreen).toBe('api');
	});
});
