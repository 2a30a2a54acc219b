import {mkdtempSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {createShell, type Shell} from './shell.ts';

type Outcomes = {
	readonly done: ReadonlyArray<{readonly list: string; readonly key: string; readonly journal: string}>;
	readonly refused: ReadonlyArray<{readonly list: string; readonly key: string; readonly code: string}>;
	readonly failed: readonly unknown[];
	readonly planned?: ReadonlyArray<{
		readonly list: string;
		readonly key: string;
		readonly intent: {readonly changes: readonly unknown[]};
	}>;
	readonly waiting?: ReadonlyArray<{readonly list: string; readonly key: string}>;
};

let systems: TestSystems;
let shell: Shell;

beforeAll(async () => {
	systems = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	const home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-fix-'));
	shell = createShell(systems.portal, home, {...systems.environment, HOME: home});
});
afterAll(async () => {
	await shell.close();
	await systems.close();
});

const fix = async (...argv: readonly string[]) => {
	const result = await shell.call(...argv, '--json');
	return {...result, data: result.data as Outcomes};
};
const count = async (kind: string) =>
	((await shell.call('check', '--kind', kind, '--json')).data as {readonly differing: number}).differing;

test('which differences and which side is right must both be said', async () => {
	for (const argv of [
		['fix', '--all', '--kind', 'B1'],
		['fix', '--all', '--use', 'billing'],
		['fix', '--kind', 'B1', '--use', 'billing'],
		['fix', '--all', '--kind', 'B1', '--use', 'ours'],
		['accounts', 'fix', '--kind', 'B1', '--use', 'billing'],
		['accounts', 'fix', 'user00005', '--use', 'billing'],
	]) {
		const {exit, error} = await shell.call(...argv);
		expect([exit, error]).toEqual([2, expect.stringContaining('--kind')]);
	}
});

test('a dry run says what would be written, and writes nothing', async () => {
	const {exit, data} = await fix('fix', '--all', '--kind', 'B1,B3', '--use', 'billing', '--dry-run');
	expect(exit).toBe(0);
	expect(data.planned!.length).toBe(await count('B1,B3'));
	expect(systems.writes()).toEqual([]);
});

test('each row of a fix of several lists names its list', async () => {
	const {data} = await fix('fix', '--all', '--kind', 'A1,C2', '--use', 'stalker', '--dry-run');
	const {planned = [], refused, waiting = []} = data;
	for (const rows of [planned, [...planned, ...refused, ...waiting]])
		expect(new Set(rows.map(({list}) => list))).toEqual(new Set(['accounts', 'tariffs']));
});

test('what interrupts TV asks for the number of rows and names who is online; then it is one entry, which can be undone', async () => {
	const n = await count('B1,B3');
	const argv = ['fix', '--all', '--kind', 'B1,B3', '--use', 'billing'];
	const asked = await shell.call(...argv, '--yes');
	expect(asked.exit).toBe(1);
	expect(asked.error).toContain(`--confirm ${n}`);
	expect(asked.error).toContain('ONLINE');
	expect(systems.writes()).toEqual([]);
	const {exit, data} = await fix(...argv, '--confirm', String(n));
	expect([exit, data.done.length, data.refused.length, data.failed.length]).toEqual([0, n, 0, 0]);
	expect(new Set(data.done.map(({list}) => list))).toEqual(new Set(['accounts']));
	expect(systems.writes()).toHaveLength(n);
	expect(await count('B1,B3')).toBe(0);
	expect((await fix(...argv, '--confirm', String(n))).data.done).toEqual([]);
	const entries = new Set(data.done.map(({journal}) => journal));
	expect(entries.size).toBe(1);
	expect(await shell.call('journal', 'undo', [...entries][0]!, '--yes')).toMatchObject({exit: 0});
	expect(await count('B1,B3')).toBe(n);
});

test('one row is fixed by its ID; another kind than its own is refused', async () => {
	const wrong = await fix(
		'accounts',
		'fix',
		'user00025',
		'--kind',
		'B1',
		'--use',
		'billing',
		'--confirm',
		'1',
	);
	expect([wrong.exit, wrong.data.refused[0]!.code]).toEqual([1, 'fix-no-difference']);
	const {exit, data} = await fix('accounts', 'fix', 'user00025', '--kind', 'a5', '--use', 'billing', '--yes');
	expect([exit, data.done.length]).toEqual([0, 1]);
	expect((await shell.call('accounts', 'show', 'user00025', '--json')).data).toMatchObject({
		account_number: '100025',
	});
});

test('--filter narrows it, and rows that a person has to resolve are refused by name', async () => {
	const {data} = await fix(
		...['fix', '--all', '--kind', 'C1', '--use', 'billing', '--filter', 'user00010', '--dry-run'],
	);
	expect(data.planned!.map(({key}) => key)).toEqual(['user00010']);
	const all = await fix('fix', '--all', '--kind', 'C1', '--use', 'billing', '--dry-run');
	expect([all.exit, all.data.refused.map(({code}) => code)]).toEqual([1, ['conflict']]);
});

test('a filter that one of several lists cannot have is refused with the way out', async () => {
	const call = ['fix', '--all', '--use', 'billing', '--filter', 'status=on', '--dry-run'];
	expect(await fix(...call, '--kind', 'B1,H1')).toMatchObject({
		exit: 2,
		out: expect.stringMatching(
			/No column “status”.* every list of --kind \(accounts, subscriptions\): call fix --all once for the kinds of each list/,
		),
	});
	expect((await fix(...call, '--kind', 'B1')).data.planned).not.toEqual([]);
});

test('of many rows, everybody who is watching is named', async () => {
	await systems.query('update iptv_main set disable = 1 where disable = 0');
	const {users} = systems.portal.state;
	const watching = users.findLast(({status}) => status === 0)!;
	watching.online = true;
	const {exit, error} = await shell.call('fix', '--all', '--kind', 'B1', '--use', 'billing', '--yes');
	expect(exit).toBe(1);
	const lines = error.split('\n').filter(line => line.includes('Status on → off'));
	expect(lines.length).toBe(20);
	expect(lines.find(line => line.includes(`“${watching.login}”`))).toContain('ONLINE');
	await systems.query('update iptv_main set disable = 0 where disable = 1');
});

test('accounts wait for the tariff plans of the same call: they are announced, and added by it', async () => {
	const argv = ['fix', '--all', '--kind', 'A1,C2', '--use', 'stalker'];
	const {data: dry} = await fix(...argv, '--dry-run');
	const waiting = dry.waiting!.map(({key}) => key);
	expect(new Set(dry.waiting!.map(({list}) => list))).toEqual(new Set(['accounts']));
	expect(dry.refused.filter(({key}) => waiting.includes(key))).toEqual([]);
	const {out} = await shell.call(...argv, '--dry-run');
	expect(out.split('\n').filter(line => /^\w.*:$/.test(line))).toEqual(['Tariff plans:', 'Accounts:']);
	const asked = await shell.call(...argv);
	expect([asked.exit, asked.error]).toEqual([1, expect.stringContaining(`${waiting.length} more row`)]);
	const {data} = await fix(...argv, '--yes');
	const done = data.done.map(({key}) => key);
	expect(waiting.filter(key => !done.includes(key))).toEqual([]);
	expect(done.length + data.refused.length).toBe(dry.planned!.length + waiting.length + dry.refused.length);
	for (const journal of new Set(data.done.map(one => one.journal).toReversed()))
		expect((await shell.call('journal', 'undo', journal, '--yes')).exit).toBe(0);
});

test('channels first: choices are planned from what the import has left', async () => {
	const argv = ['fix', '--all', '--kind', 'G1,G2,G3,H1', '--use', 'stalker'];
	const {data: dry} = await fix(...argv, '--dry-run');
	const rows = [...dry.planned!, ...dry.waiting!].filter(({key}) => key !== 'channels');
	expect(dry.waiting).not.toEqual([]);
	const {exit, data} = await fix(...argv, '--yes');
	const done = data.done.map(({key}) => key);
	expect([exit, data.failed]).toEqual([data.refused.length > 0 ? 1 : 0, []]);
	expect(done[0]).toBe('channels');
	const ended = new Set([...done, ...data.refused.map(({key}) => key)]);
	expect(rows.filter(({key}) => !ended.has(key))).toEqual([]);
	const {planned: again = []} = (await fix(...argv, '--dry-run')).data;
	expect(again.filter(({intent}) => intent.changes.length > 0)).toEqual([]);
});

test('the portal lost in the middle: it stops, says what is done and what is left, and the same command goes on', async () => {
	await systems.query('update iptv_main set disable = 1 where disable = 0');
	const argv = ['fix', '--all', '--kind', 'B1', '--use', 'billing'];
	const countPlanned = async () => (await fix(...argv, '--dry-run')).data.planned?.length ?? 0;
	const n = await countPlanned();
	let puts = 0;
	systems.portal.setFault({
		is: 'reset',
		matches({method}) {
			if (puts >= 2) return true;
			if (method === 'PUT') puts++;
			return false;
		},
	});
	const lost = await shell.call(...argv, '--confirm', String(n));
	systems.portal.setFault(null);
	expect([lost.exit, lost.out]).toEqual([1, expect.stringContaining('The same command goes on.')]);
	const left = await countPlanned();
	expect([left < n, lost.out]).toEqual([true, expect.stringContaining(`${left - 1} not.`)]);
	const {data} = await fix(...argv, '--confirm', String(left));
	expect([data.failed, await countPlanned()]).toEqual([[], 0]);
	expect((await shell.call('journal', 'list', '--open')).out).toContain('No entry is open');
});

test('fix --all refuses what needs a customer to be named, and says how to fix it', async () => {
	const {exit, error} = await shell.call('fix', '--all', '--kind', 'F1', '--use', 'stalker', '--yes');
	expect([exit, error]).toEqual([2, expect.stringContaining('stb register ID LOGIN')]);
});

test('with --read-only nothing is fixed', async () => {
	const before = systems.writes().length;
	const {exit} = await shell.call('fix', '--all', '--kind', 'A5', '--use', 'billing', '--yes', '--read-only');
	expect([exit, systems.writes().length]).toEqual([1, before]);
});
