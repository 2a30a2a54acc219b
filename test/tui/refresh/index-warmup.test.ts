import {afterEach, expect, test} from 'vitest';
import {searchIndexOf} from '../../../source/sync/search-index.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	let stage: SessionHarness;
	afterEach(async () => stage.close());

	/** Number of rows of a screen that are in the search index. */
	const ready = (name: string): number => {
		const {comparison, resource} = stage.state().lists[name]!;
		return searchIndexOf(comparison!.rows, resource.columns).builtTexts().length;
	};

	test('the active list is indexed before its filter is typed, and no other list is indexed', async () => {
		stage = await createSessionHarness(fixture().billing, {accounts: 300});
		await stage.press('0');
		const others = Object.entries(stage.state().lists).flatMap(([name, {comparison}]) =>
			name === 'accounts' || !comparison ? [] : [name],
		);
		expect([ready('accounts'), ...others.map(ready)]).toEqual([0, ...others.map(() => 0)]);
		await stage.press('1');
		expect(ready('accounts')).toBe(stage.list().comparison!.rows.length);
		expect(others.map(ready)).toEqual(others.map(() => 0));
		await stage.press('2', '1', 'r');
		expect(ready('accounts')).toBe(stage.list().comparison!.rows.length);
		expect(ready('stb')).toBe(stage.state().lists['stb']!.comparison!.rows.length);
	});
});
