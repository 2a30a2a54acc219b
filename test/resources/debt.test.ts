import {expect, test} from 'vitest';
import type {BillingPlan, Customer} from '../../source/billing/read-types.ts';
import {type Subscriber, isInDebt} from '../../source/resources/accounts/billing-customers.ts';
import {billingCustomers, createSubscriber} from './fixtures.ts';

type Case = {
	readonly customer?: Partial<Customer>;
	readonly tp_id?: number | null;
	readonly plan?: Partial<BillingPlan>;
};

/** Whether it is debt in a database of ours, and in an ABillS. */
function debts({customer = {}, tp_id = 70, plan = {}}: Case): readonly [own: boolean, abills: boolean] {
	const {plans} = billingCustomers([]);
	const data = {plans: [{...plans[0]!, ...plan}]};
	const subscriber = createSubscriber({tp_id}, customer) as Subscriber;
	return [
		isInDebt(subscriber, {...data, abills: null}),
		isInDebt(subscriber, {
			...data,
			abills: {customers: 1, domain: {id: 0, customers: 1}, largestTvId: 1, licensed: null},
		}),
	];
}

const cases: ReadonlyArray<readonly [string, Case, readonly [own: boolean, abills: boolean]]> = [
	['money', {customer: {deposit: '0.010000'}}, [false, false]],
	['less than nothing', {customer: {deposit: '-0.010000'}}, [true, true]],
	['nothing, on a plan without fee', {customer: {deposit: '0.000000'}}, [false, true]],
	['nothing, on a plan with a monthly fee', {plan: {month_fee: '90.00'}}, [true, true]],
	['nothing, on a plan with a daily fee', {plan: {day_fee: '3.00'}}, [true, true]],
	['no bill', {customer: {deposit: null}}, [false, true]],
	['no bill, on a plan with a fee', {customer: {deposit: null}, plan: {month_fee: '90.00'}}, [true, true]],
	['his credit covers it', {customer: {deposit: '-10.000000', credit: '10.01'}}, [false, false]],
	[
		'his credit is used up',
		{customer: {deposit: '-10.000000', credit: '10.00'}, plan: {month_fee: '1.00'}},
		[true, true],
	],
	[
		'the plan’s credit covers it',
		{customer: {deposit: '-10.000000'}, plan: {credit: '20.00'}},
		[false, false],
	],
	[
		'his own credit counts instead of the plan’s',
		{customer: {deposit: '-10.000000', credit: '5.00'}, plan: {credit: '20.00'}},
		[true, true],
	],
	[
		'a plan that is paid afterwards',
		{customer: {deposit: '-10.000000'}, plan: {payment_type: 1}},
		[false, false],
	],
	['no plan', {customer: {deposit: '-10.000000'}, tp_id: null}, [false, false]],
	['another provider’s plan', {customer: {deposit: '-10.000000'}, tp_id: 99}, [true, true]],
];

test.each(cases)('%s', (_, one, expected) => {
	expect(debts(one)).toEqual(expected);
});
