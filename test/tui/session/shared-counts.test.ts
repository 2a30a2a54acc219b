import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	test('the curve of the menu has what check counted for other operators', async () => {
		const {counts} = engine().billing;
		await counts!.add(1, [{list: 'tariffs', unsynced: 7}], new Date('2026-11-23T09:30:00Z'));
		harness = await createSessionHarness(engine().billing);
		expect(harness.state().lists['tariffs']!.countHistory[0]).toEqual({
			at: '2026-11-23T09:00:00.000Z',
			unsynced: 7,
		});
	});
});
