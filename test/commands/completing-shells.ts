import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Command, Flag} from '../../source/commands/command.ts';
import {bashCompletion} from '../../source/commands/completion/bash.ts';
import {fishCompletion} from '../../source/commands/completion/fish.ts';
import {zshCompletion} from '../../source/commands/completion/zsh.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';

/** A shell that completes calls of the program. */
export type CompletingShell = {
	readonly name: string;
	readonly isInstalled: boolean;
	/** The words that the shell offers for each call, which is what stands behind the program's name; the last word is completed. */
	complete(
		calls: readonly string[],
		commands: readonly Command[],
		flags: readonly Flag[],
	): ReadonlyArray<readonly string[]>;
};

/** Runs a shell on a script; returns the words of each line that it prints. */
function linesOf(
	command: readonly [string, ...(readonly string[])],
	input: string,
	environment: Readonly<Record<string, string>> = {},
): ReadonlyArray<readonly string[]> {
	const [file, ...args] = command;
	const {status, stdout, stderr, error} = spawnSync(file, args, {
		input,
		encoding: 'utf8',
		env: {...process.env, ...environment},
		timeout: 60_000,
	});
	if (error || status !== 0 || stderr !== '')
		throw new Error(`${file}: ${String(error ?? status)} ${stderr}`);
	return stdout
		.replace(/\n$/, '')
		.split('\n')
		.map(line => line.split(' ').filter(Boolean));
}

const isInstalled = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** bash: its words are put where it puts them itself, and the function is called as it calls it. */
const bash: CompletingShell = {
	name: 'bash',
	isInstalled: isInstalled('bash'),
	complete: (calls, commands, flags) =>
		linesOf(
			['bash', '-s'],
			[
				bashCompletion(commands, flags),
				...calls.map(call => {
					// As COMP_WORDBREAKS says.
					const words = call.replace(/=/g, ' = ').split(/ +/);
					return `COMP_WORDS=(stalker-console ${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; COMPREPLY=(); _stalker_console 2>&1; echo "\${COMPREPLY[*]}"`;
				}),
			].join('\n'),
		),
};

/** Prints what is offered when tab is pressed, instead of completing. */
const zshStart = `PROMPT= RPROMPT=
fpath=($COMPLETIONS $fpath)
autoload -U compinit; compinit -u -D
compadd() { local -a found; builtin compadd -O found "$@"; offered+=($found); builtin compadd "$@" }
capture() { _main_complete }
zle -C capture list-choices capture
report() { offered=(); zle capture; print -r -- "<offered \${offered[*]}>"; BUFFER= }
zle -N report
bindkey '^I' report
`;

/** Types each call and tab into a shell in a terminal. */
const zshScript = `zmodload zsh/zpty
zpty typed zsh -d -i
while IFS= read -r call; do
	zpty -n -w typed "stalker-console $call"$'\\t'
	zpty -r typed answer '*<offered *>*'
	print -r -- "\${\${answer##*<offered }%%>*}"
done
`;

/** zsh: with the script as a file of its `$fpath`. */
const zsh: CompletingShell = {
	name: 'zsh',
	isInstalled: isInstalled('zsh'),
	complete(calls, commands, flags) {
		const directory = mkdtempSync(path.join(os.tmpdir(), 'zsh-'));
		writeFileSync(path.join(directory, '_stalker-console'), zshCompletion(commands, flags));
		writeFileSync(path.join(directory, '.zshrc'), zshStart);
		writeFileSync(path.join(directory, 'script'), zshScript);
		try {
			return linesOf(['zsh', '-f', path.join(directory, 'script')], calls.map(call => `${call}\n`).join(''), {
				ZDOTDIR: directory,
				COMPLETIONS: directory,
				TERM: 'xterm',
			});
		} finally {
			rmSync(directory, {recursive: true});
		}
	},
};

/** fish: `complete -C` prints what it would offer, each with its description. */
const fish: CompletingShell = {
	name: 'fish',
	isInstalled: isInstalled('fish'),
	complete(calls, commands, flags) {
		const home = mkdtempSync(path.join(os.tmpdir(), 'fish-'));
		const script = path.join(home, 'script');
		const lines = calls.map(
			call => `echo (complete -C 'stalker-console ${call}' | string replace -r '\\t.*' '')`,
		);
		writeFileSync(script, [fishCompletion(commands, flags, englishTranslator), ...lines, ''].join('\n'));
		try {
			return linesOf(['fish', '--no-config', script], '', {
				HOME: home,
				XDG_CONFIG_HOME: home,
				XDG_DATA_HOME: home,
			});
		} finally {
			rmSync(home, {recursive: true});
		}
	},
};

/** The shells for which the program makes scripts. */
export const completingShells: readonly CompletingShell[] = [bash, zsh, fish];
