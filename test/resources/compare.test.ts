import {expect, test} from 'vitest';
import {addressOf} from '../../source/resources/accounts/address.ts';
import {everyoneOf} from '../../source/resources/accounts/keys.ts';
import {compareAccounts} from '../../source/resources/accounts/compare.ts';
import {aCustomer, anAccount, aSubscriber, known, rowsOf, told} from './scene.ts';

test('an account that agrees with its service in everything is in sync, by the number', () => {
	const [row] = rowsOf([anAccount()], [aSubscriber()]);
	expect(row).toMatchObject({key: 'ivan', mark: '=', drifts: [], rule: 'number'});
});

test('a box of several services names each of them', () => {
	const [row] = rowsOf(
		[anAccount()],
		[aSubscriber(), aSubscriber({id: 102, iptv_login: 'petro'}, {uid: 2, login: 'petro'})],
	);
	expect(row!.drifts.find(({code}) => code === 'D4')!.with).toEqual([
		'ivan (TV id 101)',
		'petro (TV id 102)',
	]);
});

const kinds: ReadonlyArray<readonly [string, Parameters<typeof rowsOf>, readonly string[]]> = [
	['A1 nobody knows the login', [[anAccount()], []], ['+ A1']],
	['A2 the customer has no TV service', [[anAccount()], [aCustomer()]], ['+ A2']],
	['A3 a service without account', [[], [aSubscriber()]], ['- A3']],
	['no A3 for status 2, which is not in Stalker by rights', [[], [aSubscriber({disable: 2})]], []],
	[
		'A4 the MAC leads to one service, the login to another',
		[
			[anAccount({account_number: ''})],
			[
				aSubscriber({cid: '', iptv_login: 'ivan'}),
				aSubscriber({id: 102, iptv_login: 'petro'}, {uid: 2, login: 'petro'}),
			],
		],
		['! A4'],
	],
	[
		'A4 the number leads to one service, the MAC to another',
		[
			[anAccount({login: 'new'})],
			[
				aSubscriber({cid: '', iptv_login: 'a'}, {login: 'a'}),
				aSubscriber({id: 102, iptv_login: 'b'}, {uid: 2, login: 'b'}),
			],
		],
		['! A4'],
	],
	[
		'A4 two accounts lead to one service',
		[[anAccount(), anAccount({login: 'other', account_number: '555'})], [aSubscriber()]],
		['! D3 A4', '! D3 A4 A5'],
	],
	['A5 no number', [[anAccount({account_number: ''})], [aSubscriber()]], ['~ A5']],
	['A5 a leading zero', [[anAccount({account_number: '0101'})], [aSubscriber()]], ['~ A5']],
	['A5 seven digits', [[anAccount({account_number: '1000101'})], [aSubscriber()]], ['~ A5']],
	['B1 on, and disabled in billing', [[anAccount()], [aSubscriber({disable: 1})]], ['~ B1']],
	['B1 on, and the customer disabled', [[anAccount()], [aSubscriber({}, {user_disable: 1})]], ['~ B1']],
	['B2 off, and active in billing', [[anAccount({status: 0})], [aSubscriber()]], ['~ B2']],
	['B3 on, and the customer deleted', [[anAccount()], [aSubscriber({}, {deleted: true})]], ['~ B3']],
	['B3 on, and the service expired', [[anAccount()], [aSubscriber({expire: '2026-11-22'})]], ['~ B3']],
	['no B3 on the last day', [[anAccount()], [aSubscriber({expire: '2026-11-23'})]], ['=']],
	['off and disabled agree', [[anAccount({status: 0})], [aSubscriber({disable: 4})]], ['=']],
	[
		'a portal that does not say whether it is on',
		[[anAccount({status: null})], [aSubscriber({disable: 1})]],
		['='],
	],
	['C1 another plan', [[anAccount({tariff_plan: '8'})], [aSubscriber()]], ['~ C1']],
	['C1 a plan on one side only', [[anAccount({tariff_plan: null})], [aSubscriber()]], ['~ C1']],
	[
		'C2 a plan that billing lacks, on a row that is in billing',
		[[anAccount({tariff_plan: 'gold'})], [aSubscriber()]],
		['~ C1 C2'],
	],
	[
		'C2 a plan that billing lacks, on a row that is not',
		[[anAccount({tariff_plan: 'gold'})], []],
		['+ A1 C2'],
	],
	['C4 the default plan', [[anAccount({tariff_plan: '8'})], [aSubscriber()], {defaultPlan: '8'}], ['~ C4']],
	[
		'the default plan agrees with none',
		[[anAccount({tariff_plan: '8'})], [aSubscriber({tp_id: null, plan_id: null})], {defaultPlan: '8'}],
		['='],
	],
	['D1 another MAC', [[anAccount({stb_mac: '00:1A:79:00:00:02'})], [aSubscriber()]], ['~ D1']],
	['D2 no MAC in Stalker', [[anAccount({stb_mac: ''})], [aSubscriber()]], ['~ D2']],
	['D2 no MAC in billing', [[anAccount()], [aSubscriber({cid: ''})]], ['~ D2']],
	[
		'D3 one MAC on two accounts',
		[
			[anAccount(), anAccount({login: 'petro', account_number: '102'})],
			[aSubscriber(), aSubscriber({id: 102, cid: '', iptv_login: 'petro'}, {uid: 2, login: 'petro'})],
		],
		['! D3', '! D3 A4'],
	],
	[
		'D4 one MAC in two services',
		[[anAccount()], [aSubscriber(), aSubscriber({id: 102, iptv_login: 'petro'}, {uid: 2, login: 'petro'})]],
		['! D4', '- A3'],
	],
	['D5 a MAC in small letters', [[anAccount({stb_mac: '00:1a:79:00:00:01'})], [aSubscriber()]], ['= D5']],
	['D5 a MAC with dashes', [[anAccount()], [aSubscriber({cid: '00-1A-79-00-00-01'})]], ['= D5']],
	[
		'one of several MACs',
		[[anAccount()], [aSubscriber({cid: '00:1A:79:00:00:09;00:1A:79:00:00:01'})]],
		['='],
	],
	[
		'D6 a box of another maker',
		[[anAccount({stb_mac: '10:27:BE:00:00:01'})], [aSubscriber({cid: '10:27:BE:00:00:01'})]],
		['= D6'],
	],
	['E1 another name', [[anAccount({full_name: 'Петренко Ірина'})], [aSubscriber()]], ['= E1']],
	[
		'names are alike but for case and spaces',
		[[anAccount({full_name: 'ІВАНЕНКО  олег '})], [aSubscriber()]],
		['='],
	],
	['E1 another phone', [[anAccount({phone: '111'})], [aSubscriber()]], ['= E1']],
	['E2 another balance', [[anAccount({account_balance: '12.5'})], [aSubscriber()]], ['= E2']],
	[
		'a balance that nobody keeps',
		[[anAccount({account_balance: '0'})], [aSubscriber({}, {deposit: '5.000000'})]],
		['='],
	],
	['E3 another expiry', [[anAccount({end_date: '2026-12-31 00:00:00'})], [aSubscriber()]], ['~ E3']],
	['a zero date is none', [[anAccount({end_date: '0000-00-00 00:00:00'})], [aSubscriber()]], ['=']],
	[
		'F2 one number on two accounts',
		[[anAccount(), anAccount({login: 'petro', stb_mac: ''})], [aSubscriber()]],
		['! F2', '! F2 F2'],
	],
	[
		'F2 the number is another customer’s TV id',
		[[anAccount({login: 'new', stb_mac: '00:1A:79:00:00:77'})], [aSubscriber()]],
		['! F2', '- A3'],
	],
];

