import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {languages} from '../../source/i18n/translator.ts';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell({accounts: 24});
});
afterAll(async () => shell.close());

const others = languages.filter(language => language !== 'en');

test.each(others)(
	'--lang %s: help, lists, refusals and errors are in that language; data is the same',
	async lang => {
		const call = async (...argv: readonly string[]) => shell.call(...argv, '--lang', lang);
		const inEnglish = async (...argv: readonly string[]) => shell.call(...argv, '--lang', 'en');
		for (const argv of [['--help'], ['stb', 'register', '--help'], ['doctor'], ['journal', 'list']]) {
			const {out} = await call(...argv);
			expect(out, argv.join(' ')).toMatch(/[а-яіїєґ]/);
			expect(out, argv.join(' ')).not.toBe((await inEnglish(...argv)).out);
		}

		for (const argv of [
			['accounts', 'list'],
			['nosuch'],
			['accounts', 'show', 'nobody'],
			['accounts', 'delete', 'user00001'],
		])
			expect((await call(...argv)).error, argv.join(' ')).toMatch(/[а-яіїєґ]/);
		expect((await call('accounts', 'list', '--json')).data).toEqual(
			(await inEnglish('accounts', 'list', '--json')).data,
		);

		shell.portal.setFault({is: 'status', code: 401});
		const lost = await call('accounts', 'list');
		shell.portal.setFault(null);
		expect([lost.exit, lost.error]).toEqual([1, expect.stringMatching(/[а-яіїєґ].*STALKER_PASSWORD/)]);
	},
);

test.each(others)(
	'--lang %s: no line on stderr is English: warnings, interruptions, a wrong path',
	async lang => {
		const {data} = await shell.call('accounts', 'list', '--json');
		const keys = (data as ReadonlyArray<{readonly key: string}>).map(({key}) => key);
		writeFileSync(path.join(shell.home, '.local/state/stalker-console/baselines.json'), 'broken');
		for (const argv of [
			['accounts', 'delete', ...keys],
			['api', 'GET', 'accounts?x'],
			['api', 'GET', 'accounts/..'],
		]) {
			const {exit, error} = await shell.call(...argv, '--lang', lang);
			expect(exit).toBeGreaterThan(0);
			for (const line of error.trimEnd().split('\n')) expect(line).toMatch(/[а-яіїєґ]/);
		}
	},
);

test('the locale chooses the language, and the flag overrides it', async () => {
	const {out} = await shell.with({LC_ALL: 'uk_UA.UTF-8'}).call('--help');
	expect(out).toContain('Прапорці всіх команд');
	expect((await shell.with({LC_ALL: 'uk_UA.UTF-8'}).call('--help', '--lang', 'ru')).out).toContain(
		'Флаги всех команд',
	);
	const {exit, error} = await shell.call('--help', '--lang', 'xx');
	expect([exit, error]).toEqual([2, expect.stringContaining('en, uk, ru')]);
});
