import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openDatabase} from '../../source/billing/database.ts';
import {commands} from '../../source/commands/index.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import {startFaultyPortal, type FaultyPortal} from '../demo/faulty-portal.ts';
import {createDatabase} from '../billing/engines.ts';
import {builtProgram} from '../tui/driver.ts';
import {startInPty} from '../tui/pty-driver.ts';
import {billingKinds} from '../support/test-systems.ts';

/** Passwords with characters that are special in URLs, shells and SQL. */
const portalPassword = `p0rtal'"%§$(x) Ключ`;
const databasePassword = 'b1lling%22Ключ';

/** Each password in every encoding in which it is sent or could be quoted. */
const secrets = [portalPassword, databasePassword].flatMap(secret => [
	secret,
	encodeURIComponent(secret),
	JSON.stringify(secret).slice(1, -1),
	Buffer.from(secret).toString('base64').replace(/.=*$/, ''),
	Buffer.from(`stalker:${secret}`).toString('base64').replace(/.=*$/, ''),
]);

const secretsIn = (output: string): readonly string[] => secrets.filter(secret => output.includes(secret));

// Only a server's address has a password; without a server the embedded billing is tested.
describe.each(billingKinds.slice(-1))('with a billing that is %s', kind => {
	let portal: FaultyPortal;
	let home: string;
	let drop: (() => Promise<void>) | null = null;
	let environment: Readonly<Record<string, string>>;
	let url: string;
	beforeAll(async () => {
		portal = await startFaultyPortal({state: seedPortal({accounts: 20}), password: portalPassword});
		home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-secrets-'));
		const own = kind === 'server' ? await createDatabase() : null;
		drop = own?.drop ?? null;
		url = own?.url ?? `embedded:${home}/billing`;
		const withPassword = own ? Object.assign(new URL(own.url), {password: databasePassword}).href : url;
		environment = {
			HOME: home,
			LANG: 'C.UTF-8',
			STALKER_URL: portal.url,
			STALKER_LOGIN: 'stalker',
			STALKER_PASSWORD: portalPassword,
			DATABASE_URL: withPassword,
		};
	});
	afterAll(async () => {
		await portal.close();
		await drop?.();
		rmSync(home, {recursive: true, force: true});
	});

	/** All output of one call, and its arguments as other users of the machine see them. */
	async function call(...args: readonly string[]): Promise<string> {
		const [command, ...first] = builtProgram;
		const child = spawn(command!, [...first, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {PATH: process.env['PATH'], ...environment},
		});
		const visible = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
		const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
		return `${visible}\n${out}\n${error}`;
	}

	const filesOf = (directory: string): readonly string[] =>
		readdirSync(directory, {recursive: true, withFileTypes: true}).map(entry =>
			path.join(entry.parentPath, entry.name),
		);

	test.each([
		['db', 'migrate', '--json'],
		...commands
			.filter(({words}) => words[0] !== 'demo')
			.map(({words, args}) => [...words, ...(args === '' ? [] : ['user00001']), '--json']),
		['config', 'show'],
		['doctor'],
		['accounts', 'list'],
		['journal', 'list'],
	])('no password is printed by %s %s %s %s', async (...args) => {
		expect(secretsIn(await call(...args))).toEqual([]);
	});

	test.each([['doctor'], ['accounts', 'list', '--json'], ['accounts', 'add', 'user00001']])(
		'no password is printed by %s %s %s where the portal refuses it',
		async (...args) => {
			portal.setFault({is: 'status', code: 401});
			const output = await call(...args);
			portal.setFault(null);
			expect(secretsIn(output)).toEqual([]);
		},
	);

	test('neither the output of what writes nor the journal has a password', async () => {
		for (const args of [
			['accounts', 'add', '--all-unsynced', '--yes'],
			['tariffs', 'import', '--all', '--yes'],
		])
			expect(secretsIn(await call(...args, '--json')), args.join(' ')).toEqual([]);
		const database = await openDatabase(url);
		const entries = await database.query('select * from stalker_journal');
		const rows = await database.query('select * from stalker_journal_rows');
		const actions = await database.query('select * from admin_actions');
		await database.close();
		expect(entries.length + rows.length).toBeGreaterThan(5);
		expect(secretsIn(JSON.stringify([entries, rows, actions]))).toEqual([]);
	});

	test('the console shows and writes no password, and only the operator can read its files', async () => {
		// Exported files go to the current directory.
		const command = ['sh', '-c', 'cd "$HOME" && exec "$@"', 'sh', ...builtProgram];
		const program = await startInPty({environment, command, columns: 120, rows: 36});
		const seen: string[] = [];
		try {
			for (const key of [
				'1',
				'enter',
				'escape',
				'?',
				'escape',
				'H',
				'escape',
				'!',
				'escape',
				'D',
				'e',
				'enter',
				'0',
				'r',
			]) {
				await program.press(key);
				seen.push(program.screen().join('\n'));
			}

			await program.press('q');
			await program.exit;
		} finally {
			await program.close();
		}

		expect(seen[0]).toContain('user0000');
		const written = filesOf(home).filter(
			file => !file.startsWith(path.join(home, 'billing')) && statSync(file).isFile(),
		);
		expect(written.length).toBeGreaterThan(0);
		expect(secretsIn(seen.join('\n') + written.map(file => readFileSync(file, 'latin1')).join('\n'))).toEqual(
			[],
		);
		expect(written.filter(file => (statSync(file).mode & 0o077) !== 0)).toEqual([]);
	}, 60_000);
});
