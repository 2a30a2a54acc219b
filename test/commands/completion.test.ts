import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {bashCompletion} from '../../source/commands/completion/bash.ts';
import {fishCompletion} from '../../source/commands/completion/fish.ts';
import {zshCompletion} from '../../source/commands/completion/zsh.ts';
import {commonFlags} from '../../source/commands/parse-call.ts';
import {loadTranslator} from '../../source/i18n/translator.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** The words that bash offers for the last word of each call, as bash splits it. */
function complete(
	calls: ReadonlyArray<readonly string[]>,
	completion = bashCompletion(commands, commonFlags),
): ReadonlyArray<readonly string[]> {
	const script = calls.map(
		call =>
			`COMP_WORDS=(stalker-console ${call.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${call.length}; COMPREPLY=(); _stalker_console; echo "\${COMPREPLY[*]}"`,
	);
	// As its input: an argument holds 128 KB at most.
	const {status, stdout, stderr} = spawnSync('bash', ['-s'], {
		input: `${completion}\n${script.join('\n')}\n`,
		encoding: 'utf8',
	});
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	return stdout
		.trimEnd()
		.split('\n')
		.map(line => line.split(' ').filter(Boolean));
}

test.runIf(hasBash)('bash completes every command and every flag of it', () => {
	const calls = commands.flatMap(({words, flags}) => [
		...words.map((_, index) => ({call: [...words.slice(0, index), ''], offers: words[index]!})),
		...[...flags, ...commonFlags].map(({name}) => ({call: [...words, '--'], offers: `--${name}`})),
	]);
	const offered = complete(calls.map(({call}) => call));
	for (const [index, {call, offers}] of calls.entries())
		expect(offered[index], call.join(' ')).toContain(offers);
});

test.runIf(hasBash).each([
	[['acc'], ['accounts']],
	[
		['accounts', 'l'],
		['list', 'link'],
	],
	[
		['journal', ''],
		['list', 'show', 'undo'],
	],
	[['help', 'accounts', 'a'], ['add']],
	[
		['completion', ''],
		['bash', 'zsh', 'fish'],
	],
	[
		['accounts', 'list', '--columns', 'stb_'],
		['stb_mac', 'stb_sn', 'stb_type'],
	],
	[['accounts', 'list', '--columns', 'login,stb_t'], ['login,stb_type']],
	[['accounts', '--columns', '=', 'logi'], ['login']],
	[['--lang', 'uk', 'accounts', 'list', '--sort', '-logi'], ['-login']],
	[['stb', 'list', '--columns', 'account_n'], []],
	[
		['accounts', 'list', '--lang', ''],
		['en', 'uk', 'ru'],
	],
	[
		['subscriptions', 'add', '--beyond', ''],
		['keep', 'remove'],
	],
	[['accounts', 'list', '--unsy'], ['--unsynced']],
	[['doctor', '--unsy'], []],
])('bash completes %j by %j', (call, offered) => {
	expect(complete([call])).toEqual([offered]);
});

test.each(['en', 'uk', 'ru'] as const)(
	'the script of fish in %s names every command, verb and flag',
	async language => {
		const script = fishCompletion(commands, commonFlags, await loadTranslator(language));
		for (const {words, flags} of commands) {
			for (const word of words) expect(script).toContain(` -a ${word}`);
			for (const {name} of flags) expect(script).toContain(` -l ${name}`);
		}

		// Each line is one call of `complete` whose quotes are closed.
		for (const line of script.trim().split('\n').slice(1))
			expect(line).toMatch(/^complete -c stalker-console( -?[\w-]+| '([^'\\]|\\.)*')*$/u);
	},
);

test('the script of zsh loads that of bash', () => {
	expect(zshCompletion(commands, commonFlags)).toMatch(
		/^#compdef stalker-console\n[^]*bashcompinit[^]*complete -F _stalker_console/,
	);
});
