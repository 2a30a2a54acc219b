import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {resources} from '../../source/resources/index.ts';
import {createEmpty} from '../billing/engines.ts';
import {startTwoPortals, rowsOfPortal, type SharedPortal} from '../support/two-portals.ts';
import {runProgram} from './shell.ts';

let home: string;
let database: Awaited<ReturnType<typeof createEmpty>>;
let north: SharedPortal;
let south: SharedPortal;
beforeAll(async () => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-portals-'));
	database = await createEmpty(home);
	const billing = await openBilling(database.url);
	[north, south] = await startTwoPortals(billing, {accounts: 24, seed: 3});
	await billing.close();
	writeFileSync(path.join(home, 'password'), 'demo');
	const table = (name: string, {portal}: SharedPortal, more: string) =>
		`[portals.${name}]\nurl = "${portal.url}"\nlogin = "stalker"\npassword_file = "${home}/password"\n${more}\n`;
	writeFileSync(
		path.join(home, 'config.toml'),
		`[billing]\nurl = "${database.url}"\n${table('north', north, 'channels = true')}${table('south', south, '')}`,
	);
});
afterAll(async () => {
	await north.portal.close();
	await south.portal.close();
	await database.drop();
	rmSync(home, {recursive: true});
});

async function call(...argv: readonly string[]) {
	const {exit, out, error} = await runProgram({HOME: home, LANG: 'C'}, [
		...argv,
		'--config',
		path.join(home, 'config.toml'),
	]);
	return {
		exit,
		out,
		error,
		data: (argv.includes('--json') ? JSON.parse(out) : {}) as {readonly data?: unknown},
	};
}

type Checked = {
	readonly differing: number;
	readonly unknown: number;
	readonly kinds: Readonly<Record<string, number>>;
	readonly lists: ReadonlyArray<{readonly list: string; readonly differing?: number}>;
};
type CheckedAll = Omit<Checked, 'lists'> & {
	readonly portals: ReadonlyArray<Checked & {readonly portal: string}>;
};

test('check --all-portals tells what check of each portal tells, and their sums', async () => {
	const all = (await call('check', '--all-portals', '--json')).data.data as CheckedAll;
	expect(all.portals.map(({portal}) => portal)).toEqual(['north', 'south']);
	for (const {portal, ...counts} of all.portals)
		expect(counts).toEqual((await call('check', '--portal', portal, '--json')).data.data);
	const [one, two] = all.portals;
	expect(one!.kinds).not.toEqual(two!.kinds);
	expect(all.differing).toBe(one!.differing + two!.differing);
	expect(all.kinds['A1']).toBe(one!.kinds['A1']! + two!.kinds['A1']!);
	// Billing's channels are the north's.
	expect(two!.lists.filter(({list}) => ['channels', 'subscriptions'].includes(list))).toMatchObject([
		{differing: 0, kinds: {}},
		{differing: 0, kinds: {}},
	]);
});

test('a portal that does not answer does not keep the other from being checked, and the exit code is 1', async () => {
	south.portal.setFault({is: 'reset'});
	const {exit, out} = await call('check', '--all-portals');
	south.portal.setFault(null);
	expect(exit).toBe(1);
	expect(out).toMatch(/^north: \d+ rows differ.*\nsouth: http:\S+ cannot be reached /);
	expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
});

test('the counts for Prometheus have the portal as a label', async () => {
	await call('check', '--all-portals', '--prometheus', `${home}/counts.prom`);
	const text = readFileSync(`${home}/counts.prom`, 'utf8');
	for (const portal of ['north', 'south'])
		for (const {name} of resources)
			expect(text).toContain(`stalker_console_list_read{portal="${portal}",list="${name}"} 1`);
});

test.each(resources.map(({name}) => name))(
	'%s list --all-portals lists the rows of both, each with its portal',
	async name => {
		type Listed = ReadonlyArray<Readonly<Record<string, unknown>>>;
		const listOf = async (...flags: readonly string[]) =>
			(await call(name, 'list', '--json', ...flags)).data.data as Listed;
		const rows = await listOf('--all-portals');
		for (const portal of ['north', 'south'])
			expect(rows.filter(row => row['portal'] === portal)).toEqual(
				(await listOf('--portal', portal)).map(row => ({...row, portal})),
			);
		expect(await listOf('--all-portals', '--filter', 'portal:south')).toEqual(
			rows.filter(row => row['portal'] === 'south'),
		);
	},
);

test('a portal that does not answer does not keep the rows of the other from being listed, and the exit code is 1', async () => {
	const whole = await call('accounts', 'list', '--portal', 'south', '--json');
	north.portal.setFault({is: 'reset'});
	const {exit, error, out} = await call('accounts', 'list', '--all-portals', '--json');
	const csv = await call('accounts', 'list', '--all-portals', '--csv');
	north.portal.setFault(null);
	const rows = (whole.data.data as readonly object[]).map(row => ({...row, portal: 'south'}));
	expect(exit).toBe(1);
	expect(JSON.parse(out)).toEqual({
		ok: false,
		error: {
			code: 'incomplete',
			message: expect.stringMatching(/missing\. north: http:\S+ cannot be reached/),
		},
		data: rows,
	});
	const reported = /^north: http:\S+ cannot be reached .*\n\d+ rows/;
	expect(error).toMatch(reported);
	expect(csv).toMatchObject({exit: 1, error: expect.stringMatching(reported)});
	expect(csv.out.trimEnd().split('\n')).toHaveLength(rows.length + 1);
});

