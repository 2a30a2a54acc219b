import {afterEach, expect, test} from 'vitest';
import {seedPortal} from '../../source/demo/portal/seed/seed.ts';
import {startPortal, type RunningPortal} from '../../source/demo/portal/server.ts';
import {latestAccounts} from '../../source/resources/accounts/reading/latest.ts';
import {readAccounts} from '../../source/resources/accounts/reading/reading.ts';
import {directoryOf} from '../../source/resources/accounts/keys.ts';
import {openStalker, type Stalker} from '../../source/stalker/client.ts';

let portal: RunningPortal;
let stalker: Stalker;
afterEach(async () => {
	stalker.close();
	await portal.close();
});

async function open(): Promise<void> {
	portal = await startPortal({state: seedPortal({accounts: 40})});
	stalker = openStalker({url: portal.url, login: 'stalker', password: 'demo', retry: {limit: 0}});
}

test('accounts of which nothing changed are the same records, whoever reads them; what changed is new', async () => {
	await open();
	const first = await readAccounts(stalker, {signal: undefined});
	expect((await latestAccounts(stalker))!.items).toBe(first.items);
	expect((await readAccounts(stalker, {signal: undefined})).items).toBe(first.items);
	// Nor are the records of the last answer held beside them.
	expect(await stalker.latest('accounts')).toBe(first.items);

	const changed = portal.state.users[7]!;
	changed.status = changed.status === 1 ? 0 : 1;
	const second = await readAccounts(stalker, {signal: undefined});
	expect(second.items.filter((account, place) => account !== first.items[place])).toEqual([
		expect.objectContaining({login: changed.login}),
	]);
});

test('what was found by names serves again where no name changed, and only there', async () => {
	await open();
	const first = await readAccounts(stalker, {signal: undefined});
	const found = directoryOf(first.items);
	portal.state.users[7]!.fname = 'Another';
	const second = await readAccounts(stalker, {signal: undefined});
	expect(directoryOf(second.items)).toBe(found);

	portal.state.users[7]!.login = 'renamed';
	const third = await readAccounts(stalker, {signal: undefined});
	expect(directoryOf(third.items)).not.toBe(found);
	expect(third.items.some(({login}) => login === 'renamed')).toBe(true);

	portal.state.users.pop();
	const fourth = await readAccounts(stalker, {signal: undefined});
	expect(fourth.items).toHaveLength(third.items.length - 1);
	expect(directoryOf(fourth.items)).not.toBe(directoryOf(third.items));
});
