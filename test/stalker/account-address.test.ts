import {expect, test} from 'vitest';
import {findAccountAddress, type AccountIdentifiers} from '../../source/stalker/account-address.ts';
import {isMistakenForMac, isSafeIdentifier} from '../../source/stalker/safe-request.ts';

const account = (fields: Partial<AccountIdentifiers> = {}): AccountIdentifiers => ({
	login: 'anna',
	stb_mac: '00:1A:79:00:00:01',
	account_number: '100001',
	...fields,
});
const noMac = (fields: Partial<AccountIdentifiers> = {}) => account({stb_mac: '', ...fields});
const numberless = (fields: Partial<AccountIdentifiers> = {}) =>
	account({stb_mac: '', account_number: '', ...fields});

test.each([
	'',
	'0',
	'.',
	'..',
	'a,b',
	'a/b',
	'a\\b',
	'a#b',
	'a&b',
	'a+b',
	'a?b',
	'a%b',
	'a b',
	' a',
	'a ',
	'a\tb',
	'a\u0000',
	'a\u00A0b',
	'a\u202Eb',
	'a\uD800',
	'😀',
	'NOW()',
	'curdate( )',
	'x UNIX_TIMESTAMP',
	'unix_timestamp(1)',
])('%j is never an identifier', text => {
	expect(isSafeIdentifier(text)).toBe(false);
});

test.each(['1', '00', '100001', '00:1A:79:AA:BB:CC', 'Договор-17', 'anna.k@tv', "o'neil", '...', 'a(1)'])(
	'%j can be an identifier',
	text => {
		expect(isSafeIdentifier(text)).toBe(true);
	},
);

test('a long identifier counts as a MAC: with a colon in every resource, without one outside accounts and users', () => {
	expect(isMistakenForMac('stb', '123456789012')).toBe(true);
	expect(isMistakenForMac('stb', 'Договор-17')).toBe(true);
	expect(isMistakenForMac('accounts', '123456789012')).toBe(false);
	expect(isMistakenForMac('users', 'anna:kovalenko')).toBe(true);
	expect(isMistakenForMac('users', ':annakovalenko')).toBe(false);
	expect(isMistakenForMac('stb', '00:1A:79:AA:BB:CC')).toBe(false);
});

test('an account is addressed by its MAC first', () => {
	expect(findAccountAddress(account(), [account()])).toEqual({
		is: 'mac',
		resource: 'accounts',
		id: '00:1A:79:00:00:01',
		path: 'accounts/00:1A:79:00:00:01',
	});
	expect(
		findAccountAddress(account({stb_mac: '00:1a:79:00:00:01'}), [account({stb_mac: '00:1a:79:00:00:01'})]),
	).toMatchObject({id: '00:1A:79:00:00:01'});
});

test('the portal does not find a MAC without colons, so the number addresses the account', () => {
	for (const mac of ['00-1A-79-00-00-01', '001A79000001', 'this-is-17-chars!']) {
		const one = account({stb_mac: mac});
		expect(findAccountAddress(one, [one])).toEqual({
			is: 'number',
			resource: 'accounts',
			id: '100001',
			path: 'accounts/100001',
		});
	}
});

test.each([
	['another case', {account_number: 'Договор-17'}, {account_number: 'ДОГОВОР-17'}],
	['an accent', {account_number: 'а-ё'}, {account_number: 'А-Е'}],
	['a space at the end', {account_number: '100001'}, {account_number: '100001  '}],
] as const)(
	'a number that another account has but for %s is shared, and the login names the account',
	(_, one, other) => {
		const [mine, stalker] = [noMac(one), noMac({...other, login: 'boris'})];
		expect(findAccountAddress(mine, [mine, stalker])).toEqual({
			is: 'login',
			resource: 'users',
			id: 'anna',
			path: 'users/anna',
		});
	},
);

test('й is not и to the portal', () => {
	const [mine, stalker] = [noMac({account_number: 'й'}), noMac({account_number: 'и', login: 'boris'})];
	expect(findAccountAddress(mine, [mine, stalker])).toMatchObject({is: 'number', id: 'й'});
});

test.each(['', '0', '1,2', 'Договор-17/а', '12 34', '10:20', '123456789012', 'a#1', '100%'])(
	'the number %j is no name',
	number => {
		const one = noMac({account_number: number});
		expect(findAccountAddress(one, [one])).toMatchObject({is: 'login', id: 'anna'});
	},
);

test.each([
	'anna k',
	'anna/k',
	'anna,k',
	'anna+k',
	'anna:kovalenko',
	'00:1A:79:00:00:09',
	'00:1a:79:00:00:09',
	'0',
	'NOW()',
])('the login %j is no name', login => {
	const one = numberless({login});
	expect(findAccountAddress(one, [one])).toEqual({
		is: 'none',
		tried: [
			{by: 'mac', reason: 'empty'},
			{by: 'number', reason: 'empty'},
			{by: 'login', reason: 'unsafe'},
		],
	});
});

test('an account that shares all its identifiers has no address', () => {
	const [one, other] = [account(), account({login: 'ANNA '})];
	expect(findAccountAddress(one, [one, other])).toMatchObject({
		is: 'none',
		tried: [{reason: 'shared'}, {reason: 'shared'}, {reason: 'shared'}],
	});
});

test('an account that is not in the list has no address', () => {
	expect(findAccountAddress(account(), [])).toMatchObject({is: 'none'});
});
