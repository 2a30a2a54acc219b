import meow from 'meow';
import {aboutSetting, settings} from '../config/settings.ts';
import {UsageError, type Command, type Flag} from './command.ts';
import {say, type Saying} from '../words/words.ts';

/** Flags that every command takes. */
export const commonFlags: readonly Flag[] = [
	{name: 'json', kind: 'yes', about: words => words.commands.flags.json},
	{name: 'ndjson', kind: 'yes', about: words => words.commands.flags.ndjson},
	{name: 'csv', kind: 'yes', about: words => words.commands.flags.csv},
	{name: 'demo', kind: 'yes', about: words => words.commands.flags.demo},
	{name: 'config', kind: 'text', value: 'FILE', about: words => words.commands.flags.config},
	...settings.flatMap(({key, flag, kind}): readonly Flag[] =>
		flag === undefined
			? []
			: [
					{
						name: flag,
						kind,
						...(kind === 'yes' ? {} : {value: kind === 'number' ? 'N' : 'TEXT'}),
						about: words => aboutSetting(key, words),
					},
				],
	),
	{name: 'help', kind: 'yes', about: words => words.commands.flags.help},
	{name: 'version', kind: 'yes', about: words => words.commands.flags.version},
];

export type Call = {
	readonly command: Command | null;
	/** The words given, where no command is. */
	readonly words: readonly string[];
	readonly args: readonly string[];
	readonly flags: Readonly<Record<string, string | number | boolean | undefined>>;
};

/** Words and flags of the command line. Throws `UsageError`, with the nearest way out, for whatever means nothing. */
export function parseCall(argv: readonly string[], commands: readonly Command[]): Call {
	const known = [...commonFlags, ...commands.flatMap(({flags}) => flags)];
	const loose = parse(argv, known);
	const command =
		commands.findLast(({words}) => words.every((word, place) => loose.input[place] === word)) ??
		listOf(loose.input, commands);
	const [first] = loose.input;
	if (!command && first !== undefined && loose.flags['help'] !== true)
		throw new UsageError(unknownCommand(loose.input, commands));
	const allowed = command ? [...commonFlags, ...command.flags] : commonFlags;
	refuseUnknown(argv, allowed, command);
	const args = loose.input.slice(command?.words.length ?? 0);
	if (command && args.length > command.most)
		throw new UsageError(
			say('usage-too-much', {
				command: command.words.join(' '),
				args: command.args,
				word: args[command.most]!,
			}),
		);
	const formats = ['json', 'ndjson', 'csv'].filter(format => loose.flags[format] === true);
	if (loose.flags['csv'] === true && command && command.tabular !== true)
		throw new UsageError(say('usage-no-table', {command: command.words.join(' ')}));
	if (formats.length > 1)
		throw new UsageError(say('usage-one-format', {flags: formats.map(format => `--${format}`)}));
	return {command, words: loose.input, args, flags: loose.flags};
}

function parse(
	argv: readonly string[],
	flags: readonly Flag[],
): {readonly input: readonly string[]; readonly flags: Call['flags']} {
	const types = {yes: 'boolean', text: 'string', number: 'number'} as const;
	const cli = understood(() =>
		meow({
			importMeta: import.meta,
			argv: joined(argv, flags),
			autoHelp: false,
			autoVersion: false,
			flags: Object.fromEntries(flags.map(({name, kind}) => [camel(name), {type: types[kind]}])),
		}),
	);
	const found: Readonly<Record<string, unknown>> = cli.flags;
	const values = flags.map(({name, kind}) => [name, checked(name, kind, found[camel(name)])] as const);
	return {
		input: cli.input,
		flags: Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== false)),
	};
}

/** `accounts` alone lists. */
const listOf = ([head, ...more]: readonly string[], commands: readonly Command[]): Command | null =>
	(more.length === 0 && commands.find(({words}) => words[0] === head && words[1] === 'list')) || null;

/** A flag given twice, say. */
function understood<Parsed>(parsing: () => Parsed): Parsed {
	try {
		return parsing();
	} catch (error) {
		throw new UsageError(say('failed', {message: `${(error as Error).message.replace(/\.$/, '')}.`}));
	}
}

/** `--mark -` and `--sort -login`: a value that begins with a dash belongs to its flag. */
function joined(argv: readonly string[], flags: readonly Flag[]): string[] {
	const tokens: string[] = [];
	for (const token of argv) {
		const last = tokens.at(-1);
		const takesValue =
			last !== undefined && flags.some(({name, kind}) => kind !== 'yes' && last === `--${name}`);
		if (takesValue && /^-(?!-)/.test(token)) tokens.push(`${tokens.pop()!}=${token}`);
		else tokens.push(token);
	}

	return tokens;
}

const camel = (name: string): string =>
	name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function checked(name: string, kind: Flag['kind'], value: unknown): string | number | boolean | undefined {
	if (kind === 'number' && value !== undefined && !Number.isFinite(value))
		throw new UsageError(say('usage-number', {flag: name}));
	if (kind === 'text' && value === '') throw new UsageError(say('usage-value', {flag: name}));
	return value as string | number | boolean | undefined;
}

function refuseUnknown(argv: readonly string[], allowed: readonly Flag[], command: Command | null): void {
	const tokens = joined(argv, allowed);
	const end = tokens.indexOf('--');
	for (const [place, token] of (end === -1 ? tokens : tokens.slice(0, end)).entries()) {
		if (!token.startsWith('-') || token === '-') continue;
		const [, name] = /^--([a-z][a-z-]*)(?:=.*)?$/is.exec(token) ?? [];
		const flag = allowed.find(known => known.name === name);
		const next = tokens[place + 1];
		if (flag?.kind === 'yes' && (token.includes('=') || next === 'true' || next === 'false'))
			throw new UsageError(say('usage-no-value', {flag: flag.name}));
		if (flag) continue;
		throw new UsageError(
			say('usage-no-flag', {
				command: command ? command.words.join(' ') : 'stalker-console',
				flag: token.split('=')[0]!,
				known: (command ? command.flags : []).map(own => `--${own.name}`),
			}),
		);
	}
}

function unknownCommand([first, second]: readonly string[], commands: readonly Command[]): Saying {
	const heads = [...new Set(commands.map(({words}) => words[0]!))];
	if (!heads.includes(first!)) return say('usage-no-command', {word: first!, known: heads});
	const verbs = commands.flatMap(({words}) =>
		words[0] === first && words[1] !== undefined ? [words[1]] : [],
	);
	return say('usage-no-verb', {command: first!, word: second ?? '', known: verbs});
}
