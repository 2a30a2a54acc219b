import {expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {planAction} from '../../source/sync/plan-runner.ts';
import {createAccount, billingCustomers, compareRows} from './fixtures.ts';

test('an account with a plan that billing lacks is refused, and the refusal refers to that plan', () => {
	const accounts = resources.find(({name}) => name === 'accounts')!;
	const add = accounts.actions.find(({name}) => name === 'add')!;
	const items = [createAccount({tariff_plan: 'gold'})];
	const portal = {items, invalid: [], warnings: [], defaultPlan: null, planIds: []};
	const rows = compareRows(items, []);
	const {refused} = planAction(add, 'accounts', rows, {
		stalker: portal,
		billing: billingCustomers([]),
		rows,
		short: null,
	});
	expect(refused).toEqual([
		{
			is: 'refused',
			key: 'ivan',
			message: {code: 'tariff-unknown', values: {tariff: 'gold'}},
			related: {resource: 'tariffs', id: 'gold'},
		},
	]);
});
