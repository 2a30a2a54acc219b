import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import packageJson from '../package.json' with {type: 'json'};
import {openDatabase} from '../source/billing/database.ts';
import {seedPortal} from '../source/demo/portal/seed/seed-portal.ts';
import {startPortal} from '../source/demo/portal/server.ts';

/** The built program, as `npm ci` leaves it. */
const program = path.resolve('bin/stalker-console');

test('the program tells its version', () => {
	const {status, stdout, stderr} = spawnSync(program, ['--version'], {encoding: 'utf8'});
	expect({status, stdout, stderr}).toEqual({status: 0, stdout: `${packageJson.version}\n`, stderr: ''});
});

test('wrong usage leaves with 2', () => {
	const {status, stdout, stderr} = spawnSync(program, ['nosuch'], {encoding: 'utf8'});
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toContain('There is no command');
});

test('a signal ends the demo portal, and nothing is left behind', async () => {
	const child = spawn(program, ['demo', '--accounts', '10'], {stdio: ['ignore', 'pipe', 'pipe']});
	const [said] = (await once(child.stderr, 'data')) as [Buffer];
	const [url] = /http:\/\/127\.0\.0\.1:\d+\/stalker_portal\/api\/v1/.exec(said.toString())!;
	expect(
		(await fetch(`${url}/accounts`, {headers: {authorization: `Basic ${btoa('stalker:demo')}`}})).status,
	).toBe(200);
	// The launcher has become Node: there is no process in between, and none below.
	expect(path.basename(readlinkSync(`/proc/${child.pid}/exe`))).toBe('node');
	expect(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).toBe('');
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
	await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a closed pipe is no error', () => {
	const {status, stderr} = spawnSync('bash', ['-o', 'pipefail', '-c', `'${program}' --help | head -n 1`], {
		encoding: 'utf8',
	});
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
});

test('no command loads modules that only the console needs', () => {
	// The bundle has no module names, but React's element types can be found in it.
	const loader = `import {registerHooks} from 'node:module';
		registerHooks({load(url, context, next) {
			const loaded = next(url, context);
			if (String(loaded.source).includes('react.transitional.element')) throw new Error('loaded ' + url);
			return loaded;
		}});`;
	const {status, stderr} = spawnSync(
		process.execPath,
		[
			'--import',
			`data:text/javascript,${encodeURIComponent(loader)}`,
			path.resolve('dist/cli.js'),
			'accounts',
			'list',
			'--demo',
			'--limit',
			'1',
		],
		{encoding: 'utf8'},
	);
	expect(stderr).not.toContain('loaded');
	expect(status).toBe(0);
});

const server = process.env['TEST_DATABASE_URL'];

test.runIf(server !== undefined)(
	'a portal that refuses at once ends the program at once, although billing is still being read',
	async () => {
		const portal = await startPortal({state: seedPortal({accounts: 10})});
		const run = async (argv: readonly string[], password: string) => {
			const environment = {
				...process.env,
				STALKER_URL: portal.url,
				STALKER_LOGIN: 'stalker',
				STALKER_PASSWORD: password,
				DATABASE_URL: database,
			};
			const child = spawn(program, argv, {
				env: environment,
				stdio: 'ignore',
				timeout: 30_000,
			});
			return once(child, 'exit');
		};

		const maintenance = await openDatabase(server!);
		const name = `program_${process.pid}`;
		const database = Object.assign(new URL(server!), {pathname: `/${name}`}).href;
		await maintenance.query(`create database ${name}`);
		try {
			expect(await run(['db', 'migrate'], 'demo')).toEqual([0, null]);
			for (let time = 0; time < 3; time++)
				expect(await run(['accounts', 'list'], 'wrong')).toEqual([1, null]);
		} finally {
			await portal.close();
			await maintenance.query(`drop database ${name} with (force)`);
			await maintenance.close();
		}
	},
);

test('output that cannot be written gives one sentence and exit code 1', () => {
	const {status, stderr} = spawnSync('bash', ['-c', `'${program}' --help > /dev/full`], {encoding: 'utf8'});
	expect(status).toBe(1);
	expect(stderr).toMatch(/^The output cannot be written: .*\n$/);
});
