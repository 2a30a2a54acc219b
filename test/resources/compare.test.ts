import {expect, test} from 'vitest';
import {allAccounts, findWriteAddress} from '../../source/resources/accounts/account-index.ts';
import {compareAccounts} from '../../source/resources/accounts/compare.ts';
import {
	createCustomer,
	createAccount,
	createSubscriber,
	billingCustomers,
	compareRows,
	rowTexts,
} from './fixtures.ts';

test('an account that agrees with its service in everything is in sync, by the number', () => {
	const [row] = compareRows([createAccount()], [createSubscriber()]);
	expect(row).toMatchObject({key: 'ivan', mark: '=', differences: [], matchedBy: 'number'});
});

test('a box of several services names each of them', () => {
	const [row] = compareRows(
		[createAccount()],
		[createSubscriber(), createSubscriber({id: 102, iptv_login: 'petro'}, {uid: 2, login: 'petro'})],
	);
	expect(row!.differences.find(({code}) => code === 'D4')!.with).toEqual([
		'ivan (TV id 101)',
		'petro (TV id 102)',
	]);
});

const kinds: ReadonlyArray<readonly [string, Parameters<typeof compareRows>, readonly string[]]> = [
	[
		'no E1 for a name that the portal has cut to its 64 characters',
		[
			[createAccount({full_name: 'Ім’я '.repeat(20).slice(0, 64)})],
			[createSubscriber({}, {fio: 'Ім’я '.repeat(20)})],
		],
		['='],
	],
	[
		'no E1 for a name that a fix has cut before a letter with its accent',
		[
			[createAccount({full_name: 'я'.repeat(63)})],
			[createSubscriber({}, {fio: `${'я'.repeat(63)}и\u0306 Іван`})],
		],
		['='],
	],
	[
		'no E1 for a name that the portal has cut between a letter and its accent',
		[
			[createAccount({full_name: `${'я'.repeat(63)}и`})],
			[createSubscriber({}, {fio: `${'я'.repeat(63)}и\u0306 Іван`})],
		],
		['='],
	],
	['A1 nobody knows the login', [[createAccount()], []], ['+ A1']],
	['A2 the customer has no TV service', [[createAccount()], [createCustomer()]], ['+ A2']],
	['A3 a service without account', [[], [createSubscriber()]], ['- A3']],
	['no A3 for status 2, which is not in Stalker by rights', [[], [createSubscriber({disable: 2})]], []],
	[
		'A4 the MAC leads to one service, the login to another',
		[
			[createAccount({account_number: ''})],
			[
				createSubscriber({cid: '', iptv_login: 'ivan'}),
				createSubscriber({id: 102, iptv_login: 'petro'}, {uid: 2, login: 'petro'}),
			],
		],
		['! A4'],
	],
	[
		'A4 the number leads to one service, the MAC to another',
		[
			[createAccount({login: 'new'})],
			[
				createSubscriber({cid: '', iptv_login: 'a'}, {login: 'a'}),
				createSubscriber({id: 102, iptv_login: 'b'}, {uid: 2, login: 'b'}),
			],
		],
		['! A4'],
	],
	[
		'A4 two accounts lead to one service',
		[[createAccount(), createAccount({login: 'other', account_number: '555'})], [createSubscriber()]],
		['! D3 A4', '! D3 A4 A5'],
	],
	['A5 no number', [[createAccount({account_number: ''})], [createSubscriber()]], ['~ A5']],
	['A5 a leading zero', [[createAccount({account_number: '0101'})], [createSubscriber()]], ['~ A5']],
	['A5 seven digits', [[createAccount({account_number: '1000101'})], [createSubscriber()]], ['~ A5']],
	['B1 on, and disabled in billing', [[createAccount()], [createSubscriber({disable: 1})]], ['~ B1']],
	[
		'B1 on, and the customer disabled',
		[[createAccount()], [createSubscriber({}, {user_disable: 1})]],
		['~ B1'],
	],
	['B2 off, and active in billing', [[createAccount({status: 0})], [createSubscriber()]], ['~ B2']],
	['B3 on, and the customer deleted', [[createAccount()], [createSubscriber({}, {deleted: true})]], ['~ B3']],
	[
		'B3 on, and the service expired',
		[[createAccount()], [createSubscriber({expire: '2026-11-22'})]],
		['~ B3'],
	],
	[
		'B3 on the day that expire names',
		[[createAccount()], [createSubscriber({expire: '2026-11-23'})]],
		['~ B3'],
	],
	[
		'B4 on, and the customer begins tomorrow',
		[[createAccount()], [createSubscriber({activate: '2026-11-01'}, {user_activate: '2026-11-24'})]],
		['~ B4'],
	],
	[
		'B4 on, and the service begins tomorrow',
		[[createAccount()], [createSubscriber({activate: '2026-11-24'})]],
		['~ B4'],
	],
	[
		'no B4 on the day that activate names',
		[[createAccount()], [createSubscriber({activate: '2026-11-23'})]],
		['='],
	],
	[
		'no B2 before it begins',
		[[createAccount({status: 0})], [createSubscriber({activate: '2026-11-24'})]],
		['='],
	],
	['no B2 after it ended', [[createAccount({status: 0})], [createSubscriber({expire: '2026-11-23'})]], ['=']],
	[
		'B5 off and in debt',
		[[createAccount({status: 0})], [createSubscriber({}, {deposit: '-0.010000'})]],
		['= B5'],
	],
	['B6 on and in debt', [[createAccount()], [createSubscriber({}, {deposit: '-0.010000'})]], ['= B6']],
	['B1 hides the debt', [[createAccount()], [createSubscriber({disable: 1}, {deposit: '-1'})]], ['~ B1']],
	['no B3 on the day before', [[createAccount()], [createSubscriber({expire: '2026-11-24'})]], ['=']],
	['off and disabled agree', [[createAccount({status: 0})], [createSubscriber({disable: 4})]], ['=']],
	[
		'a portal that does not say whether it is on',
		[[createAccount({status: null})], [createSubscriber({disable: 1})]],
		['='],
	],
	['C1 another plan', [[createAccount({tariff_plan: '8'})], [createSubscriber()]], ['~ C1']],
	['C1 a plan on one side only', [[createAccount({tariff_plan: null})], [createSubscriber()]], ['~ C1']],
	[
		'C2 a plan that billing lacks, on a row that is in billing',
		[[createAccount({tariff_plan: 'gold'})], [createSubscriber()]],
		['~ C1 C2'],
	],
	[
		'C2 a plan that billing lacks, on a row that is not',
		[[createAccount({tariff_plan: 'gold'})], []],
		['+ A1 C2'],
	],
	[
		'C4 the default plan',
		[[createAccount({tariff_plan: '8'})], [createSubscriber()], {defaultPlan: '8'}],
		['~ C4'],
	],
	[
		'the default plan agrees with none',
		[
			[createAccount({tariff_plan: '8'})],
			[createSubscriber({tp_id: null, plan_id: null})],
			{defaultPlan: '8'},
		],
		['='],
	],
	['D1 another MAC', [[createAccount({stb_mac: '00:1A:79:00:00:02'})], [createSubscriber()]], ['~ D1']],
	['D2 no MAC in Stalker', [[createAccount({stb_mac: ''})], [createSubscriber()]], ['~ D2']],
	['D2 no MAC in billing', [[createAccount()], [createSubscriber({cid: ''})]], ['~ D2']],
	[
		'D3 one MAC on two accounts',
		[
			[createAccount(), createAccount({login: 'petro', account_number: '102'})],
			[
				createSubscriber(),
				createSubscriber({id: 102, cid: '', iptv_login: 'petro'}, {uid: 2, login: 'petro'}),
			],
		],
		['! D3', '! D3 A4'],
	],
	[
		'D4 one MAC in two services',
		[
			[createAccount()],
			[createSubscriber(), createSubscriber({id: 102, iptv_login: 'petro'}, {uid: 2, login: 'petro'})],
		],
		['! D4', '- A3'],
	],
	[
		'D5 a MAC in small letters',
		[[createAccount({stb_mac: '00:1a:79:00:00:01'})], [createSubscriber()]],
		['= D5'],
	],
	['D5 a MAC with dashes', [[createAccount()], [createSubscriber({cid: '00-1A-79-00-00-01'})]], ['= D5']],
	[
		'one of several MACs',
		[[createAccount()], [createSubscriber({cid: '00:1A:79:00:00:09;00:1A:79:00:00:01'})]],
		['='],
	],
	[
		'D6 a box of another maker',
		[[createAccount({stb_mac: '10:27:BE:00:00:01'})], [createSubscriber({cid: '10:27:BE:00:00:01'})]],
		['= D6'],
	],
	['E1 another name', [[createAccount({full_name: 'Петренко Ірина'})], [createSubscriber()]], ['= E1']],
	[
		'names are alike but for case and spaces',
		[[createAccount({full_name: 'ІВАНЕНКО  олег '})], [createSubscriber()]],
		['='],
	],
	['E1 another phone', [[createAccount({phone: '111'})], [createSubscriber()]], ['= E1']],
	['E2 another balance', [[createAccount({account_balance: '12.5'})], [createSubscriber()]], ['= E2']],
	[
		'a balance that nobody keeps',
		[[createAccount({account_balance: '0'})], [createSubscriber({}, {deposit: '5.000000'})]],
		['='],
	],
	['E3 another expiry', [[createAccount({end_date: '2026-12-31 00:00:00'})], [createSubscriber()]], ['~ E3']],
	['a zero date is none', [[createAccount({end_date: '0000-00-00 00:00:00'})], [createSubscriber()]], ['=']],
	[
		'F2 one number on two accounts',
		[[createAccount(), createAccount({login: 'petro', stb_mac: ''})], [createSubscriber()]],
		['! F2', '! F2 F2'],
	],
	[
		'F2 the number is another customer’s TV id',
		[[createAccount({login: 'new', stb_mac: '00:1A:79:00:00:77'})], [createSubscriber()]],
		['! F2', '- A3'],
	],
];

