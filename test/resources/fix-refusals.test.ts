import {expect, test} from 'vitest';
import type {Customer} from '../../source/billing/read-types.ts';
import type {Account} from '../../source/resources/accounts/account.ts';
import {accounts} from '../../source/resources/accounts/accounts.ts';
import type {BillingCustomers} from '../../source/resources/accounts/billing-customers.ts';
import type {DifferenceCode} from '../../source/sync/difference.ts';
import type {FixUse} from '../../source/sync/fix.ts';
import {planFixes} from '../../source/sync/plan-fixes.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import type {Comparison} from '../../source/sync/row.ts';
import {billingCustomers, compareRows, createAccount, createCustomer, createSubscriber} from './fixtures.ts';

type Situation = {
	readonly items?: readonly Account[];
	readonly customers?: readonly Customer[];
	readonly billing?: Partial<BillingCustomers>;
	readonly planIds?: readonly string[];
	readonly short?: boolean;
	readonly defaultPlan?: string | null;
};

const resource = accounts as unknown as AnyResource;

/**
What a fix says of the first row with the kind, else of the first row: the code of its refusal, or the fields of its changes that differ.
*/
function planned(
	kind: DifferenceCode,
	use: FixUse,
	{
		defaultPlan = null,
		items = [createAccount()],
		customers = [createSubscriber()],
		billing = {},
		planIds = ['7', '8'],
		short = false,
	}: Situation,
): string | Readonly<Record<string, unknown>> {
	const rows = compareRows(items, customers, {...billing, short, defaultPlan});
	const comparison = {
		stalker: {items, invalid: [], warnings: [], defaultPlan, planIds},
		billing: billingCustomers(customers, billing),
		rows,
		short: short ? {got: 1, baseline: 9} : null,
	} as unknown as Comparison;
	const row = rows.find(({differences}) => differences.some(({code}) => code === kind)) ?? rows[0]!;
	const [plan] = planFixes(resource, [row], comparison, new Set([kind]), use);
	const [refused] = plan!.refused;
	if (refused) return refused.message.code;
	const {changes} = plan!.planned[0]!.intent;
	return Object.assign(
		{},
		...changes.map(({before, after}) =>
			Object.fromEntries(Object.entries(after ?? {}).filter(([name, value]) => before?.[name] !== value)),
		),
	) as Readonly<Record<string, unknown>>;
}

const off = createAccount({status: 0});
const otherMac = createAccount({stb_mac: '00:1A:79:00:00:0F'});
const twoMacs = createSubscriber({cid: '00:1A:79:00:00:02;00:1A:79:00:00:03'});
const petro = createAccount({login: 'petro', account_number: '102', stb_mac: '00:1A:79:00:00:01'});
const ended = createAccount({end_date: '2027-01-01 00:00:00'});

const cases: ReadonlyArray<
	readonly [string, DifferenceCode, FixUse, Situation, string | Readonly<Record<string, unknown>>]
