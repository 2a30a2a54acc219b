import {expect, test} from 'vitest';
import type {Customer} from '../../source/billing/read-types.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import type {AccountComparison} from '../../source/resources/accounts/build-row.ts';
import {questionsOf} from '../../source/sync/changes/change.ts';
import {planAction} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';
import {createCustomer, createAccount, createSubscriber, billingCustomers, compareRows} from './fixtures.ts';

const {t} = englishTranslator;
const actions = (accounts as unknown as AnyResource).actions;
const actionOf = (name: string) => actions.find(action => action.name === name)!;

/** What the action says about the first row: its questions, or its refusal. */
function asked(
	name: string,
	items: readonly Account[],
	customers: readonly Customer[],
	service?: number,
): readonly string[] {
	const rows = compareRows(items, customers);
	const portal = {items, invalid: [], warnings: [], defaultPlan: null, planIds: []};
	const comparison: AccountComparison = {
		stalker: portal,
		billing: billingCustomers(customers),
		rows,
		short: null,
	};
	const action = actionOf(name);
	const {planned, refused} = planAction(
		action,
		'accounts',
		rows.slice(0, 1),
		comparison,
		service === undefined ? {} : {choice: String(service)},
	);
	return [...planned.flatMap(({intent}) => questionsOf(intent)), ...refused.map(({message}) => message)].map(
		t,
	);
}

const stranger = createAccount({login: 'ivan', account_number: 'A-77', stb_mac: '00:1A:79:00:00:99'});
const brat = createSubscriber(
	{id: 41, iptv_login: 'brat95', cid: ''},
	{uid: 2, login: 'brat95', fio: 'Гнатюк О.', phone: ''},
);

test('linking to a customer of another name says whose bill pays, and which number the account gets', () => {
	expect(asked('link', [stranger], [brat], 41)).toEqual([
		"Billing's customer “brat95” is Гнатюк О., without phone: his bill will pay. The account is “ivan”, Іваненко Олег.",
		'Its account number becomes 41 in Stalker (was “A-77”).',
	]);
});

test('linking an account whose login is another customer’s names that customer', () => {
	const own = createCustomer({uid: 3, fio: 'Іваненко О. П.'});
	expect(asked('link', [stranger], [own, brat], 41)[0]).toBe(
		"Billing's customer “brat95” is Гнатюк О., without phone: his bill will pay. The account's own customer is “ivan”, Іваненко О. П.",
	);
});

test('linking to a service of the account’s own customer asks nothing but the number', () => {
	const box = createAccount({login: 'ivan_55', account_number: '55', stb_mac: '00:1A:79:00:00:99'});
	const free = createSubscriber({id: 42, cid: '', iptv_login: 'ivan_old'}, {fio: 'іваненко  олег'});
	expect(asked('link', [box], [free], 42)).toEqual(['Its account number becomes 42 in Stalker (was “55”).']);
});

test('a deleted customer is named, too', () => {
	expect(asked('link', [stranger], [{...brat, deleted: true}], 41)).toContain(
		"Billing's customer “brat95” is deleted.",
	);
});

test('adding where only the number is missing says which number, not that one will be allotted', () => {
	expect(asked('add', [createAccount({account_number: ''})], [createSubscriber()])).toEqual([
		'Its account number becomes 101 in Stalker (was empty).',
	]);
});

test('a row that only billing has is named by its login', () => {
	for (const name of ['add', 'delete'])
		expect(asked(name, [], [brat])).toEqual([
			'“brat95” is only in billing: there is nothing in Stalker to act on.',
		]);
});

test('an account without login is named by its MAC, else by its number', () => {
	const nameless = createAccount({login: '', account_number: 'A-1', stb_mac: '00:1A:79:00:00:99'});
	const [boxless, ...others] = ['7', '7'].map(number =>
		createAccount({login: '', stb_mac: '', account_number: number}),
	);
	const rows = compareRows([nameless], []);
	const portal = {items: [nameless], invalid: [], warnings: [], defaultPlan: null, planIds: []};
	const comparison: AccountComparison = {stalker: portal, billing: billingCustomers([]), rows, short: null};
	const remove = actionOf('delete');
	const {planned} = planAction(remove, 'accounts', rows, comparison);
	expect(t(remove.summary(planned[0]!.intent))).toMatch(/^Delete “00:1A:79:00:00:99” from Stalker/);
	expect(asked('delete', [boxless!, ...others], [])).toEqual([expect.stringContaining('names “7” alone')]);
	expect(compareRows([boxless!, ...others], [])[0]!.differences[0]).toMatchObject({code: 'F2', with: ['7']});
});