test.each(kinds)('%s', (_, fixture, expected) => {
	expect(rowTexts(compareRows(...fixture))).toEqual(expected);
});

const faces = {
	A5: [{account_number: ''}, {}, {}],
	B1: [{}, {disable: 1}, {}],
	B3: [{}, {}, {deleted: true}],
	C1: [{tariff_plan: '8'}, {}, {}],
	D1: [{stb_mac: '00:1A:79:00:00:0F'}, {}, {}],
	D2: [{stb_mac: ''}, {}, {}],
	D6: [{}, {cid: '', iptv_login: 'ivan'}, {}],
	E1: [{full_name: 'Хтось'}, {}, {}],
	E2: [{account_balance: '3'}, {}, {}],
	E3: [{end_date: '2027-01-01 00:00:00'}, {}, {}],
} as const;
const pairs = Object.keys(faces).flatMap((first, index, all) =>
	all.slice(index + 1).map(second => [first, second] as const),
);
/** Kinds of the same field exclude each other; without number and MAC only the login matches the service. */
const apart = new Set(['D1 D2', 'D1 D6', 'D2 D6']);

test.each(pairs.filter(pair => !pair.includes('D6') && !apart.has(pair.join(' '))))(
	'%s and %s are both named',
	(first, second) => {
		const [one, other] = [faces[first as keyof typeof faces], faces[second as keyof typeof faces]];
		const rows = compareRows(
			[createAccount({...one[0], ...other[0]})],
			[createSubscriber({...one[1], ...other[1]}, {...one[2], ...other[2]})],
		);
		expect(rows[0]!.differences.map(({code}) => code).toSorted()).toEqual([first, second].toSorted());
	},
);

