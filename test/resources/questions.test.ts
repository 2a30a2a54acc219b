import {expect, test} from 'vitest';
import type {Customer} from '../../source/billing/read-types.ts';
import {bulkQuestions} from '../../source/commands/unanswered-question.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import {compareBoxes} from '../../source/resources/stb/compare.ts';
import {register} from '../../source/resources/stb/register.ts';
import {questionsOf, type ChangeSet} from '../../source/sync/changes/change.ts';
import {planAction, planRow, type Plan} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {billingCustomers, compareRows, createAccount, createCustomer, createSubscriber} from './fixtures.ts';

const {t} = englishTranslator;
const add = (accounts as unknown as AnyResource).actions.find(({name}) => name === 'add')!;

function planAdd(items: readonly Account[], customers: readonly Customer[]): Plan {
	const rows = compareRows(items, customers);
	const stalker = {items, invalid: [], warnings: [], defaultPlan: null};
	const comparison = {stalker, billing: billingCustomers(customers), rows, short: null};
	return planAction(
		add,
		'accounts',
		rows.filter(row => row.stalker),
		comparison,
	);
}

const questionsOfPlan = ({planned}: Plan): readonly string[] =>
	planned.flatMap(({intent}) => questionsOf(intent)).map(t);

test('where the service has another box, + on a missing number names both boxes and the number that is lost', () => {
	const account = createAccount({account_number: '100011', stb_mac: '00:1A:79:00:00:0B'});
	const subscriber = createSubscriber({id: 500, cid: '00:1A:79:00:00:99', iptv_login: ''});
	expect(questionsOfPlan(planAdd([account], [subscriber]))).toEqual([
		'The TV service 500 of “ivan” has the box 00:1A:79:00:00:99 in billing, the account has 00:1A:79:00:00:0B.',
		'Its account number becomes 500 in Stalker (was “100011”).',
	]);
});

test('a second service names the box of the first', () => {
	const own = createAccount();
	const second = createAccount({login: 'ivan_102', account_number: '102', stb_mac: '00:1A:79:00:00:02'});
	expect(questionsOfPlan(planAdd([own, second], [createSubscriber()]))).toContain(
		"Billing's customer “ivan” has a TV service here already (101; box 00:1A:79:00:00:01): this makes another one.",
	);
});

test('several rows say which account numbers Stalker loses, how many are refused, and why', () => {
	const items = [
		createAccount({login: 'a', account_number: 'A-1', stb_mac: '00:1A:79:00:00:01'}),
		createAccount({login: 'b', account_number: '', stb_mac: '00:1A:79:00:00:02'}),
		createAccount({login: 'c', account_number: '7', stb_mac: '00:1A:79:00:00:03', tariff_plan: 'gold'}),
		createAccount({login: 'd', account_number: '8', stb_mac: '00:1A:79:00:00:04', tariff_plan: 'gold'}),
	];
	expect(bulkQuestions([planAdd(items, [])], englishTranslator)).toEqual([
		'Stalker loses these account numbers: a (A-1).',
		'2 rows would be refused:',
		'Billing has no tariff plan “gold”. Import it first. (2: c, d)',
	]);
});

test('of very many numbers the first are named and the others counted', () => {
	const items = Array.from({length: 25}, (_, index) =>
		createAccount({
			login: `user${index}`,
			account_number: `A-${index}`,
			stb_mac: `00:1A:79:00:01:${index + 10}`,
		}),
	);
	expect(bulkQuestions([planAdd(items, [])], englishTranslator)[0]).toMatch(/user19 \(A-19\) and 5 more\.$/);
});

test('a box that is another account’s in Stalker says whose', () => {
	const mac = '00:1A:79:00:00:01';
	const box = {
		...{mac, login: 'user00032', ls: '7', status: '1', online: '0', ip: '', version: '', last_active: null},
		...{account_balance: '', additional_services_on: '1', stb_type: null, stb_sn: null},
	};
	const customers = [
		createSubscriber({id: 9, cid: '', iptv_login: ''}, {login: 'zed'}),
		createCustomer({uid: 2, login: 'user00032'}),
	];
	const stalker = {items: [box], invalid: [], warnings: [], accounts: null, isReadByMac: false};
	const billing = billingCustomers(customers);
	const rows = compareBoxes(stalker, billing, false);
	const set = planRow(register, rows[0]!, {stalker, billing, rows, short: null}, {choice: 'id:9'});
	expect(questionsOf(set as ChangeSet).map(t)).toEqual([`In Stalker the box ${mac} is that of “user00032”.`]);
});
