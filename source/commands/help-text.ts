import type {Command, Flag} from './command.ts';
import {commonFlags, type ParsedCall, findCommand} from './parse-call.ts';
import {wrapWords} from '../terminal/fit-width.ts';
import type {Translator} from '../i18n/translator.ts';

const program = 'stalker-console';

/**
The text of `--help`: of one command, of all commands with the same first word, or of all. Made from the declarations. `maxWidth` in cells,
for a terminal.
*/
export function helpText(
	commands: readonly Command[],
	{command, words: typedWords}: Pick<ParsedCall, 'command' | 'words'>,
	translator: Translator,
	maxWidth = Infinity,
): string {
	const [head] = typedWords;
	const group = typedWords.length === 1 ? commands.filter(one => one.words[0] === head) : [];
	const text =
		group.length > 1
			? overview(group, null, translator, maxWidth)
			: command
				? commandHelp(command, translator, maxWidth)
				: overview(commands, translator.commandHelp.about.console, translator, maxWidth);
	return wrapWords(text, maxWidth);
}

/** `stalker-console accounts show ID`. */
export const commandSyntax = ({words, args}: Command): string =>
	[program, ...words, args].filter(part => part !== '').join(' ');

/** `--limit N`, or `-h, --help`. */
export const flagSyntax = ({name, short, value}: Flag): string =>
	`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;

const flagRows = (flags: readonly Flag[], translator: Translator): ReadonlyArray<readonly [string, string]> =>
	flags.map(flag => [flagSyntax(flag), flag.description(translator)]);

function commandHelp(command: Command, translator: Translator, maxWidth: number): string {
	const alignColumns = createAligner(maxWidth);
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
	maxWidth: number,
): string {
	const alignColumns = createAligner(maxWidth);
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

/**
Returns a function that formats pairs in two columns. In `maxWidth` cells the second is wrapped, and below the first where the first is too
wide.
*/
const createAligner =
	(maxWidth: number) =>
	(pairs: ReadonlyArray<readonly [string, string]>): readonly string[] => {
		const widest = Math.max(...pairs.map(([left]) => left.length));
		const isNarrow = widest + 4 > maxWidth / 2;
		const width = isNarrow ? 4 : widest;
		return pairs.flatMap(([left, right]) => {
			const [first, ...more] =
				maxWidth === Infinity ? [right] : wrapWords(right, maxWidth - width - 4).split('\n');
			const indent = ' '.repeat(width + 4);
			return left.length > width
				? [`  ${left}`, ...[first, ...more].map(line => indent + line)]
				: [`  ${left.padEnd(width)}  ${first}`, ...more.map(line => indent + line)];
		});
	};

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