test('a login matches in another case, with another accent, and with trailing spaces', () => {
	const rows = compareRows(
		[createAccount({login: 'IVÁN ', stb_mac: '', account_number: ''})],
		[createSubscriber({cid: ''})],
	);
	expect(rows[0]).toMatchObject({mark: '~', matchedBy: 'login'});
	expect(rowTexts(rows)).toEqual(['~ A5']);
});

test('ABillS’ <login>_<TV id> is that service', () => {
	expect(
		rowTexts(
			compareRows(
				[createAccount({login: 'ivan_101', stb_mac: ''})],
				[createSubscriber({iptv_login: '', cid: ''})],
			),
		),
	).toEqual(['=']);
});

test('a customer’s login alone does not match a service that another account matches by two identifiers', () => {
	const rows = compareRows(
		[createAccount({login: 'ivan_101'}), createAccount({account_number: '', stb_mac: '00:1A:79:00:00:02'})],
		[createSubscriber({iptv_login: ''})],
	);
	expect(rowTexts(rows)).toEqual(['=', '+ A2']);
});

test('a short list makes no row “only in billing”', () => {
	expect(rowTexts(compareRows([], [createSubscriber()], {short: true}))).toEqual(['?']);
});

test('duplicate logins have keys of their own, and are conflicts', () => {
	const rows = compareRows(
		[createAccount(), createAccount({login: 'IVAN', stb_mac: '00:1A:79:00:00:02', account_number: '102'})],
		[],
	);
	expect(rows.map(({key}) => key)).toEqual(['ivan mac:00:1A:79:00:00:01', 'IVAN mac:00:1A:79:00:00:02']);
	expect(rows.map(({mark}) => mark)).toEqual(['!', '!']);
});

test('a login of one service and of another customer matches two, and an operator decides', () => {
	const rows = compareRows(
		[createAccount({stb_mac: '', account_number: ''})],
		[
			createSubscriber({cid: '', iptv_login: ''}),
			createSubscriber({id: 102, cid: '', iptv_login: 'ivan'}, {uid: 2, login: 'petro'}),
		],
	);
	expect(rowTexts(rows)).toEqual(['! A4']);
});

