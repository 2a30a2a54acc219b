import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {billingKinds, startTestSystems, type TestSystems} from '../support/test-systems.ts';
import {
	dumpAccounts,
	dumpBilling,
	openPolicyShell,
	setPolicy,
	widePolicy,
	type Applied,
} from './policy-setup.ts';
import type {Shell} from './shell.ts';

type PlanSet = {
	portal: {url: string; service: number | null};
	resource: string;
	row: string;
	kinds: string[];
	use: string;
	action: string;
	changes: Array<Record<string, unknown>>;
};
type PlanFile = {format: string; version: number; made: string; sets: PlanSet[]};

let systems: TestSystems;
let shell: Shell;
let file: string;
let plan: PlanFile;

async function open(): Promise<void> {
	systems = await startTestSystems(billingKinds.at(-1)!, {accounts: 60});
	shell = openPolicyShell(systems, widePolicy);
	file = path.join(shell.home, 'a.plan');
	await shell.call('plan', '--out', file);
	plan = JSON.parse(readFileSync(file, 'utf8')) as PlanFile;
}

async function close(): Promise<void> {
	await systems.close();
	rmSync(shell.home, {recursive: true, force: true});
}

const everything = async () => `${dumpAccounts(systems)}\n${await dumpBilling(systems)}`;

/** Applies the plan as a file, after it was edited; confirmed with the number of its sets. */
async function applyEdited(edited: unknown) {
	writeFileSync(file, typeof edited === 'string' ? edited : JSON.stringify(edited));
	const count = (edited as Partial<PlanFile>).sets?.length ?? 0;
	const {exit, out} = await shell.call('apply', file, '--confirm', String(count), '--json');
	const answer = (out === '' ? {} : JSON.parse(out)) as {readonly data?: Applied};
	return {exit, out, data: answer.data};
}

const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const setOf = (kind: string): PlanSet => copyOf(plan.sets.find(({kinds}) => kinds.includes(kind))!);
const without = (name: keyof PlanFile): Partial<PlanFile> =>
	Object.fromEntries(Object.entries(plan).filter(([key]) => key !== name));

describe('on systems of its own', () => {
	beforeEach(open);
	afterEach(close);

	test('a file is confirmed by the number of its sets; then it is carried out, and repeating it is no failure', async () => {
		const before = await everything();
		for (const argv of [[file], [file, '--confirm', '1']]) {
			const {exit, error} = await shell.call('apply', ...argv);
			expect([exit, error]).toEqual([1, expect.stringContaining(`--confirm ${plan.sets.length}`)]);
		}

		expect(await everything()).toBe(before);
		const {exit, data} = await applyEdited(plan);
		expect([exit, data!.done.length, data!.failed, data!.stale]).toEqual([0, plan.sets.length, [], []]);
		const after = await everything();
		const again = await applyEdited(plan);
		expect(again).toMatchObject({
			exit: 0,
			data: {done: [], failed: [], stale: [], settled: plan.sets.length},
		});
		expect(await everything()).toBe(after);
	});

	test('only what the file asks for is written; the rest of the plan stays', async () => {
		const one = setOf('A5');
		const {exit, data} = await applyEdited({...plan, sets: [one]});
		expect([exit, data!.done.map(({key}) => key)]).toEqual([0, [one.row]]);
		expect(systems.writes()).toHaveLength(1);
	});

	test('a row that has changed since is stale, the others are written; exit code 1', async () => {
		const [first, ...rest] = plan.sets.filter(({kinds}) => kinds.includes('A5'));
		const user = systems.portal.state.users.find(({login}) => login === first!.row)!;
		user.ls = '77';
		const {exit, data} = await applyEdited({...plan, sets: [first, ...rest]});
		expect([exit, data!.stale.map(({key, code}) => [key, code])]).toEqual([1, [[first!.row, 'plan-stale']]]);
		expect(data!.done.map(({key}) => key)).toEqual(rest.map(({row}) => row));
		expect(user.ls).toBe('77');
	});

	test('a kind that the policy does not have any more is stale', async () => {
		setPolicy(shell, 'C2 = "stalker"\nmax_share = 100');
		const {exit, data} = await applyEdited({...plan, sets: [setOf('A5'), setOf('C2')]});
		expect([exit, data!.done.map(({list}) => list), data!.stale.length]).toEqual([1, ['tariffs'], 1]);
		expect(systems.writes()).toEqual([]);
	});
});

