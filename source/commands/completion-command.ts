import {bashCompletion} from './completion/bash.ts';
import {fishCompletion} from './completion/fish.ts';
import {zshCompletion} from './completion/zsh.ts';
import {UsageError, type Command, type Flag, type Invocation} from './command.ts';
import {ConfigError} from '../config/errors.ts';
import {commonFlags} from './parse-call.ts';
import {message} from '../i18n/translator.ts';
import {nearestWord} from '../normalize/nearest-word.ts';

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
		async run({args: [shell], translator, config}) {
			if (!isShell(shell))
				throw new UsageError(
					message('usage-shell', {
						known: Object.keys(shells),
						nearest: nearestWord(shell ?? '', Object.keys(shells)),
					}),
				);
			const text = shells[shell](
				[...others, completionCommand],
				withPortalNames(commonFlags, config),
				translator,
			).trimEnd();
			return {exitCode: 0, data: text, text};
		},
	};
	return completionCommand;
};

/**
The flags with the portals of the configuration as values of `--portal`; without them where it cannot be read, which is no error of a
completion.
*/
function withPortalNames(flags: readonly Flag[], config: Invocation['config']): readonly Flag[] {
	const names = portalNames(config);
	return flags.map(flag => (flag.name === 'portal' && names.length > 0 ? {...flag, values: names} : flag));
}

function portalNames(config: Invocation['config']): readonly string[] {
	try {
		return config().portals.map(({name}) => name);
	} catch (error) {
		if (error instanceof ConfigError) return [];
		throw error;
	}
}
