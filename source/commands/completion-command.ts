import {bashCompletion} from './completion/bash.ts';
import {fishCompletion} from './completion/fish.ts';
import {zshCompletion} from './completion/zsh.ts';
import {UsageError, type Command} from './command.ts';
import {message} from '../i18n/translator.ts';

const shells = {bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion} as const;

const isShell = (name: unknown): name is keyof typeof shells => Object.hasOwn(shells, String(name));

/** `completion bash|zsh|fish`: prints the script that completes calls in this shell. `others`: the commands besides this one. */
export const createCompletionCommand = (others: readonly Command[]): Command => {
	const completionCommand: Command = {
		words: ['completion'],
		args: Object.keys(shells).join('|'),
		argumentValues: Object.keys(shells),
		maxArguments: 1,
		description: translator => translator.commandHelp.about.completion,
		flags: [],
		async run({args: [shell], translator}) {
			if (!isShell(shell)) throw new UsageError(message('usage-shell', {known: Object.keys(shells)}));
			const text = shells[shell]([...others, completionCommand], translator).trimEnd();
			return {exitCode: 0, data: text, text};
		},
	};
	return completionCommand;
};
