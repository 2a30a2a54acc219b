import {expect, test} from 'vitest';
import {abillsQuestions} from '../../source/resources/accounts/add-checks.ts';
import {storedMac} from '../../source/resources/accounts/account-change.ts';
import {billingCustomers, createAccount, createSubscriber} from './fixtures.ts';

const subscribers = (count: number) =>
	Array.from({length: count}, (_, place) =>
		createSubscriber({id: place + 1}, {uid: place + 1, login: `login${place}`}),
	);

const asked = (
	{
		login = 'ivan',
		tvId = null,
		price = '0.00',
		isKnown = false,
	}: {login?: string; tvId?: number | null; price?: string; isKnown?: boolean},
	{
		customers = 10,
		inDomain = customers,
		isAbills = true,
		licensed = null,
	}: {customers?: number; inDomain?: number; isAbills?: boolean; licensed?: number | null} = {},
) => {
	const billing = {
		...billingCustomers(subscribers(1)),
		abills: isAbills ? {customers, domain: {id: 2, customers: inDomain}, largestTvId: 10, licensed} : null,
	};
	const plan = {
		...{tp_id: 1, id: 1, filter_id: '', name: 'Plan', service_id: 1, status: 0, accounts: 0},
		...{month_fee: '0.00', day_fee: '0.00', activate_price: price, credit: '0.00', payment_type: 0},
	};
	const customer = isKnown ? billing.customers[0]! : null;
	return abillsQuestions(createAccount({login}), {plan, tvId, customer}, billing).map(({code}) => code);
};

test('an account as ABillS itself would have it asks for nothing more', () => {
	expect(asked({tvId: 11})).toEqual([]);
});

test('an activation price, a login that its forms refuse and a number far above all others are named before', () => {
	expect(asked({price: '50.00'})).toEqual(['ask-activation']);
	for (const login of ['ivan.petrenko', 'Ївга', 'a'.repeat(16)])
		expect(asked({login})).toEqual(['ask-login-form']);
	expect(asked({login: 'ivan.petrenko', isKnown: true})).toEqual([]);
	expect(asked({tvId: 999_999})).toEqual(['ask-far-number']);
});

test('where the licence may end, a new customer is asked about, and a service of a known one is not', () => {
	expect(asked({}, {customers: 899})).toEqual([]);
	expect(asked({}, {customers: 900})).toEqual(['ask-licence']);
	expect(asked({isKnown: true}, {customers: 900})).toEqual([]);
	expect(asked({}, {customers: 4499, licensed: 5000})).toEqual([]);
	expect(asked({}, {customers: 4500, licensed: 5000})).toEqual(['ask-licence']);
});

test('a new customer in a domain without any is asked about where other domains have some', () => {
	expect(asked({}, {inDomain: 0})).toEqual(['ask-empty-domain']);
	expect(asked({isKnown: true}, {inDomain: 0})).toEqual([]);
	expect(asked({}, {customers: 0})).toEqual([]);
});

test('a database of this program asks none of it', () => {
	expect(asked({login: 'Ївга', tvId: 999_999, price: '50.00'}, {customers: 900, isAbills: false})).toEqual(
		[],
	);
});

test('a MAC goes to an ABillS byte by byte as the portal spells it, and else in the usual notation', () => {
	expect(storedMac(' 00-1a-79-00-00-01 ', true)).toBe('00-1a-79-00-00-01');
	expect(storedMac(' 00-1a-79-00-00-01 ', false)).toBe('00:1A:79:00:00:01');
});
