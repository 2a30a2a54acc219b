import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	const open = async (...keys: readonly string[]) => {
		harness = await createSessionHarness(engine().billing);
		await harness.press(...keys);
		return harness;
	};

	test('F-keys and Ins are those of mc and htop', async () => {
		const {press, state, list} = await open('1');
		await press('insert');
		expect([list().selected.size, list().cursor]).toEqual([1, 1]);
		for (const [key, mode] of [
			['f1', {is: 'help'}],
			['f2', {is: 'picker', purpose: 'columns'}],
			['f4', {is: 'filter'}],
			['f5', {is: 'picker', purpose: 'copy'}],
			['f6', {is: 'picker', purpose: 'sort'}],
			['f8', {is: 'confirm'}],
		] as const) {
			await press(key);
			expect(state().mode, key).toMatchObject(mode);
			await press('escape');
			expect(state().mode, key).toEqual({is: 'browse'});
		}

		await press('f3', 'f9');
		expect(state().activeScreen).toBeNull();
		await press('f10');
		await harness.session.ended;
	});

	test('F8 only asks, and no F-key answers', async () => {
		const {press, state, takeWrites} = await open('1', 'f8');
		const {mode} = state();
		await press('f1', 'f3', 'f5', 'f8', 'f10', 'insert');
		expect(state().mode).toEqual({...mode, acceptsInput: true});
		expect(takeWrites()).toEqual([]);
	});

	test('Escape and a digit in one read are a view on a list, and elsewhere Escape and the digit', async () => {
		const {press, pressTogether, state, list} = await open('1');
		await pressTogether('escape', '1');
		expect(list().filter).toBe(list().views[0]!.filter);
		await press('escape', 'd');
		await pressTogether('escape', '3', 'y');
		expect(state()).toMatchObject({mode: {is: 'picker', purpose: 'copy'}, activeScreen: 'channels'});
		expect(harness.takeWrites()).toEqual([]);
		await press('escape', '/');
		await pressTogether('escape', '2');
		expect(state()).toMatchObject({mode: {is: 'browse'}, activeScreen: 'stb'});
		await press('0');
		await pressTogether('escape', '1');
		expect(state().activeScreen).toBe('accounts');
	});
});
