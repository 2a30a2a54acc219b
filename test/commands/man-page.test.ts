import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {manPage} from '../../source/commands/man-page.ts';
import {commonFlags} from '../../source/commands/parse-call.ts';
import {settings} from '../../source/config/settings.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';

const page = manPage(commands, englishTranslator, '1.2.3');

test('the manual page names every command, flag and setting', () => {
	const plain = page.replaceAll('\\-', '-').replaceAll(/\\f[BIR]/g, '');
	for (const {words} of commands) expect(plain).toContain(`\n${words.join(' ')}`);
	for (const {name} of [...commonFlags, ...commands.flatMap(({flags}) => flags)])
		expect(plain).toContain(`--${name}`);
	for (const {key} of settings) expect(plain).toContain(`\n${key}`);
	expect(plain).toContain('"stalker-console 1.2.3"');
});

test('every request of the manual page is one that it means', () => {
	const requests = page.split('\n').filter(line => /^[.']/.test(line));
	for (const line of requests) expect(line).toMatch(/^\.(TH|SH|TP|RS|RE|B|I)( |$)/);
});

const hasGroff = spawnSync('groff', ['--version']).status === 0;

test.runIf(hasGroff)('groff formats it without a warning', () => {
	const {status, stderr} = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-k'], {
		input: page,
		encoding: 'utf8',
	});
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
});