test('an invalid record makes no service that it may belong to “only in billing”, and is a row of its own', () => {
	const services = [
		createSubscriber(),
		createSubscriber({id: 102, cid: '00:1A:79:00:00:02', iptv_login: 'petro'}, {uid: 2, login: 'petro'}),
	];
	const statusesWith = (raw: unknown) =>
		compareAccounts(
			{
				items: [],
				invalid: [{key: 'record:1', reason: 'x', raw}],
				warnings: [],
				defaultPlan: null,
				planIds: [],
			},
			billingCustomers(services),
			false,
		).map(({mark}) => mark);
	expect(statusesWith({stb_mac: '001a79000001'})).toEqual(['!', '?', '-']);
	expect(statusesWith({account_number: 102})).toEqual(['!', '-', '?']);
	expect(statusesWith(null)).toEqual(['!', '?', '?']);
});

test('an invalid record counts where a number is shared', () => {
	const invalid = [{key: 'record:2', reason: 'x', raw: {login: 'broken', account_number: '101', status: []}}];
	const [row] = compareAccounts(
		{items: [createAccount()], invalid, warnings: [], defaultPlan: null, planIds: []},
		billingCustomers([]),
		false,
	);
	expect(row).toMatchObject({mark: '!', differences: [{code: 'F2', with: ['broken']}, {code: 'A1'}]});
});

test.each([
	{
		is: 'matched by one service of many with its MAC',
		account: {login: 'u3', account_number: '4'},
		code: 'D4',
	},
	{is: 'matched by all of them', account: {login: 'other', account_number: ''}, code: 'A4'},
])('an account that is $is names ten of them, and says that there are more', ({account, code}) => {
	const customers = Array.from({length: 5000}, (_, at) =>
		createSubscriber({id: at + 1, iptv_login: `u${at}`}, {uid: at + 1, login: `u${at}`}),
	);
	const [row] = compareRows([createAccount(account)], customers);
	const names = row!.differences.find(one => one.code === code)!.with!;
	expect(names).toHaveLength(11);
	expect([names[0], names.at(-1)]).toEqual(['u0 (TV id 1)', '…']);
});

test.each([0, 1, 2])('a further box, named by its customer and number, is his who has %i services', count => {
	const his = Array.from({length: count}, (_, at) =>
		createSubscriber({id: at + 1, cid: '', iptv_login: `ann_${at + 1}`}, {login: 'ann'}),
	);
	const customers = count === 0 ? [createCustomer({login: 'ann'})] : his;
	const [row] = compareRows([createAccount({login: 'ann_5', account_number: '5'})], customers);
	expect(row).toMatchObject({mark: '+', differences: [{code: 'A2'}], billing: {login: 'ann'}});
});

test("a further box is nobody's where two customers have logins that compare equal", () => {
	const customers = ['ann', 'Ann'].map((login, at) => createCustomer({uid: at + 1, login}));
	const [row] = compareRows([createAccount({login: 'ann_5', account_number: '5'})], customers);
	expect(row).toMatchObject({mark: '+', differences: [{code: 'A1'}], billing: null});
});

test('of many accounts with one number each names ten of the others, and says that there are more', () => {
	const namesOf = (count: number, at: number) => {
		const accounts = Array.from({length: count}, (_, one) => createAccount({login: `u${one}`, stb_mac: ''}));
		return compareRows(accounts, [])[at]!.differences[0]!.with!.join(' ');
	};
	expect(namesOf(2, 1)).toBe('u0');
	expect(namesOf(11, 3)).toBe('u0 u1 u2 u4 u5 u6 u7 u8 u9 u10');
	expect(namesOf(12, 3)).toBe('u0 u1 u2 u4 u5 u6 u7 u8 u9 u10 …');
	expect(namesOf(12, 11)).toBe('u0 u1 u2 u3 u4 u5 u6 u7 u8 u9 …');
	expect(namesOf(5000, 4000)).toBe('u0 u1 u2 u3 u4 u5 u6 u7 u8 u9 …');
});

test('a login is no address while an invalid record may be its duplicate', () => {
	const alone = createAccount({stb_mac: '', account_number: ''});
	const address = (raw: unknown) =>
		findWriteAddress(
			alone,
			allAccounts({items: [alone], invalid: raw === undefined ? [] : [{key: 'record:2', reason: 'x', raw}]}),
		);
	expect(address(undefined)).toMatchObject({path: 'users/ivan'});
	expect(address({login: 'petro'})).toMatchObject({path: 'users/ivan'});
	expect(address({login: 'IVAN', status: []})).toBeNull();
	expect(address(null)).toBeNull();
});
