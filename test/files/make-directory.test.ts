import {mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {makeDirectory} from '../../source/files/make-directory.ts';

test('a directory is created with its parents, for the user only; one that exists is left as it is', () => {
	const base = mkdtempSync(path.join(os.tmpdir(), 'make-directory-'));
	onTestFinished(() => rmSync(base, {recursive: true}));
	const directory = path.join(base, 'a', 'b');
	makeDirectory(directory);
	makeDirectory(directory);
	for (const made of [directory, path.dirname(directory)]) expect(statSync(made).mode & 0o777).toBe(0o700);
});

test('a directory that cannot be created is an error, also where the file system says that its parent is missing', () => {
	const base = mkdtempSync(path.join(os.tmpdir(), 'make-directory-'));
	onTestFinished(() => rmSync(base, {recursive: true}));
	writeFileSync(path.join(base, 'file'), '');
	expect(() => makeDirectory(path.join(base, 'file', 'a'))).toThrow(
		expect.objectContaining({code: 'EEXIST'}),
	);
	expect(() => makeDirectory('/proc/self/.cache/a')).toThrow(expect.objectContaining({code: 'ENOENT'}));
});
