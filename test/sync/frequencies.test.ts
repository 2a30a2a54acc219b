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

test('one amount in two spellings is one value', () => {
	const money: Column = {...column, money: true};
	expect(frequenciesOf([row('0.00'), row('0', '~'), row(''), row('-12.5'), row('owes')], money)).toEqual([
		{value: '0.00', count: 2, unsynced: 1},
		{value: '', count: 1, unsynced: 0},
		{value: '-12.5', count: 1, unsynced: 0},
		{value: 'owes', count: 1, unsynced: 0},
	]);
});
