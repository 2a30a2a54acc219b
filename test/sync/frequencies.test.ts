import fc from 'fast-check';
import {expect, test} from 'vitest';
import {mostFrequent, rankValues} from '../../source/sync/column-statistics.ts';
import type {Column, Row} from '../../source/sync/row.ts';
import {finishWork} from '../../source/sync/sliced-work.ts';

const row = (value: unknown, mark: Row['mark'] = '='): Row => ({
	key: 'key',
	mark,
	differences: [],
	stalker: {value},
	billing: null,
	matchedBy: null,
});
const column: Column = {id: 'value', value: ({stalker}) => (stalker as {value: string}).value};
const ranked = (rows: readonly Row[], counted = column) => finishWork(rankValues(rows, counted, 10));

test('values are counted, most frequent first, with the rows out of sync', () => {
	expect(ranked([row('b'), row('a', '~'), row('c '), row('c', '+'), row(null), row(5)])).toEqual([
		{value: 'c', count: 2, unsynced: 1},
		{value: '', count: 1, unsynced: 0},
		{value: '5', count: 1, unsynced: 0},
		{value: 'a', count: 1, unsynced: 1},
		{value: 'b', count: 1, unsynced: 0},
	]);
});

test('each item of a list counts; an empty list is blank', () => {
	expect(ranked([row(['a', 'b']), row(['b']), row([])])).toEqual([
		{value: 'b', count: 2, unsynced: 0},
		{value: '', count: 1, unsynced: 0},
		{value: 'a', count: 1, unsynced: 0},
	]);
});

test('one amount in two spellings is one value', () => {
	const money: Column = {...column, money: true};
	expect(ranked([row('0.00'), row('0', '~'), row(''), row('-12.5'), row('owes')], money)).toEqual([
		{value: '0.00', count: 2, unsynced: 1},
		{value: '', count: 1, unsynced: 0},
		{value: '-12.5', count: 1, unsynced: 0},
		{value: 'owes', count: 1, unsynced: 0},
	]);
});

test('the most frequent values are the first of all values sorted', () => {
	const values = fc.uniqueArray(
		fc.record({value: fc.string({maxLength: 3}), count: fc.integer({min: 1, max: 4})}),
		{
			selector: ({value}) => value,
			maxLength: 60,
		},
	);
	fc.assert(
		fc.property(values, fc.integer({min: 1, max: 20}), (all, max) => {
			const sorted = all.toSorted(
				(one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
			);
			expect(mostFrequent(all, max)).toEqual(sorted.slice(0, max));
		}),
	);
});
