import type {Command, Flag} from '../command.ts';

/** The words that can follow these words of a call: `accounts` → `list`, `show` …; `''` → the first words. */
export type NextWords = ReadonlyMap<string, readonly string[]>;

/** The possible words of a call by the words before them, from the declarations. `accounts` alone is a list, too, so its flags are those of the list. */
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

/** Names of flags, `--limit`, that take a value, of all commands. */
export const valueFlags = (commands: readonly Command[], commonFlags: readonly Flag[]): readonly string[] => [
	...new Set(
		[...commonFlags, ...commands.flatMap(({flags}) => flags)].flatMap(({name, kind}) =>
			kind === 'yes' ? [] : [`--${name}`],
		),
	),
];