> = [
	['B1 by billing', 'B1', 'billing', {customers: [createSubscriber({disable: 1})]}, {status: '0'}],
	['B3 by billing', 'B3', 'billing', {customers: [createSubscriber({expire: '2020-01-01'})]}, {status: '0'}],
	[
		'B4 by billing',
		'B4',
		'billing',
		{customers: [createSubscriber({activate: '2099-01-01'})]},
		{status: '0'},
	],
	...['2027-02-30 00:00:00', '2027-00-00 00:00:00', '2027-13-01', 'tomorrow'].map(
		end_date =>
			[
				`E3 by Stalker, whose date is ${end_date}`,
				'E3',
				'stalker',
				{items: [createAccount({end_date})], customers: [createSubscriber({expire: '2027-05-05'})]},
				'end-date-unreadable',
			] as const,
	),
	[
		'E3 by Stalker, which has no end',
		'E3',
		'stalker',
		{
			items: [createAccount({end_date: '0000-00-00 00:00:00'})],
			customers: [createSubscriber({expire: '2027-05-05'})],
		},
		{expire: null},
	],
	[
		'A1 by Stalker, whose date is no day',
		'A1',
		'stalker',
		{items: [createAccount({end_date: '2027-02-30 00:00:00'})], customers: []},
		'end-date-unreadable',
	],
	[
		'E1 by billing, whose name is longer than the portal holds',
		'E1',
		'billing',
		{customers: [createSubscriber({}, {fio: 'я'.repeat(100)})]},
		{full_name: 'я'.repeat(64)},
	],
	['B3 by Stalker', 'B3', 'stalker', {customers: [createSubscriber({expire: '2020-01-01'})]}, 'fix-none'],
	['B1 by Stalker', 'B1', 'stalker', {customers: [createSubscriber({disable: 1})]}, {disable: 0}],
	[
		'B1 by Stalker, on hold',
		'B1',
		'stalker',
		{customers: [createSubscriber({disable: 3})]},
		'fix-in-billing',
	],
	[
		'B1 by Stalker, the customer disabled',
		'B1',
		'stalker',
		{customers: [createSubscriber({disable: 1}, {user_disable: 1})]},
		'fix-in-billing',
	],
	[
		'B1 by Stalker, the customer deleted',
		'B1',
		'stalker',
		{customers: [createSubscriber({disable: 1}, {deleted: true})]},
		'fix-in-billing',
	],
	['B2 by billing', 'B2', 'billing', {items: [off]}, {status: '1'}],
	['B2 by Stalker', 'B2', 'stalker', {items: [off]}, {disable: 1}],
	[
		'off and in debt is never switched on',
		'B5',
		'billing',
		{items: [off], customers: [createSubscriber({}, {deposit: '-1'})]},
		'fix-none',
	],
	['B2 of a row that has another', 'B2', 'billing', {items: [otherMac]}, 'fix-no-difference'],
	['C1 by billing', 'C1', 'billing', {items: [createAccount({tariff_plan: '8'})]}, {tariff_plan: '7'}],
	[
		'C1 by billing, which has none',
		'C1',
		'billing',
		{items: [createAccount({tariff_plan: '8'})], customers: [createSubscriber({tp_id: null, plan_id: null})]},
		'fix-no-plan',
	],
	[
		'C1 by billing, whose plan the portal lacks',
		'C1',
		'billing',
		{items: [createAccount({tariff_plan: '8'})], planIds: ['8']},
		'fix-plan-unclear',
	],
	[
		'C1 by billing, whose plan the portal has twice',
		'C1',
		'billing',
		{items: [createAccount({tariff_plan: '8'})], planIds: ['7', '7', '8']},
		'fix-plan-unclear',
	],
	[
		'C4 by billing: the default is perhaps none',
		'C4',
		'billing',
		{items: [createAccount({tariff_plan: '8'})], defaultPlan: '8'},
		{tariff_plan: '7'},
	],
	[
		'C4 by Stalker',
		'C4',
		'stalker',
		{items: [createAccount({tariff_plan: '8'})], defaultPlan: '8'},
		'fix-none',
	],
	[
		'C1 by Stalker: the plan, and the chosen channels are cleared',
		'C1',
		'stalker',
		{items: [createAccount({tariff_plan: '8'})], customers: [createSubscriber({choices: 3})]},
		{tp_id: 80, choices: {allot: null}},
	],
	[
		'C1 by Stalker, which names none',
		'C1',
		'stalker',
		{items: [createAccount({tariff_plan: null})]},
		'fix-no-own-plan',
	],
	[
		'C1 by Stalker, whose plan billing lacks',
		'C1',
		'stalker',
		{items: [createAccount({tariff_plan: 'vip'})]},
		'tariff-unknown',
	],
	[
		'C2 is fixed on Tariff plans',
		'C2',
		'stalker',
		{items: [createAccount({tariff_plan: 'vip'})]},
		'fix-elsewhere',
	],
	['D1 by billing', 'D1', 'billing', {items: [otherMac]}, {stb_mac: '00:1A:79:00:00:01'}],
	['D1 by billing, several', 'D1', 'billing', {items: [otherMac], customers: [twoMacs]}, 'fix-several-macs'],
	[
		'D1 by billing, no MAC at all',
		'D1',
		'billing',
		{items: [otherMac], customers: [createSubscriber({cid: 'unknown'})]},
		'fix-no-mac',
	],
	[
		'D1 by billing, another account has it',
		'D1',
		'billing',
		{items: [createAccount({stb_mac: '00:1A:79:00:00:0F', account_number: '101'}), petro]},
		'conflict',
	],
	['D1 by Stalker', 'D1', 'stalker', {items: [otherMac]}, {cid: '00:1A:79:00:00:0F'}],
	['D1 by Stalker, several', 'D1', 'stalker', {items: [otherMac], customers: [twoMacs]}, 'fix-several-macs'],
	[
		'D1 by Stalker, no MAC at all',
		'D1',
		'stalker',
		{items: [createAccount({stb_mac: 'tv'})]},
		'several-macs',
	],
	['D2 by billing', 'D2', 'billing', {items: [createAccount({stb_mac: ''})]}, {stb_mac: '00:1A:79:00:00:01'}],
	[
		'D2 by Stalker, which has none',
		'D2',
		'stalker',
		{items: [createAccount({stb_mac: ''})]},
		'fix-no-own-mac',
	],
	[
		'D2 by billing, which has none',
		'D2',
		'billing',
		{customers: [createSubscriber({cid: ''})]},
		'fix-no-mac',
	],
	['D2 by Stalker', 'D2', 'stalker', {customers: [createSubscriber({cid: ''})]}, {cid: '00:1A:79:00:00:01'}],
	[
		'D5 respells that one MAC',
		'D5',
		'stalker',
		{customers: [createSubscriber({cid: '00:1A:79:00:00:09;00-1a-79-00-00-01'})]},
		{cid: '00:1A:79:00:00:09;00:1A:79:00:00:01'},
	],
	['A5 by billing', 'A5', 'billing', {items: [createAccount({account_number: ''})]}, {account_number: '101'}],
	['A5 by Stalker', 'A5', 'stalker', {items: [createAccount({account_number: ''})]}, 'fix-none'],
	[
		'E1 by billing',
		'E1',
		'billing',
		{items: [createAccount({full_name: 'Хтось', phone: '111'})]},
		{full_name: 'Іваненко Олег', phone: '380501112233'},
	],
	[
		'E1 never empties',
		'E1',
		'billing',
		{items: [createAccount({phone: '111'})], customers: [createSubscriber({}, {phone: ''})]},
		'fix-empty',
	],
	[
		'E1 by Stalker',
		'E1',
		'stalker',
		{items: [createAccount({full_name: 'Хтось', phone: '111'})]},
		{'users_pi.fio': 'Хтось', 'users_pi.phone': '111'},
	],
	[
		'E1 by Stalker, only the phone, of an ABillS with its contact',
		'E1',
		'stalker',
		{
			items: [createAccount({phone: '111'})],
			billing: {abills: {customers: 1, domain: {id: 0, customers: 1}, largestTvId: 1, licensed: null}},
			customers: [createSubscriber({}, {deposit: '5'})],
		},
		{'users_pi.phone': '111', users_contacts: {allot: null}},
	],
	[
		'E1 by Stalker, a name in three parts',
		'E1',
		'stalker',
		{
			items: [createAccount({full_name: 'Хтось'})],
			customers: [createSubscriber({}, {hasNameParts: true})],
		},
		'fix-three-names',
	],
	[
		'E2 by billing',
		'E2',
		'billing',
		{
			items: [createAccount({account_balance: '3'})],
			customers: [createSubscriber({}, {deposit: '5.500000'})],
		},
		{account_balance: '5.50'},
	],
	[
		'E3 by billing: the earlier day',
		'E3',
		'billing',
		{items: [ended], customers: [createSubscriber({expire: '2026-12-31'}, {user_expire: '2026-12-24'})]},
		{end_date: '2026-12-24 00:00:00'},
	],
	['E3 by billing, which has none', 'E3', 'billing', {items: [ended]}, 'fix-no-end'],
	['E3 by Stalker', 'E3', 'stalker', {items: [ended]}, {expire: '2027-01-01'}],
	[
		'E3 by Stalker, while the customer ends first',
		'E3',
		'stalker',
		{items: [ended], customers: [createSubscriber({}, {user_expire: '2026-12-24'})]},
		'fix-customer-ends',
	],
	[
		'A3 by billing',
		'A3',
		'billing',
		{items: []},
		{
			...{login: 'ivan', full_name: 'Іваненко Олег', phone: '380501112233', stb_mac: '00:1A:79:00:00:01'},
			...{account_number: '101', tariff_plan: '7', status: '1'},
		},
	],
	['A3 by billing, several MACs', 'A3', 'billing', {items: [], customers: [twoMacs]}, 'fix-several-macs'],
	[
		'A3 by billing, no MAC',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({cid: ''})]},
		'fix-no-mac',
	],
	[
		'A3 by billing, disabled',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({disable: 1})]},
		'fix-not-on',
	],
	[
		'A3 by billing, in debt',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({}, {deposit: '-1'})]},
		'fix-not-on',
	],
	[
		'A3 by billing, no plan',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({tp_id: null, plan_id: null})]},
		'fix-no-plan',
	],
	[
		'A3 by billing, no such plan in the portal',
		'A3',
		'billing',
		{items: [], planIds: ['8']},
		'fix-plan-unclear',
	],
	[
		'A3 by billing: the login is the one that billing has for Stalker',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({iptv_login: 'ivan_tv'})]},
		expect.objectContaining({login: 'ivan_tv'}),
	],
	[
		"A3 by billing: else the customer's",
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({iptv_login: ''})]},
		expect.objectContaining({login: 'ivan'}),
	],
	[
		'A3 by billing: else that with the TV id, where another account has it',
		'A3',
		'billing',
		{
			items: [createAccount({account_number: '102', stb_mac: '00:1A:79:00:00:02'})],
			customers: [
				createSubscriber({iptv_login: ''}),
				createSubscriber({id: 102, cid: '00:1A:79:00:00:02', iptv_login: ''}),
			],
		},
		expect.objectContaining({login: 'ivan_101'}),
	],
	[
		'A3 by billing, the number in use',
		'A3',
		'billing',
		{items: [createAccount({login: 'petro', stb_mac: '00:1A:79:00:00:02'})]},
		'taken-in-stalker',
	],
	[
		'A3 by billing, the plan twice in the portal',
		'A3',
		'billing',
		{items: [], planIds: ['7', '7']},
		'fix-plan-unclear',
	],
	[
		'A3 by billing, not begun',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({activate: '2099-01-01'})]},
		'fix-not-on',
	],
	[
		'A3 by billing, over',
		'A3',
		'billing',
		{items: [], customers: [createSubscriber({expire: '2026-11-23'})]},
		'fix-not-on',
	],
	['A3 by billing, a short list', 'A3', 'billing', {items: [], short: true}, 'not-known'],
	['A3 by Stalker', 'A3', 'stalker', {items: []}, {disable: 2}],
	['a conflict is left to a person', 'D3', 'billing', {items: [createAccount(), petro]}, 'conflict'],
	['an unknown row', 'A3', 'stalker', {items: [], short: true}, 'not-known'],
	[
		'A1 by billing is a deletion',
		'A1',
		'stalker',
		{customers: [], items: [createAccount({login: ''})]},
		'no-login',
	],
	[
		'A2 by Stalker is an addition',
		'A2',
		'stalker',
		{customers: [createCustomer({deleted: true})], short: true},
		'list-short',
	],
];

test.each(cases)('%s', (_, kind, use, fixture, expected) => {
	expect(planned(kind, use, fixture)).toEqual(expected);
});

test('every fix has a case here, but for those that are actions of their own', () => {
	for (const fix of resource.fixes!) {
		if ('action' in fix) continue;
		for (const kind of fix.kinds)
			expect(
				cases.some(([, code, use]) => code === kind && use === fix.use),
				`${kind} ${fix.use}`,
			).toBe(true);
	}
});