test.each(kinds)('%s', (_, scene, expected) => {
	expect(told(rowsOf(...scene))).toEqual(expected);
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
const pairs = Object.keys(faces).flatMap((first, place, all) =>
	all.slice(place + 1).map(second => [first, second] as const),
);
/** Kinds that speak of the same field exclude each other; without number and MAC only the login is left to find the service by. */
const apart = new Set(['D1 D2', 'D1 D6', 'D2 D6']);

test.each(pairs.filter(pair => !pair.includes('D6') && !apart.has(pair.join(' '))))(
	'%s and %s are both named',
	(first, second) => {
		const [one, other] = [faces[first as keyof typeof faces], faces[second as keyof typeof faces]];
		const rows = rowsOf(
			[anAccount({...one[0], ...other[0]})],
			[aSubscriber({...one[1], ...other[1]}, {...one[2], ...other[2]})],
		);
		expect(rows[0]!.drifts.map(({code}) => code).toSorted()).toEqual([first, second].toSorted());
	},
);

test('a login is known in another case, with another accent, and with spaces behind it', () => {
	const rows = rowsOf(
		[anAccount({login: 'IVÁN ', stb_mac: '', account_number: ''})],
		[aSubscriber({cid: ''})],
	);
	expect(rows[0]).toMatchObject({mark: '~', rule: 'login'});
	expect(told(rows)).toEqual(['~ A5']);
});

test('ABillS’ <login>_<TV id> is that service', () => {
	expect(
		told(rowsOf([anAccount({login: 'ivan_101', stb_mac: ''})], [aSubscriber({iptv_login: '', cid: ''})])),
	).toEqual(['=']);
});

test('a customer login alone does not claim a service that another account agrees with in two names', () => {
	const rows = rowsOf(
		[anAccount({login: 'ivan_101'}), anAccount({account_number: '', stb_mac: '00:1A:79:00:00:02'})],
		[aSubscriber({iptv_login: ''})],
	);
	expect(told(rows)).toEqual(['=', '+ A2']);
});

test('a short answer makes no row “only in billing”', () => {
	expect(told(rowsOf([], [aSubscriber()], {short: true}))).toEqual(['?']);
});

test('doubled logins have keys of their own, and are conflicts', () => {
	const rows = rowsOf(
		[anAccount(), anAccount({login: 'IVAN', stb_mac: '00:1A:79:00:00:02', account_number: '102'})],
		[],
	);
	expect(rows.map(({key}) => key)).toEqual(['ivan mac:00:1A:79:00:00:01', 'IVAN mac:00:1A:79:00:00:02']);
	expect(rows.map(({mark}) => mark)).toEqual(['!', '!']);
});

test('a login that is one service’s and another customer’s leads to two, and a person decides', () => {
	const rows = rowsOf(
		[anAccount({stb_mac: '', account_number: ''})],
		[
			aSubscriber({cid: '', iptv_login: ''}),
			aSubscriber({id: 102, cid: '', iptv_login: 'ivan'}, {uid: 2, login: 'petro'}),
		],
	);
	expect(told(rows)).toEqual(['! A4']);
});

test('a record that cannot be read hides no service that it may name, and is a row of its own', () => {
	const services = [
		aSubscriber(),
		aSubscriber({id: 102, cid: '00:1A:79:00:00:02', iptv_login: 'petro'}, {uid: 2, login: 'petro'}),
	];
	const told = (raw: unknown) =>
		compareAccounts(
			{items: [], bad: [{key: 'record:1', why: 'x', raw}], warnings: [], defaultPlan: null},
			known(services),
			false,
		).map(({mark}) => mark);
	expect(told({stb_mac: '001a79000001'})).toEqual(['!', '?', '-']);
	expect(told({account_number: 102})).toEqual(['!', '-', '?']);
	expect(told(null)).toEqual(['!', '?', '?']);
});

test('a record that cannot be read shares its number with whoever else carries it', () => {
	const bad = [{key: 'record:2', why: 'x', raw: {login: 'broken', account_number: '101', status: []}}];
	const [row] = compareAccounts(
		{items: [anAccount()], bad, warnings: [], defaultPlan: null},
		known([]),
		false,
	);
	expect(row).toMatchObject({mark: '!', drifts: [{code: 'F2', with: ['broken']}, {code: 'A1'}]});
});

test('a login is no address while a record that cannot be read may be its double', () => {
	const alone = anAccount({stb_mac: '', account_number: ''});
	const address = (raw: unknown) =>
		addressOf(
			alone,
			everyoneOf({items: [alone], bad: raw === undefined ? [] : [{key: 'record:2', why: 'x', raw}]}),
		);
	expect(address(undefined)).toMatchObject({path: 'users/ivan'});
	expect(address({login: 'petro'})).toMatchObject({path: 'users/ivan'});
	expect(address({login: 'IVAN', status: []})).toBeNull();
	expect(address(null)).toBeNull();
});
