import {writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {fileUnwritten} from '../../source/i18n/file-unwritten.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

/** The error of writing to this file. */
function errorAt(file: string): unknown {
	try {
		writeFileSync(file, 'x');
	} catch (error) {
		return error;
	}

	throw new Error(`${file} was written.`);
}

test.each([
	['/dev/full', '/state/baselines.json cannot be written: its disk is full; make room there.'],
	[
		'/dev/null/file',
		"/state/baselines.json cannot be written: ENOTDIR: not a directory, open '/dev/null/file'",
	],
])('where %s cannot be written, the reason is said, and what to do about a full disk', (file, said) => {
	expect(toEnglish(fileUnwritten('/state/baselines.json', errorAt(file)))).toBe(said);
});