/** Texts that would be more than a value in SQL, in a path or in a form. */
const hostile = [
	"' or 1=1; delete from users; --",
	'../accounts/0',
	'0',
	'',
	'a/b?c=d&e#f%00',
	'NOW()',
	'*',
	'\u0000',
	'__proto__',
];

/** A set with one of its parts replaced. */
function forgeries(): readonly PlanSet[] {
	const base = setOf('A5');
	const [change] = base.changes as [Record<string, unknown>];
	const write = base.changes.at(-1)!;
	const withChange = (more: object): PlanSet => ({
		...copyOf(base),
		changes: [...base.changes.slice(0, -1), {...write, ...more}],
	});
	return [
		...hostile.flatMap(text => [
			{...copyOf(base), row: text},
			{...copyOf(base), resource: text},
			{...copyOf(base), action: text},
			{...copyOf(base), kinds: [text]},
			withChange({key: {login: text, stb_mac: text, account_number: text}}),
			withChange({after: {account_number: text}}),
			withChange({after: {[text]: '1'}}),
			withChange({record: text}),
			withChange({operation: text}),
			withChange({on: text}),
		]),
		{...copyOf(base), use: 'stalker'},
		{...copyOf(base), kinds: [...base.kinds, 'B1']},
		{...copyOf(base), changes: []},
		{...copyOf(base), changes: [change]},
		{...copyOf(base), changes: [...base.changes, write]},
		{...copyOf(base), changes: [...base.changes].toReversed()},
		withChange({operation: 'delete', after: null}),
		withChange({after: {...(write['after'] as object), status: '0'}}),
		withChange({before: write['after'], after: write['before']}),
		withChange({mayStay: true}),
		withChange({key: setOf('C1').changes.at(-1)!['key']}),
		{...copyOf(base), row: setOf('C1').row},
		{...setOf('C1'), row: base.row},
		{...setOf('C2'), changes: base.changes},
	];
}

describe('what writes nothing', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		['no JSON', () => 'DELETE FROM users'],
		['no object', () => '[]'],
		['an empty file', () => ''],
		['no plan', () => ({ok: true, data: {sets: []}})],
		['another format', () => ({...plan, format: 'other'})],
		['an older version', () => ({...plan, version: 0})],
		['a newer version', () => ({...plan, version: 2})],
		['the version as text', () => ({...plan, version: '1'})],
		['no version', () => without('version')],
		['no sets', () => without('sets')],
		['a set without changes', () => ({...plan, sets: [{...setOf('A5'), changes: null}]})],
		[
			'another portal',
			() => ({
				...plan,
				sets: [{...setOf('A5'), portal: {url: 'http://other/stalker_portal/api/v1', service: 1}}],
			}),
		],
		[
			'another service of billing',
			() => ({...plan, sets: [setOf('C2'), {...setOf('A5'), portal: {...setOf('A5').portal, service: 99}}]}),
		],
	])('%s is exit code 2, and no system is asked to write', async (_, edit) => {
		const before = await everything();
		const {exit, out} = await applyEdited(edit());
		expect([exit, out]).toEqual([2, expect.stringContaining(`plan --out ${file}`)]);
		expect(await everything()).toBe(before);
		expect(systems.writes()).toEqual([]);
	});

	test('a file that is not there is exit code 2', async () => {
		const {exit, error} = await shell.call('apply', path.join(shell.home, 'none.plan'), '--confirm', '1');
		expect([exit, error]).toEqual([2, expect.stringContaining('none.plan')]);
	});

	test('nothing of a forged file reaches a system: every set is stale, and the systems are as before', async () => {
		const before = await everything();
		const sets = forgeries();
		const from = systems.portal.received.length;
		const {exit, data} = await applyEdited({...plan, sets});
		expect([exit, data!.done, data!.failed]).toEqual([1, [], []]);
		// A kind that the row does not have is nothing to do.
		expect(data!.stale.length + data!.settled).toBe(sets.length);
		expect(await everything()).toBe(before);
		expect(systems.writes()).toEqual([]);
		const asked = new Set(systems.portal.received.slice(from).map(({path: one}) => one.split('/api/v1/')[1]));
		expect(asked).toEqual(new Set(['accounts', 'stb', 'tariffs']));
		expect((await shell.call('journal', 'list')).out).toContain('The journal is empty');
	});
});
