import {expect, test} from 'vitest';
import {splitRows} from '../../source/billing/dialects/mariadb.ts';

const rowsOf = (count: number, length: number) =>
	Array.from({length: count}, (_, position) => ({position, text: '"'.repeat(length)}));

test('rows stay in one statement while they fit into a packet of one megabyte, whatever is escaped in them', () => {
	expect(splitRows(rowsOf(1000, 60))).toHaveLength(1);
	const parts = splitRows(rowsOf(1000, 2000));
	expect(parts.length).toBeGreaterThan(10);
	for (const part of parts)
		expect(part.reduce((sum, {text}) => sum + 2 * 4 * text.length, 0)).toBeLessThan(1_000_000);
	expect(parts.flat()).toEqual(rowsOf(1000, 2000));
});

test('a row that is larger by itself is alone, and no row makes no statement', () => {
	expect(splitRows(rowsOf(3, 500_000)).map(({length}) => length)).toEqual([1, 1, 1]);
	expect(splitRows([])).toEqual([]);
});
