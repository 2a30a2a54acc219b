import {afterEach, expect, test} from 'vitest';
import {prepare} from '../../../source/sync/prepared.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

onOneEngine(scene => {
	let stage: Stage;
	afterEach(async () => stage.close());

	/** How many rows of a screen are ready to be searched. */
	const ready = (name: string): number => {
		const {sheet, tab} = stage.now().lists[name]!;
		return prepare(sheet!.rows, tab.columns).made().length;
	};

	test('the list in front is ready before its filter is typed, and no other is made ready', async () => {
		stage = await openStage(scene().billing, {accounts: 300});
		await stage.press('0');
		const others = Object.keys(stage.now().lists).filter(name => name !== 'accounts');
		expect([ready('accounts'), ...others.map(ready)]).toEqual([0, ...others.map(() => 0)]);
		await stage.press('1');
		expect(ready('accounts')).toBe(stage.list().sheet!.rows.length);
		expect(others.map(ready)).toEqual(others.map(() => 0));
		await stage.press('2', '1', 'r');
		expect(ready('accounts')).toBe(stage.list().sheet!.rows.length);
		expect(ready('stb')).toBe(stage.now().lists['stb']!.sheet!.rows.length);
	});
});
