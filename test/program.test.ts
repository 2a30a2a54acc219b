import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

/** The built program, as `npm ci` leaves it. */
const program = path.resolve('bin/stalker-console.js');

/** A Node that is too old for the program itself, where the machine has one: the program must bring its own. */
const oldNode = (process.env['PATH'] ?? '')
	.split(':')
	.filter(directory => !directory.includes('node_modules'))
	.map(directory => path.join(directory, 'node'))
	.find(
		node =>
			existsSync(node) && /^v(1\d|20|21)\./.test(spawnSync(node, ['--version'], {encoding: 'utf8'}).stdout),
	);

const nodes = [process.execPath, ...(oldNode === undefined ? [] : [oldNode])];

test.each(nodes)('%s runs the program, which tells its version', node => {
	const {status, stdout} = spawnSync(node, [program, '--version'], {encoding: 'utf8'});
	expect({status, stdout}).toEqual({status: 0, stdout: '0.1.0\n'});
});

test.each(nodes)('wrong usage under %s leaves with 2', node => {
	const {status, stdout, stderr} = spawnSync(node, [program, 'nosuch'], {encoding: 'utf8'});
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toContain('There is no command');
});

test.each(nodes)('under %s, a signal ends the demo portal, and nothing is left behind', async node => {
	const child = spawn(node, [program, 'demo', '--accounts', '10'], {stdio: ['ignore', 'pipe', 'pipe']});
	const [said] = (await once(child.stderr, 'data')) as [Buffer];
	const [url] = /http:\/\/127\.0\.0\.1:\d+\/stalker_portal\/api\/v1/.exec(said.toString())!;
	expect(
		(await fetch(`${url}/accounts`, {headers: {authorization: `Basic ${btoa('stalker:demo')}`}})).status,
	).toBe(200);
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
	await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a reader that has seen enough is no error', () => {
	const {status, stderr} = spawnSync(
		'bash',
		['-o', 'pipefail', '-c', `'${process.execPath}' '${program}' --help | head -n 1`],
		{encoding: 'utf8'},
	);
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
});

test('no command loads what only the screen needs', () => {
	const loader = `import {registerHooks} from 'node:module';
		registerHooks({resolve(name, context, next) {
			if (/^(ink|react)/.test(name)) throw new Error('loaded ' + name);
			return next(name, context);
		}});`;
	const {status, stderr} = spawnSync(
		process.execPath,
		[
			'--import',
			`data:text/javascript,${encodeURIComponent(loader)}`,
			program,
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
