import {expect, test} from 'vitest';
import type {AccountIdentifiers} from '../../source/stalker/account-address.ts';
import {findAccount} from '../../source/stalker/find-account.ts';
import {ok, openPortal, replay} from './test-portal.ts';

const account = (fields: Partial<AccountIdentifiers> = {}): AccountIdentifiers => ({
	login: 'anna',
	stb_mac: '00:1A:79:00:00:01',
	account_number: '100001',
	...fields,
});
const record = (fields: Partial<AccountIdentifiers> = {}) => ({...account(fields), status: 1});
const pathsOf = (received: ReadonlyArray<{readonly path: string}>) =>
	received.map(({path}) => path.slice('/stalker_portal/api/v1/'.length));

test('an account is found by one request where its MAC is its own', async () => {
	const {stalker, received} = await openPortal(ok([record()]));
	expect(await findAccount(account(), stalker)).toMatchObject({
		now: account(),
		address: {path: 'accounts/00:1A:79:00:00:01'},
	});
	expect(pathsOf(received)).toEqual(['accounts/00:1A:79:00:00:01']);
});

test.each(['031', '039'])(
	'by a number that the two accounts of recording %s have, nothing is written',
	async number => {
		const {stalker} = await openPortal(replay(number));
		expect(await findAccount(account({stb_mac: '', login: ''}), stalker)).toMatchObject({address: null});
	},
);

test('an account that is gone, or is called otherwise by now, has no address', async () => {
	const gone = await openPortal(replay('409'));
	expect(await findAccount(account(), gone.stalker)).toEqual({now: null, address: null, reason: null});
	const changed = await openPortal(ok([record({login: 'boris'})]));
	expect(await findAccount(account(), changed.stalker)).toMatchObject({
		now: account({login: 'boris'}),
		address: null,
	});
});

test('for a login the full list decides, because the portal returns only the first of two', async () => {
	const bare = {stb_mac: '', account_number: ''};
	const lists = [[record(bare), record({...bare, login: 'ANNA'})], [record(bare)]];
	const {stalker, received} = await openPortal((request, response) =>
		ok(request.path.endsWith('/accounts') ? lists.shift() : record(bare))(request, response),
	);
	expect(await findAccount(account(bare), stalker)).toMatchObject({now: account(bare), address: null});
	expect(await findAccount(account(bare), stalker)).toMatchObject({address: {path: 'users/anna'}});
	expect(pathsOf(received)).toEqual(['users/anna', 'accounts', 'users/anna', 'accounts']);
});
