import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {billingKinds, startTestSystems} from '../support/test-systems.ts';
import {createShell, openShell, type Shell} from './shell.ts';

type Counts = Readonly<Record<string, number>>;

type CheckedList = {
	readonly list: string;
	readonly rows?: number;
	readonly marks?: Counts;
	readonly differing?: number;
	readonly kinds?: Counts;
	readonly notes?: Counts;
	readonly error: {readonly code: string} | null;
};

type Checked = {
	readonly differing: number;
	readonly unknown: number;
	readonly lists: readonly CheckedList[];
};

type ListedRow = {readonly mark: string; readonly drifts: ReadonlyArray<{readonly code: string}>};

const noteCodes: ReadonlySet<string> = new Set(['B5', 'B6', 'D5', 'D6', 'E1', 'E2']);

let shell: Shell;

beforeAll(async () => {
	shell = await openShell({accounts: 20});
});
afterAll(async () => shell.close());

test('check of the demo counts exactly what the lists count', async () => {
	const {exit, data} = await shell.call('check', '--demo', '--json');
	const {lists, unknown, differing} = data as Checked;
	expect(lists.map(({list}) => list)).toEqual(resources.map(({name}) => name));
	for (const counts of lists) {
		const listed = await shell.call(counts.list, 'list', '--demo', '--json');
		const rows = listed.data as readonly ListedRow[];
		const rowsWith = (isWanted: (code: string) => boolean) => {
			const codes = rows.flatMap(({drifts}) => [...new Set(drifts.map(({code}) => code))].filter(isWanted));
			return Object.fromEntries(
				[...Map.groupBy(codes, code => code)].map(([code, all]) => [code, all.length]),
			);
		};
		expect(counts).toMatchObject({
			rows: rows.length,
			kinds: rowsWith(code => !noteCodes.has(code)),
			notes: rowsWith(code => noteCodes.has(code)),
			differing: rows.filter(({mark}) => mark !== '=' && mark !== '?').length,
			error: null,
		});
		for (const [mark, n] of Object.entries(counts.marks!))
			expect(n).toBe(rows.filter(row => row.mark === mark).length);
	}

	expect(differing).toBe(lists.reduce((sum, list) => sum + list.differing!, 0));
	// Some subscriptions of the demo cannot be read.
	expect(unknown).toBeGreaterThan(0);
	expect(exit).toBe(1);
});

test('differences are exit code 3; a mail has at most ten lines, and nothing goes to stderr', async () => {
	const from = shell.portal.received.length;
	const {exit, out, error} = await shell.call('check', '--quiet');
	expect(exit).toBe(3);
	expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
	expect(error).toBe('');
	const requests = shell.portal.received.slice(from);
	expect(requests.filter(({path: asked}) => asked.includes('account_subscription'))).toEqual([]);
	expect(requests.filter(({method}) => method !== 'GET')).toEqual([]);
	expect(requests.filter(({path: asked}) => asked.endsWith('/accounts'))).toHaveLength(1);
});

test('the curve of the menu gets the rows that are out of sync, whatever kinds are asked for: in billing, else in files', async () => {
	const systems = await startTestSystems(billingKinds.at(-1)!, {accounts: 20});
	const home = path.join(shell.home, 'curve');
	const known = createShell(systems.portal, home, {...systems.environment, HOME: home});
	const {data} = await known.call('check', '--kind', 'B1', '--json');
	const stored = async () => systems.query('select list, unsynced from stalker_counts order by list');
	const expected = (data as Checked).lists
		.map(({list, rows, marks}) => ({list, unsynced: rows! - marks!['=']!}))
		.toSorted((one, other) => (one.list < other.list ? -1 : 1));
	expect(await stored()).toEqual(expected);
	const file = path.join(home, '.local/state/stalker-console/count-history.json');
	expect(existsSync(file)).toBe(false);

	await systems.query('delete from stalker_counts');
	await known.call('check', '--read-only');
	expect(await stored()).toEqual([]);
	const [points] = Object.values(JSON.parse(readFileSync(file, 'utf8')) as object) as ReadonlyArray<
		Readonly<Record<string, ReadonlyArray<{readonly unsynced: number}>>>
	>;
	for (const {list, unsynced} of expected)
		expect([list, points![list]!.at(-1)!.unsynced]).toEqual([list, unsynced]);
	await systems.close();
});

test('--kind counts these kinds only', async () => {
	expect(await shell.call('check', '--kind', 'B1', '--json')).toMatchObject({exit: 0, data: {differing: 0}});
	const {exit, data} = await shell.call('check', '--kind', 'a1 b1', '--json');
	expect(exit).toBe(3);
	expect(Object.keys((data as {readonly kinds: Counts}).kinds)).toEqual(['A1']);
	const wrong = await shell.call('check', '--kind', 'B9');
	expect(wrong.exit).toBe(2);
	expect(wrong.error).toContain('“B9”');
});

test('a list that cannot be read is named, the others are counted, and the exit code is 1', async () => {
	shell.portal.setFault({is: 'html', matches: request => request.path.endsWith('/itv')});
	const {exit, out, data} = await shell.call('check', '--json');
	shell.portal.setFault(null);
	expect(exit).toBe(1);
	expect(JSON.parse(out)).toMatchObject({ok: false});
	const unread = (data as Checked).lists.filter(({error}) => error !== null).map(({list}) => list);
	expect(unread).toEqual(['channels', 'subscriptions']);
	expect((data as Checked).lists[0]).toMatchObject({list: 'accounts', rows: 20});
});

test('a portal that does not answer is asked once, not once for each list', async () => {
	shell.portal.setFault({is: 'reset'});
	const {exit, data} = await shell.call('check', '--json');
	shell.portal.setFault(null);
	expect(exit).toBe(1);
	const errors = new Set((data as Checked).lists.map(({error}) => error?.code));
	expect([...errors]).toHaveLength(1);
});

test('--prometheus replaces the file as a whole, readable by all', async () => {
	const file = path.join(shell.home, 'check.prom');
	await shell.call('check', '--prometheus', file);
	const text = readFileSync(file, 'utf8');
	expect(text).toContain('stalker_console_differences{list="accounts",kind="A1"} ');
	expect(text).toContain('stalker_console_list_read{list="tariffs"} 1\n');
	expect(
		text.split('\n').every(line => /^(#|[a-z_]+(\{[a-z]+="[\w-]+"(,[a-z]+="[\w-]+")*\})? \d+$|$)/.test(line)),
	).toBe(true);
	expect(statSync(file).mode & 0o777).toBe(0o644);
	expect(readdirSync(shell.home).filter(name => name.startsWith('check.prom'))).toEqual(['check.prom']);
	const {exit, out} = await shell.call('check', '--prometheus', path.join(file, 'no-directory'));
	expect(exit).toBe(1);
	expect(out).toContain('cannot be written');
});

test('in sync is exit code 0, and --quiet prints nothing', async () => {
	Object.assign(shell.portal.state, {users: [], plans: [], channels: [], subscriptions: []});
	const fresh = shell.with({XDG_STATE_HOME: path.join(shell.home, 'other-state')});
	expect(await fresh.call('check')).toMatchObject({exit: 0, error: ''});
	expect(await fresh.call('check', '--quiet')).toMatchObject({exit: 0, out: '', error: ''});
});
