import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createDatabase} from '../billing/engines.ts';
import {billingKinds} from '../support/test-systems.ts';
import {openShell, type Shell} from './shell.ts';

type Row = {
	readonly key: string;
	readonly mark: string;
	readonly login: string | null;
	readonly account_number: string | null;
	readonly stb_mac: string | null;
	readonly tariff_plan: string | null;
	readonly drifts: ReadonlyArray<{readonly code: string}>;
};
type Outcome = {
	readonly key: string;
	readonly code: string;
	readonly message: string;
	readonly changed: boolean;
};
type Outcomes = {
	readonly done: readonly Outcome[];
	readonly refused: readonly Outcome[];
	readonly failed: readonly Outcome[];
};

describe.each(billingKinds)('a whole round on the %s database', kind => {
	let shell: Shell;
	let drop: (() => Promise<void>) | null = null;

	beforeAll(async () => {
		const own = kind === 'server' ? await createDatabase() : null;
		drop = own?.drop ?? null;
		shell = await openShell({database: own?.url ?? 'embedded:'});
	});
	afterAll(async () => {
		await shell.close();
		await drop?.();
	});

	const list = async (...more: readonly string[]) =>
		(await shell.call('accounts', 'list', '--json', ...more)).data as readonly Row[];
	const writes = () => shell.portal.received.filter(({method}) => method !== 'GET');

	test('an empty server database is named, with the way out; db migrate prepares it', async () => {
		if (kind === 'server') {
			const before = await shell.call('accounts', 'list');
			expect(before).toMatchObject({exit: 1, out: ''});
			expect(before.error).toContain('stalker-console db migrate');
		}

		expect((await shell.call('db', 'migrate')).exit).toBe(0);
		expect((await shell.call('db', 'status', '--json')).data).toMatchObject({state: 'ready', pending: []});
	});

	test('the list marks every account as only in Stalker, or as conflict', async () => {
		const rows = await list();
		expect(rows.length).toBeGreaterThanOrEqual(60);
		expect(new Set(rows.map(({mark}) => mark))).toEqual(new Set(['+', '!']));
	});

	test('an account whose plan billing lacks is refused with the way out, and nothing is written', async () => {
		const row = (await list()).find(({mark, tariff_plan: tariff}) => mark === '+' && tariff)!;
		const {exit, error} = await shell.call('accounts', 'add', row.key);
		expect(exit).toBe(1);
		expect(error).toContain('tariffs import');
		expect(writes()).toEqual([]);
	});

	test('several rows need --yes; a dry run writes nothing, and ends with 1 where rows would be refused', async () => {
		expect(await shell.call('tariffs', 'import', '--all')).toMatchObject({exit: 1});
		const {data, exit} = await shell.call('tariffs', 'import', '--all', '--dry-run', '--json');
		expect(exit).toBe(1);
		expect((data as {readonly planned: readonly unknown[]}).planned.length).toBeGreaterThan(3);
		expect((await shell.call('tariffs', 'list', '--json', '--mark', '=')).data).toEqual([]);
	});

	test('importing all plans imports every plan that can be; a second time changes nothing', async () => {
		const {exit, data} = await shell.call('tariffs', 'import', '--all', '--yes', '--json');
		const first = data as Outcomes;
		expect(exit).toBe(1);
		expect(first.failed).toEqual([]);
		expect(first.done.every(({changed}) => changed)).toBe(true);
		expect(first.refused.map(({code}) => code)).toEqual(
			expect.arrayContaining(['external-id-empty', 'external-id-doubled']),
		);
		const again = (await shell.call('tariffs', 'import', '--all', '--yes', '--json')).data as Outcomes;
		expect(again.done.some(({changed}) => changed)).toBe(false);
		expect(again.done.length).toBe(first.done.length);
	});

	test('adding all accounts makes every account that can be “=”, and gives the reason for every other; a second time changes nothing', async () => {
		const {exit, data} = await shell.call('accounts', 'add', '--all-unsynced', '--yes', '--json');
		const first = data as Outcomes;
		expect(first.failed).toEqual([]);
		expect(first.refused.length).toBeGreaterThan(0);
		expect(exit).toBe(1);
		expect(first.done.length).toBeGreaterThan(20);
		const rows = await list();
		const unsynced = rows.filter(({mark}) => mark !== '=').map(({key}) => key);
		expect(unsynced.toSorted()).toEqual(first.refused.map(({key}) => key).toSorted());
		const before = writes().length;
		const again = (await shell.call('accounts', 'add', '--all-unsynced', '--yes', '--json')).data as Outcomes;
		expect(again.done.filter(({changed}) => changed)).toEqual([]);
		expect(again.refused.map(({key}) => key).toSorted()).toEqual(unsynced.toSorted());
		expect(writes().length).toBe(before);
	});

	test('numbers of the portal became TV ids, others were allocated and written to the portal', async () => {
		const rows = await list('--mark', '=');
		expect(rows.every(({account_number: number}) => /^[1-9]\d{0,5}$/.test(number!))).toBe(true);
		expect(writes().every(({method, body}) => method === 'PUT' && /^account_number=\d+$/.test(body))).toBe(
			true,
		);
		expect(new Set(rows.map(({account_number: number}) => number)).size).toBe(rows.length);
	});

	test('deleting needs the count, sends one DELETE, journals the account, and does not change billing', async () => {
		const row = (await list('--mark', '=')).find(({stb_mac: mac}) => mac)!;
		const sent = writes().length;
		for (const more of [[], ['--yes'], ['--confirm', '2']]) {
			expect((await shell.call('accounts', 'delete', row.key, ...more)).exit).toBeGreaterThan(0);
		}

		expect(writes().length).toBe(sent);
		expect(await shell.call('accounts', 'delete', row.key, '--confirm', '1', '--json')).toMatchObject({
			exit: 0,
		});
		expect(
			writes()
				.slice(sent)
				.map(({method}) => method),
		).toEqual(['DELETE']);
		const [left] = await list('--mark', '-');
		expect(left).toMatchObject({login: row.login, drifts: [{code: 'A3'}]});
		const [entry] = (await shell.call('journal', 'list', '--json', '--limit', '1')).data as ReadonlyArray<{
			readonly id: string;
		}>;
		expect((await shell.call('journal', 'show', entry!.id, '--json')).data).toMatchObject({
			action: 'delete',
			state: 'done',
			subject: row.key,
			rows: [
				{
					key: row.key,
					state: 'done',
					changes: expect.arrayContaining([
						expect.objectContaining({
							operation: 'delete',
							before: expect.objectContaining({login: row.login}),
						}),
					]),
				},
			],
		});
	});

	test('a number that the portal did not accept is finished by adding again, in the same journal entry', async () => {
		const row = (await list('--mark', '=')).find(({stb_mac: mac}) => mac)!;
		const user = shell.portal.state.users.find(({login}) => login === row.login)!;
		user.ls = '';
		shell.portal.setFault({is: 'status', code: 500, matches: ({method}) => method === 'PUT'});
		const first = await shell.call('accounts', 'add', row.key, '--json');
		expect(first).toMatchObject({exit: 1, data: {failed: [{code: 'number-not-written'}]}});
		expect((await list('--filter', 'drift:A5')).map(({key}) => key)).toContain(row.key);
		shell.portal.setFault(null);
		expect(await shell.call('accounts', 'add', row.key)).toMatchObject({exit: 0});
		expect(user.ls).toBe(row.account_number);
		expect((await shell.call('journal', 'list', '--open', '--json')).data).toEqual([]);
		expect(await shell.call('doctor')).toMatchObject({exit: 0});
	});

	test('when the portal fails in the middle, no further number is sent, each row is reported, and adding again finishes them', async () => {
		const rows = (await list('--mark', '=')).filter(({stb_mac: mac}) => mac).slice(0, 3);
		const users = rows.map(row => shell.portal.state.users.find(({login}) => login === row.login)!);
		for (const user of users) user.ls = '';
		const sent = writes().length;
		shell.portal.setFault({is: 'reset', matches: ({method}) => method === 'PUT'});
		const add = async () =>
			(await shell.call('accounts', 'add', ...rows.map(({key}) => key), '--yes', '--json')).data as Outcomes;
		expect((await add()).failed.map(({code}) => code)).toEqual(Array(3).fill('number-not-written'));
		expect(writes().length).toBe(sent + 1);
		shell.portal.setFault(null);
		expect((await add()).done.map(({changed}) => changed)).toEqual([true, true, true]);
		expect(users.map(({ls}) => ls)).toEqual(rows.map(row => row.account_number));
		expect((await shell.call('journal', 'list', '--open', '--json')).data).toEqual([]);
	});

	test('linking connects an account with a service that lost its account, and asks first', async () => {
		const row = (await list('--mark', '=')).find(({stb_mac: mac}) => mac)!;
		const user = shell.portal.state.users.find(({login}) => login === row.login)!;
		Object.assign(user, {login: 'stranger', mac: '00:1A:79:EE:EE:EE', ls: ''});
		expect((await list('--filter', 'login:=stranger')).map(({mark}) => mark)).toEqual(['+']);
		expect(await shell.call('accounts', 'link', 'stranger', row.account_number!)).toMatchObject({exit: 1});
		expect(user.ls).toBe('');
		expect(await shell.call('accounts', 'link', 'stranger', row.account_number!, '--yes')).toMatchObject({
			exit: 0,
		});
		expect(user.ls).toBe(row.account_number);
		expect((await list('--filter', 'login:=stranger')).map(({mark}) => mark)).toEqual(['=']);
		const taken = (await list('--mark', '=')).find(({key}) => key !== 'stranger')!;
		Object.assign(user, {login: 'another', mac: '00:1A:79:EE:EE:EF', ls: ''});
		expect((await shell.call('accounts', 'link', 'another', taken.account_number!, '--yes')).error).toContain(
			'has an account already',
		);
	});

	test('read-only refuses every write before it reads anything', async () => {
		const reads = shell.portal.received.length;
		const {exit, error} = await shell.call('accounts', 'add', '--all-unsynced', '--yes', '--read-only');
		expect(exit).toBe(1);
		expect(error).toContain('read-only');
		expect(shell.portal.received.length).toBe(reads);
	});

	test('on a suspiciously short list no row is only in billing, and nothing is deleted', async () => {
		shell.portal.setFault({is: 'half', matches: ({path}) => path.includes('accounts')});
		const short = await shell.call('accounts', 'list', '--json');
		expect((short.data as readonly Row[]).some(({mark}) => mark === '?')).toBe(true);
		expect((short.data as readonly Row[]).some(({drifts}) => drifts.some(({code}) => code === 'A3'))).toBe(
			false,
		);
		const row = (short.data as readonly Row[]).find(({mark}) => mark === '=');
		const sent = writes().length;
		expect((await shell.call('accounts', 'delete', row!.key, '--confirm', '1')).exit).toBe(1);
		expect(writes().length).toBe(sent);
		const count = (short.data as readonly unknown[]).length;
		const listed = (short.data as readonly Row[]).filter(
			({key, mark}) => mark !== '?' && !key.startsWith('service:'),
		).length;
		expect(count).toBeGreaterThan(listed);
		expect(
			(
				await shell.call(
					'accounts',
					'list',
					'--force',
					'--confirm',
					String(listed + 1),
					'--mark',
					'?',
					'--json',
				)
			).data,
		).not.toEqual([]);
		for (const accept of [['--force', '--confirm', String(listed)], []]) {
			expect((await shell.call('accounts', 'list', ...accept, '--mark', '?', '--json')).data).toEqual([]);
		}

		shell.portal.setFault(null);
	});

	test('channels are imported after a yes; where they are the same nothing is asked', async () => {
		expect((await shell.call('channels', 'import')).exit).toBe(1);
		expect((await shell.call('channels', 'import', '--yes')).exit).toBe(0);
		const again = await shell.call('channels', 'import', '--json');
		expect(again).toMatchObject({exit: 0, data: {done: [{changed: false}]}});
	});
});
