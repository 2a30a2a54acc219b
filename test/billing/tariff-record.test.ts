import {expect, test} from 'vitest';
import {nextPlanId} from '../../source/billing/find-plan.ts';
import {applySets} from '../../source/sync/changes/apply.ts';
import type {ChangeSet} from '../../source/sync/changes/change.ts';
import {onEachBilling} from './engines.ts';
import {applyContext, createProvider} from './fixtures.ts';

/** A plan with this external id; `id`: the number that it wants. */
const planSet = (external_id: string, id: number | null): ChangeSet => ({
	resource: 'tariffs',
	rowKey: external_id,
	action: 'import',
	changes: [
		{
			system: 'billing',
			record: 'tariff',
			operation: 'create',
			key: {external_id},
			before: null,
			after: {name: `Plan ${external_id}`, id: {allot: id}},
		},
	],
	questions: [],
	values: {},
});

onEachBilling(fixture => {
	const importPlans = async (portal: number, sets: readonly ChangeSet[], tariff: readonly number[] = []) =>
		(await applySets(sets, applyContext(fixture().billing, portal), {reserved: {tariff}})).map(
			({results: [result]}) => result,
		);

	test('an external id that is a free number becomes the plan’s number; others are kept in filter_id beside an allotted one', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		const results = await importPlans(
			portal,
			[planSet('101', 101), planSet('PROMO-1', null), planSet('0102', null)],
			[101, 102, 103],
		);
		expect(results).toMatchObject([
			{is: 'applied', current: {id: 101, filter_id: ''}},
			{is: 'applied', current: {id: 104, filter_id: 'PROMO-1'}},
			{is: 'applied', current: {id: 105, filter_id: '0102'}},
		]);
		expect(await billing.plans(portal)).toMatchObject([
			{id: 101, name: 'Plan 101', month_fee: '0.00'},
			{id: 104, filter_id: 'PROMO-1'},
			{id: 105, filter_id: '0102'},
		]);
		const [entry, ...others] = await billing.journal.list({limit: 10});
		expect(others).toEqual([]);
		expect(entry).toMatchObject({action: 'import', state: 'done', row_count: 3, subject: ''});
		expect(await billing.changeJournal.rows(entry!.id)).toMatchObject([
			{state: 'done', results: [{is: 'applied', current: {id: 101}}]},
			{state: 'done'},
			{state: 'done'},
		]);
	});

	test('a plan that is there already is found, not made twice', async () => {
		const {billing} = fixture();
		const portal = await createProvider(billing);
		await importPlans(portal, [planSet('101', 101), planSet('PROMO-1', null)]);
		const again = await importPlans(portal, [
			planSet('101', 101),
			planSet('PROMO-1', null),
			planSet('NEW', null),
			planSet('NEW', null),
		]);
		expect(again.map(result => result!.is)).toEqual(['unchanged', 'unchanged', 'applied', 'unchanged']);
		await importPlans(portal, [planSet('101', 101), planSet('NEW', null)]);
		const entries = await billing.journal.list({limit: 10});
		expect(entries.map(({state}) => state)).toEqual(['unchanged', 'done', 'done']);
		expect(await billing.journal.show(entries[0]!.id)).toMatchObject({state: 'unchanged'});
	});

	test('a number that another provider’s plan took meanwhile is replaced, and filter_id keeps the external id', async () => {
		const {billing, query} = fixture();
		const portal = await createProvider(billing);
		await query(`insert into tarif_plans (id, name, module, comments) values (101, 'Not ours', 'Iptv', '')`);
		expect(await importPlans(portal, [planSet('101', 101)], [101])).toMatchObject([
			{is: 'applied', current: {id: 102, filter_id: '101'}},
		]);
	});
});

test('when the largest number is used, the smallest free one is taken, and then none', () => {
	expect(nextPlanId(new Set([65_535, 1]), new Set([2]))).toBe(3);
	const all = new Set(Array.from({length: 65_535}, (_, place) => place + 1));
	expect(nextPlanId(all, new Set())).toBeNull();
});
