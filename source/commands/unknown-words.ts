import type {Message} from '../i18n/message.ts';
import {message} from '../i18n/translator.ts';
import {nearestWord} from '../normalize/nearest-word.ts';
import type {Command, Flag} from './command.ts';

/** Flags that have the same purpose on different commands: what confirms one action takes a number on another. */
const similarFlags: Readonly<Record<string, string>> = {'--yes': '--confirm', '--confirm': '--yes'};

/** Says that the command has no such flag, with the one that was probably meant; for a dry run, the command that makes it. */
export function unknownFlagMessage(flag: string, allowed: readonly Flag[], command: Command | null): Message {
	const known = allowed.flatMap(({name, short}) => [
		`--${name}`,
		...(short === undefined ? [] : [`-${short}`]),
	]);
	const similar = similarFlags[flag];
	const dryRun = command?.dryRunCommand;
	return message('usage-no-flag', {
		command: command ? command.words.join(' ') : 'stalker-console',
		flag,
		nearest:
			dryRun !== undefined && nearestWord(flag, ['--dry-run']) !== ''
				? dryRun
				: similar !== undefined && known.includes(similar)
					? similar
					: nearestWord(flag, known),
		known: (command ? command.flags : []).map(own => `--${own.name}`),
	});
}

/**
Says that there is no such command, with the one that was probably meant, also where its first word is missing: `list` means `accounts list`
and others. `flags`: those of every command.
*/
export function unknownCommandMessage(
	[first, second]: readonly string[],
	commands: readonly Command[],
	flags: readonly Flag[],
): Message {
	const heads = [...new Set(commands.map(({words}) => words[0]!))];
	if (!heads.includes(first!))
		return message('usage-no-command', {
			word: first!,
			nearest: nearestWord(first!, heads) || commandsWith(first!, commands) || flagFor(first!, flags),
			known: heads,
		});
	const verbs = commands.flatMap(({words}) =>
		words[0] === first && words[1] !== undefined ? [words[1]] : [],
	);
	return message('usage-no-verb', {
		command: first!,
		word: second ?? '',
		nearest: nearestWord(second ?? '', verbs),
		known: verbs,
	});
}

/** The commands of which this, or the nearest word, is the second one; `''` where there are none. */
function commandsWith(word: string, commands: readonly Command[]): string {
	const verb = nearestWord(word, [...new Set(commands.flatMap(({words}) => words[1] ?? []))]);
	return commands
		.filter(({words}) => words[1] === verb)
		.map(({words}) => words.join(' '))
		.join(', ');
}

/** `--version` for `version`; `''` where there is no such flag. */
const flagFor = (word: string, flags: readonly Flag[]): string =>
	flags.some(({name}) => name === word) ? `--${word}` : '';
