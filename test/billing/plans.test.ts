import {expect, test} from 'vitest';
import {freePlanId, type PlanOrder} from '../../source/billing/plans.ts';
import {onEachEngine} from './engines.ts';
import {createProvider, context} from './fixtures.ts';

const order = (external_id: string, id: number | null, avoid: readonly number[] = []): PlanOrder => ({
	key: external_id,
	external_id,
	name: `Plan ${external_id}`,
	id,
	avoid,
});

onEachEngine(scene => {
	test('an external id that is a free number becomes the plan’s number; others are kept in filter_id beside an allotted one', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		const results = await billing.importPlans(
			portal,
			[order('101', 101), order('PROMO-1', null, [101, 102, 103]), order('0102', null, [101, 102, 103])],
			context,
		);
		expect(results).toMatchObject([
			{is: 'added', id: 101, filter_id: ''},
			{is: 'added', id: 104, filter_id: 'PROMO-1'},
			{is: 'added', id: 105, filter_id: '0102'},
		]);
		expect(await billing.plans(portal)).toMatchObject([
			{id: 101, name: 'Plan 101', month_fee: '0.00'},
			{id: 104, filter_id: 'PROMO-1'},
			{id: 105, filter_id: '0102'},
		]);
		expect(await billing.journal.list({limit: 10})).toMatchObject([
			{state: 'done'},
			{state: 'done'},
			{action: 'import', after: {id: 101}, state: 'done'},
		]);
	});

	test('an existing plan is found, not created twice', async () => {
		const {billing} = scene();
		const portal = await createProvider(billing);
		await billing.importPlans(portal, [order('101', 101), order('PROMO-1', null)], context);
		const again = await billing.importPlans(
			portal,
			[order('101', 101), order('PROMO-1', null), order('NEW', null), order('NEW', null)],
			context,
		);
		expect(again.map(({is}) => is)).toEqual(['there', 'there', 'added', 'there']);
	});

	test('a number that another provider’s plan took meanwhile is replaced, and filter_id keeps the external id', async () => {
		const {billing, database} = scene();
		const portal = await createProvider(billing);
		await database.query(`insert into tarif_plans (id, name) values (101, 'Not ours')`);
		expect(await billing.importPlans(portal, [order('101', 101, [101])], context)).toMatchObject([
			{is: 'added', id: 102, filter_id: '101'},
		]);
	});
});

test('when the largest number is used, the smallest free one is taken, and then none', () => {
	expect(freePlanId(new Set([65_535, 1]), new Set([2]))).toBe(3);
	const all = new Set(Array.from({length: 65_535}, (_, index) => index + 1));
	expect(freePlanId(all, new Set())).toBeNull();
});
