import {requireBothSystems, redactSetting} from '../config/config.ts';
import {parsePolicy} from '../config/policy.ts';
import {sanitize} from '../terminal/sanitize.ts';
import type {LocalizedText, Command, Invocation, CommandResult} from './command.ts';
import {checkCommandKeys} from './custom-command-keys.ts';

const createConfigCommand = (
	word: string,
	description: LocalizedText,
	run: (invocation: Invocation) => Promise<CommandResult>,
): Command => ({
	words: ['config', word],
	args: '',
	maxArguments: 0,
	description,
	flags: [],
	...(word === 'show' ? {hasTable: true} : {}),
	run,
});

/** `config show`, `config validate` and `config path`. */
export const configCommands: readonly Command[] = [
	createConfigCommand(
		'show',
		translator => translator.commandHelp.about.configShow,
		async ({config, translator: {cliMessages}}) => {
			const {settings, file} = config();
			const rows = Object.entries(settings).map(([key, {value, from}]) => [
				key,
				redactSetting(key, value),
				from,
			]);
			return {
				exitCode: 0,
				data: Object.fromEntries(rows.map(([key, value, from]) => [key!, {value, from}])),
				text:
					rows.length === 0
						? cliMessages.notConfigured(file)
						: rows.map(row => sanitize(row.join('  '))).join('\n'),
				table: {header: ['setting', 'value', 'from'], rows},
			};
		},
	),
	createConfigCommand(
		'validate',
		translator => translator.commandHelp.about.configValidate,
		async ({config, translator: {cliMessages}}) => {
			const {file, settings} = config();
			requireBothSystems(config());
			parsePolicy(settings);
			await checkCommandKeys(config());
			return {exitCode: 0, data: {file, settings: Object.keys(settings)}, text: cliMessages.configured};
		},
	),
	createConfigCommand(
		'path',
		translator => translator.commandHelp.about.configPath,
		async ({configFile: file}) => ({
			exitCode: 0,
			data: file,
			text: file,
		}),
	),
];
