import {afterAll, beforeAll, expect, test} from 'vitest';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell();
});
afterAll(async () => shell.close());

type Row = Readonly<Record<'key' | 'login', string> & Record<'tariff_plan' | 'stb_mac', string | null>>;
const list = async (...more: readonly string[]) =>
	(await shell.call('accounts', 'list', '--json', ...more)).data as readonly Row[];

test('a journal without open entries says so, and is not called empty', async () => {
	expect((await shell.call('journal', 'list')).out).toBe('The journal is empty.\n');
	expect((await shell.call('journal', 'list', '--open')).out).toBe('No entry is open.\n');
});

test('an account whose plan is not in billing is refused with the command that imports the plan; --json has the related row', async () => {
	const {key, tariff_plan: tariff} = (await list('--mark', '+')).find(row => row.tariff_plan)!;
	const sentence = `Billing has no tariff plan “${tariff}”. Import it first: stalker-console tariffs import ${tariff}`;
	expect((await shell.call('accounts', 'add', key)).error).toBe(`${sentence}\n`);
	expect((await shell.call('accounts', 'add', key, '--dry-run')).out).toContain(sentence);
	const refused = {
		key,
		code: 'tariff-unknown',
		message: sentence,
		related: {resource: 'tariffs', id: tariff},
	};
	expect((await shell.call('accounts', 'add', key, '--json')).data).toMatchObject({refused: [refused]});
});

test('deleting says before what undo cannot restore, once for all rows', async () => {
	const keys = (await list())
		.filter(({stb_mac: mac}) => mac)
		.slice(0, 2)
		.map(({key}) => key);
	const lost = 'Undo makes a new account, without password, tokens, favourites, history or a hidden expiry.';
	const times = (text: string) => text.split(lost).length - 1;
	expect(times((await shell.call('accounts', 'delete', ...keys)).error)).toBe(1);
	expect(times((await shell.call('accounts', 'delete', ...keys, '--dry-run')).out)).toBe(1);
	expect((await shell.call('accounts', 'delete', ...keys, '--dry-run', '--json')).data).toMatchObject({
		warns: lost,
	});
});

test('deleting says before that undo could not restore an account that shares a name with another', async () => {
	const {users} = shell.portal.state;
	const [one, other] = users;
	const was = other!.ls;
	other!.ls = one!.ls;
	const {error} = await shell.call('accounts', 'delete', `login:${one!.login}`);
	expect(error).toContain(`“${one!.login}” shares its account number with another account`);
	other!.ls = was;
	expect((await shell.call('accounts', 'delete', `login:${one!.login}`)).error).not.toContain('shares');
});

test('rows that cannot be deleted are named before the others, whose number confirms', async () => {
	const {users} = shell.portal.state;
	const pair = users.slice(0, 2);
	const before = pair.map(user => ({...user}));
	for (const user of pair) Object.assign(user, {login: 'same', ls: '', mac: ''});
	const keys = (await list()).filter(({login}) => login === 'same').map(({key}) => key);
	const count = users.length;
	const {exit, error} = await shell.call('accounts', 'delete', ...keys, users[2]!.login, '--confirm', '3');
	for (const [index, user] of pair.entries()) Object.assign(user, before[index]);
	expect(exit).toBe(1);
	expect(users).toHaveLength(count);
	expect(keys).toHaveLength(2);
	for (const key of keys) expect(error).toContain(key);
	expect(error).toMatch(/--confirm 1 .*2 rows would be refused.*Delete “/s);
});

test('doctor reports interrupted actions with the ways to finish them', async () => {
	expect((await shell.call('tariffs', 'import', '--all', '--yes')).exit).toBe(1);
	shell.portal.setFault({is: 'results-false', matches: ({method}) => method === 'PUT'});
	const keys = (await list('--mark', '+')).map(({key}) => key);
	const {data} = await shell.call('accounts', 'add', ...keys, '--yes', '--json');
	const {failed} = data as {readonly failed: ReadonlyArray<{readonly key: string; readonly journal: string}>};
	const [first] = failed;
	expect((await shell.call('journal', 'show', first!.journal, '--json')).data).toMatchObject({
		subject: '',
		action: 'add',
		state: 'open',
	});
	const {exit, out} = await shell.call('doctor');
	expect(exit).toBe(1);
	expect(failed.length).toBe(1);
	expect(out).toContain('1 interrupted operation:');
	expect(out).toMatch(/add the account again .* or undo it: stalker-console journal undo N$/m);
	shell.portal.setFault(null);
	expect((await shell.call('accounts', 'add', first!.key)).exit).toBe(0);
	expect((await shell.call('journal', 'list', '--open')).out).toBe('No entry is open.\n');
});

test('an interrupted undo is finished by undoing the same entry again', async () => {
	const key = (await list('--mark', '=')).find(({stb_mac: mac}) => mac)!.key;
	expect((await shell.call('accounts', 'delete', key, '--confirm', '1')).exit).toBe(0);
	const [entry] = (await shell.call('journal', 'list', '--limit', '1', '--json')).data as ReadonlyArray<{
		readonly id: string;
	}>;
	shell.portal.setFault({is: 'reset', matches: ({method}) => method === 'POST'});
	expect((await shell.call('journal', 'undo', entry!.id, '--yes')).exit).toBe(1);
	shell.portal.setFault(null);
	const {out} = await shell.call('doctor');
	expect(out).toContain('1 interrupted operation:');
	expect(out).toContain(`finish the undo: stalker-console journal undo ${entry!.id}`);
	expect(out).not.toContain('add the account again');
});

test('a write on a suspiciously short list is refused with the command that accepts the list', async () => {
	const [row] = await list('--mark', '=');
	shell.portal.setFault({is: 'half', matches: ({path}) => path.includes('accounts')});
	const {error} = await shell.call('accounts', 'delete', row!.key, '--confirm', '1');
	shell.portal.setFault(null);
	expect(error).toMatch(/If it is right: stalker-console accounts list --force --confirm \d+$/m);
});

test('a limit of 0 does not claim that the journal is empty', async () => {
	for (const more of [[], ['--open']])
		expect(await shell.call('journal', 'list', '--limit', '0', ...more)).toMatchObject({
			exit: 0,
			out: '',
			error: '',
		});
});

test('a row that two IDs name is refused by the ID as it was typed', async () => {
	const [{login, stb_mac: mac}] = (await list('--mark', '=')).filter(row => row.stb_mac) as [Row];
	const ids = [login, `login:${login}`, mac!];
	for (const again of ids) {
		const {exit, error} = await shell.call('accounts', 'delete', login, again);
		expect(exit).toBe(2);
		expect(error).toContain(`“${again}” is named twice.`);
	}
});
