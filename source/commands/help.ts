import type {Command, Flag} from './command.ts';
import {commonFlags} from './parse.ts';

const program = 'stalker-console';

/** `--help`: of one command, or of all. Read from the declarations. */
export const helpText = (commands: readonly Command[], command: Command | null): string =>
	command ? helpOf(command) : overview(commands);

const callOf = ({words, args}: Command): string =>
	[program, ...words, args].filter(part => part !== '').join(' ');

const flagText = ({name, value}: Flag): string => `--${name}${value === undefined ? '' : ` ${value}`}`;

function helpOf(command: Command): string {
	return [
		`${callOf(command)}\n`,
		`  ${command.about}`,
		...(command.flags.length > 0
			? ['\nFlags', ...columns(command.flags.map(flag => [flagText(flag), flag.about]))]
			: []),
		'\nFlags of every command',
		...columns(commonFlags.map(flag => [flagText(flag), flag.about])),
	].join('\n');
}

function overview(commands: readonly Command[]): string {
	return [
		'The Stalker IPTV middleware beside the billing database: what differs, and what mends it.\n',
		'Commands',
		...columns(commands.map(command => [callOf(command), command.about])),
		'\nFlags of every command',
		...columns(commonFlags.map(flag => [flagText(flag), flag.about])),
		`\n${program} COMMAND --help tells more. Exit codes: 0 done, 1 refused or failed, 2 wrong usage or configuration, 130 interrupted.`,
	].join('\n');
}

function columns(pairs: ReadonlyArray<readonly [string, string]>): readonly string[] {
	const width = Math.max(...pairs.map(([left]) => left.length));
	return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** The README's tables of commands and of settings, in Markdown. */
export const commandTable = (commands: readonly Command[]): string =>
	[
		'| command | what it does | its own flags |',
		'|---|---|---|',
		...commands.map(
			command =>
				`| \`${callOf(command).replace(`${program} `, '')}\` | ${command.about} | ${command.flags.map(flag => `\`${flagText(flag)}\``).join(' ')} |`,
		),
	].join('\n');
