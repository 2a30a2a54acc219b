import {configuredServiceId, configuredAbills, requireBothSystems, redactSetting} from '../config/config.ts';
import {parsePolicy} from '../config/policy.ts';
import {namedSettings, portalConfigs} from '../config/portal-config.ts';
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
			const rows = namedSettings(config()).map(({name, key, value, from}) => [
				name,
				redactSetting(key, value),
				from,
			]);
			return {
				exitCode: 0,
				data: Object.fromEntries(rows.map(([key, value, from]) => [key!, {value, from}])),
				text:
					rows.length === 0
						? cliMessages.notConfigured(config().file)
						: rows.map(row => sanitize(row.join('  '))).join('\n'),
				table: {header: ['setting', 'value', 'from'], rows},
			};
		},
	),
	createConfigCommand(
		'validate',
		translator => translator.commandHelp.about.configValidate,
		async ({config, translator: {cliMessages}}) => {
			const {file} = config();
			requireBothSystems(config());
			configuredAbills(config());
			for (const own of portalConfigs(config())) {
				configuredServiceId(own);
				parsePolicy(own.settings);
			}

			await checkCommandKeys(config());
			const names = namedSettings(config()).map(({name}) => name);
			return {exitCode: 0, data: {file, settings: names}, text: cliMessages.configured};
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
