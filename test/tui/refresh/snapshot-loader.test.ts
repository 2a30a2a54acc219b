import {afterEach, expect, test} from 'vitest';
import {createInMemorySummaries} from '../../../source/storage/menu-summaries.ts';
import {renderFrameText} from '../../../source/tui/view/render-frame.ts';
import {createStyle} from '../../../source/tui/view/style.ts';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(fixture => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	const line = (part: string): string =>
		renderFrameText(
			harness.state(),
			harness.context.translator,
			createStyle({NO_COLOR: '1', LANG: 'C.UTF-8'}),
		).find(text => text.includes(part))!;

	test('the menu shows the counts of the last run until both sides have been read, and stores the new counts for the next run', async () => {
		const past = createInMemorySummaries();
		const marks = {'=': 900, '~': 40, '+': 60, '-': 0, '!': 0, '?': 0};
		past.set('accounts', {rows: 1000, marks, tallies: []}, new Date('2026-11-20T08:30:00'));
		const opening = Promise.withResolvers<void>();
		harness = await createSessionHarness(fixture().billing, {
			summaries: past,
			opening: opening.promise,
			columns: 80,
			rows: 24,
		});
		await harness.until(({lists}) => lists['accounts']!.stalker.state === 'fresh');
		expect(line('1  Accounts')).toMatch(/1000 rows +100 out of sync +as of 2026-11-20 08:30/);
		expect(line('5  Tariff plans')).not.toContain('as of 2026-11-20');
		opening.resolve();
		await harness.idle();
		const {rows} = harness.state().lists['accounts']!.comparison!;
		expect(line('1  Accounts')).toContain(`${rows.length} rows`);
		expect(past.get('accounts')).toMatchObject({rows: rows.length});
		expect(past.get('accounts')!.tallies.map(({column}) => column)).toContain('tariff_plan');
	});
});
