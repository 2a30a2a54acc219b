import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {createEmpty} from '../billing/engines.ts';
import {openShell, type Shell} from './shell.ts';

/** A billing that knows no portal yet: nothing has been added or imported. */
let home: string;
let address: string;
let drop: () => Promise<void>;
let [one, other]: Shell[] = [];
beforeEach(async () => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-unclaimed-'));
	({url: address, drop} = await createEmpty(home));
	[one, other] = [await openShell({database: address}), await openShell({database: address})];
});
afterEach(async () => {
	await Promise.all([one!.close(), other!.close()]);
	await drop();
	rmSync(home, {recursive: true});
});

async function query<Row>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
	const database = await openDatabase(address);
	try {
		return await database.query<Row>(sql, values);
	} finally {
		await database.close();
	}
}

type Entry = {readonly id: string; readonly service_id: number | null; readonly state: string};
const entries = async () => query<Entry>('select id::text as id, service_id, state from stalker_journal');
const loginOf = ({portal}: Shell) =>
	portal.state.users.find(
		({mac, login}, _, users) => login !== '' && users.filter(user => user.mac === mac).length === 1,
	)!.login;

test('a deletion that was interrupted before billing knew the portal is not closed by a look at another portal', async () => {
	const login = loginOf(one!);
	one!.portal.setFault({is: 'reset', matches: ({method}) => method === 'DELETE'});
	expect((await one!.call('accounts', 'delete', login, '--confirm', '1')).exit).toBe(1);
	one!.portal.setFault(null);
	other!.portal.state.users = [];
	const [service] = await query<{id: number}>(
		`insert into iptv_services (name, url) values ('other', ?) returning id`,
		[other!.portal.url],
	);
	await query(
		`update stalker_journal set at = at - interval '10 minutes', leased_at = leased_at - interval '10 minutes'`,
	);
	expect((await other!.call('tariffs', 'list', '--service', String(service!.id))).error).not.toMatch(
		/interrupted/i,
	);
	const [entry] = await entries();
	expect(entry).toMatchObject({state: 'open', service_id: expect.any(Number)});
	expect(entry!.service_id).not.toBe(service!.id);
	expect((await one!.call('tariffs', 'list')).error).toContain('it is still in Stalker');
	expect(await entries()).toMatchObject([{state: 'failed'}]);
});

test('a deletion before the first addition can be undone by a later run', async () => {
	const login = loginOf(one!);
	expect((await one!.call('accounts', 'delete', login, '--confirm', '1')).exit).toBe(0);
	expect(one!.portal.state.users.some(user => user.login === login)).toBe(false);
	const [entry] = await entries();
	await one!.call('tariffs', 'import', '--all', '--yes');
	expect(await one!.call('journal', 'undo', entry!.id, '--yes')).toMatchObject({exit: 0});
	expect(one!.portal.state.users.some(user => user.login === login)).toBe(true);
});
