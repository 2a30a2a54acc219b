import type {Command, Flag} from '../command.ts';
import type {Translator} from '../../i18n/translator.ts';
import {callsOf, nextWords, valueFlags} from './complete-words.ts';

/** The completion script of fish, with the descriptions of commands and flags. */
export const fishCompletion = (
	commands: readonly Command[],
	commonFlags: readonly Flag[],
	translator: Translator,
): string =>
	[
		'# Completion of stalker-console for fish, made by: stalker-console completion fish',
		functions(valueFlags(commands, commonFlags)),
		'complete -c stalker-console -f',
		...wordLines(commands, translator),
		...callsOf(commands).flatMap(({words, command}) =>
			command.flags.map(flag => {
				const isAlone = words.length < command.words.length;
				return flagLine(`__stalker_console_${isAlone ? 'at' : 'in'} ${words.join(' ')}`, flag, translator);
			}),
		),
		...commonFlags.map(flag => flagLine('', flag, translator)),
		'',
	].join('\n');

/** Functions of the script. `flags`: those that are followed by a value. */
const functions = (
	flags: readonly string[],
): string => `# Prints the words of the call before the cursor, without flags and their values.
function __stalker_console_words
	set -l words
	set -l is_value 0
	for token in (commandline -opc)[2..-1]
		if test $is_value = 1
			set is_value 0
			continue
		end
		switch $token
			case ${flags.join(' ')}
				set is_value 1
			case '-*'
			case '*'
				set -a words $token
		end
	end
	echo "$words"
end
# Whether these are the words of the call.
function __stalker_console_at
	set -l words (__stalker_console_words)
	test "$words" = "$argv"
end
# Whether the call begins with these words.
function __stalker_console_in
	set -l words (__stalker_console_words)
	string match -q -- "$argv *" "$words "
end
# Prints these values, each behind those that are there already: login,stb_mac
function __stalker_console_values
	set -l before (string replace -r -- '^--[^=]*=' '' (commandline -ct) | string match -r -- '^.*,')
	printf '%s\n' "$before"$argv
end`;

/** The lines for the words that can follow each other, with the descriptions of the commands that they complete. */
const wordLines = (commands: readonly Command[], translator: Translator): readonly string[] =>
	[...nextWords(commands)].flatMap(([before, words]) =>
		words.map(word => {
			const call = `${before} ${word}`.trim();
			const command = commands.find(one => one.words.join(' ') === call);
			return line(
				`__stalker_console_at ${before}`.trim(),
				`-a ${word}`,
				command?.description(translator) ?? '',
			);
		}),
	);

const flagLine = (condition: string, flag: Flag, translator: Translator): string =>
	line(
		condition,
		[
			`-l ${flag.name}`,
			...(flag.short === undefined ? [] : [`-s ${flag.short}`]),
			...(flag.kind === 'yes' ? [] : [flag.value === 'FILE' ? '-r -F' : '-x']),
			...(flag.values ? [`-a ${quote(`(__stalker_console_values ${flag.values.join(' ')})`)}`] : []),
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
