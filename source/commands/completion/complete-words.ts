import type {Command, Flag} from '../command.ts';

/** Maps the words of a call so far to the words that can follow: `accounts` → `list`, `show` …; `''` → the first words. */
type NextWords = ReadonlyMap<string, readonly string[]>;

/** Collects the words that can follow each beginning of a call, from the declarations of the commands. */
export function nextWords(commands: readonly Command[]): NextWords {
	const next = new Map<string, Set<string>>();
	const add = (before: readonly string[], word: string) => {
		const key = before.join(' ');
		next.set(key, (next.get(key) ?? new Set()).add(word));
	};

	for (const {words, argumentValues = []} of commands) {
		for (const [index, word] of words.entries()) add(words.slice(0, index), word);
		for (const value of argumentValues) add(words, value);
	}

	for (const {words} of commands) {
		if (words[0] === 'help') continue;
		for (const [index, word] of words.entries()) add(['help', ...words.slice(0, index)], word);
	}

	return new Map([...next].map(([key, words]) => [key, [...words]]));
}

/** A command, and the words by which a call names it. */
type NamedCommand = {readonly words: readonly string[]; readonly command: Command};

/** The words by which each command can be called, longer ones first: `accounts list`, then `accounts`, which means the same. */
export const callsOf = (commands: readonly Command[]): readonly NamedCommand[] =>
	commands
		.flatMap(command => [
			{words: command.words, command},
			...(command.words[1] === 'list' && command.words[0] !== 'journal'
				? [{words: command.words.slice(0, 1), command}]
				: []),
		])
		.toSorted((one, other) => other.words.length - one.words.length);

/** The flags of all commands that take a value, such as `--limit`. */
export const valueFlags = (commands: readonly Command[], commonFlags: readonly Flag[]): readonly string[] => [
	...new Set(
		[...commonFlags, ...commands.flatMap(({flags}) => flags)].flatMap(({name, kind}) =>
			kind === 'yes' ? [] : [`--${name}`],
		),
	),
];
