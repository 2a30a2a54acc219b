import {expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import type {FixUse} from '../../source/sync/fix.ts';
import type {ListPlan} from '../../source/sync/list-plan.ts';
import type {Outcome} from '../../source/sync/action.ts';
import {createFixAction} from '../../source/sync/plan-fixes.ts';
import {replanList} from '../../source/sync/replan-list.ts';
import type {Row} from '../../source/sync/row.ts';

const resource = resources.find(({name}) => name === 'accounts')!;

const group = (use: FixUse, keys: readonly string[]): ListPlan['groups'][number] => {
	const fixes = keys.map(row => ({
		row,
		kinds: [],
		set: {resource: 'accounts', rowKey: row, action: 'fix', changes: [], questions: [], values: {use}},
	}));
	return {
		use,
		plan: {
			action: createFixAction(resource, new Set(['E1']), use),
			planned: fixes.map(({row, set}) => ({key: row, intent: set})),
			refused: [],
		},
		fixes,
		rows: new Set(keys),
	};
};

const row = (key: string, mark: Row['mark']): Row => ({
	...{key, mark, differences: [], stalker: null, billing: null, matchedBy: null},
});

const listPlan = (
	groups: ListPlan['groups'],
	{rows = [], refused = []}: {readonly rows?: readonly Row[]; readonly refused?: readonly Outcome[]} = {},
): ListPlan => ({
	...{resource, groups, refused, waiting: []},
	comparison: {...resource.empty, rows, short: null},
});

const codesOf = (outcomes: readonly Outcome[]) => outcomes.map(({key, message: {code}}) => [key, code]);

test('what is planned again is due; what has ended meanwhile is fixed or refused; other rows are only counted', () => {
	const list = listPlan([group('stalker', ['stays', 'synced', 'gone', 'left', 'refused'])], {
		rows: [row('gone', '~'), row('left', '-')],
	});
	const refusal: Outcome = {is: 'refused', key: 'refused', message: {code: 'reason', values: {}}};
	const fresh = listPlan([group('stalker', ['stays', 'another'])], {
		rows: [row('synced', '=')],
		refused: [refusal, {...refusal, key: 'another refused'}],
	});
	const {due, refused, fixed, more} = replanList(list, fresh, null);
	expect(due.groups.flatMap(({plan}) => plan.planned.map(({key}) => key))).toEqual(['stays']);
	expect(codesOf(refused)).toEqual([
		['refused', 'reason'],
		['gone', 'gone-meanwhile'],
	]);
	expect([fixed, more]).toEqual([['synced', 'left'], 1]);
});

test('each fix that the operator has not confirmed is refused, also where another fix of its row is due', () => {
	const plan = listPlan([group('stalker', ['one', 'two']), group('billing', ['one'])]);
	const {due, refused} = replanList(
		plan,
		plan,
		({row: key, set}) => key === 'one' && set.values['use'] === 'billing',
	);
	expect(due.groups.map(({use, fixes}) => [use, fixes.map(fix => fix.row)])).toEqual([['billing', ['one']]]);
	expect(codesOf(refused)).toEqual([
		['one', 'changed-since-asked'],
		['two', 'changed-since-asked'],
	]);
});
