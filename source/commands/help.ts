import type {Command, Flag} from './command.ts';
import {commonFlags} from './parse.ts';
import type {Words} from '../words/words.ts';

const program = 'stalker-console';

/** `--help`: of one command, or of all. Read from the declarations. */
export const helpText = (commands: readonly Command[], command: Command | null, words: Words): string =>
	command ? helpOf(command, words) : overview(commands, words);

/** `stalker-console accounts show ID`. */
export const callOf = ({words, args}: Command): string =>
	[program, ...words, args].filter(part => part !== '').join(' ');

/** `--limit N`. */
export const flagText = ({name, value}: Flag): string => `--${name}${value === undefined ? '' : ` ${value}`}`;

const flagRows = (flags: readonly Flag[], words: Words): ReadonlyArray<readonly [string, string]> =>
	flags.map(flag => [flagText(flag), flag.about(words)]);

function helpOf(command: Command, words: Words): string {
	const {headings} = words.commands;
	const explained = command.explains?.(words) ?? [];
	return [
		`${callOf(command)}\n`,
		`  ${command.about(words)}`,
		...(explained.length > 0 ? [`\n${headings.arguments}`, ...columns(explained)] : []),
		...(command.flags.length > 0 ? [`\n${headings.flags}`, ...columns(flagRows(command.flags, words))] : []),
		`\n${headings.commonFlags}`,
		...columns(flagRows(commonFlags, words)),
	].join('\n');
}

function overview(commands: readonly Command[], words: Words): string {
	const {headings} = words.commands;
	return [
		`${headings.purpose}\n`,
		headings.commands,
		...columns([
			[program, words.commands.about.console],
			...commands.map(command => [callOf(command), command.about(words)] as const),
		]),
		`\n${headings.commonFlags}`,
		...columns(flagRows(commonFlags, words)),
		`\n${headings.more(`${program} COMMAND --help`)}`,
	].join('\n');
}

function columns(pairs: ReadonlyArray<readonly [string, string]>): readonly string[] {
	const width = Math.max(...pairs.map(([left]) => left.length));
	return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
