import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';

/** For root every directory is readable and writable: the program then runs as this user, who owns nothing. */
const nobody = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {};

let directory: string;
beforeAll(() => {
	directory = mkdtempSync(path.join(os.tmpdir(), 'homes-'));
	chmodSync(directory, 0o755);
	for (const [name, mode] of [
		['writable', 0o777],
		['unwritable', 0o555],
		['private', 0o755],
	] as const) {
		mkdirSync(path.join(directory, name));
		chmodSync(path.join(directory, name), mode);
	}

	mkdirSync(path.join(directory, 'private', '.config'));
	chmodSync(path.join(directory, 'private', '.config'), 0);
	mkdirSync(path.join(directory, 'broken', '.config', 'stalker-console'), {recursive: true});
	writeFileSync(path.join(directory, 'broken', '.config', 'stalker-console', 'config.toml'), '[portals');
});
afterAll(() => {
	chmodSync(path.join(directory, 'private', '.config'), 0o755);
	rmSync(directory, {recursive: true});
});

const run = (home: string, ...argv: readonly string[]) => {
	const {status, stdout, stderr} = spawnSync(path.resolve('bin/stalker-console'), argv, {
		encoding: 'utf8',
		env: {PATH: '/usr/bin:/bin', HOME: path.resolve(directory, home)},
		cwd: '/',
		timeout: 60_000,
		...nobody,
	});
	return {status, stdout, stderr};
};

/** The checkout may lie where nobody else can read it. */
const isReadable =
	spawnSync(path.resolve('bin/stalker-console'), ['--version'], {cwd: '/', ...nobody}).status === 0;

const list = ['accounts', 'list', '--demo', '--limit', '1', '--json'];

test.runIf(isReadable).each([
	['missing, in a directory that is writable', 'writable/home'],
	['missing, in a directory that is not writable', 'unwritable/home'],
	['not writable', 'unwritable'],
	['/proc/self', '/proc/self'],
	['a device', '/dev/null'],
])('the demo runs with a home that is %s', (_, home) => {
	expect(run(home, ...list)).toEqual({
		status: 0,
		stdout: expect.stringMatching(/^\{"ok":true/),
		stderr: expect.stringMatching(/^1 of 305 rows.*\n$/),
	});
});

test.runIf(isReadable).each([
	[
		'that is another user’s, as after su without -',
		'private',
		/^The demo runs without .*permission denied\. .*su -/,
	],
	['with a broken configuration', 'broken', /^The demo runs without .*no TOML/],
])('the demo needs no configuration in a home %s; every other command does', (_, home, sentence) => {
	const {status, stderr} = run(home, ...list);
	expect({status, lines: stderr.trimEnd().split('\n')}).toEqual({
		status: 0,
		lines: [expect.stringMatching(sentence), expect.stringMatching(/^1 of 305 rows/)],
	});
	expect(run(home, 'check')).toEqual({
		status: 2,
		stdout: '',
		stderr: expect.stringMatching(/config\.toml/),
	});
	expect(run(home, ...list, '--config', path.join(directory, home, '.config'))).toMatchObject({
		status: 2,
		stdout: expect.stringMatching(/cannot be read/),
	});
});
