import {expect, test} from 'vitest';
import {besideWidth, isTooSmall, least, recordBeside, roomOf, tableHeight} from '../../source/tui/room.ts';

test('head, body and foot fill every screen that is large enough', () => {
	for (let rows = least.rows; rows < 80; rows++) {
		const {head, body, foot} = roomOf({columns: 80, rows});
		expect(head + body + foot).toBe(rows);
	}
});

test('the table has 17 rows on 24 lines and 27 on 36', () =>
	expect([24, 36].map(rows => tableHeight({columns: 80, rows}))).toEqual([17, 27]));

test('below 60 columns or 15 lines the screen is too small', () => {
	expect(isTooSmall(least)).toBe(false);
	expect(isTooSmall({...least, columns: 59})).toBe(true);
	expect(isTooSmall({...least, rows: 14})).toBe(true);
});

test('from 110 columns on there is room beside the table, and the table keeps the larger part', () => {
	expect([109, 110].map(columns => recordBeside({columns, rows: 24}))).toEqual([false, true]);
	for (const columns of [110, 120, 200, 400])
		expect(besideWidth({columns, rows: 24})).toBeLessThan(columns / 2);
});
