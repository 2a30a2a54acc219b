import type {Command, Flag} from './command.ts';
import {commonFlags, type Call} from './parse.ts';
import type {Words} from '../words/words.ts';

const program = 'stalker-console';

/** `--help`: of one command, of those that begin with the same word, or of all. Read from the declarations. */
export function helpText(
	commands: readonly Command[],
	{command, words: given}: Pick<Call, 'command' | 'words'>,
	words: Words,
): string {
	const [head] = given;
	const group = given.length === 1 ? commands.filter(one => one.words[0] === head) : [];
	if (group.length > 1) return overview(group, null, words);
	return command ? helpOf(command, words) : overview(commands, words.commands.about.console, words);
}

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

function overview(commands: readonly Command[], bare: string | null, words: Words): string {
	const {headings} = words.commands;
	return [
		`${headings.purpose}\n`,
		headings.commands,
		...columns([
			...(bare === null ? [] : [[program, bare] as const]),
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
