import {afterEach, expect, test} from 'vitest';
import {searchIndexOf} from '../../../source/sync/search-index.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	/** Number of rows of a screen that are in the search index. */
	const ready = (name: string): number => {
		const {comparison, resource} = harness.state().lists[name]!;
		return searchIndexOf(comparison!.rows, resource.columns).builtTexts().length;
	};

	test('the active list is indexed before its filter is typed, and no other list is indexed', async () => {
		harness = await createSessionHarness(fixture().billing, {accounts: 300});
		await harness.press('0');
		const others = Object.entries(harness.state().lists).flatMap(([name, {comparison}]) =>
			name === 'accounts' || !comparison ? [] : [name],
		);
		expect([ready('accounts'), ...others.map(ready)]).toEqual([0, ...others.map(() => 0)]);
		await harness.press('1');
		expect(ready('accounts')).toBe(harness.list().comparison!.rows.length);
		expect(others.map(ready)).toEqual(others.map(() => 0));
		await harness.press('2', '1', 'r');
		expect(ready('accounts')).toBe(harness.list().comparison!.rows.length);
		expect(ready('stb')).toBe(harness.state().lists['stb']!.comparison!.rows.length);
	});
});