test('an addition on one portal leaves the other and its rows as they are; the journal says whose it is', async () => {
	const before = await bothSides();
	const {data} = await call('accounts', 'list', '--portal', 'south', '--mark', '+', '--json');
	const [row] = data.data as ReadonlyArray<{readonly login: string; readonly drifts: unknown}>;
	const added = await call('accounts', 'add', row!.login, '--portal', 'south', '--yes', '--json');
	expect(added.exit, added.out).toBe(0);
	const after = await bothSides();
	expect(after.south).not.toEqual(before.south);
	expect(after.north).toEqual(before.north);
	type Entries = ReadonlyArray<{readonly id: string; readonly service_id: number}>;
	const entriesOf = async (...flags: readonly string[]) =>
		(await call('journal', 'list', '--json', ...flags)).data.data as Entries;
	const [entry] = await entriesOf();
	expect(entry!.service_id).toBe(south.providerId);
	expect(await entriesOf('--portal', 'south')).toEqual([entry]);
	expect(await entriesOf('--portal', 'north')).toEqual([]);
	const shown = await call('accounts', 'show', row!.login, '--portal', 'north', '--json');
	expect(shown.data.data).toMatchObject({journal: []});
	expect(await call('journal', 'undo', entry!.id, '--portal', 'north', '--yes')).toMatchObject({exit: 1});
	expect(await call('journal', 'undo', entry!.id, '--portal', 'south', '--yes')).toMatchObject({exit: 0});
	expect(await bothSides()).toEqual(before);
});

async function bothSides() {
	const billing = await openBilling(database.url);
	const [one, two] = [
		await rowsOfPortal(billing, north.providerId),
		await rowsOfPortal(billing, south.providerId),
	];
	await billing.close();
	return {
		north: [one, JSON.stringify(north.portal.state)],
		south: [two, JSON.stringify(south.portal.state)],
	};
}

test('channels = true lets the one portal import its channels; the other is refused', async () => {
	expect(await call('channels', 'import', '--portal', 'south', '--yes')).toMatchObject({
		exit: 1,
		error: expect.stringContaining("Billing's channels are those of another portal"),
	});
	const {exit, error} = await call('channels', 'import', '--portal', 'north', '--dry-run');
	expect({exit, error}).toEqual({exit: 0, error: ''});
	expect((await call('channels', 'import', '--portal', 'north', '--yes')).exit).toBe(0);
	const {data} = await call('channels', 'list', '--portal', 'north', '--unsynced', '--json');
	expect(data.data).toEqual([]);
});

test.each(['channels', 'subscriptions'])(
	'%s of the portal without channels of its own are said to be not compared, and nothing of them differs',
	async name => {
		const {out, error} = await call(name, 'list', '--portal', 'south');
		const [, ...lines] = out.trimEnd().split('\n');
		for (const line of lines) expect(line).toMatch(/^ {2}/);
		expect(error).toMatch(new RegExp(`\n${lines.length} rows: ${lines.length} not compared\\.\n$`));
		const {data} = (await call(name, 'list', '--portal', 'south', '--json')).data as {
			readonly data: ReadonlyArray<{readonly key: string}>;
		};
		for (const row of data) expect(row).toMatchObject({mark: '=', drifts: [], compared: false});
		const shown = await call(name, 'show', data[0]!.key, '--portal', 'south');
		expect(shown.out).toMatch(/^ {2}\S+: not compared\n/);
		const of = async (portal: string) => (await call(name, 'list', '--portal', portal)).error;
		expect(await of('north')).not.toContain('not compared');
		const {out: checked} = await call('check', '--portal', 'south');
		expect(checked).toMatch(new RegExp(`^${name}: \\d+ rows, not compared$`, 'im'));
	},
);

test('doctor checks both portals, and billing once', async () => {
	const {exit, data} = await call('doctor', '--json');
	expect(exit).toBe(0);
	const checks = data.data as ReadonlyArray<{readonly name: string; readonly portal?: string}>;
	const ofPortal = ['portal', 'tariffs', 'stb', 'itv', 'itv_subscription', 'accounts'];
	expect(checks.map(({name, portal = ''}) => `${portal} ${name}`.trim())).toEqual([
		'configuration',
		...['north', 'south'].flatMap(portal => ofPortal.map(name => `${portal} ${name}`)),
		...['north billing', 'south billing', 'writing', 'clocks', 'versions', 'journal'],
	]);
});

test('completion knows the names of the portals', async () => {
	const {out} = await call('completion', 'bash');
	expect(out).toContain("--portal) values='north south'");
});

test('demo --portals 2 serves two portals', async () => {
	const {exit, error} = await runProgram({HOME: home}, ['demo', '--portals', '2', '--accounts', '5'], {
		signal: AbortSignal.abort(),
	});
	expect(exit).toBe(0);
	const addresses = [...error.matchAll(/STALKER_URL=(\S+)/g)].map(([, url]) => url);
	expect(new Set(addresses).size).toBe(2);
});
