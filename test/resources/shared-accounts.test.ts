import {afterEach, expect, test} from 'vitest';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {latestAccounts} from '../../source/resources/accounts/read/parse-accounts.ts';
import {readAccounts} from '../../source/resources/accounts/read/read-accounts.ts';
import {accountIndexOf} from '../../source/resources/accounts/account-index.ts';
import {createStalkerClient, type StalkerClient} from '../../source/stalker/client.ts';

let portal: FaultyPortal;
let stalker: StalkerClient;
afterEach(async () => {
	stalker.close();
	await portal.close();
});

async function open(): Promise<void> {
	portal = await startFaultyPortal({state: seedPortal({accounts: 40})});
	stalker = createStalkerClient({url: portal.url, login: 'stalker', password: 'demo', retry: {limit: 0}});
}

test('unchanged accounts are the same objects in each read; changed ones are new', async () => {
	await open();
	const first = await readAccounts(stalker, {signal: undefined});
	expect((await latestAccounts(stalker))!.items).toBe(first.items);
	expect((await readAccounts(stalker, {signal: undefined})).items).toBe(first.items);
	// The records of the last response are not kept either.
	expect(await stalker.latestList('accounts')).toBe(first.items);

	const changed = portal.state.users[7]!;
	changed.status = changed.status === 1 ? 0 : 1;
	const second = await readAccounts(stalker, {signal: undefined});
	expect(second.items.filter((account, index) => account !== first.items[index])).toEqual([
		expect.objectContaining({login: changed.login}),
	]);
});

test('the index is reused where no identifier changed, and only there', async () => {
	await open();
	const first = await readAccounts(stalker, {signal: undefined});
	const found = accountIndexOf(first.items).logins;
	portal.state.users[7]!.fname = 'Another';
	const second = await readAccounts(stalker, {signal: undefined});
	expect(accountIndexOf(second.items).logins).toBe(found);

	portal.state.users[7]!.login = 'renamed';
	const third = await readAccounts(stalker, {signal: undefined});
	expect(accountIndexOf(third.items).logins).not.toBe(found);
	expect(third.items.some(({login}) => login === 'renamed')).toBe(true);

	portal.state.users.pop();
	const fourth = await readAccounts(stalker, {signal: undefined});
	expect(fourth.items).toHaveLength(third.items.length - 1);
	expect(accountIndexOf(fourth.items).logins).not.toBe(accountIndexOf(third.items).logins);
});
