import {expect, test} from 'vitest';
import {frequenciesOf} from '../../source/sync/frequencies.ts';
import type {Column, Row} from '../../source/sync/row.ts';

const row = (value: unknown, mark: Row['mark'] = '='): Row => ({
	key: 'key',
	mark,
	differences: [],
	stalker: {value},
	billing: null,
	matchedBy: null,
});
const column: Column = {id: 'value', value: ({stalker}) => (stalker as {value: string}).value};

test('values are counted, most frequent first, with the rows out of sync', () => {
	expect(
		frequenciesOf([row('b'), row('a', '~'), row('c '), row('c', '+'), row(null), row(5)], column),
	).toEqual([
		{value: 'c', count: 2, unsynced: 1},
		{value: '', count: 1, unsynced: 0},
		{value: '5', count: 1, unsynced: 0},
		{value: 'a', count: 1, unsynced: 1},
		{value: 'b', count: 1, unsynced: 0},
	]);
});

test('each item of a list counts; an empty list is blank', () => {
	expect(frequenciesOf([row(['a', 'b']), row(['b']), row([])], column)).toEqual([
		{value: 'b', count: 2, unsynced: 0},
		{value: '', count: 1, unsynced: 0},
		{value: 'a', count: 1, unsynced: 0},
	]);
});
