import {describe, expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {fishCompletion} from '../../source/commands/completion/fish.ts';
import {zshCompletion} from '../../source/commands/completion/zsh.ts';
import {commonFlags} from '../../source/commands/parse-call.ts';
import {loadTranslator} from '../../source/i18n/translator.ts';
import {completingShells} from './completing-shells.ts';

/** Calls whose last word is completed, and what is offered. */
const cases: ReadonlyArray<readonly [call: string, offered: readonly string[]]> = [
	['acc', ['accounts']],
	['accounts l', ['link', 'list']],
	['journal ', ['list', 'show', 'undo']],
	['help accounts a', ['add']],
	['--lang uk accounts sh', ['show']],
	['completion ', ['bash', 'fish', 'zsh']],
	['accounts list --columns stb_', ['stb_mac', 'stb_sn', 'stb_type']],
	['accounts list --columns login,stb_t', ['login,stb_type']],
	['accounts list --columns=login,stb_t', ['login,stb_type']],
	['accounts --columns=logi', ['login']],
	['stb list --columns full_na', []],
	['accounts list --lang ', ['en', 'ru', 'uk']],
	['subscriptions add --beyond ', ['keep', 'remove']],
	['accounts fix --kind A1,D5,E', ['A1,D5,E1', 'A1,D5,E2', 'A1,D5,E3']],
	['accounts fix --use ', ['billing', 'stalker']],
	['check --kind=H', ['H1', 'H2', 'H3']],
	['accounts list --unsy', ['--unsynced']],
	['accounts --unsy', ['--unsynced']],
	['doctor --unsy', []],
	['accounts fix --al', []],
	['fix --al', ['--all']],
	['check --prometheus /dev/nul', ['/dev/null']],
];

describe.each(completingShells)('$name', ({name, isInstalled, complete}) => {
	test('completes words, flags and values of flags', ctx => {
		if (!isInstalled) ctx.skip(`${name} is not installed`);
		const offered = complete(
			cases.map(([call]) => call),
			commands,
			commonFlags,
		);
		expect(
			cases.map(([call], index) => [
				call,
				// fish and zsh offer the whole word: --columns=login.
				offered[index]!.map(word => word.replace(/^--.*=/, '')).toSorted(),
			]),
		).toEqual(cases);
	});

	test('completes every command and every flag of it', ctx => {
		if (!isInstalled) ctx.skip(`${name} is not installed`);
		const calls = commands.flatMap(({words, flags}) => [
			...words.map((_, index) => ({call: [...words.slice(0, index), ''].join(' '), offers: words[index]!})),
			...[...flags, ...commonFlags].map(flag => ({
				call: `${words.join(' ')} --${flag.name.slice(0, 1)}`,
				offers: `--${flag.name}`,
			})),
		]);
		const different = [...new Set(calls.map(({call}) => call))];
		const offered = complete(different, commands, commonFlags);
		for (const {call, offers} of calls) expect(offered[different.indexOf(call)], call).toContain(offers);
	});
});

test.each(['en', 'uk', 'ru'] as const)(
	'the script of fish in %s has lines whose quotes are closed',
	async language => {
		const script = fishCompletion(commands, commonFlags, await loadTranslator(language));
		const lines = script.split('\n').filter(line => line.startsWith('complete '));
		for (const {words, flags} of commands) {
			for (const word of words) expect(script).toContain(` -a ${word}`);
			for (const {name} of flags) expect(script).toContain(` -l ${name}`);
		}

		for (const line of lines)
			expect(line).toMatch(/^complete -c stalker-console( -?[\w-]+| '([^'\\]|\\.)*')*$/u);
	},
);

test('the script of zsh loads that of bash', () => {
	expect(zshCompletion(commands, commonFlags)).toMatch(
		/^#compdef stalker-console\n[^]*bashcompinit[^]*complete -F _stalker_console/,
	);
});
