import {readFileSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {
	dumpAccounts,
	dumpBilling,
	openPolicyShell,
	setPolicy,
	widePolicy,
	type Applied,
} from './policy-setup.ts';
import {runProgram, type Shell} from './shell.ts';

type Planned = {
	readonly sets: ReadonlyArray<{
		readonly resource: string;
		readonly row: string;
		readonly kinds: readonly string[];
		readonly use: string;
		readonly changes: readonly unknown[];
	}>;
	readonly waiting: ReadonlyArray<{readonly list: string; readonly key: string}>;
	readonly refused: ReadonlyArray<{readonly key: string; readonly code: string}>;
	readonly limit: {readonly code: string} | null;
};

let systems: TestSystems;
let shell: Shell;

beforeEach(async () => {
	systems = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	shell = openPolicyShell(systems, widePolicy);
});
afterEach(async () => {
	await systems.close();
	rmSync(shell.home, {recursive: true, force: true});
});

const plan = async (...argv: readonly string[]) => {
	const result = await shell.call('plan', ...argv, '--json');
	return {...result, data: result.data as Planned};
};
const apply = async (...argv: readonly string[]) => {
	const result = await shell.call('apply', ...argv, '--json');
	return {...result, data: result.data as Applied};
};
const everything = async () => `${dumpAccounts(systems)}\n${await dumpBilling(systems)}`;
const isPut = ({method}: {readonly method: string}) => method === 'PUT';

test('a policy that may not be is exit code 2, and no system is asked', async () => {
	const wrong = [
		['A1 = "billing"', 'A1'],
		['A3 = "stalker"', 'A3'],
		['A5 = "stalker"', 'A5'],
		['B1 = "billing"', 'allow_switch_off'],
		['B1 = "stalker"\nallow_switch_off = true', 'B1'],
		['B2 = "billing"', 'B2'],
		['B3 = "billing"\nallow_switch_off = false', 'allow_switch_off'],
		['C1 = "stalker"', 'C1'],
		['C2 = "billing"', 'C2'],
		['C2 = "both"', 'both'],
		['C2 = 1', 'C2'],
		['E2 = "stalker"', 'E2'],
		['Z9 = "billing"', 'Z9'],
		['C2 = "stalker"\nmax_changes = 0', 'max_changes'],
		['C2 = "stalker"\nmax_changes = 2.5', 'max_changes'],
		['C2 = "stalker"\nmax_share = 101', 'max_share'],
		['C2 = "stalker"\nmax_share = -1', 'max_share'],
		['max_changes = 10', '[policy]'],
		['', '[policy]'],
		['C2 = "none"\nB2 = "none"', '[policy]'],
	] as const;
	for (const [policy, named] of wrong) {
		setPolicy(shell, policy);
		for (const command of ['plan', 'apply']) {
			const {exit, error} = await shell.call(command);
			expect([policy, exit, error]).toEqual([policy, 2, expect.stringContaining(named)]);
		}
	}

	setPolicy(shell, 'A1 = "billing"');
	expect((await shell.call('config', 'validate')).exit).toBe(2);
	expect(systems.portal.received).toEqual([]);
});

test('plan says what apply does, in at most ten lines, and writes nothing', async () => {
	const before = await everything();
	const {exit, data} = await plan();
	expect([exit, data.limit]).toEqual([3, null]);
	expect(new Set(data.sets.flatMap(({kinds}) => kinds))).toEqual(
		new Set(['A1', 'A2', 'A5', 'B1', 'B3', 'C1', 'C2']),
	);
	const {exit: code, out, error} = await shell.call('plan');
	expect([code, error]).toEqual([3, '']);
	expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
	expect(await everything()).toBe(before);
	const requested = systems.portal.received.filter(({path: asked}) => asked.includes('account_subscription'));
	expect(requested).toEqual([]);

	const applied = await apply();
	expect([applied.exit, applied.data.failed, applied.data.stale]).toEqual([0, [], []]);
	const rows = ({list, key}: {readonly list: string; readonly key: string}) => `${list} ${key}`;
	expect(applied.data.done.map(rows).toSorted()).toEqual(
		[...data.sets.map(({resource: list, row: key}) => ({list, key})), ...data.waiting].map(rows).toSorted(),
	);
	const again = systems.writes().length;
	expect(await apply()).toMatchObject({exit: 0, data: {done: [], failed: [], stale: []}});
	expect((await plan()).exit).toBe(0);
	expect(systems.writes()).toHaveLength(again);
});

test('accounts wait for tariff plans: one call imports the plan and adds the account', async () => {
	setPolicy(shell, 'A1 = "stalker"\nC2 = "stalker"\nmax_share = 100');
	const {data} = await plan();
	expect(data.waiting.length).toBeGreaterThan(0);
	const waiting = data.waiting.map(({key}) => key);
	setPolicy(shell, 'A1 = "stalker"\nmax_share = 100');
	const without = await plan();
	expect(without.data.refused.filter(({key}) => waiting.includes(key)).map(({code}) => code)).toEqual(
		waiting.map(() => 'tariff-unknown'),
	);
	setPolicy(shell, 'A1 = "stalker"\nC2 = "stalker"\nmax_share = 100');
	const {exit, data: applied} = await apply();
	expect(exit).toBe(0);
	expect(applied.done[0]!.list).toBe('tariffs');
	expect(applied.done.filter(({key}) => waiting.includes(key))).toHaveLength(waiting.length);
});

test('a mail of apply has at most ten lines, nothing goes to stderr, and --quiet says nothing when nothing is to do', async () => {
	const {exit, out, error} = await shell.call('apply', '--quiet');
	expect([exit, error]).toEqual([0, '']);
	expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
	expect(await shell.call('apply', '--quiet')).toMatchObject({exit: 0, out: '', error: ''});
	expect(await shell.call('plan', '--quiet')).toMatchObject({exit: 0, out: '', error: ''});
});

test('what a person would be asked is refused and only counted', async () => {
	// Without a tariff plan: whoever adds it by hand is asked.
	const user = systems.portal.state.users.find(({login}) => login === 'user00003')!;
	user.tariff_plan_id = 0;
	// Else the portal names its default plan.
	systems.portal.state.plans.length = 0;
	setPolicy(shell, 'A1 = "stalker"\nmax_share = 100');
	const {data} = await plan();
	expect(data.refused.map(({key, code}) => `${key} ${code}`)).toContain('user00003 plan-asks');
	const {exit, data: applied} = await apply();
	expect(exit).toBe(0);
	expect(applied.refused.map(({key}) => key)).toContain('user00003');
});

test('a balance in Stalker is not lost to the deposit 0 of a new customer, nor of a billing that keeps no deposits', async () => {
	const user = systems.portal.state.users.find(({login}) => login === 'user00003')!;
	user.account_balance = '250.00';
	const reasonsOf = async (policy: string) => {
		setPolicy(shell, `${policy}\nmax_share = 100`);
		const {exit, out} = await shell.call('apply', '--json');
		const {refused} = (
			JSON.parse(out) as {readonly data: {readonly refused: ReadonlyArray<Record<string, string>>}}
		).data;
		return [exit, refused.find(({key}) => key === 'user00003')?.['message'] ?? null];
	};

	expect(await reasonsOf('A1 = "stalker"\nE2 = "billing"')).toEqual([0, expect.stringContaining('250.00')]);
	expect(await reasonsOf('A1 = "stalker"')).toEqual([0, null]);
	expect(await reasonsOf('A1 = "stalker"\nE2 = "billing"')).toEqual([
		0,
		expect.stringContaining('keeps no deposits'),
	]);
	expect(user.account_balance).toBe('250.00');
	await systems.query(
		`update bills set deposit = 40 where uid = (select uid from users where id = 'user00003')`,
	);
	expect(await reasonsOf('E2 = "billing"')).toEqual([0, null]);
	expect(user.account_balance).toBe('40.00');
});

test('a plan beyond a limit is not carried out at all', async () => {
	const before = await everything();
	for (const [limits, code] of [
		['max_changes = 3\nmax_share = 100', 'plan-too-many'],
		['', 'plan-share'],
		['max_share = 10', 'plan-share'],
	] as const) {
		setPolicy(shell, `A1 = "stalker"\nA5 = "billing"\n${limits}`);
		expect((await plan()).data.limit?.code).toBe(code);
		const {exit, out} = await shell.call('apply', '--json');
		expect([exit, (JSON.parse(out) as {readonly error: {readonly code: string}}).error.code]).toEqual([
			1,
			code,
		]);
	}

	expect(await everything()).toBe(before);
	// One change is within any share, also in a list of a few rows.
	setPolicy(shell, 'C2 = "stalker"\nmax_share = 1');
	const {plans} = systems.portal.state;
	plans.splice(0, plans.length, ...plans.filter(({external_id: id}) => !['106', '112'].includes(id)));
	expect(await apply('--quiet')).toMatchObject({exit: 0, data: {done: [{list: 'tariffs', key: '105'}]}});
});

test('nothing is planned or written while a list is short, or cannot be read', async () => {
	expect((await shell.call('accounts', 'list')).exit).toBe(0);
	const before = await everything();
	systems.portal.setFault({is: 'half', matches: request => request.path.endsWith('/accounts')});
	for (const command of ['plan', 'apply']) {
		const {exit, error} = await shell.call(command);
		expect([exit, error]).toEqual([1, expect.stringContaining('accounts list --force --confirm')]);
	}

	systems.portal.setFault({is: 'html', matches: request => request.path.endsWith('/tariffs')});
	expect((await shell.call('apply')).exit).toBe(1);
	systems.portal.setFault(null);
	expect(await everything()).toBe(before);
});

test('--confirm N without a file has to be the number of changes', async () => {
	setPolicy(shell, 'A5 = "billing"\nmax_share = 100');
	const {data} = await plan();
	const n = data.sets.length;
	const wrong = await shell.call('apply', '--confirm', String(n + 1));
	expect([wrong.exit, wrong.error, systems.writes()]).toEqual([
		1,
		expect.stringContaining(`--confirm ${n}`),
		[],
	]);
	expect((await apply('--confirm', String(n))).data.done).toHaveLength(n);
});

test('with --read-only apply refuses, and plan plans', async () => {
	expect((await shell.call('apply', '--read-only')).exit).toBe(1);
	expect((await shell.call('plan', '--read-only')).exit).toBe(3);
	expect(systems.writes()).toEqual([]);
});

test('the portal lost in the middle: it stops, says what is done, and the same command goes on', async () => {
	setPolicy(shell, widePolicy.replace(/^(?!A5|C1|max|allow).*$/gm, ''));
	const {data: planned} = await plan();
	let puts = 0;
	const isLost = () => puts >= 2;
	systems.portal.setFault({
		is: 'reset',
		matches(request) {
			if (isLost()) return true;
			if (isPut(request)) puts++;
			return false;
		},
	});
	const {exit, data} = await apply();
	systems.portal.setFault(null);
	expect(exit).toBe(1);
	// The second PUT was taken, but could not be read back.
	expect([data.done.length, data.done.length + data.failed.length]).toEqual([1, planned.sets.length]);
	expect(data.failed.slice(1).map(({code}) => code)).toEqual(data.failed.slice(1).map(() => 'not-tried'));
	const next = await apply();
	expect([next.exit, next.data.failed, next.data.stale]).toEqual([0, [], []]);
	expect((await plan()).exit).toBe(0);
	expect((await shell.call('journal', 'list', '--open')).out).toContain('No entry is open');
	expect(systems.writes().filter(write => write.startsWith('PUT'))).toHaveLength(planned.sets.length);
});

test('ctrl-c ends it after the change that was sent; exit code 130, and the same command goes on', async () => {
	setPolicy(shell, widePolicy.replace(/^(?!A5|C1|max|allow).*$/gm, ''));
	const {data: planned} = await plan();
	const interrupt = new AbortController();
	systems.portal.setFault({
		is: 'slow',
		milliseconds: 0,
		matches(request) {
			if (isPut(request)) interrupt.abort();
			return false;
		},
	});
	const {exit} = await runProgram(shell.environment, ['apply'], {signal: interrupt.signal});
	systems.portal.setFault(null);
	expect([exit, systems.writes()]).toEqual([130, [expect.stringMatching(/^PUT /)]]);
	const next = await apply();
	expect([next.exit, next.data.failed, next.data.stale]).toEqual([0, [], []]);
	expect(systems.writes()).toHaveLength(planned.sets.length);
});

test('the plan of --out is for its owner alone, replaces what was there, and has what plan says', async () => {
	const file = path.join(shell.home, 'a.plan');
	const {data} = await plan('--out', file);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const written = JSON.parse(readFileSync(file, 'utf8')) as {
		readonly version: number;
		readonly sets: unknown;
	};
	expect([written.version, written.sets]).toEqual([1, data.sets]);
	const {exit, error} = await shell.call('plan', '--out', path.join(file, 'no-directory'));
	expect([exit, error]).toEqual([2, expect.stringContaining('cannot be written')]);
});
