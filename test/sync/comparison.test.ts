import {expect, test} from 'vitest';
import {createInMemoryExpectedRows} from '../../source/storage/expected-rows.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {PortalList, Row} from '../../source/sync/row.ts';
import {checkShortList, createComparison} from '../../source/sync/comparison.ts';

const reading = (...items: readonly string[]): PortalList<unknown> => ({items, invalid: [], warnings: []});
const rowOf = (key: string, mark: Row['mark']): Row => ({
	key,
	mark,
	differences: mark === '=' ? [] : [{code: 'A1', field: 'login', theirs: key, ours: null}],
	stalker: key,
	billing: null,
	matchedBy: null,
});

/** Names on both sides: `=` where billing has it, too, else `+` or `-`. */
const tab: AnyResource = {
	name: 'names',
	docs: '',
	lists: ['things'],
	columns: [],
	readStalker: async () => reading(),
	readBilling: async () => [],
	empty: {stalker: reading(), billing: []},
	expectedCount: known => (known as readonly string[]).length,
	compare({items}, known, short) {
		const [theirs, ours] = [items as readonly string[], known as readonly string[]];
		return [
			...theirs.map(name => rowOf(name, ours.includes(name) ? '=' : '+')),
			...ours.filter(name => !theirs.includes(name)).map(name => rowOf(name, short ? '?' : '-')),
		];
	},
	find: () => [],
	describe: ({key}) => key,
	actions: [],
};
const told = (rows: readonly Row[]) =>
	rows.map(({key, mark, differences}) => `${mark} ${key} ${differences.length}`);
const names = (n: number) => Array.from({length: n}, (_, place) => `n${place}`);

test('with both sides, rows are as the tab compares them', () => {
	const {rows} = createComparison(tab, {stalker: reading('a', 'b'), billing: ['b', 'c'], short: null});
	expect(told(rows)).toEqual(['+ a 1', '= b 0', '- c 1']);
});

test('while one side has not answered, every row of the other is “?” and says nothing', () => {
	expect(told(createComparison(tab, {stalker: reading('a'), billing: null, short: null}).rows)).toEqual([
		'? a 0',
	]);
	expect(told(createComparison(tab, {stalker: null, billing: ['c'], short: null}).rows)).toEqual(['? c 0']);
	expect(createComparison(tab, {stalker: null, billing: null, short: null})).toMatchObject({
		rows: [],
		...tab.empty,
	});
});

test('less than 70 % of what billing has is short, and sets no baseline', () => {
	const baselines = createInMemoryExpectedRows();
	const six = {stalker: reading(...names(6)), billing: names(10)};
	expect(checkShortList(tab, six, baselines)).toEqual({got: 6, baseline: 10});
	expect(baselines.get('names')).toBeUndefined();
	expect(checkShortList(tab, {...six, stalker: reading(...names(7))}, baselines)).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 7, excused: 0});
});

test('less than 70 % of the last complete list is short; accepted, it is the new baseline', () => {
	const baselines = createInMemoryExpectedRows();
	const sides = (n: number) => ({stalker: reading(...names(n)), billing: names(4)});
	checkShortList(tab, sides(10), baselines);
	expect(checkShortList(tab, sides(3), baselines)).toEqual({got: 3, baseline: 10});
	expect(checkShortList(tab, sides(3), baselines, {accept: 2})).toEqual({got: 3, baseline: 10});
	expect(checkShortList(tab, sides(3), baselines, {accept: 3})).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 3, excused: 1});
	expect(checkShortList(tab, sides(3), baselines)).toBeNull();
});

test('a reading that was kept is judged, and sets no baseline', () => {
	const baselines = createInMemoryExpectedRows();
	checkShortList(tab, {stalker: reading(...names(10)), billing: []}, baselines);
	const stale = {isStale: true};
	expect(checkShortList(tab, {stalker: reading(...names(9)), billing: []}, baselines, stale)).toBeNull();
	expect(checkShortList(tab, {stalker: reading(), billing: []}, baselines, stale)).toEqual({
		got: 0,
		baseline: 10,
	});
	expect(
		checkShortList(tab, {stalker: reading('a'), billing: []}, baselines, {...stale, accept: 1}),
	).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 10, excused: 0});
});

test('without billing the last complete list judges alone, and what was excused stays so', () => {
	const baselines = createInMemoryExpectedRows();
	checkShortList(tab, {stalker: reading(...names(5)), billing: names(10)}, baselines, {accept: 5});
	expect(checkShortList(tab, {stalker: reading('a'), billing: null}, baselines)).toEqual({
		got: 1,
		baseline: 5,
	});
	expect(checkShortList(tab, {stalker: reading(...names(5)), billing: null}, baselines)).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 5, excused: 5});
	expect(checkShortList(tab, {stalker: null, billing: names(10)}, baselines)).toBeNull();
});
