import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {createExpectedRowsFile} from '../../source/storage/expected-rows.ts';
import {toEnglish} from '../../source/i18n/translator.ts';

test('a console stores the expected rows of its portal, and keeps those that another console has written meanwhile', () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-baselines-'));
	const warned: string[] = [];
	const open = (portal: string) =>
		createExpectedRowsFile(path.join(directory, 'baselines.json'), portal, warning =>
			warned.push(toEnglish(warning)),
		);
	open('http://one').set('accounts', {rows: 100, acceptedGap: 0});
	const [one, another] = [open('http://one'), open('http://another')];
	another.set('accounts', {rows: 20_000, acceptedGap: 5});
	one.set('accounts', {rows: 90, acceptedGap: 0});
	one.set('stb', {rows: 80, acceptedGap: 0});
	another.set('accounts', {rows: 20_001, acceptedGap: 5});
	expect(open('http://one').get('accounts')).toEqual({rows: 90, acceptedGap: 0});
	expect(open('http://one').get('stb')).toEqual({rows: 80, acceptedGap: 0});
	expect(open('http://another').get('accounts')).toEqual({rows: 20_001, acceptedGap: 5});
	expect(warned).toEqual([]);
	rmSync(directory, {recursive: true});
});
