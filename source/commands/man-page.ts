import type {Command, Flag} from './command.ts';
import {commandSyntax, flagSyntax} from './help-text.ts';
import {commonFlags} from './parse-call.ts';
import {describeSetting, settings} from '../config/settings.ts';
import type {Translator} from '../i18n/translator.ts';

/** The manual page (roff) of the program, from the declarations of commands, flags and settings. */
export const manPage = (commands: readonly Command[], translator: Translator, version: string): string =>
	[
		`.TH STALKER\\-CONSOLE 1 "" "stalker\\-console ${escape(version)}" "User Commands"`,
		'.SH NAME',
		`stalker\\-console \\- ${escape(translator.commandHelp.headings.purpose)}`,
		'.SH SYNOPSIS',
		'.B stalker\\-console',
		'[\\fICOMMAND\\fR] [\\fIFLAGS\\fR]',
		'.SH DESCRIPTION',
		'Without a command it opens the console, a screen that is driven by keys; \\fB?\\fR lists them there.',
		'.SH COMMANDS',
		...commands.flatMap(command => [
			'.TP',
			bold(commandSyntax(command).replace('stalker-console ', '')),
			escape(command.description(translator)),
			...command.flags.flatMap(flag => ['.RS', ...flagItem(flag, translator), '.RE']),
		]),
		'.SH FLAGS OF EVERY COMMAND',
		...commonFlags.flatMap(flag => flagItem(flag, translator)),
		'.SH CONFIGURATION',
		'Flags override the environment, which overrides the file.',
		...settings.flatMap(({key, flag, variable}) => [
			'.TP',
			[
				bold(key),
				...(flag === undefined ? [] : [bold(`--${flag}`)]),
				...(variable === undefined ? [] : [bold(variable)]),
			].join(', '),
			escape(describeSetting(key, translator)),
		]),
		'.SH EXIT STATUS',
		...[
			'0 done',
			'1 refused or failed',
			'2 wrong usage or configuration',
			'3 there are differences, or something to change (check, plan)',
			'130 interrupted',
		].flatMap(line => ['.TP', bold(line.split(' ')[0]!), escape(line.slice(line.indexOf(' ') + 1))]),
		'.SH FILES',
		'.TP',
		'.I $XDG_CONFIG_HOME/stalker\\-console/config.toml',
		'The configuration, usually in ~/.config.',
		'',
	].join('\n');

const flagItem = (flag: Flag, translator: Translator): readonly string[] => [
	'.TP',
	bold(flagSyntax(flag)),
	escape(flag.description(translator)),
];

const bold = (text: string): string => `\\fB${escape(text)}\\fR`;

/** A text within a line of roff: a backslash, a dash, and a dot or quote that would begin a request. */
const escape = (text: string): string =>
	text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('\n', ' ')
		.replace(/^(?=[.'])/, '\\&');
