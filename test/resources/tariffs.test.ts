import {expect, test} from 'vitest';
import type {BillingPlan} from '../../source/billing/read-types.ts';
import {resources} from '../../source/resources/index.ts';
import type {Tariff} from '../../source/resources/tariffs/tariff.ts';
import {tariffs} from '../../source/resources/tariffs/tariffs.ts';
import type {Row} from '../../source/sync/row.ts';

const aTariff = (more: Partial<Tariff> = {}): Tariff => ({
	id: '1',
	external_id: '7',
	name: 'Базовий',
	user_default: '0',
	days_to_expires: null,
	packages: null,
	...more,
});

const aPlan: BillingPlan = {
	tp_id: 70,
	id: 7,
	filter_id: '',
	name: 'Базовий',
	service_id: 1,
	month_fee: '0.00',
	day_fee: '0.00',
	activate_price: '0.00',
	credit: '0.00',
	payment_type: 0,
	status: 0,
	accounts: 12,
};

const rowOf = (tariff: Tariff, plans: readonly BillingPlan[]): Row<Tariff, BillingPlan> =>
	tariffs.compare({items: [tariff], invalid: [], warnings: []}, {...tariffs.empty.billing, plans}, false)[0]!;
const column = (id: string) => tariffs.columns.find(known => known.id === id)!;

test('the number of accounts of a plan is billing’s count, and blank where billing has no such plan', () => {
	expect(column('accounts').value(rowOf(aTariff(), [aPlan]))).toBe(12);
	expect(column('accounts').value(rowOf(aTariff(), []))).toBeNull();
});

test('packages are names in the table, and lines with type and external id on the record page', () => {
	const packages = [
		{id: '1', external_id: 'HD', name: 'HD-канали', type: 'tv', optional: '1'},
		{id: '2', external_id: null, name: 'Радіо', type: 'radio', optional: '0'},
		{id: '3', external_id: '', name: '', type: null, optional: null},
	];
	const row = rowOf(aTariff({packages}), []);
	expect(column('packages').value(row)).toEqual(['HD-канали (optional)', 'Радіо', '?']);
	expect(column('packages').detail!(row)).toEqual([
		'HD-канали (optional)  type tv  external_id HD',
		'Радіо  type radio',
		'?',
	]);
	expect(column('packages').detail!(rowOf(aTariff(), []))).toEqual([]);
});

test('no resource uses one key twice, and all missing plans are imported by a key of their own', () => {
	for (const {actions} of resources) {
		const keys = actions.flatMap(action => [
			action.key,
			...(action.scope === 'rows' && action.bulk?.key ? [action.bulk.key] : []),
		]);
		expect(new Set(keys).size).toBe(keys.length);
	}

	expect(tariffs.actions[0]).toMatchObject({key: '+', bulk: {key: 'i'}});
});

test('a side that has not been read makes no rows', () => {
	for (const resource of resources) {
		const {stalker, billing} = resource.empty;
		expect(resource.compare(stalker, billing, false)).toEqual([]);
		expect(resource.expectedCount(billing)).toBe(0);
	}
});

test('a plan that only billing has is a difference, unless it is hidden and no service has it', () => {
	const others: readonly BillingPlan[] = [
		{...aPlan, tp_id: 1, id: 1, status: 1, accounts: 0},
		{...aPlan, tp_id: 2, id: 2, status: 1, accounts: 3},
		{...aPlan, tp_id: 3, id: 3, status: 0, accounts: 0},
	];
	const known = {...tariffs.empty.billing, plans: others};
	const empty = {items: [], invalid: [], warnings: []};
	const marks = (short: boolean) =>
		tariffs.compare(empty, known, short).map(({mark, differences: [first]}) => [mark, first?.code ?? null]);
	expect(marks(false)).toEqual([
		['=', null],
		['-', 'C3'],
		['-', 'C3'],
	]);
	expect(marks(true).map(([mark]) => mark)).toEqual(['?', '?', '?']);
	expect(tariffs.expectedCount(known)).toBe(2);
});

test('only a name that differs is renamed, and only a plan that is not hidden yet is hidden', () => {
	const [, rename, hide] = tariffs.fixes!;
	const said = (fix: typeof rename, row: Row<Tariff, BillingPlan>) => {
		if (!fix || 'action' in fix) throw new Error('It is another action.');
		const draft = fix.changes(row, {billing: {limits: {name: 80, external_id: 150}}} as never, new Set());
		return 'refused' in draft ? draft.refused.code : draft.changes.map(({after}) => after);
	};
	const only = (plan: BillingPlan) =>
		tariffs.compare(
			{items: [], invalid: [], warnings: []},
			{...tariffs.empty.billing, plans: [plan]},
			false,
		)[0]!;
	expect(said(rename, rowOf(aTariff({name: 'Новий'}), [aPlan]))).toEqual([{name: 'Новий'}]);
	expect(said(rename, rowOf(aTariff({external_id: ''}), [aPlan]))).toBe('external-id-empty');
	expect(said(rename, rowOf(aTariff({name: 'Н'.repeat(81)}), [aPlan]))).toBe('too-long');
	expect(said(rename, rowOf(aTariff({name: 'a\0'}), [aPlan]))).toBe('unstorable');
	expect(said(hide, only(aPlan))).toEqual([{status: 1}]);
	expect(said(hide, only({...aPlan, status: 1}))).toBe('fix-plan-hidden');
});
