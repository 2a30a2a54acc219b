import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());
	const open = async () => {
		harness = await createSessionHarness(engine().billing, {accounts: 30, columns: 80, rows: 24});
		await harness.press('6');
		return harness;
	};

	const requests = () =>
		harness.portal.received.map(({method, path}) => `${method} ${path.split('/api/v1/')[1]}`);

	test('enter sends one request for exactly the typed path, and nothing is sent before', async () => {
		const {press, state} = await open();
		const before = requests().length;
		await press('enter', ...'accounts/100001'.split(''), 'backspace', '1');
		expect(state().mode).toMatchObject({is: 'path', typed: 'accounts/100001'});
		expect(requests()).toHaveLength(before);
		await press('enter');
		expect(requests().slice(before)).toEqual(['GET accounts/100001']);
		expect(state().explorer).toMatchObject({
			path: 'accounts/100001',
			isLoading: false,
			response: {status: 200, failure: null},
		});
		await press('r');
		expect(requests().slice(before)).toHaveLength(2);
		expect(harness.takeWrites()).toEqual([]);
	});

	test('pasted text goes into the path field and sends no request', async () => {
		const {press, pressTogether, state} = await open();
		const before = requests().length;
		await press('enter');
		await pressTogether('\u001B[200~accounts/100001\r\u001B[201~');
		expect(state().mode).toMatchObject({is: 'path', typed: 'accounts/100001'});
		expect(requests()).toHaveLength(before);
	});

	test('tab completes the name of a known resource, and ↑ recalls earlier paths', async () => {
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
			const before = requests().length;
			await press('/', ...path.split(''), 'enter');
			expect(state().explorer).toMatchObject({response: null, error: {code: 'failed'}});
			expect(requests()).toHaveLength(before);
		},
	);

	test('keys typed into the path field run no action', async () => {
		const {press, state} = await open();
		await press('/', 'd', '+', 'y', 'в', 'q');
		expect(state().mode).toMatchObject({typed: 'd+yвq'});
		expect(harness.takeWrites()).toEqual([]);
	});

	test('the response can be scrolled, shown in three formats, copied and saved, and the screen keeps its state', async () => {
		const {press, state} = await open();
		await press('/', ...'accounts'.split(''), 'enter', 'page-down', 'right', 'V');
		expect(state().explorer).toMatchObject({view: 'tree', top: 0, columnOffset: 0});
		await press('end');
		const {top} = state().explorer;
		expect(top).toBeGreaterThan(100);
		await press('1', '6');
		expect(state().explorer).toMatchObject({view: 'tree', top});
		await press('V', 'y', 'e');
		expect(harness.copied[0]).toMatch(/^\{"status":"OK"/);
		expect(harness.saved).toMatchObject([{name: 'accounts.txt'}]);
		await press('escape');
		expect(state().activeScreen).toBeNull();
	});

	test('esc cancels a running request, and its late response is ignored', async () => {
		const {press, state, send} = await open();
		harness.portal.setFault({is: 'slow', milliseconds: 300, matches: ({path}) => path.endsWith('/itv')});
		await press('/', 'i', 't', 'v');
		send('enter');
		await harness.until(({explorer}) => explorer.isLoading);
		send('escape');
		await harness.idle();
		expect(state().explorer).toMatchObject({isLoading: false, response: null});
		expect(state().activeScreen).toBe('api');
	});
});
