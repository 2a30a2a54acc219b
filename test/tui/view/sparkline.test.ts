import {expect, test} from 'vitest';
import {sparkline} from '../../../source/tui/view/sparkline.ts';

test.each([
	[[0, 5, 10], 8, '▁▅█'],
	[[10, 10], 8, '██'],
	[[0, 0, 0], 8, '▁▁▁'],
	[[1, 2, 3, 4], 2, '▆█'],
	[[7], 8, ''],
	[[], 8, ''],
])('%j in %i cells is %j', (numbers, cells, text) => {
	expect(sparkline(numbers, cells)).toBe(text);
});
