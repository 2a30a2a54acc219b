import {expect, test} from 'vitest';
import {
	sidePanelWidth,
	isTooSmall,
	minSize,
	hasSidePanel,
	computeLayout,
	tableHeight,
} from '../../../source/tui/session/screen-layout.ts';

test('header, body and footer fill every screen that is large enough', () => {
	for (let rows = minSize.rows; rows < 80; rows++) {
		const {header, body, footer} = computeLayout({columns: 80, rows});
		expect(header + body + footer).toBe(rows);
	}
});

test('the table has 17 rows on 24 lines and 27 rows on 36 lines', () =>
	expect([24, 36].map(rows => tableHeight({columns: 80, rows}))).toEqual([17, 27]));

test('below 60 columns or 15 lines the screen is too small', () => {
	expect(isTooSmall(minSize)).toBe(false);
	expect(isTooSmall({...minSize, columns: 59})).toBe(true);
	expect(isTooSmall({...minSize, rows: 14})).toBe(true);
});

test('screens of at least 110 columns have a side panel, and the table keeps the larger part', () => {
	expect([109, 110].map(columns => hasSidePanel({columns, rows: 24}))).toEqual([false, true]);
	for (const columns of [110, 120, 200, 400])
		expect(sidePanelWidth({columns, rows: 24})).toBeLessThan(columns / 2);
});
