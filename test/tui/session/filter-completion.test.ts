import {expect, test} from 'vitest';
import {filterCompletions, filterWork} from '../../../source/tui/session/filter-completion.ts';
import {finishWork} from '../../../source/sync/sliced-work.ts';
import {stateOf} from '../view/fixtures.ts';

const list = stateOf({columns: 80, rows: 24}).lists['accounts']!;
const completions = (filter: string) => {
	const filtered = {...list, filter};
	for (const work of filterWork(filtered)) finishWork(work);
	return filterCompletions(filtered)!;
};
const texts = (filter: string) => completions(filter).map(({text}) => text);

test('behind a space the sync status, the columns and the differences are offered', () => {
	expect(texts('').slice(0, 3)).toEqual(['sync', 'login', 'stb_mac']);
	expect(texts('').at(-1)).toBe('drift');
	expect(texts('ivan ')).toEqual(texts(''));
	expect(texts('-')).toEqual(texts(''));
});

test.each([
	['stat', ['status'], 'status='],
	['ivan sta', ['status'], 'ivan status='],
	['tar', ['tariff_plan'], 'tariff_plan:'],
	['-tar', ['tariff_plan'], '-tariff_plan:'],
	['bal', ['account_balance'], 'account_balance'],
	['account_balance', ['<', '<=', '=', '>=', '>'], 'account_balance<'],
	['sy', ['sync'], 'sync:'],
	['status=', ['on', 'off'], 'status=on'],
	['status=o|of', ['off'], 'status=o|off'],
	['sync:dif', ['differs'], 'sync:differs'],
	['end_date<=+', ['+7d', '+30d'], 'end_date<=+7d'],
	['status!=', ['on', 'off'], 'status!=on'],
])('%j offers %j', (filter, offered, taken) => {
	expect(texts(filter)).toEqual(offered);
	expect(completions(filter)[0]!.filter).toBe(taken);
});

test('the values of a column are offered with their counts, most frequent first', () => {
	const values = completions('tariff_plan:');
	const counts = values.map(({count}) => count!);
	expect(counts).toEqual(counts.toSorted((a, b) => b - a));
	const plan = values[0]!;
	const rows = list.rows.filter(
		row => list.resource.columns.find(({id}) => id === 'tariff_plan')!.value(row) === plan.text,
	);
	expect(rows).toHaveLength(plan.count!);
	expect(completions(`tariff_plan:${plan.text}|`)[0]!.filter).toBe(`tariff_plan:${plan.text}|${plan.text}`);
});

test('a value with spaces is put in quotes, and a part of it finds it', () => {
	const name = String(list.resource.columns.find(({id}) => id === 'full_name')!.value(list.rows[0]!));
	expect(completions(`full_name:"${name.slice(0, -2).toLowerCase()}`).map(({filter}) => filter)).toContain(
		`full_name:"${name}"`,
	);
});

test('nothing is offered behind an unknown column, or for an order of texts', () => {
	expect(texts('nosuch:')).toEqual([]);
	expect(texts('tariff_plan<')).toEqual([]);
});
