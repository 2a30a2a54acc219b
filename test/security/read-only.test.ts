import {writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, onTestFinished, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {resources} from '../../source/resources/index.ts';
import type {ChangeSet} from '../../source/sync/changes/change.ts';
import {setPolicy} from '../commands/policy-setup.ts';
import {createShell, type Shell} from '../commands/shell.ts';
import {tables} from '../support/billing-tables.ts';
import {startInPty} from '../tui/pty-driver.ts';
import {billingKinds, startTestSystems, type BillingKind, type TestSystems} from '../support/test-systems.ts';
import {createHome} from './run-program.ts';

const timeoutMs = 120_000;

const interrupted: ChangeSet = {
	resource: 'accounts',
	rowKey: 'user00001',
	action: 'nosuch',
	changes: [
		{
			system: 'billing',
			record: 'service',
			operation: 'update',
			key: {id: 1},
			before: {disable: 0},
			after: {disable: 1},
		},
	],
	questions: [],
	values: {},
};

/** An interrupted action whose process has ended: a run that may write closes its row and its entry. */
const insertInterrupted = `with entry as (
		insert into stalker_journal (run, resource, action, subject, os_user, host, pid, aid, at, leased_at)
		values ('gone', 'accounts', 'nosuch', 'user00001', 'olga', '${os.hostname()}', 4194304, 2, now() - interval '1 day', now() - interval '1 day')
		returning id
	)
	insert into stalker_journal_rows (entry_id, position, row_key, change_set, results, error)
	select id, 1, 'user00001', '${JSON.stringify(interrupted)}', '[null]', '' from entry`;

/** For each action a row that it applies to, and its other arguments. */
const calls: Readonly<Record<string, readonly string[]>> = {
	'accounts add': ['user00003', '--yes'],
	'accounts delete': ['user00003', '--confirm', '1'],
	'accounts link': ['user00008', '999993', '--yes'],
	'stb register': ['00:1A:79:1B:05:7B', 'new:user00005', '--yes'],
	'stb reboot': ['00:1A:79:B0:6B:CF', '--confirm', '1'],
	'stb message': ['00:1A:79:B0:6B:CF', '--text', 'Maintenance at 3:00', '--confirm', '1'],
	'channels import': ['--yes'],
	'subscriptions add': ['user00011', '--yes'],
	'tariffs import': ['105', '--yes'],
	'accounts fix': ['user00025', '--kind', 'A5', '--use', 'billing', '--yes'],
	'stb fix': ['00:1A:79:1B:05:7B', '--kind', 'F1', '--use', 'stalker', '--yes'],
	'channels fix': ['56', '--kind', 'G1', '--use', 'stalker', '--yes'],
	'subscriptions fix': ['00:1A:79:93:E3:5F', '--kind', 'H1', '--use', 'stalker', '--yes'],
	'tariffs fix': ['106', '--kind', 'C2', '--use', 'stalker', '--yes'],
	fix: ['--all', '--kind', 'C2', '--use', 'stalker', '--yes'],
	apply: [],
	'journal undo': ['1', '--yes'],
	'db migrate': [],
};

/** What `apply` writes. */
const policy = 'E2 = "billing"\nmax_share = 100\nmax_changes = 1000\n';

/** Commands that only read, or that write to neither system; `db attach` needs an ABillS, and is tested with one. */
const isReadCommand = (name: string): boolean =>
	/ (?:list|show)$|^(?:check|plan|api|doctor|config \w+|db (?:status|attach)|demo|completion|help)$/.test(
		name,
	);

const actionNames = commands.map(({words}) => words.join(' ')).filter(name => !isReadCommand(name));

/** What refuses is above billing: beside the other kind it is enough that the commands are refused. */
const isWholeRun = (kind: BillingKind): boolean => kind === billingKinds.at(-1);

describe.each(billingKinds)('beside a billing that is %s', kind => {
	let place: TestSystems;
	let shell: Shell;
	let home: string;
	beforeEach(async () => {
		place = await startTestSystems(kind, {accounts: 300});
		home = createHome();
		shell = createShell(place.portal, home, {...place.environment, HOME: home});
		await place.query(insertInterrupted);
	});
	afterEach(async () => place.close());

	const billing = async (): Promise<string> =>
		JSON.stringify(
			await place.query(
				`select ${[...tables, 'stalker_migrations'].map(name => `(select json_agg(t order by t::text) from ${name} t) as ${name}`).join(', ')}`,
			),
		);

	/** Expects that neither system has changed. */
	async function untouched(run: () => Promise<void>): Promise<void> {
		const [billingBefore, portalBefore] = [await billing(), JSON.stringify(place.portal.state)];
		await run();
		expect(place.writes()).toEqual([]);
		expect(JSON.stringify(place.portal.state)).toBe(portalBefore);
		expect(await billing()).toBe(billingBefore);
	}

	test.each(isWholeRun(kind) ? ['flag', 'setting'] : ['flag'])(
		'every command that writes is refused by the %s',
		{timeout: timeoutMs},
		async by => {
			const file = path.join(home, 'read-only.toml');
			writeFileSync(file, `read_only = true\n[policy]\n${policy}`);
			setPolicy({home}, policy);
			const flags = by === 'flag' ? ['--read-only'] : ['--config', file];
			await untouched(async () => {
				for (const action of actionNames) {
					const {exit, out} = await shell.call(...action.split(' '), ...calls[action]!, ...flags, '--json');
					expect([action, exit, JSON.parse(out)], action).toEqual([
						action,
						1,
						expect.objectContaining({ok: false, error: expect.objectContaining({code: 'read-only'})}),
					]);
				}

				for (const list of resources) await shell.call(list.name, 'list', ...flags);
				await shell.call('accounts', 'add', '--all-unsynced', '--dry-run', ...flags);
			});
		},
	);

	// `channels fix` is the same one as `channels import`, and `stb fix` names `stb register`.
	test.runIf(isWholeRun(kind))('without it each of these commands writes', {timeout: timeoutMs}, async () => {
		setPolicy({home}, policy);
		await shell.call('accounts', 'list');
		expect(await place.query("select state from stalker_journal where run = 'gone'")).toEqual([
			{state: 'failed'},
		]);
		for (const action of actionNames.filter(name => !/undo|migrate|delete|channels fix|stb fix/.test(name))) {
			const before = (await billing()) + place.writes().join();
			const {exit, error} = await shell.call(...action.split(' '), ...calls[action]!);
			expect([action, exit, error.replaceAll(/^.*may be.*\n/gm, '')]).toEqual([action, 0, expect.anything()]);
			expect((await billing()) + place.writes().join(), action).not.toBe(before);
		}
	});

	test.runIf(isWholeRun(kind))(
		'every key that writes is refused with the reason, and the keys after it confirm nothing',
		{timeout: timeoutMs},
		async () => {
			await untouched(async () => {
				const program = await startInPty({
					environment: place.environment,
					args: ['--read-only'],
					columns: 120,
					rows: 36,
				});
				onTestFinished(program.close);
				const {press} = program;
				expect(program.screen().join('\n')).toMatch(/read-only/i);
				for (const [at, {name, actions}] of resources.entries()) {
					const keys = actions.flatMap(action => [
						action.key,
						...(action.scope === 'rows' && action.bulk && 'key' in action.bulk ? [action.bulk.key] : []),
					]);
					for (const key of [...keys, ...(name === 'accounts' ? ['delete'] : []), 'u']) {
						for (const marked of [false, true]) {
							await press('0', String(at + 1), '/', 'ctrl-u', 'enter', 'home', ...(marked ? ['a'] : []), key);
							expect(program.screen().slice(-4).join(' '), `${name} ${key}`).toMatch(/read-only/);
							await press('y', 'enter', 'escape', 'U');
							await press('W', key, 'escape', 'escape', 'U');
						}
					}
				}

				await press('q');
				await program.exit;
			});
		},
	);
});
