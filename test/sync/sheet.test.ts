import {expect, test} from 'vitest';
import {passingBaselines} from '../../source/baselines.ts';
import type {Tab} from '../../source/sync/resource.ts';
import type {Reading, Row} from '../../source/sync/row.ts';
import {judge, sheetOf} from '../../source/sync/sheet.ts';

const reading = (...items: readonly string[]): Reading<unknown> => ({items, bad: [], warnings: []});
const rowOf = (key: string, mark: Row['mark']): Row => ({
	key,
	mark,
	drifts: mark === '=' ? [] : [{code: 'A1', field: 'login', theirs: key, ours: null}],
	theirs: key,
	ours: null,
	rule: null,
});

/** Names on both sides: `=` where billing has it, too, else `+` or `-`. */
const tab: Tab = {
	name: 'names',
	docs: '',
	lists: ['things'],
	columns: [],
	theirs: async () => reading(),
	ours: async () => [],
	nothing: {theirs: reading(), ours: []},
	owned: known => (known as readonly string[]).length,
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
const told = (rows: readonly Row[]) => rows.map(({key, mark, drifts}) => `${mark} ${key} ${drifts.length}`);
const names = (n: number) => Array.from({length: n}, (_, place) => `n${place}`);

test('with both sides, rows are as the tab compares them', () => {
	const {rows} = sheetOf(tab, {theirs: reading('a', 'b'), ours: ['b', 'c'], short: null});
	expect(told(rows)).toEqual(['+ a 1', '= b 0', '- c 1']);
});

test('while one side has not answered, every row of the other is “?” and says nothing', () => {
	expect(told(sheetOf(tab, {theirs: reading('a'), ours: null, short: null}).rows)).toEqual(['? a 0']);
	expect(told(sheetOf(tab, {theirs: null, ours: ['c'], short: null}).rows)).toEqual(['? c 0']);
	expect(sheetOf(tab, {theirs: null, ours: null, short: null})).toMatchObject({rows: [], ...tab.nothing});
});

test('less than 70 % of what billing has is short, and sets no baseline', () => {
	const baselines = passingBaselines();
	const six = {theirs: reading(...names(6)), ours: names(10)};
	expect(judge(tab, six, baselines)).toEqual({got: 6, baseline: 10});
	expect(baselines.get('names')).toBeUndefined();
	expect(judge(tab, {...six, theirs: reading(...names(7))}, baselines)).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 7, excused: 0});
});

test('less than 70 % of the last complete list is short; accepted, it is the new baseline', () => {
	const baselines = passingBaselines();
	const sides = (n: number) => ({theirs: reading(...names(n)), ours: names(4)});
	judge(tab, sides(10), baselines);
	expect(judge(tab, sides(3), baselines)).toEqual({got: 3, baseline: 10});
	expect(judge(tab, sides(3), baselines, {accept: 2})).toEqual({got: 3, baseline: 10});
	expect(judge(tab, sides(3), baselines, {accept: 3})).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 3, excused: 1});
	expect(judge(tab, sides(3), baselines)).toBeNull();
});

test('a reading that was kept is judged, and sets no baseline', () => {
	const baselines = passingBaselines();
	judge(tab, {theirs: reading(...names(10)), ours: []}, baselines);
	const stale = {isStale: true};
	expect(judge(tab, {theirs: reading(...names(9)), ours: []}, baselines, stale)).toBeNull();
	expect(judge(tab, {theirs: reading(), ours: []}, baselines, stale)).toEqual({got: 0, baseline: 10});
	expect(judge(tab, {theirs: reading('a'), ours: []}, baselines, {...stale, accept: 1})).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 10, excused: 0});
});

test('without billing the last complete list judges alone, and what was excused stays so', () => {
	const baselines = passingBaselines();
	judge(tab, {theirs: reading(...names(5)), ours: names(10)}, baselines, {accept: 5});
	expect(judge(tab, {theirs: reading('a'), ours: null}, baselines)).toEqual({got: 1, baseline: 5});
	expect(judge(tab, {theirs: reading(...names(5)), ours: null}, baselines)).toBeNull();
	expect(baselines.get('names')).toEqual({rows: 5, excused: 5});
	expect(judge(tab, {theirs: null, ours: names(10)}, baselines)).toBeNull();
});
