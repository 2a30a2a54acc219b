import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};

let caches: string;

beforeEach(() => {
	caches = mkdtempSync(path.join(os.tmpdir(), 'caches-'));
});

afterEach(() => {
	rmSync(caches, {recursive: true});
});

/** The environment without variables about caches. */
const quiet = {
	NODE_COMPILE_CACHE: undefined,
	NODE_DISABLE_COMPILE_CACHE: undefined,
	XDG_CACHE_HOME: undefined,
};

const start = (environment: Readonly<Record<string, string>>) => {
	const {status, stdout, stderr} = spawnSync(path.resolve('bin/stalker-console'), ['--version'], {
		encoding: 'utf8',
		env: {...process.env, ...quiet, ...environment},
		timeout: 30_000,
	});
	return {status, stdout, stderr};
};

const started = {status: 0, stdout: `${packageJson.version}\n`, stderr: ''};

test('the compile cache is in the user’s cache directory, with access for the user only', () => {
	const inside = path.join(caches, 'new');
	expect(start({XDG_CACHE_HOME: inside})).toEqual(started);
	const directory = path.join(inside, 'stalker-console', 'compile');
	expect(readdirSync(directory)).toHaveLength(1);
	expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('without XDG_CACHE_HOME, or with a relative one, the cache is in ~/.cache', () => {
	const directory = path.join(caches, '.cache', 'stalker-console', 'compile');
	expect(start({HOME: caches})).toEqual(started);
	expect(readdirSync(directory)).toHaveLength(1);
	rmSync(directory, {recursive: true});
	expect(start({HOME: caches, XDG_CACHE_HOME: 'test/nowhere'})).toEqual(started);
	expect(readdirSync(directory)).toHaveLength(1);
});

test('a directory that others can write to is not used: its files would be executed', () => {
	const directory = path.join(caches, 'stalker-console', 'compile');
	mkdirSync(directory, {recursive: true});
	chmodSync(directory, 0o777);
	expect(start({XDG_CACHE_HOME: caches})).toEqual(started);
	expect(readdirSync(directory)).toEqual([]);
});

test.each(['/proc/self', '/nonexistent', '/dev/null', '', '/', 'relative'])(
	'the program starts with the home %j, in which no directory can be created or should be',
	home => {
		expect(start({HOME: home, XDG_CACHE_HOME: '/proc/self'})).toEqual(started);
		if (home !== '/' && home !== '') expect(start({HOME: home})).toEqual(started);
	},
);

test('a directory that cannot be created is no error', () => {
	const file = path.join(caches, 'file');
	writeFileSync(file, '');
	expect(start({XDG_CACHE_HOME: file})).toEqual(started);
});
