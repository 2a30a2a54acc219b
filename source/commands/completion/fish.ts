import type {Command, Flag} from '../command.ts';
import type {Translator} from '../../i18n/translator.ts';

/** The completion script of fish, with the descriptions of commands and flags. */
export function fishCompletion(
	commands: readonly Command[],
	commonFlags: readonly Flag[],
	translator: Translator,
): string {
	const heads = [...new Set(commands.map(({words}) => words[0]!))];
	const verbsOf = (head: string) =>
		commands.flatMap(({words}) => (words[0] === head && words[1] !== undefined ? [words[1]] : []));
	return [
		'# Completion of stalker-console for fish, made by: stalker-console completion fish',
		'complete -c stalker-console -f',
		...heads.map(head => {
			const about = commands.find(({words}) => words[0] === head && words.length === 1);
			return line('__fish_use_subcommand', `-a ${head}`, about?.description(translator) ?? '');
		}),
		...commands.flatMap(command => {
			const {words, flags, argumentValues = []} = command;
			const [head, verb] = words;
			const isHead = `__fish_seen_subcommand_from ${head}`;
			const isCommand = verb === undefined ? isHead : `${isHead}; and __fish_seen_subcommand_from ${verb}`;
			const isOpen = `${isHead}; and not __fish_seen_subcommand_from ${verbsOf(head!).join(' ')}`;
			return [
				...(verb === undefined ? [] : [line(isOpen, `-a ${verb}`, command.description(translator))]),
				...argumentValues.map(value => line(isCommand, `-a ${value}`, '')),
				...flags.map(flag => flagLine(isCommand, flag, translator)),
			];
		}),
		...commonFlags.map(flag => flagLine('', flag, translator)),
		'',
	].join('\n');
}

const flagLine = (condition: string, flag: Flag, translator: Translator): string =>
	line(
		condition,
		[
			`-l ${flag.name}`,
			...(flag.short === undefined ? [] : [`-s ${flag.short}`]),
			...(flag.kind === 'yes' ? [] : [flag.value === 'FILE' ? '-r -F' : '-x']),
			...(flag.values ? [`-a ${quote(flag.values.join(' '))}`] : []),
		].join(' '),
		flag.description(translator),
	);

const line = (condition: string, what: string, description: string): string =>
	[
		'complete -c stalker-console',
		...(condition === '' ? [] : [`-n ${quote(condition)}`]),
		what,
		...(description === '' ? [] : [`-d ${quote(description)}`]),
	].join(' ');

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
