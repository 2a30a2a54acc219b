import {expect, test} from 'vitest';
import {createInMemoryExpectedRows} from '../../source/storage/expected-rows.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {PortalList, Row} from '../../source/sync/row.ts';
import {checkShortList, createComparison} from '../../source/sync/comparison.ts';

const listOf = (...items: readonly string[]): PortalList<unknown> => ({items, invalid: [], warnings: []});
const rowOf = (key: string, mark: Row['mark']): Row => ({
	key,
	mark,
	differences: mark === '=' ? [] : [{code: 'A1', field: 'login', theirs: key, ours: null}],
	stalker: key,
	billing: null,
	matchedBy: null,
});

/** Names on both sides: `=` where billing has it, too, else `+` or `-`. */
const resource: AnyResource = {
	name: 'names',
	docs: '',
	lists: ['things'],
	columns: [],
	readStalker: async () => listOf(),
	readBilling: async () => [],
	empty: {stalker: listOf(), billing: []},
	expectedCount: known => (known as readonly string[]).length,
	compare({items}, known, short) {
		const [stalker, billing] = [items as readonly string[], known as readonly string[]];
		return [
			...stalker.map(name => rowOf(name, billing.includes(name) ? '=' : '+')),
			...billing.filter(name => !stalker.includes(name)).map(name => rowOf(name, short ? '?' : '-')),
		];
	},
	find: () => [],
	describe: ({key}) => key,
	actions: [],
};
const rowTexts = (rows: readonly Row[]) =>
	rows.map(({key, mark, differences}) => `${mark} ${key} ${differences.length}`);
const names = (n: number) => Array.from({length: n}, (_, index) => `n${index}`);

test('with both sides, the rows are those that the resource compares', () => {
	const {rows} = createComparison(resource, {stalker: listOf('a', 'b'), billing: ['b', 'c'], short: null});
	expect(rowTexts(rows)).toEqual(['+ a 1', '= b 0', '- c 1']);
});

test('while one side has not been read, every row has the status “?” and no differences', () => {
	expect(
		rowTexts(createComparison(resource, {stalker: listOf('a'), billing: null, short: null}).rows),
	).toEqual(['? a 0']);
	expect(rowTexts(createComparison(resource, {stalker: null, billing: ['c'], short: null}).rows)).toEqual([
		'? c 0',
	]);
	expect(createComparison(resource, {stalker: null, billing: null, short: null})).toMatchObject({
		rows: [],
		...resource.empty,
	});
});

test('fewer than 70 % of billing’s rows are a short list, and are not stored as the expected number', () => {
	const expectedRows = createInMemoryExpectedRows();
	const six = {stalker: listOf(...names(6)), billing: names(10)};
	expect(checkShortList(resource, six, expectedRows)).toEqual({got: 6, baseline: 10});
	expect(expectedRows.get('names')).toBeUndefined();
	expect(checkShortList(resource, {...six, stalker: listOf(...names(7))}, expectedRows)).toBeNull();
	expect(expectedRows.get('names')).toEqual({rows: 7, acceptedGap: 0});
});

test('fewer than 70 % of the last complete list are a short list; once accepted, they are the expected number', () => {
	const expectedRows = createInMemoryExpectedRows();
	const sides = (n: number) => ({stalker: listOf(...names(n)), billing: names(4)});
	checkShortList(resource, sides(10), expectedRows);
	expect(checkShortList(resource, sides(3), expectedRows)).toEqual({got: 3, baseline: 10});
	expect(checkShortList(resource, sides(3), expectedRows, {acceptedCount: 2})).toEqual({
		got: 3,
		baseline: 10,
	});
	expect(checkShortList(resource, sides(3), expectedRows, {acceptedCount: 3})).toBeNull();
	expect(expectedRows.get('names')).toEqual({rows: 3, acceptedGap: 1});
	expect(checkShortList(resource, sides(3), expectedRows)).toBeNull();
});

test('a stale list is checked, and is not stored as the expected number', () => {
	const expectedRows = createInMemoryExpectedRows();
	checkShortList(resource, {stalker: listOf(...names(10)), billing: []}, expectedRows);
	const stale = {isStale: true};
	expect(
		checkShortList(resource, {stalker: listOf(...names(9)), billing: []}, expectedRows, stale),
	).toBeNull();
	expect(checkShortList(resource, {stalker: listOf(), billing: []}, expectedRows, stale)).toEqual({
		got: 0,
		baseline: 10,
	});
	expect(
		checkShortList(resource, {stalker: listOf('a'), billing: []}, expectedRows, {...stale, acceptedCount: 1}),
	).toBeNull();
	expect(expectedRows.get('names')).toEqual({rows: 10, acceptedGap: 0});
});

test('without billing only the last complete list counts, and an accepted gap stays accepted', () => {
	const expectedRows = createInMemoryExpectedRows();
	checkShortList(resource, {stalker: listOf(...names(5)), billing: names(10)}, expectedRows, {
		acceptedCount: 5,
	});
	expect(checkShortList(resource, {stalker: listOf('a'), billing: null}, expectedRows)).toEqual({
		got: 1,
		baseline: 5,
	});
	expect(checkShortList(resource, {stalker: listOf(...names(5)), billing: null}, expectedRows)).toBeNull();
	expect(expectedRows.get('names')).toEqual({rows: 5, acceptedGap: 5});
	expect(checkShortList(resource, {stalker: null, billing: names(10)}, expectedRows)).toBeNull();
});
