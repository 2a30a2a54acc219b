import {expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {planOf} from '../../source/sync/job.ts';
import {anAccount, known, rowsOf} from './scene.ts';

test('a plan that billing lacks is refused, and the refusal leads to that plan', () => {
	const accounts = resources.find(({name}) => name === 'accounts')!;
	const add = accounts.actions.find(({name}) => name === 'add')!;
	const items = [anAccount({tariff_plan: 'gold'})];
	const theirs = {items, bad: [], warnings: [], defaultPlan: null};
	const rows = rowsOf(items, []);
	const {refused} = planOf(add, 'accounts', rows, {theirs, ours: known([]), rows, short: null});
	expect(refused).toEqual([
		{
			is: 'refused',
			key: 'ivan',
			said: {code: 'tariff-unknown', values: {tariff: 'gold'}},
			leads: {tab: 'tariffs', id: 'gold'},
		},
	]);
});
