import type {Command} from './command.ts';
import {helpText} from './help-text.ts';
import {findCommand} from './parse-call.ts';

/** `help [COMMAND…]`: the same as `COMMAND --help`. `others`: the commands that it explains. */
export const createHelpCommand = (others: readonly Command[]): Command => {
	const helpCommand: Command = {
		words: ['help'],
		args: '[COMMAND…]',
		maxArguments: Infinity,
		description: translator => translator.commandHelp.about.help,
		flags: [],
		async run({args, translator, columns}) {
			const all = [...others, helpCommand];
			const text = helpText(all, {command: findCommand(args, all), words: args}, translator, columns);
			return {exitCode: 0, data: text, text};
		},
	};
	return helpCommand;
};
