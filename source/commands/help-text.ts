import type {Command, Flag} from './command.ts';
import {commonFlags, type ParsedCall} from './parse-call.ts';
import type {Translator} from '../i18n/translator.ts';

const program = 'stalker-console';

/** The text of `--help`: of one command, of all commands with the same first word, or of all. Made from the declarations. */
export function helpText(
	commands: readonly Command[],
	{command, words: typedWords}: Pick<ParsedCall, 'command' | 'words'>,
	translator: Translator,
): string {
	const [head] = typedWords;
	const group = typedWords.length === 1 ? commands.filter(one => one.words[0] === head) : [];
	if (group.length > 1) return overview(group, null, translator);
	return command
		? commandHelp(command, translator)
		: overview(commands, translator.commandHelp.about.console, translator);
}

/** `stalker-console accounts show ID`. */
export const commandSyntax = ({words, args}: Command): string =>
	[program, ...words, args].filter(part => part !== '').join(' ');

/** `--limit N`, or `-h, --help`. */
export const flagSyntax = ({name, short, value}: Flag): string =>
	`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;

const flagRows = (flags: readonly Flag[], translator: Translator): ReadonlyArray<readonly [string, string]> =>
	flags.map(flag => [flagSyntax(flag), flag.description(translator)]);

function commandHelp(command: Command, translator: Translator): string {
	const {headings} = translator.commandHelp;
	const explained = command.explainArguments?.(translator) ?? [];
	const section = command.helpSection?.(translator);
	return [
		`${commandSyntax(command)}\n`,
		`  ${command.description(translator)}`,
		...(explained.length > 0 ? [`\n${headings.arguments}`, ...alignColumns(explained)] : []),
		...(command.flags.length > 0
			? [`\n${headings.flags}`, ...alignColumns(flagRows(command.flags, translator))]
			: []),
		...(section ? [`\n${section.title}`, ...alignColumns(section.rows)] : []),
		`\n${headings.commonFlags}`,
		...alignColumns(flagRows(commonFlags, translator)),
	].join('\n');
}

function overview(
	commands: readonly Command[],
	consoleDescription: string | null,
	translator: Translator,
): string {
	const {headings} = translator.commandHelp;
	return [
		`${headings.purpose}\n`,
		headings.commands,
		...alignColumns([
			...(consoleDescription === null ? [] : [[program, consoleDescription] as const]),
			...commands.map(command => [commandSyntax(command), command.description(translator)] as const),
		]),
		`\n${headings.commonFlags}`,
		...alignColumns(flagRows(commonFlags, translator)),
		`\n${headings.more(`${program} COMMAND --help`)}`,
	].join('\n');
}

function alignColumns(pairs: ReadonlyArray<readonly [string, string]>): readonly string[] {
	const width = Math.max(...pairs.map(([left]) => left.length));
	return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
